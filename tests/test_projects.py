"""A project's form refuses contradictions; its page prints what is known and nothing else."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page

from projects.models import Activity, Expert, ProjectPage, RequestingInstitution
from tests import factories
from tests.admin_forms import create, create_form, edit_form, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(site):
    return factories.published_project(site.projects)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"start": "2020-05", "end": "2020-04"}, "The end lies before the start."),
        ({"status": "completed", "end": "2999-01"}, "A completed project cannot end in the future"),
        ({"countries": []}, "Choose a country, or a region"),
        ({"mechanisms": []}, "Choose at least one of the five ways."),
        ({"start": "spring 2014"}, "Enter a month as year and month"),
        ({"start": "2014-13"}, "Enter a month as year and month"),
    ],
)
def test_a_contradiction_is_an_error_in_the_form_and_loses_nothing_typed(
    site, admin, project, changes, message
):
    form = edit_form(admin, project)
    form["summary"] = "Typed a moment ago."
    for name, value in changes.items():
        form.setlist(name, value if isinstance(value, list) else [value])
    response = save(admin, project, form)
    html = response.content.decode()
    assert response.status_code == 200
    assert message in html
    assert "Typed a moment ago." in html
    assert ProjectPage.objects.get(pk=project.pk).summary != "Typed a moment ago."


def test_a_draft_may_lack_what_publication_needs(site, admin):
    form = create_form(admin, ProjectPage, site.projects)
    form.update({"title": "An idea", "slug": "an-idea"})
    assert create(admin, ProjectPage, site.projects, form).status_code == 302
    draft = ProjectPage.objects.get(slug="an-idea")
    assert not draft.live
    form = edit_form(admin, draft)
    response = save(admin, draft, form)
    assert "Choose at least one of the five ways." in response.content.decode()
    assert not ProjectPage.objects.get(pk=draft.pk).live


def test_no_other_way_to_publish_lets_a_gap_through(site, admin):
    draft = factories.ProjectPageFactory(parent=site.projects, title="An idea", live=False)
    draft.save_revision()
    response = admin.post(f"/admin/bulk/wagtailcore/page/publish/?id={draft.pk}", follow=True)
    assert "An idea: Choose a country" in response.content.decode()
    assert not Page.objects.get(pk=draft.pk).live


def test_the_model_refuses_an_end_before_the_start():
    with pytest.raises(ValidationError):
        ProjectPage(title="x", start=date(2020, 5, 1), end=date(2020, 4, 1)).clean()


def test_a_project_with_everything_prints_it(site, client):
    france, senegal = factories.CountryFactory(slug="fr"), factories.CountryFactory(slug="sn")
    factories.ProjectPageFactory(
        parent=site.projects,
        title="Everything",
        slug="everything",
        countries=[factories.CountryFactory(slug="ci"), senegal],
        mechanisms=[factories.MechanismFactory(number=4, name="Way 4", path="capacity")],
        objectives=[factories.ObjectiveFactory(number=7, name="Vulnerabilities")],
        start=date(2014, 4, 1),
        end=date(2016, 2, 1),
        institutions=[
            RequestingInstitution(
                name="Ministry of Labour", kind="national_authority", locale=site.home.locale
            ),
            RequestingInstitution(name="City of Dakar", kind="local_authority", locale=site.home.locale),
        ],
        experts=[
            Expert(country=france, kind="eu_member_state"),
            Expert(country=senegal, kind="partner_country"),
        ],
        activities=[
            Activity(
                title="First workshop",
                type="workshop",
                country=senegal,
                month=date(2014, 9, 1),
                mode="in_person",
                locale=site.home.locale,
            )
        ],
        results="<p>A national strategy.</p>",
        outcome="<p>It was adopted.</p>",
        practice_hub_link="https://migrationnetwork.un.org/hub",
    )
    html = client.get("/en/projects/everything/").content.decode()
    for text in (
        "April 2014 to February 2016",
        "Côte d’Ivoire and Senegal",
        "Ministry of Labour",
        "City of Dakar",
        "France",
        "First workshop",
        "Workshop · Senegal · September 2014 · In person",
        "A national strategy.",
        "It was adopted.",
        'href="/en/objective-23/capacity/"',
        "https://migrationnetwork.un.org/hub",
    ):
        assert text in html, text


def test_a_project_with_hardly_anything_prints_no_empty_heading(site, client, project):
    html = client.get("/en/projects/mali-i/").content.decode()
    for heading in (
        "Dates",
        "Experts",
        "After twelve months",
        "Practice",
        "Sources",
        "Documents",
    ):
        assert f">{heading}<" not in html
    assert "None" not in html
    # The three answers always stand there; what is not known is said.
    for answer in ("What they asked for", "What was done", "What came of it"):
        assert f">{answer}<" in html
    assert "Not recorded on this site yet." in html


def test_related_projects_share_a_country_or_a_way_the_country_first(site, client, project):
    mali, way = project.countries.get(), project.mechanisms.get()
    other_way = factories.MechanismFactory(number=2)
    for title, tags in {
        "Same way": {"countries": [factories.CountryFactory(slug="ne")], "mechanisms": [way]},
        "Same country": {"countries": [mali], "mechanisms": [other_way]},
        "Neither": {"countries": [factories.CountryFactory(slug="mx")], "mechanisms": [other_way]},
    }.items():
        factories.ProjectPageFactory(parent=site.projects, title=title, **tags)
    html = client.get("/en/projects/mali-i/").content.decode()
    assert html.index("Same country") < html.index("Same way")
    assert "Neither" not in html


def test_news_stand_with_their_project_once_in_the_readers_language(site, client, project, committed):
    from news.models import NewsProject
    from tests.translating import translate_into

    news = factories.NewsPageFactory(parent=site.news, title="Launched")
    news.project_links.add(NewsProject(project=project))
    news.save()
    with committed():
        translate_into(project, site.fr)
        translate_into(project, site.es)
        translate_into(news, site.fr)
    assert client.get("/fr/projects/mali-i/").content.decode().count("[fr] Launched") == 1
    spanish = client.get("/es/projects/mali-i/").content.decode()
    assert spanish.count("Launched") == 1
    assert "[fr]" not in spanish
    assert 'href="/fr/projects/mali-i/"' in client.get("/fr/news/launched/").content.decode()
