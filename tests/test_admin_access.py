"""Each address of the admin against each role: one table says who may; an address not in it fails.

And nobody but the officers is told anything of a request for assistance there.
"""

from fnmatch import fnmatchcase
from html import unescape
from typing import NamedTuple

import pytest
from django.contrib.messages import get_messages
from django.db import transaction

from tests import base_site, factories
from tests.admin_addresses import BULK, SECRETS, Address, Furniture, admin_addresses

pytestmark = pytest.mark.django_db

EDITOR, PUBLISHER, OFFICER, ADMINISTRATOR = "Editors", "Publishers", "Request officers", "Administrators"
TRANSLATOR = "Translators (Français)"
NOT_LOGGED_IN = "anonymous"
PEOPLE = (EDITOR, PUBLISHER, TRANSLATOR, OFFICER, ADMINISTRATOR, NOT_LOGGED_IN)

EVERYBODY = set(PEOPLE)
STAFF = EVERYBODY - {NOT_LOGGED_IN}
PAGES = STAFF - {OFFICER}
WRITERS = {EDITOR, PUBLISHER, ADMINISTRATOR}
PUBLISHERS = {PUBLISHER, ADMINISTRATOR}
TEXTS = {*PUBLISHERS, TRANSLATOR}
ADMINISTRATORS = {ADMINISTRATOR}
OFFICERS = {OFFICER, ADMINISTRATOR}
ONLY_OFFICERS = {OFFICER}
REVIEWERS = {PUBLISHER}
NOBODY: set[str] = set()


class Line(NamedTuple):
    names: str
    """Names of addresses, or their routes, with ``*`` and ``?``. The first line that fits counts."""
    may: set[str]
    method: str = "get"


WHO_MAY = [
    # What the admin cannot do without, before and after logging in
    Line("*_login*", EVERYBODY),
    Line("password_reset", EVERYBODY),
    Line("mfa_authenticate", EVERYBODY),  # who has given no password is sent to do so
    Line("account_logout", EVERYBODY, "post"),
    Line("wagtailadmin_password_reset*", EVERYBODY),
    Line("wagtailadmin_sprite", EVERYBODY),
    Line("wagtailadmin_javascript_catalog", EVERYBODY),
    Line("wagtail_localize:javascript_catalog", STAFF),
    Line("wagtailadmin_home", STAFF),
    Line("wagtailadmin_account", STAFF),
    Line("wagtailadmin_dismissibles", STAFF),
    Line("wagtailadmin_logout", EVERYBODY, "post"),
    # One's own second factors
    Line("mfa_index", STAFF),
    Line("mfa_activate_totp", STAFF),
    Line("mfa_list_webauthn", STAFF),
    Line("mfa_add_webauthn", STAFF),
    Line("mfa_generate_recovery_codes", STAFF),
    Line("mfa_*", NOBODY),  # there is none yet: tests/signing_in/
    Line("admin/test404/", STAFF),
    Line("admin/.*/", NOBODY),  # there is nothing: 404
    # Of these, a list holds what the person may see, and asks for no right to be opened
    Line("wagtailadmin_api:pages:action", WRITERS, "post"),
    Line("wagtailadmin_api:*:listing", STAFF),
    Line("wagtailadmin_api:pages:*", PAGES),
    Line("wagtailadmin_api:*", STAFF),  # pictures and documents that are open to readers too
    Line("wagtailadmin_choose_page*", STAFF),
    Line("wagtail*_chooser:choose*", STAFF),
    Line("wagtail*_chooser:chosen_multiple", STAFF),
    Line("wagtailadmin_reports:site_history*", STAFF),
    Line("wagtailadmin_pages:choose_parent", STAFF),
    # Names of what readers see anyway, or nothing of the site's
    Line("wagtailimages_chooser:select_format", STAFF),
    Line("wagtailadmin_tag_*", STAFF),
    Line("wagtailadmin_block_preview", STAFF),
    Line("wagtailembeds:*", STAFF),
    Line("wagtailadmin_workflows:task_chooser*", STAFF),
    Line("wagtailadmin_workflows:task_chosen", STAFF),
    # Pages
    Line("wagtailadmin_explore*", PAGES),
    Line("wagtailadmin_pages:add*", WRITERS),
    Line("wagtailadmin_pages:preview_on_add", WRITERS),
    Line("wagtailadmin_pages:copy", WRITERS),
    Line("wagtailadmin_pages:delete", PUBLISHERS),
    Line("wagtailadmin_pages:unpublish", PUBLISHERS),
    Line("wagtailadmin_pages:revisions_unschedule", PUBLISHERS),
    Line("wagtailadmin_pages:move", PUBLISHERS),
    Line("wagtailadmin_pages:move_confirm", PUBLISHERS, "post"),
    Line("wagtailadmin_pages:set_page_position", PUBLISHERS),
    Line("wagtailadmin_pages:set_privacy", PUBLISHERS),
    Line("wagtailadmin_pages:lock", PUBLISHERS, "post"),
    Line("wagtailadmin_pages:unlock", PUBLISHERS, "post"),
    Line("wagtailadmin_pages:workflow_action", REVIEWERS),
    Line("wagtailadmin_pages:collect_workflow_action_data", REVIEWERS),
    Line("wagtailadmin_pages:workflow_preview", REVIEWERS),
    Line("wagtailadmin_pages:confirm_workflow_cancellation", STAFF),  # the text of a question
    Line("wagtailadmin_pages:revisions_index", STAFF),  # leads to the history
    Line("wagtailadmin_pages:*", PAGES),
    Line("wagtailadmin_editing_sessions:release", STAFF, "post"),  # one's own only
    Line("wagtailadmin_editing_sessions:ping", PAGES, "post"),
    Line("wagtailadmin_reports:locked_pages*", PUBLISHERS),
    Line("wagtailadmin_reports:*", PAGES),
    # Translation
    Line("wagtail_localize:submit_page_translation", WRITERS),
    Line("wagtail_localize:submit_snippet_translation", PUBLISHERS),
    Line("wagtail_localize:update_translations", WRITERS),
    Line("wagtail_localize:stop_translation", WRITERS, "post"),
    Line("wagtail_localize:edit_*", PAGES, "put"),
    Line("wagtail_localize:upload_pofile", PAGES, "post"),
    Line("wagtail_localize:machine_translate", NOBODY, "post"),  # no machine is set up
    Line("wagtail_localize:download_pofile", PAGES),
    Line("*/preview/<str:mode>/", NOBODY),  # no page has a second way to be previewed
    Line("wagtail_localize:preview_translation", PAGES),
    Line("wagtail_localize:translations_report*", PAGES),
    Line("wagtail_localize:snippets_api_*", TEXTS),
    Line("*convert_to_alias*", NOBODY, "post"),  # core/wagtail_hooks.py
    # Tag names, site texts and figures
    Line("wagtailsnippetchoosers_core_figure:create", PUBLISHERS),
    Line("wagtailsnippetchoosers_assistance_*:create", OFFICERS),
    Line("wagtailsnippetchoosers_assistance_eligiblecountry:*", {*WRITERS, OFFICER}),
    Line("wagtailsnippetchoosers_assistance_*:*", STAFF),
    Line("wagtailsnippetchoosers_*:create", ADMINISTRATORS),
    Line("wagtailsnippetchoosers_*label:*", PAGES),
    Line("wagtailsnippetchoosers_core_*:*", PAGES),
    Line("wagtailsnippets_core_figure:add", PUBLISHERS),
    Line("wagtailsnippetchoosers_*", WRITERS),
    *[
        Line(f"wagtailsnippets_{texts}:{names}", may)
        for texts in ("*label", "core_*")
        for names, may in (
            ("add", ADMINISTRATORS),
            ("delete", ADMINISTRATORS),
            ("unpublish", PUBLISHERS),
            ("revisions_unschedule", PUBLISHERS),
            ("*", TEXTS),
        )
    ],
    # Requests for assistance
    Line("assistance_requests:copy", ONLY_OFFICERS, "post"),
    Line("assistance_requests:send_again", ONLY_OFFICERS, "post"),
    Line("assistance_requests:*", ONLY_OFFICERS),
    # Who can ask for assistance
    Line("wagtailsnippets_assistance_eligiblecountry:*", OFFICERS),
    *[
        Line(f"wagtailsnippets_assistance_*:{names}", may)
        for names, may in (
            ("add", OFFICERS),
            ("delete", OFFICERS),
            ("unpublish", OFFICERS),
            ("revisions_unschedule", OFFICERS),
            ("*", {*OFFICERS, TRANSLATOR}),
        )
    ],
    # Points to be confirmed; tags
    Line("wagtailsnippets_content_pointtoconfirm:add", ADMINISTRATORS),
    Line("wagtailsnippets_content_pointtoconfirm:delete", ADMINISTRATORS),
    Line("wagtailsnippets_content_pointtoconfirm:*", WRITERS),
    Line("wagtailsnippets_vocabularies_*", ADMINISTRATORS),
    Line("wagtailsnippets:index", NOBODY),  # every kind has a place of its own in the menu
    # Files
    Line("wagtailimages:url_generator*", NOBODY),  # pictures are not served by address and size
    Line("wagtail????*:*_multiple*", WRITERS, "post"),
    Line("wagtailimages*", WRITERS),
    Line("wagtaildocs*", WRITERS),
    # The way a site is run
    Line("wagtailredirects:process_import", PUBLISHERS, "post"),
    Line("wagtailredirects:*", PUBLISHERS),
    Line("wagtailadmin_workflows:enable*", ADMINISTRATORS, "post"),
    Line("wagtailadmin_workflows:remove", ADMINISTRATORS, "post"),
    Line("wagtailadmin_workflows:*", ADMINISTRATORS),
    Line("wagtailadmin_collections:*", ADMINISTRATORS),
    Line("wagtaillocales:*", ADMINISTRATORS),
    Line("wagtailsites:*", ADMINISTRATORS),
    Line("wagtailusers_*", ADMINISTRATORS),
    Line("users_reset_second_factor", ADMINISTRATORS),
    # Many at once: the same rights as one at a time
    Line(f"{BULK}:wagtailcore_page:*", PUBLISHERS),
    Line(f"{BULK}:images_customimage:*", WRITERS),
    Line(f"{BULK}:documents_customdocument:*", WRITERS),
    Line(f"{BULK}:assistance_*:*", OFFICERS),
    Line(f"{BULK}:*:*", ADMINISTRATORS),
]
"""Who may, of each address. Where ``GET`` does nothing the method says how the address is used."""

NOT_REQUESTED = {"wagtailadmin_error_test": "raises an error on purpose, to try the page for errors"}


def line_for(address: Address) -> Line | None:
    for line in WHO_MAY:
        if fnmatchcase(address.name, line.names) or fnmatchcase(address.route, line.names):
            return line
    return None


def is_refused(response) -> bool:
    """Wagtail refuses with a redirect and a message, or to the login; other views with a status."""
    if response.status_code in (403, 404, 405):
        return True
    if response.status_code != 302:
        # A bulk action opens, and says that there is nothing it could be done to.
        context = getattr(response, "context_data", None) or {}
        return "items" in context and not context["items"]
    said = [str(message) for message in get_messages(response.wsgi_request)]
    return response["Location"].startswith("/admin/login/?next=") or any(
        "do not have permission" in text or "can’t become an alias" in text for text in said
    )


@pytest.fixture(scope="module")
def furniture(for_the_module) -> Furniture:
    with for_the_module():
        site = base_site.find()
        return Furniture(site, site.fr)


def log_in(client, role: str):
    client.logout()
    client.raise_request_exception = False
    if role != NOT_LOGGED_IN:
        client.force_login(factories.member_of(role))
    return client.cookies.copy()


def request(client, cookies, method: str, address: Address, furniture: Furniture, **query: str):
    """The answer to a request that leaves nothing behind: no row, no message for the next one."""
    client.cookies = cookies.copy()
    url = address.url(furniture.values(address))
    asked = "&".join(f"{name}={value}" for name, value in (furniture.query(address) | query).items())
    with transaction.atomic():
        response = getattr(client, method)(f"{url}?{asked}")
        transaction.set_rollback(True)
    return response


def text_of(response) -> str:
    return "" if getattr(response, "streaming", False) else unescape(response.content.decode())


def secrets_in(page: str) -> list[str]:
    """What a page tells of a request for assistance."""
    words = page.lower()
    return [
        secret
        for secret in (*SECRETS, "/admin/requests/", "request for assistance")
        if secret.lower() in words
    ]


def test_each_address_is_decided_and_each_decision_is_of_an_address():
    addresses = admin_addresses()
    lines = {address.name: line_for(address) for address in addresses}
    undecided = {name for name, line in lines.items() if line is None} - NOT_REQUESTED.keys()
    assert not undecided, "decide who may"
    of_use = {line.names for line in map(line_for, addresses) if line}
    assert not {line.names for line in WHO_MAY} - of_use, "lines that no address fits"


SEES_LESS = pytest.mark.sqlite_is_enough("administrators, for whom it is run, get to every query there is")


@pytest.mark.parametrize(
    "role",
    [role if role == ADMINISTRATOR else pytest.param(role, marks=SEES_LESS) for role in PEOPLE],
)
def test_who_may_and_nobody_else(client, furniture, role):
    cookies = log_in(client, role)
    wrong, told = [], []
    for address in admin_addresses():
        line = line_for(address)
        if line is None:
            continue
        may = role in line.may
        if may and line.method != "get":
            continue  # sent with nothing in it, it could do nothing: the flows are other tests' subject
        # Refused, it is tried the other way too; but the form of a bulk action is for everybody, and sent it
        # does nothing to what it has listed as out of reach.
        other_way = not may and not address.name.startswith(BULK)
        for method in ["get", "post"] if line.method == "get" and other_way else [line.method]:
            response = request(client, cookies, method, address, furniture)
            if response.status_code >= 500:
                wrong.append(f"{address.name}: {response.status_code} on {method}")
            elif is_refused(response) == may:
                verb = "is refused" if may else "gets in"
                wrong.append(f"{address.name}: {role} {verb}: {response.status_code} on {method}")
            elif may:
                page = text_of(response)
                told += [f"{address.name}: {secret}" for secret in secrets_in(page)]
                # Where words can be looked for; an administrator gets to every such place.
                if role == ADMINISTRATOR and ('name="q"' in page or "<html" not in page):
                    found = request(client, cookies, method, address, furniture, q="ZZ-2026")
                    told += [f"{address.name}, searched: {secret}" for secret in secrets_in(text_of(found))]
    assert not wrong, "\n".join(wrong)
    assert bool(told) == (role == OFFICER), "\n".join(told)
