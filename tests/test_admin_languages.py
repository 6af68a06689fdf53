"""Each address of the admin that is about a text: to a translator it is closed in another language."""

from fnmatch import fnmatchcase

import pytest
from django.db import connection

from tests.admin_addresses import Furniture, admin_addresses
from tests.test_admin_access import TRANSLATOR, is_refused, line_for, log_in, request

pytestmark = pytest.mark.django_db

TEXTS_ADDRESSES = (
    "wagtailadmin_pages:*",
    "wagtailadmin_api:pages:detail",
    "wagtail_localize:*",
    "wagtailsnippets_*label:*",
    "wagtailsnippets_core_*:*",
    "wagtailsnippets_assistance_*:*",
)
OF_ANY_LANGUAGE = {
    "wagtailadmin_pages:choose_parent": "offers one's own pages",
    "wagtailadmin_pages:confirm_workflow_cancellation": "the text of a question",
    "wagtailadmin_pages:revisions_index": "leads to the history, which is closed",
    "wagtailadmin_pages:search": "finds titles",
    "wagtailadmin_pages:search_results": "finds titles",
    "wagtailadmin_pages:type_use": "lists titles",
    "wagtailadmin_pages:type_use_results": "lists titles",
    "wagtail_localize:javascript_catalog": "the interface's words",
    "wagtail_localize:snippets_api_detail": "tells the title that a chooser shows",
    "wagtail_localize:snippets_api_listing": "lists titles for choosers",
    "wagtail_localize:translations_report": "lists one's own",
    "wagtail_localize:translations_report_results": "lists one's own",
}


def test_nothing_of_another_language_is_open_to_translators(client, site, committed):
    with committed():
        furniture = Furniture(site, site.es)
    # As after a real commit: else each request would read menus and languages anew (core/caching.py).
    connection.run_on_commit.clear()
    cookies = log_in(client, TRANSLATOR)
    wrong = []
    for address in admin_addresses():
        line = line_for(address)
        if address.name in OF_ANY_LANGUAGE or line is None or TRANSLATOR not in line.may:
            continue
        about_a_text = any(fnmatchcase(address.name, pattern) for pattern in TEXTS_ADDRESSES)
        if not about_a_text or address.name.endswith((":list", ":list_results")):
            continue
        for method in {"get", line.method}:
            if not is_refused(request(client, cookies, method, address, furniture)):
                wrong.append(f"{address.name} on {method}")
    assert not wrong, "\n".join(wrong)
