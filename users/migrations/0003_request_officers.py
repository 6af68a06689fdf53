"""Requests: their officers may see and handle them; and the words that partners read of them.

The permissions are a copy of ``users/roles.py`` as it was, given once (``users/groups.py``).
"""

from django.db import migrations

from users.groups import give

TEXTS = ["stagetext", "mailtext"]


def permissions(models, *actions):
    return {f"assistance.{action}_{model}" for model in models for action in actions}


KEEPS_TEXTS = permissions(TEXTS, "add", "change", "delete", "publish")
HANDLES_REQUESTS = permissions(["assistancerequest", "outgoingmail"], "view", "change") | permissions(
    ["auditentry"], "view"
)


def give_permissions(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for group in Group.objects.filter(name__in=["Request officers", "Administrators"]):
        give(apps, group, KEEPS_TEXTS)
    for group in Group.objects.filter(name="Request officers"):
        give(apps, group, HANDLES_REQUESTS)
    for group in Group.objects.filter(name__startswith="Translators ("):
        give(apps, group, permissions(TEXTS, "change"))


class Migration(migrations.Migration):

    dependencies = [
        ("users", "0002_roles"),
        ("assistance", "0005_intake_days_and_consent"),
    ]

    operations = [migrations.RunPython(give_permissions, migrations.RunPython.noop)]
