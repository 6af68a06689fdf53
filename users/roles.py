"""What each role may, and why: the one place to look it up and to change it.

A role is a group. The groups are made from a copy of this table by migration, once
(``migrations/0002_roles``), and belong to the Administrators from then on. Whoever changes a line here
therefore adds a migration that calls ``users.groups.give``; ``tests/test_roles.py`` compares a new database
with this table.
"""

from collections.abc import Iterable
from typing import NamedTuple

LABELS = (
    "vocabularies.{}_mechanismlabel",
    "vocabularies.{}_objectivelabel",
    "vocabularies.{}_themelabel",
    "vocabularies.{}_arealabel",
    "vocabularies.{}_sdglabel",
    "vocabularies.{}_countrylabel",
    "vocabularies.{}_regionlabel",
    "vocabularies.{}_countrygrouplabel",
)
TEXTS = (*LABELS, "core.{}_sitetext", "core.{}_figure")
"""What is not a page and read on many; no workflow reviews it."""

REQUEST_TEXTS = (
    "assistance.{}_eligibilityrule",
    "assistance.{}_otherdoor",
    "assistance.{}_stagetext",
    "assistance.{}_mailtext",
)
"""What partners are told about asking and about their requests: translated like other texts."""

TAGS = tuple(name.removesuffix("label") for name in LABELS)


SETTINGS = tuple(f"wagtailcore.{{}}_{model}" for model in ("locale", "site", "workflow", "task"))


def each(names: Iterable[str], *actions: str) -> tuple[str, ...]:
    """The permissions ``app.action_model`` for every name and action."""
    return tuple(name.format(action) for name in names for action in actions)


class Right(NamedTuple):
    """Permissions that are given together, for one reason.

    Those on pages hold from the tree's root on (a translator's: from the language's home page on), those on
    images, documents and collections from the root collection on; all others everywhere.
    """

    why: str
    permissions: tuple[str, ...]


class Role(NamedTuple):
    name: str
    rights: tuple[Right, ...]

    @property
    def permissions(self) -> set[str]:
        return {permission for right in self.rights for permission in right.permissions}


ENTERS = Right("works in the admin", ("wagtailadmin.access_admin",))

WRITES = (
    ENTERS,
    Right(
        "writes pages anywhere: one small team, and nothing shows before it is published",
        each(["wagtailcore.{}_page"], "add", "change"),
    ),
    Right(
        "illustrates pages; in Wagtail, who may change a file may delete it",
        each(["wagtailimages.{}_image", "wagtaildocs.{}_document"], "add", "change", "choose"),
    ),
    Right("hands pages to translators", ("wagtail_localize.submit_translation",)),
    Right("ticks off what is to be confirmed of the launch content", ("content.change_pointtoconfirm",)),
)

EDITORS = Role("Editors", WRITES)

PUBLISHERS = Role(
    "Publishers",
    (
        *WRITES,
        Right(
            "reviews, publishes and takes back; a page in dispute is locked",
            each(["wagtailcore.{}_page"], "publish", "lock", "unlock"),
        ),
        Right(
            "tag names, site texts and figures are read on every page and no workflow reviews them",
            each(TEXTS, "change", "publish"),
        ),
        Right("keeps the register of figures", each(["core.{}_figure"], "add")),
        Right(
            "a page that moves or goes needs a redirect",
            each(["wagtailredirects.{}_redirect"], "add", "change", "delete"),
        ),
    ),
)

WHO_CAN_ASK = Right(
    "keeps the rules about who can ask, eligible countries, other doors, and what partners are told",
    (
        *each(REQUEST_TEXTS, "add", "change", "delete", "publish"),
        *each(["assistance.{}_eligiblecountry"], "add", "change", "delete"),
    ),
)

HANDLES_REQUESTS = Right(
    "handles requests, which nobody else may see, not even their number; the log is only read",
    (
        *each(["assistance.{}_assistancerequest", "assistance.{}_outgoingmail"], "view", "change"),
        "assistance.view_auditentry",
    ),
)

REQUEST_OFFICERS = Role("Request officers", (ENTERS, WHO_CAN_ASK, HANDLES_REQUESTS))

ADMINISTRATORS = Role(
    "Administrators",
    (
        *PUBLISHERS.rights,
        Right("deletes whole sections, which is beyond recall", ("wagtailcore.bulk_delete_page",)),
        Right(
            "keeps the files in order",
            each(["wagtailcore.{}_collection"], "add", "change", "delete"),
        ),
        Right(
            "accounts and roles; never those of superusers or Request officers (users/account_rights.py)",
            each(["users.{}_user", "auth.{}_group"], "add", "change", "delete"),
        ),
        Right(
            "languages, addresses and the way to publication", each([*SETTINGS], "add", "change", "delete")
        ),
        Right("the vocabularies: filters and addresses hang on them", each(TAGS, "add", "change", "delete")),
        Right("a new tag needs a name, a removed one none", each(TEXTS, "add", "delete")),
        WHO_CAN_ASK,
        Right(
            "strikes points that need no confirmation", each(["content.{}_pointtoconfirm"], "add", "delete")
        ),
    ),
)

TRANSLATORS = Role(
    "Translators",
    (
        ENTERS,
        Right(
            "edits translations, in one language: of pages, below its home page", ("wagtailcore.change_page",)
        ),
        Right(
            "of tag names, site texts, figures, and what partners are told about asking; "
            "core/translation/rights.py keeps to the same language",
            each((*TEXTS, *REQUEST_TEXTS), "change"),
        ),
    ),
)
"""One group for each language (``users/translators.py``)."""

ROLES = (EDITORS, PUBLISHERS, REQUEST_OFFICERS, ADMINISTRATORS)
"""The roles that are one group each."""
