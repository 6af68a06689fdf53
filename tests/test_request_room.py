"""The staff's room: what officers do there. That nobody else sees anything of it: test_admin_access."""

import io
import json
import zipfile
from datetime import date, timedelta
from html import unescape

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import Locale, ReferenceIndex, Revision

from assistance import services, vault
from assistance.models import (
    Actor,
    AuditEntry,
    Event,
    FileRole,
    FileState,
    MailText,
    OutgoingMail,
    RequestFile,
    StageText,
    Waiting,
)
from assistance.stages import Stage
from projects.models import ProjectPage
from tests import factories
from vocabularies.models.country_groups import Membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    person = factories.member_of("Request officers")
    client.force_login(person)
    return person


@pytest.fixture
def asked(site):
    return factories.AssistanceRequestFactory(problem="There is <b>no</b> strategy.")


def to(name: str, *arguments: object) -> str:
    return reverse(f"assistance_requests:{name}", args=arguments)


def member_of_all(*roles: str):
    person = factories.UserFactory()
    person.groups.set(Group.objects.filter(name__in=roles))
    return person


def text_of(response) -> str:
    return unescape(response.content.decode())


def events(asked=None) -> list[str]:
    entries = AuditEntry.objects.order_by("pk")
    return list(
        (entries.filter(reference=asked.reference) if asked else entries).values_list("event", flat=True)
    )


def with_file(asked, state: str = FileState.CLEAN, name: str = "lettre.pdf") -> RequestFile:
    key = vault.new_key()
    return RequestFile.objects.create(
        request=asked,
        role=FileRole.LETTER,
        name=name,
        content_type="application/pdf",
        size=5,
        sha256="0" * 64,
        stored_as=vault.put(b"words", key),
        wrapped_key=vault.wrap(key),
        state=state,
    )


class TestTheList:
    @pytest.fixture
    def requests(self, site):
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
    def test_it_is_narrowed(self, client, officer, requests, query, found):
        services.assign(requests[1], officer, officer)
        page = "".join(text_of(client.get(f"{to('list')}?{query}")).split())
        assert {asked.reference for asked in requests if f">{asked.reference}<" in page} == found

    def test_who_waits_longest_comes_first_when_sorted_so(self, client, officer, requests):
        page = text_of(client.get(to("list") + "?ordering=stage_since"))
        assert page.index("KE-2026-0002") < page.index("ML-2026-0001")

    def test_more_requests_are_not_more_queries(self, client, officer, requests):
        client.get(to("list"))
        numbers = []
        for _time in range(2):
            with CaptureQueriesContext(connection) as queries:
                client.get(to("list"))
            numbers.append(len(queries))
            for _number in range(5):
                factories.AssistanceRequestFactory()
        assert numbers[0] == numbers[1]

    def test_a_table_taken_away_runs_nothing_and_holds_no_contact(self, client, officer, requests):
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


class TestARequestsPage:
    def test_everything_is_on_it_and_each_look_is_in_the_log(self, client, officer, asked):
        services.add_note(asked, "Ask the colleagues.", officer)
        services.send_message(asked, "Please sign the letter.", officer, needed="The signed letter")
        twin = factories.AssistanceRequestFactory()
        page = text_of(client.get(to("inspect", asked.pk)))
        for shown in (
            asked.reference,
            "Ministry of Labour",
            "Awa Diop",
            "awa@ministry.example",
            "A strategy.",
            "Ask the colleagues.",
            "Please sign the letter.",
            "The signed letter",
            twin.reference,
        ):
            assert shown in page
        assert "<b>no</b>" not in client.get(to("inspect", asked.pk)).content.decode()
        assert events(asked).count(Event.VIEWED) == 1
        assert "no-store" in client.get(to("inspect", asked.pk)).headers["Cache-Control"]

    def test_only_the_next_stages_are_offered(self, client, officer, asked):
        page = text_of(client.get(to("inspect", asked.pk)))
        offered = {stage for stage in Stage if f'href="{to("move", asked.pk, stage)}"' in page}
        assert offered == set(asked.following_stages)
        answer = client.get(to("move", asked.pk, Stage.CLOSED), follow=True)
        assert "can’t follow" in text_of(answer)
        assert client.get(to("move", asked.pk, "nonsense")).status_code == 404

    def test_a_stage_is_changed_after_a_look_at_the_email(self, client, officer, asked):
        in_french = {"locale": Locale.objects.get(language_code="fr")}
        StageText.objects.create(stage="declined", name="Refusée", explanation="Hélas.", **in_french)
        MailText.objects.create(
            kind="stage", subject="{reference} : {stage}", body="Motif : {reason}\n\n{link}", **in_french
        )
        asked.language = "fr"
        asked.save()
        address = to("move", asked.pk, Stage.DECLINED)
        assert f"{asked.reference} : Refusée" in text_of(client.get(address))
        shown = client.post(address, {"reason": "Hors sujet.", "preview": "1", "seen_stage": "received"})
        assert "Motif : Hors sujet." in text_of(shown)
        assert "/follow/" not in text_of(shown)
        assert not OutgoingMail.objects.exists()
        nothing = client.post(address, {"reason": " ", "seen_stage": "received"})
        assert nothing.status_code == 200 and nothing.context["form"].errors
        client.post(address, {"reason": "Hors sujet.", "seen_stage": "received"})
        asked.refresh_from_db()
        assert asked.stage == Stage.DECLINED
        assert "Motif : Hors sujet." in OutgoingMail.objects.get().body

    def test_two_officers_do_not_move_it_at_once_and_nothing_typed_is_lost(self, client, officer, asked):
        services.move(asked, Stage.CHECKED, officer)
        late = client.post(
            to("move", asked.pk, Stage.DECLINED), {"reason": "My long reason.", "seen_stage": "received"}
        )
        assert late.status_code == 409
        assert "Somebody has moved this request" in text_of(late)
        assert "My long reason." in text_of(late)
        asked.refresh_from_db()
        assert asked.stage == Stage.CHECKED

    def test_the_small_steps(self, client, officer, asked, site):
        project = factories.ProjectPageFactory(parent=site.projects)
        steps = {
            "note": {"text": "Ask."},
            "message": {"text": "Hello.", "needed": "A letter"},
            "assign": {"assignee": officer.pk},
            "related": {"projects": [project.pk]},
            "retention": {"day": "2030-05-01"},
            "contact": {"name": "Ali", "function": "", "email": "ali@ministry.example", "phone": ""},
            "link": {},
        }
        for name, data in steps.items():
            answer = client.post(to(name, asked.pk), data)
            assert (answer.status_code, answer.headers["Location"]) == (303, to("inspect", asked.pk)), name
        asked.refresh_from_db()
        assert asked.needed == "A letter" and asked.waiting == Waiting.FOR_THEM
        assert asked.assignee == officer
        assert list(asked.related_projects.all()) == [project]
        assert asked.retain_until == date(2030, 5, 1)
        assert asked.contact_email == "ali@ministry.example"
        assert asked.link_version == 3
        client.post(to("turn", asked.pk), {"waiting": "us", "needed": "ignored"})
        asked.refresh_from_db()
        assert (asked.waiting, asked.needed) == (Waiting.FOR_US, "")

    def test_it_is_given_only_to_who_handles_requests(self, client, officer, asked):
        editor = factories.member_of("Editors")
        assert client.post(to("assign", asked.pk), {"assignee": editor.pk}).context["form"].errors

    def test_a_clean_file_is_saved_never_shown(self, client, officer, asked):
        file = with_file(asked, name="lettre signée.pdf")
        answer = client.get(to("file", asked.pk, file.pk))
        assert b"".join(answer.streaming_content) == b"words"
        disposition = answer.headers["Content-Disposition"]
        assert disposition == "attachment; filename*=utf-8''lettre%20sign%C3%A9e.pdf"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert "no-store" in answer.headers["Cache-Control"]
        assert events(asked) == [Event.FILE_DOWNLOADED]
        other = factories.AssistanceRequestFactory()
        assert client.get(to("file", other.pk, file.pk)).status_code == 404

    @pytest.mark.parametrize("state", [FileState.WAITING, FileState.REFUSED])
    def test_another_file_is_not_given_out(self, client, officer, asked, state):
        file = with_file(asked, state)
        assert "can’t be opened" in text_of(client.get(to("file", asked.pk, file.pk), follow=True))
        assert Event.FILE_DOWNLOADED not in events(asked)

    def test_the_copy_and_the_erasure(self, client, officer, asked):
        with_file(asked)
        answer = client.post(to("copy", asked.pk))
        with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
            assert json.loads(archive.read("data.json"))["contact"]["name"] == "Awa Diop"
            assert len(archive.namelist()) == 2
        assert client.post(to("erase", asked.pk), {"reference": "ML"}).context["form"].errors
        client.post(to("erase", asked.pk), {"reference": asked.reference.lower()})
        asked.refresh_from_db()
        assert asked.anonymised_at and not asked.files.exists()
        assert "Awa" not in text_of(client.get(to("inspect", asked.pk)))
        assert events(asked)[:2] == [Event.DATA_EXPORTED, Event.ANONYMISED]


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


def test_a_day_that_has_passed_erases_nothing(client, officer, asked):
    client.post(to("retention", asked.pk), {"day": "2006-01-01"})
    kept_until = asked.retain_until
    asked.refresh_from_db()
    assert asked.retain_until == kept_until


class TestAProjectOfIt:
    @pytest.fixture
    def accepted(self, asked):
        asked.stage = Stage.ACCEPTED
        asked.save()
        theme = factories.ThemeFactory()
        asked.areas.add(theme.areas.create(slug="policy", name="Policy"))
        asked.mechanisms.add(factories.MechanismFactory())
        return asked

    def test_a_draft_is_made_once(self, client, officer, accepted):
        for _time in range(2):
            client.post(to("project", accepted.pk))
        page = ProjectPage.objects.get()
        accepted.refresh_from_db()
        assert accepted.project == page
        assert (page.live, page.status) == (False, "pipeline")
        assert accepted.reference.lower() not in f"{page.title} {page.slug}".lower()
        assert page.request == "<p>There is &lt;b&gt;no&lt;/b&gt; strategy.</p>"
        assert [country.slug for country in page.countries.all()] == ["ml"]
        assert [area.theme for area in page.areas.all()] == list(page.themes.all())
        assert page.mechanisms.count() == 1
        assert [row.name for row in page.institutions.all()] == ["Ministry of Labour"]
        assert "Awa" not in json.dumps(page.serializable_data(), default=str)
        assert "Awa" not in json.dumps(page.latest_revision.content, default=str)
        assert events(accepted).count(Event.PROJECT_MADE) == 1

    def test_editors_edit_it_and_only_officers_are_led_back(self, client, officer, accepted):
        page = services.make_project(accepted, officer)
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        client.force_login(factories.member_of("Publishers"))
        answer = client.get(address)
        assert answer.status_code == 200
        assert to("inspect", accepted.pk) not in text_of(answer)
        client.force_login(member_of_all("Publishers", "Request officers"))
        assert to("inspect", accepted.pk) in text_of(client.get(address))

    def test_a_partners_words_are_no_markup(self, officer, accepted):
        accepted.problem = "We have [[requests]] and [[nothing]]."
        accepted.save()
        page = services.make_project(accepted, officer)
        assert page.request == "<p>We have [ [requests]] and [ [nothing]].</p>"

    def test_what_is_erased_is_erased_from_an_unpublished_draft_too(self, officer, accepted):
        services.make_project(accepted, officer)
        services.anonymise(accepted, Actor.STAFF, officer)
        assert not ProjectPage.objects.exists()
        assert "strategy" not in str(list(Revision.objects.values_list("content", flat=True)))

    def test_not_before_it_is_accepted(self, client, officer, asked):
        assert "Only an accepted request" in text_of(client.post(to("project", asked.pk)))
        assert not ProjectPage.objects.exists()


def test_requests_are_in_no_index_of_references(site, asked):
    call_command("rebuild_references_index", verbosity=0)
    kinds = ContentType.objects.filter(app_label="assistance").exclude(
        model__in=["eligibilityrule", "otherdoor", "stagetext", "mailtext", "eligiblecountry", "requestpage"]
    )
    assert not ReferenceIndex.objects.filter(content_type__in=kinds).exists()


def test_an_anonymous_request_can_not_be_written_to(client, officer, asked):
    services.anonymise(asked, Actor.STAFF, officer)
    answer = client.post(to("message", asked.pk), {"text": "Are you there?"})
    assert answer.status_code == 409 and "nothing can be changed" in text_of(answer)
