"""Nobody else sees anything of a request."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from wagtail.models import ReferenceIndex

from assistance import services
from assistance.stages import Stage
from tests import factories
from tests.admin_addresses import Furniture, admin_addresses
from tests.request_room.room import member_of_all, text_of
from tests.test_admin_access import is_refused, line_for

pytestmark = pytest.mark.django_db


SECRETS = ("ZZ-2026-4711", "Bureau of Whispers", "Whisperer", "whisper@", "Nobody may read this")


@pytest.mark.sqlite_is_enough("every page of the admin is asked of PostgreSQL in test_admin_access")
def test_nothing_of_a_request_is_in_any_other_page_of_the_admin(client, site, committed):
    """For who may do most of all others; the addresses of the room itself are the matrix's subject."""
    with committed():
        furniture = Furniture(site, site.fr)
        officer = factories.member_of("Request officers")
        asked = factories.AssistanceRequestFactory(
            reference="ZZ-2026-4711",
            contact_name="Whisperer",
            contact_email="whisper@ministry.example",
            problem="Nobody may read this",
            assignee=furniture.person,
            country=furniture.snippets[type(furniture.asked.country)],
        )
        asked.institutions.update(name="Bureau of Whispers")
        services.relate(asked, [factories.ProjectPageFactory(parent=site.projects)], officer)
        services.move(asked, Stage.CHECKED, officer)
        services.add_note(asked, "Nobody may read this", officer)
    connection.run_on_commit.clear()
    client.raise_request_exception = False
    client.force_login(member_of_all("Editors", "Publishers", "Administrators"))
    told = []
    for address in admin_addresses():
        line = line_for(address)
        if line is None or line.method != "get" or not line.may & {"Editors", "Publishers", "Administrators"}:
            continue
        query = "&".join(f"{name}={value}" for name, value in furniture.query(address).items())
        response = client.get(f"{address.url(furniture.values(address))}?{query}&q=ZZ-2026")
        if is_refused(response) or getattr(response, "streaming", False):
            continue
        page = text_of(response)
        told += [f"{address.name}: {secret}" for secret in SECRETS if secret in page.replace("q=ZZ-2026", "")]
        told += [address.name] * ("/admin/requests/" in page)
        told += [address.name] * ("request for assistance" in page.lower())
    assert not told


def test_requests_are_in_no_index_of_references(site, asked):
    call_command("rebuild_references_index", verbosity=0)
    kinds = ContentType.objects.filter(app_label="assistance").exclude(
        model__in=["eligibilityrule", "otherdoor", "stagetext", "mailtext", "eligiblecountry", "requestpage"]
    )
    assert not ReferenceIndex.objects.filter(content_type__in=kinds).exists()
