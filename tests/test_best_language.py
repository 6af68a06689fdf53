"""Lists show each thing once: in the reader's language if there is a translation, else in its source's."""

import pytest

from core.site_structure import language_homes
from projects.models import ProjectPage
from tests import factories
from tests.translating import submit, translate_into

pytestmark = pytest.mark.django_db


@pytest.fixture
def projects(site, committed):
    """One in three languages, one in English and French, one in English only."""
    tags = {"countries": [factories.CountryFactory()], "mechanisms": [factories.MechanismFactory()]}
    pages = [
        factories.ProjectPageFactory(parent=site.projects, title=title, **tags)
        for title in ("Three", "Two", "One")
    ]
    with committed():
        translate_into(pages[0], site.fr)
        translate_into(pages[0], site.es)
        translate_into(pages[1], site.fr)
        submit(pages[1], site.es)
    return pages


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", {"Three": "en", "Two": "en", "One": "en"}),
        ("fr", {"Three": "fr", "Two": "fr", "One": "en"}),
        ("es", {"Three": "es", "Two": "en", "One": "en"}),
    ],
)
def test_each_once_in_one_query(site, projects, language, expected, django_assert_num_queries):
    locale = {"en": site.home.locale, "fr": site.fr, "es": site.es}[language]
    language_homes()  # kept
    with django_assert_num_queries(1):
        found = {
            page.title.split("] ")[-1]: page.locale.language_code
            for page in ProjectPage.objects.in_best_language(locale)
        }
    assert found == expected
    assert ProjectPage.objects.in_best_language(locale).count() == 3


def test_a_source_that_is_unpublished_leaves_its_translation(site, projects):
    projects[1].unpublish()
    found = ProjectPage.objects.in_best_language(site.es)
    assert [page.locale.language_code for page in found if "Two" in page.title] == ["fr"]


def test_what_is_in_a_language_that_the_site_is_not_live_in_is_not_shown_in_it(
    site, projects, client, committed
):
    with committed():
        site.home.get_translation(site.fr).unpublish()
        projects[1].unpublish()
    for locale in (site.fr, site.es):
        found = ProjectPage.objects.in_best_language(locale)
        assert {page.locale.language_code for page in found} <= {"en", "es"}
        assert not any("Two" in page.title for page in found)
    assert 'href=""' not in client.get("/es/projects/").content.decode()


def test_what_is_not_in_the_readers_language_is_marked(site, projects, client):
    html = client.get("/fr/projects/").content.decode()
    assert html.count('<article class="finding') == 3
    assert html.count('lang="en">\n<h3') == 1
    assert "anglais" in html


def test_a_translated_private_list_shows_nothing_private(site, projects, client, committed):
    from wagtail.models import PageViewRestriction

    PageViewRestriction.objects.create(page=projects[2], restriction_type="login")
    html = client.get("/fr/projects/").content.decode()
    assert "One" not in html
