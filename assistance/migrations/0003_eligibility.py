"""Rules about who can ask, eligible countries and other doors; and who may change them.

The permissions are a copy of ``users/roles.py`` as it was, given once (``users/groups.py``).
"""

import core.translation.publication
import django.core.validators
import django.db.models.deletion
import uuid
from django.db import migrations, models

from users.groups import give

TEXTS = ["eligibilityrule", "otherdoor"]


def permissions(models, *actions):
    return {f"assistance.{action}_{model}" for model in models for action in actions}


KEEPS = permissions(TEXTS, "add", "change", "delete", "publish") | permissions(
    ["eligiblecountry"], "add", "change", "delete"
)


def give_permissions(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for group in Group.objects.filter(name__in=["Request officers", "Administrators"]):
        give(apps, group, KEEPS)
    for group in Group.objects.filter(name__startswith="Translators ("):
        give(apps, group, permissions(TEXTS, "change"))


class Migration(migrations.Migration):

    dependencies = [
        ('assistance', '0002_blocks_and_visibility_derogation'),
        ('users', '0002_roles'),
        ('vocabularies', '0002_introductions'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='EligibleCountry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('eligibility', models.CharField(choices=[('yes', 'Eligible'), ('no', 'Not eligible'), ('unknown', 'Not known')], max_length=10, verbose_name='eligibility')),
                ('since', models.DateField(blank=True, null=True, verbose_name='since')),
                ('note', models.TextField(blank=True, help_text='Who says so, and where. Not shown to readers.', verbose_name='note')),
                ('country', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='eligibility', to='vocabularies.country', verbose_name='country')),
            ],
            options={
                'verbose_name': 'country’s eligibility',
                'verbose_name_plural': 'countries’ eligibility',
                'ordering': ['country__name'],
            },
        ),
        migrations.CreateModel(
            name='EligibilityRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('live', models.BooleanField(default=True, editable=False, verbose_name='live')),
                ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Smaller numbers come first.', verbose_name='position')),
                ('kinds', models.JSONField(blank=True, default=list, help_text='None ticked: any.', verbose_name='kinds of institution')),
                ('topics', models.JSONField(blank=True, default=list, help_text='None ticked: any.', verbose_name='subjects')),
                ('places', models.JSONField(blank=True, default=list, help_text='None ticked: any.', verbose_name='where they ask from')),
                ('partners', models.JSONField(blank=True, default=list, help_text='None ticked: any.', verbose_name='alone or with others')),
                ('answer', models.CharField(choices=[('yes', 'Yes'), ('jointly', 'Yes, jointly with a public authority'), ('no', 'No'), ('ask', 'Ask us')], max_length=10, verbose_name='answer')),
                ('text', models.TextField(help_text='Quoted to the reader as the reason for the answer.', verbose_name='rule')),
                ('advice', models.TextField(blank=True, help_text='What the reader can do now. Empty where nothing is to be said.', verbose_name='advice')),
                ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                ('live_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
            ],
            options={
                'verbose_name': 'rule about who can ask',
                'verbose_name_plural': 'rules about who can ask',
                'ordering': ['position', 'pk'],
                'abstract': False,
                'unique_together': {('translation_key', 'locale')},
            },
            bases=(core.translation.publication.PublishedWhole, models.Model),
        ),
        migrations.CreateModel(
            name='OtherDoor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('live', models.BooleanField(default=True, editable=False, verbose_name='live')),
                ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Smaller numbers come first.', verbose_name='position')),
                ('kinds', models.JSONField(blank=True, default=list, help_text='None ticked: any.', verbose_name='kinds of institution')),
                ('topics', models.JSONField(blank=True, default=list, help_text='None ticked: any.', verbose_name='subjects')),
                ('code', models.SlugField(validators=[django.core.validators.RegexValidator('^[a-z][a-z0-9-]*$', 'Small letters, digits and hyphens only.')], verbose_name='code')),
                ('url', models.URLField(blank=True, help_text='Of its own pages. Empty: none is shown.', verbose_name='address')),
                ('regions', models.JSONField(blank=True, default=list, help_text='None ticked: any.', verbose_name='regions of the programme')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('text', models.TextField(verbose_name='for whom, for what')),
                ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                ('live_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
            ],
            options={
                'verbose_name': 'other door',
                'verbose_name_plural': 'other doors',
                'ordering': ['position', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('code', 'locale'), name='one_other_door_a_code')],
                'unique_together': {('translation_key', 'locale')},
            },
            bases=(core.translation.publication.PublishedWhole, models.Model),
        ),
        migrations.RunPython(give_permissions, migrations.RunPython.noop),
    ]
