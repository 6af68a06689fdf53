"""The staff's lists: requests, one person's, e-mails, the log; and what the first page says of them."""

import io
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from assistance import services
from assistance.models import AuditEntry, Event, OutgoingMail, Waiting
from assistance.stages import Stage
from tests import factories
from tests.request_room.room import events, text_of, to
from vocabularies.models.country_groups import Membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def requests(site):
    kenya = factories.CountryFactory(slug="ke")
    group = factories.CountryGroupFactory(slug="lldc")
    Membership.objects.create(group=group, country=factories.CountryFactory(slug="ml"))
    one = factories.AssistanceRequestFactory(reference="ML-2026-0001")
    other = factories.AssistanceRequestFactory(
        reference="KE-2026-0002",
        country=kenya,
        stage=Stage.CHECKED,
        waiting=Waiting.FOR_THEM,
        due_on=date(2020, 1, 1),
        stage_since=timezone.now() - timedelta(days=40),
    )
    other.institutions.update(name="=HYPERLINK(1)")
    return one, other


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"ML-2026-0001", "KE-2026-0002"}),
        ("stage=checked", {"KE-2026-0002"}),
        ("stage=received&stage=checked", {"ML-2026-0001", "KE-2026-0002"}),
        ("country=ml", {"ML-2026-0001"}),
        ("group=lldc", {"ML-2026-0001"}),
        ("waiting=them", {"KE-2026-0002"}),
        ("standing=overdue", {"KE-2026-0002"}),
        ("standing=new", {"ML-2026-0001"}),
        ("assignee=me", {"KE-2026-0002"}),
        ("assignee=nobody", {"ML-2026-0001"}),
        ("q=hyperlink", {"KE-2026-0002"}),
        ("q=ML-2026", {"ML-2026-0001"}),
        ("q=awa", set()),  # persons are not looked for by address
        ("stage=nonsense&country=%00&ordering=pk;drop", {"ML-2026-0001", "KE-2026-0002"}),
    ],
)
def test_it_is_narrowed(client, officer, requests, query, found):
    services.assign(requests[1], officer, officer)
    page = "".join(text_of(client.get(f"{to('list')}?{query}")).split())
    assert {asked.reference for asked in requests if f">{asked.reference}<" in page} == found


def test_who_waits_longest_comes_first_when_sorted_so(client, officer, requests):
    page = text_of(client.get(to("list") + "?ordering=stage_since"))
    assert page.index("KE-2026-0002") < page.index("ML-2026-0001")


def test_more_requests_are_not_more_queries(client, officer, requests):
    client.get(to("list"))
    numbers = []
    for _time in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(to("list"))
        numbers.append(len(queries))
        for _number in range(5):
            factories.AssistanceRequestFactory()
    assert numbers[0] == numbers[1]


def test_a_table_taken_away_runs_nothing_and_holds_no_contact(client, officer, requests):
    answer = client.get(to("list") + "?export=csv&country=ke")
    table = b"".join(answer.streaming_content).decode()
    assert '"\'=HYPERLINK(1)"' in table
    assert "ML-2026-0001" not in table
    assert "awa@" not in table and "Awa" not in table
    answer = client.get(to("list") + "?export=xlsx")
    cells = [
        cell
        for row in load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active.iter_rows()
        for cell in row
    ]
    assert "'=HYPERLINK(1)" in [cell.value for cell in cells]
    assert all(cell.data_type != "f" for cell in cells)
    assert events() == [Event.LIST_EXPORTED, Event.LIST_EXPORTED]


def test_a_persons_requests_are_found_without_an_address_that_names_them(client, officer, asked):
    assert asked.reference not in text_of(client.get(to("person")))
    for person in ("AWA@ministry.example", "diop"):
        assert asked.reference in text_of(client.post(to("person"), {"person": person}))
    for person in ("awa@ministry", "zz", "Somebody"):
        assert asked.reference not in text_of(client.post(to("person"), {"person": person}))


def test_a_dead_letter_is_sent_again(client, officer, asked):
    letter = OutgoingMail.objects.create(request=asked, kind="receipt", language="en", state="failed")
    page = text_of(client.get(to("mails")))
    assert "was given up" in page
    assert f'action="{to("send_again", letter.pk)}"' in page
    assert (
        "csrfmiddlewaretoken" in page.split(f'action="{to("send_again", letter.pk)}"')[1].split("</form>")[0]
    )
    client.post(to("send_again", letter.pk))
    letter.refresh_from_db()
    assert letter.state == "waiting"
    assert client.post(to("send_again", letter.pk)).status_code == 404


def test_the_log_is_read_and_narrowed(client, officer, asked):
    services.add_note(asked, "A secret.", officer)
    page = text_of(client.get(to("audit") + f"?reference={asked.reference.lower()}&by={officer.pk}"))
    assert "Note added" in page and "A secret." not in page
    assert officer.username not in text_of(client.get(to("audit_results") + "?reference=ZZ-1"))
    for query, found in (("at_to=2000-01-01", False), ("at_from=2000-01-01", True), ("at_from=x", True)):
        assert (asked.reference in text_of(client.get(to("audit_results") + f"?{query}"))) == found
    officer.delete()
    assert AuditEntry.objects.filter(by_name=officer.username, by=None).exists()


def test_the_first_page_counts_and_links(client, officer, asked, settings):
    page = text_of(client.get(reverse("wagtailadmin_home")))
    assert f'href="{to("list")}?standing=new"' in page
    assert "No virus scanner is set up" in page
    settings.CLAMD_URL = "tcp://127.0.0.1:3310"
    assert "scanned by ClamAV" in text_of(client.get(reverse("wagtailadmin_home")))
