"""An accepted request becomes the draft of a project."""

import json

import pytest
from django.urls import reverse
from wagtail.models import Revision

from assistance import services
from assistance.models import Actor, Event
from assistance.stages import Stage
from projects.models import ProjectPage
from tests import factories
from tests.request_room.room import events, member_of_all, text_of, to

pytestmark = pytest.mark.django_db


@pytest.fixture
def accepted(asked):
    asked.stage = Stage.ACCEPTED
    asked.save()
    theme = factories.ThemeFactory()
    asked.areas.add(theme.areas.create(slug="policy", name="Policy"))
    asked.mechanisms.add(factories.MechanismFactory())
    return asked


def test_a_draft_is_made_once(client, officer, accepted):
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


def test_editors_edit_it_and_only_officers_are_led_back(client, officer, accepted):
    page = services.make_project(accepted, officer)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client.force_login(factories.member_of("Publishers"))
    answer = client.get(address)
    assert answer.status_code == 200
    assert to("inspect", accepted.pk) not in text_of(answer)
    client.force_login(member_of_all("Publishers", "Request officers"))
    assert to("inspect", accepted.pk) in text_of(client.get(address))


def test_a_partners_words_are_no_markup(officer, accepted):
    accepted.problem = "We have [[requests]] and [[nothing]]."
    accepted.save()
    page = services.make_project(accepted, officer)
    assert page.request == "<p>We have [ [requests]] and [ [nothing]].</p>"


def test_what_is_erased_is_erased_from_an_unpublished_draft_too(officer, accepted):
    services.make_project(accepted, officer)
    services.anonymise(accepted, Actor.STAFF, officer)
    assert not ProjectPage.objects.exists()
    assert "strategy" not in str(list(Revision.objects.values_list("content", flat=True)))


def test_not_before_it_is_accepted(client, officer, asked):
    assert "Only an accepted request" in text_of(client.post(to("project", asked.pk)))
    assert not ProjectPage.objects.exists()
