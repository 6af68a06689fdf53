"""The page on which the site is searched: results once each, in the reader's language first, words marked."""

import re
from html import unescape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from news.models import NewsPage
from search.excerpts import LENGTH
from tests import factories
from tests.translating import translate_into

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def search(for_the_module):
    """A search page in English and French."""
    from tests import base_site

    with for_the_module():
        site = base_site.find()
        page = factories.SearchPageFactory(parent=site.home)
        translate_into(page, site.fr)
        return page


@pytest.fixture
def ask(site, search, client):
    def asked(text, language="en", **parameters):
        response = client.get(f"/{language}/search/", {"q": text, **parameters})
        assert response.status_code == 200
        return response.content.decode()

    return asked


def project(site, title, language="en", **facts):
    locale = site.home.locale if language == "en" else getattr(site, language)
    parent = site.projects if language == "en" else site.projects.get_translation(locale)
    return factories.ProjectPageFactory(parent=parent, locale=locale, title=title, **facts)


def shown(html):
    """Kind, address and title of every result."""
    return [
        (kind, path, unescape(re.sub("</?mark>", "", title)))
        for kind, path, title in re.findall(
            r'results__kind"[^>]*>([^<]+)</p>\s*<h3[^>]*><a href="([^"]+)"[^>]*>(.*?)</a>', html
        )
    ]


def titles(html):
    return [title for _kind, _path, title in shown(html)]


def excerpts(html):
    return re.findall(r"</h3>\s*<p>(.*?)</p>", html)


def test_what_has_the_words_in_its_title_comes_first_then_in_its_lead(site, ask):
    project(site, "One", request="<p>About diaspora.</p>")
    project(site, "Diaspora", summary="Another.")
    project(site, "Two", summary="About diasporas.")
    assert titles(ask("diaspora")) == ["Diaspora", "Two", "One"]


def test_what_is_tagged_with_a_name_comes_before_what_only_mentions_it(site, ask):
    mali = factories.CountryFactory(slug="ml")
    project(site, "One", countries=[mali])
    project(site, "Two", request="<p>As in Mali.</p>")
    assert titles(ask("mali")) == ["One", "Two"]


def test_each_page_once_in_the_readers_language_those_in_others_last_and_marked(site, ask, committed):
    both = factories.NewsPageFactory(parent=site.news, title="Handbook")
    with committed():
        translate_into(both, site.fr)
    project(site, "Handbook in English")
    project(site, "Handbook en français", "fr")
    assert titles(ask("handbook")) == ["Handbook in English", "Handbook", "Handbook en français"]
    html = ask("handbook", "fr")
    assert titles(html) == ["Handbook en français", "[fr] Handbook", "Handbook in English"]
    assert html.count('<p class="mark"') == 1
    assert '<article lang="en">' in html
    assert 'hreflang="en"><mark>Handbook</mark> in English' in html


def test_a_page_is_shown_in_the_readers_language_where_another_languages_words_match(site, ask, committed):
    page = factories.NewsPageFactory(parent=site.news, title="Strategy", lead="It was a kindness.")
    with committed():
        translate_into(page, site.fr)
    french = NewsPage.objects.get(locale=site.fr)
    french.lead = "Une gentillesse rare."
    french.save()
    assert shown(ask("gentillesse")) == [("News", "/en/news/strategy/", "Strategy")]


def test_results_can_be_narrowed_down_to_a_kind_with_the_numbers_of_all(site, ask):
    project(site, "Health one")
    project(site, "Health two")
    factories.NewsPageFactory(parent=site.news, title="Health news")
    factories.ContentPageFactory(parent=site.home, title="Health")
    regions = factories.RegionIndexPageFactory(parent=site.home)
    factories.RegionPageFactory(parent=regions, title="Region of health")
    html = ask("health")
    assert {kind for kind, _path, _title in shown(html)} == {"Project", "News", "Page", "Region"}
    for link in ("Everything (5)", "Projects (2)", "News (1)", "Regions (1)", "Other pages (1)"):
        assert link in html
    html = ask("health", type="news")
    assert titles(html) == ["Health news"]
    assert '<a href="/en/search/?q=health&amp;type=news" aria-current="true">News (1)</a>' in html
    assert "Everything (5)" in html
    assert len(shown(ask("health", type="nothing"))) == 5


def test_an_excerpt_shows_the_first_hit_in_its_surroundings_marked(site, ask):
    before, after = "Before it was long. " * 20, "And after it was longer. " * 20
    project(site, "One", request=f"<p>{before}The <b>stratégies</b> &amp; &lt;i&gt; came.</p><p>{after}</p>")
    [excerpt] = excerpts(ask("STRATEGIE", "fr"))
    assert "The <mark>stratégies</mark> &amp; &lt;i&gt; came." in excerpt
    assert excerpt.startswith("… ")
    assert excerpt.endswith(" …")
    assert len(unescape(re.sub("</?mark>", "", excerpt))) <= LENGTH + 4


def test_what_is_found_by_a_name_shows_its_first_words(site, ask):
    project(site, "Number one", countries=[factories.CountryFactory(slug="kg")], summary="First words.")
    assert excerpts(ask("Kyrgyzstan"))[0].startswith("First words.")


def test_figures_in_a_text_are_left_out_of_its_excerpt(site, ask):
    factories.FigureFactory(code="requests")
    factories.ContentPageFactory(parent=site.home, title="About", lead="In all [[requests]] letters came.")
    assert excerpts(ask("letters")) == ["In all … <mark>letters</mark> came."]


def test_twenty_on_a_sheet_and_the_way_to_the_others(site, ask):
    for number in range(21):
        project(site, f"Health {number}")
    first, second = ask("health"), ask("health", page=2)
    assert len(shown(first)) == 20
    assert len(shown(second)) == 1
    assert set(titles(first)).isdisjoint(titles(second))
    assert "21 pages found" in first
    assert 'href="/en/search/?q=health&amp;page=2"' in first
    assert titles(ask("health", page=99)) == titles(second)


def test_a_name_given_whole_is_answered_with_the_page_of_what_it_names(site, ask):
    factories.CountryFactory(slug="ml")
    factories.ObjectiveFactory(number=5, name="Regular ways")
    factories.CountryIndexPageFactory(parent=site.home, slug="countries")
    factories.ObjectiveIndexPageFactory(parent=site.home, slug="objectives")
    assert '<a href="/en/countries/ml/">Mali</a> – country' in ask("projects in Mali")
    assert '<a href="/en/objectives/5/">5. Regular ways</a> – objective' in ask("Objective 5")
    assert "/objectives/5/" not in ask("regular")
    assert "/countries/ml/" not in ask("mal")
    assert "/countries/" not in ask("Mali", "fr")
    twelve = " ".join(f"word{number}" for number in range(12))
    assert "/countries/ml/" in ask(f"{twelve[:-7]} Mali Mali")
    assert "/countries/ml/" not in ask(f"{twelve} Mali")


def test_nothing_found_or_nothing_asked_says_what_to_do(site, ask, client):
    html = ask("zanzibar & <b>")
    assert "Nothing was found" in html
    assert 'href="/en/projects/"' in html
    assert 'value="zanzibar &amp; &lt;b&gt;"' in html
    for html in (client.get("/en/search/").content.decode(), ask(""), ask("?!"), ask("of the")):
        assert not shown(html)
        assert "Nothing was found" not in html
        assert "A page is found if" in html


def test_search_engines_list_the_page_and_none_of_its_results(site, ask, client):
    html = client.get("/en/search/").content.decode()
    assert "noindex" not in html
    html = ask("mali", page=2)
    assert '<meta name="robots" content="noindex">' in html
    assert '<link rel="canonical" href="http://localhost:8000/en/search/">' in html
    assert 'href="/fr/search/?q=mali"' in html


def test_every_page_links_to_the_search_where_there_is_one_in_its_language(site, search, client):
    assert '<a class="search-link" href="/en/search/">' in client.get("/en/projects/").content.decode()
    assert '<a class="search-link" href="/fr/search/">' in client.get("/fr/").content.decode()
    assert "search-link" not in client.get("/es/").content.decode()
    search.unpublish()
    assert "search-link" not in client.get("/en/").content.decode()


def test_it_does_not_find_itself(site, ask):
    assert not shown(ask("search"))


@given(st.text(max_size=250), st.text(max_size=10), st.text(max_size=10))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_can_be_asked_is_an_error_or_printed_as_it_is(site, ask, text, kind, page):
    html = ask(f"{text} <script>\"'", type=kind, page=page)
    assert "<script>\"'" not in html
