"""What a reader's browser makes of the pages: they fit, it complains of nothing, the keyboard is enough."""

import pytest

from projects.models import Activity, ProjectPage, RequestingInstitution
from tests import base_site, factories
from tests.translating import translate_into

from .conftest import WIDTHS
from .visits import follow

LONG = "Directorate-General for Migration, International Labour Mobility and Diaspora Affairs of the Republic"


@pytest.fixture(scope="module")
def whole_site(for_the_module):
    """A page of every type with a good deal on it, in English and French."""
    with for_the_module():
        return make_whole_site(base_site.find())


def make_whole_site(site):
    region = factories.RegionFactory(name="A region")
    country = factories.CountryFactory(slug="ml", region=region)
    way = factories.MechanismFactory(number=1, path="way-1")
    factories.SiteTextFactory().save_revision().publish()
    request = factories.RequestPageFactory(parent=site.home, show_in_menus=True)
    objective = factories.Objective23PageFactory(parent=site.home, show_in_menus=True)
    regions = factories.RegionIndexPageFactory(parent=site.home)
    project = factories.ProjectPageFactory(
        parent=site.projects,
        title="Everything",
        slug="everything",
        countries=[country],
        mechanisms=[way],
        objectives=[factories.ObjectiveFactory(number=7, name="Reduce vulnerabilities")],
        practice_title=LONG,
        institutions=[RequestingInstitution(name=LONG, kind="national_authority", locale=site.home.locale)],
        activities=[Activity(title="A workshop", type="workshop", country=country, locale=site.home.locale)],
    )
    pages = [
        request,
        objective,
        regions,
        project,
        factories.ProjectPageFactory(
            parent=site.projects,
            title="Hardly anything, with a title that is a good deal longer than any title should be",
            slug="hardly-anything",
            countries=[country],
            mechanisms=[way],
        ),
        factories.MechanismPageFactory(parent=objective, mechanism=way, slug="way-1"),
        factories.RegionPageFactory(parent=regions, region=region, slug="a-region"),
        factories.NewsPageFactory(parent=site.news, title="Launched"),
        factories.ContentPageFactory(parent=site.home, slug="about"),
        factories.PracticeIndexPageFactory(parent=site.home),
    ]
    for page in pages:
        translate_into(page, site.fr)
    return site


PATHS = [
    "",
    "objective-23/",
    "objective-23/way-1/",
    "projects/",
    "projects/everything/",
    "projects/hardly-anything/",
    "practices/",
    "regions/",
    "regions/a-region/",
    "news/",
    "news/?year=1987&objective=gcm-7",
    "news/launched/",
    "request/",
    "about/",
]


def test_every_page_fits_its_window_and_the_browser_complains_of_nothing(
    whole_site, live_server, page, complaints, elsewhere
):
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for language in ("en", "fr"):
            for path in PATHS:
                page.goto(f"{live_server.url}/{language}/{path}")
                overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
                assert overflow <= 0, f"{language}/{path} at {width}: {overflow} px too wide"
    assert complaints == []
    assert elsewhere == []


def test_the_reader_changes_language_and_stays_on_the_page(whole_site, live_server, page):
    page.goto(f"{live_server.url}/en/projects/everything/")
    follow(page.get_by_role("navigation", name="Languages").get_by_role("link", name="Français"))
    assert page.url == f"{live_server.url}/fr/projects/everything/"
    assert page.locator("html").get_attribute("lang") == "fr"
    assert page.locator("h1").inner_text() == "[fr] Everything"


def test_the_keyboard_skips_to_the_content(whole_site, live_server, page):
    page.goto(f"{live_server.url}/en/projects/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("path", ["", "projects/everything/", "request/"])
def test_everything_can_be_read_without_javascript(whole_site, live_server, browser, path):
    context = browser.new_context(java_script_enabled=False)
    without = context.new_page()
    without.goto(f"{live_server.url}/en/{path}")
    with_text = browser.new_page()
    with_text.goto(f"{live_server.url}/en/{path}")
    assert without.locator("body").inner_text() == with_text.locator("body").inner_text()
    context.close()


def test_a_picture_has_light_formats_and_its_size(whole_site, live_server, page):
    image = factories.ImageFactory()
    project = ProjectPage.objects.get(slug="everything", locale=whole_site.home.locale)
    project.image, project.image_alt = image, "A drawn map of Mali"
    project.save_revision().publish()
    page.goto(f"{live_server.url}/en/projects/everything/")
    picture = page.get_by_role("img", name="A drawn map of Mali")
    assert picture.get_attribute("width")
    assert page.locator("picture source[type='image/avif']").count() == 1
