"""The roles: groups with their permissions, and the workflow that Publishers review in.

Once: what Administrators change of the groups later is not touched again. The table below is a copy of
``users/roles.py`` as it was, since a migration must do the same for ever; what it calls in ``users/groups.py`` is
told everything by it. Permissions are made here where they do not exist yet, as in Wagtail's own migrations:
Django makes them only after the last migration.

Wagtail's own groups and workflow are taken over, not deleted: their members, and pages under review in them, stay.
"""

from django.db import migrations

from users.groups import give, take_all, translators_of

LABELS = [
    f"vocabularies.{{}}_{model}label"
    for model in ("mechanism", "objective", "theme", "area", "sdg", "country", "region", "countrygroup")
]
TAGS = [name.removesuffix("label") for name in LABELS]
FIGURE = ["core.{}_figure"]
TEXTS = [*LABELS, "core.{}_sitetext", *FIGURE]
FILES = ["wagtailimages.{}_image", "wagtaildocs.{}_document"]
PAGE = ["wagtailcore.{}_page"]


def each(names, *actions):
    return {name.format(action) for name in names for action in actions}


ENTERS = {"wagtailadmin.access_admin"}
EDITORS = {
    *ENTERS,
    *each(PAGE, "add", "change"),
    *each(FILES, "add", "change", "choose"),
    "wagtail_localize.submit_translation",
    "content.change_pointtoconfirm",
}
PUBLISHERS = {
    *EDITORS,
    *each(PAGE, "publish", "lock", "unlock"),
    *each(TEXTS, "change", "publish"),
    *each(FIGURE, "add"),
    *each(["wagtailredirects.{}_redirect"], "add", "change", "delete"),
}
ADMINISTRATORS = {
    *PUBLISHERS,
    *each(PAGE, "bulk_delete"),
    *each(["wagtailcore.{}_collection", "users.{}_user", "auth.{}_group"], "add", "change", "delete"),
    *each([f"wagtailcore.{{}}_{model}" for model in ("locale", "site", "workflow", "task")], "add", "change", "delete"),
    *each(TAGS, "add", "change", "delete"),
    *each(TEXTS, "add", "delete"),
    *each(["content.{}_pointtoconfirm"], "add", "delete"),
}
TRANSLATORS = {*ENTERS, *each(PAGE, "change"), *each(TEXTS, "change")}

STOCK_WORKFLOW = STOCK_TASK = "Moderators approval"


def make_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    if not Group.objects.filter(name="Publishers").exists():
        Group.objects.filter(name="Moderators").update(name="Publishers")
    for name, permissions in (
        ("Editors", EDITORS),
        ("Publishers", PUBLISHERS),
        ("Request officers", ENTERS),
        ("Administrators", ADMINISTRATORS),
    ):
        group, _created = Group.objects.get_or_create(name=name)
        take_all(apps, group)
        give(apps, group, permissions)


def make_translators(apps, schema_editor):
    """For languages that have a home page already; later ones get theirs from ``users/translators.py``."""
    Group = apps.get_model("auth", "Group")
    Page = apps.get_model("wagtailcore", "Page")
    site = apps.get_model("wagtailcore", "Site").objects.filter(is_default_site=True).first()
    if site is None:
        return
    home = site.root_page
    for page in Page.objects.filter(translation_key=home.translation_key, depth=2).exclude(pk=home.pk):
        group, _created = Group.objects.get_or_create(name=translators_of(page.locale.language_code))
        give(apps, group, TRANSLATORS, page=page)


def make_workflow(apps, schema_editor):
    """Review and publish, on every page: assigned to the tree's root."""
    Workflow = apps.get_model("wagtailcore", "Workflow")
    Task = apps.get_model("wagtailcore", "GroupApprovalTask")
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    task = Task.objects.filter(name=STOCK_TASK).first() or Task(active=True)
    task.name = "Review"
    task.content_type = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="wagtailcore", model="groupapprovaltask"
    )[0]
    task.save()
    task.groups.set([apps.get_model("auth", "Group").objects.get(name="Publishers")])
    workflow = Workflow.objects.filter(name=STOCK_WORKFLOW).first() or Workflow(active=True)
    workflow.name = "Review and publish"
    workflow.save()
    apps.get_model("wagtailcore", "WorkflowTask").objects.get_or_create(
        workflow=workflow, task_id=task.pk, defaults={"sort_order": 0}
    )
    # A page has one workflow at most.
    apps.get_model("wagtailcore", "WorkflowPage").objects.update_or_create(
        page=root, defaults={"workflow": workflow}
    )


class Migration(migrations.Migration):

    dependencies = [
        ("users", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("content", "0001_initial"),
        ("core", "0002_contact_and_fact_register"),
        ("vocabularies", "0001_initial"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
    ]

    operations = [
        migrations.RunPython(make_groups, migrations.RunPython.noop),
        migrations.RunPython(make_translators, migrations.RunPython.noop),
        migrations.RunPython(make_workflow, migrations.RunPython.noop),
    ]
