"""Giving permissions to groups by name, in a migration or at run time.

``apps`` is the registry of models: a migration's or Django's own. Migrations call these functions: what they
do may not change. What is given is the caller's to say.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

import babel

FILES = {"image", "document", "collection"}
"""Models whose permissions hang on collections."""


class Permission(NamedTuple):
    app: str
    codename: str

    @property
    def model(self) -> str:
        return self.codename.rsplit("_", 1)[1]

    def row(self, apps: Any) -> Any:
        """The permission's row, made where ``post_migrate`` has not made it yet, with the name it would give.

        As Wagtail's own migrations do, since the apps' permissions come into being only after all of them.
        """
        content_type = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
            app_label=self.app, model=self.model
        )[0]
        action = self.codename.rsplit("_", 1)[0]
        try:
            kind = apps.get_model(self.app, self.model)._meta.verbose_name_raw
        except LookupError:  # wagtailadmin.access_admin belongs to no model
            kind = self.model
        return apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=content_type, codename=self.codename, defaults={"name": f"Can {action} {kind}"}
        )[0]


def translators_of(language: str) -> str:
    """``Translators (Français)``: the language in its own words, which its translators look for."""
    own_name = babel.Locale.parse(language, sep="-").get_display_name() or language
    return f"Translators ({own_name[0].upper()}{own_name[1:]})"


def _parsed(names: Iterable[str]) -> list[Permission]:
    return [Permission(*name.split(".")) for name in sorted(names)]


def give(apps: Any, group: Any, names: Iterable[str], page: Any = None) -> None:
    """Give a group the permissions ``app.codename``; those on pages from ``page`` on, else from the root."""
    for permission in _parsed(names):
        row = permission.row(apps)
        if (permission.app, permission.model) == ("wagtailcore", "page"):
            where = page or apps.get_model("wagtailcore", "Page").objects.get(depth=1)
            apps.get_model("wagtailcore", "GroupPagePermission").objects.get_or_create(
                group_id=group.pk, page_id=where.pk, permission_id=row.pk
            )
        elif permission.model in FILES:
            root = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
            apps.get_model("wagtailcore", "GroupCollectionPermission").objects.get_or_create(
                group_id=group.pk, collection_id=root.pk, permission_id=row.pk
            )
        else:
            group.permissions.add(row.pk)


def take_all(apps: Any, group: Any) -> None:
    """Take every permission from a group."""
    group.permissions.clear()
    for model in ("GroupPagePermission", "GroupCollectionPermission"):
        apps.get_model("wagtailcore", model).objects.filter(group_id=group.pk).delete()
