"""The map of projects: what the finder finds, by country, at an address below the list's."""

import re
from math import hypot, sqrt
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils.text import slugify

from maps.counted import CONTINENTS, NARROWEST, WHOLE, counted_map, frame_around
from maps.world import places
from projects.models import ProjectPage
from tests import factories
from tests.admin_forms import create, create_form, edit_form

pytestmark = pytest.mark.django_db
URL = "http://localhost:8000"


@pytest.fixture
def projects(site):
    """Mali 3, Niger 1 (with Mali), Cape Verde 1; one in a region as a whole. Way 1: Mali and the region."""
    ml, ne, cv = (factories.CountryFactory(slug=code) for code in ("ml", "ne", "cv"))
    region = factories.RegionFactory(slug="west", name="West")
    way, other = factories.MechanismFactory(number=1), factories.MechanismFactory(number=2)
    for title, facts in {
        "Mali I": {"countries": [ml], "mechanisms": [way]},
        "Mali II": {"countries": [ml], "mechanisms": [way]},
        "Sahel": {"countries": [ml, ne], "mechanisms": [other]},
        "Praia": {"countries": [cv], "mechanisms": [other]},
        "Ecowas": {"regions": [region], "mechanisms": [way]},
    }.items():
        factories.ProjectPageFactory(parent=site.projects, title=title, slug=slugify(title), **facts)


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def links(html):
    """Of the map, in their order: name, and address."""
    return re.findall(r'<a class="step-\d" href="([^"]+)" aria-label="([^"]+)"', html)


def rows(html):
    """Of the table: address, name, number."""
    return re.findall(r'<th scope="row"><a href="([^"]+)">([^<]+)</a></th><td class="number">(\d+)<', html)


def test_every_country_is_a_link_to_its_projects_on_the_map_and_in_the_table(projects, client):
    html = read(client, "/en/projects/map/")
    assert links(html) == [
        ("/en/projects/?country=cv", "Cape Verde: 1 project"),
        ("/en/projects/?country=ml", "Mali: 3 projects"),
        ("/en/projects/?country=ne", "Niger: 1 project"),
    ]
    assert rows(html) == [
        ("/en/projects/?country=ml", "Mali", "3"),
        ("/en/projects/?country=cv", "Cape Verde", "1"),
        ("/en/projects/?country=ne", "Niger", "1"),
    ]
    assert re.search(r'<a href="/en/projects/ecowas/">Ecowas</a> \(West\)', html)
    assert "do not imply any opinion" in html
    for address, _name, number in rows(html):
        assert f"{number} project" in read(client, address)


def test_it_follows_the_filter_and_its_links_keep_it(projects, client):
    html = read(client, "/en/projects/map/?way=way-2&country=ne&country=cv&junk=1&page=7")
    assert [name for _address, name in links(html)] == [
        "Cape Verde: 1 project",
        "Mali: 1 project",
        "Niger: 1 project",
    ]
    assert 'href="/en/projects/?country=ml&amp;way=way-2" aria-label="Mali: 1 project"' in html
    assert '<a href="/en/projects/?country=cv&amp;country=ne&amp;way=way-2">List</a>' in html
    assert 'action="/en/projects/map/#results"' in html
    assert 'href="/en/projects/map/?country=cv&amp;country=ne"' in html  # without the way
    assert '<a href="/fr/projects/map/?country=cv&amp;country=ne&amp;way=way-2" lang="fr"' in html
    assert f'<link rel="canonical" href="{URL}/en/projects/map/">' in html
    assert "Ecowas" not in html
    assert "<title>Projects: map – " in html
    back = read(client, "/en/projects/?way=way-2")
    assert '<a href="/en/projects/map/?way=way-2">Map</a>' in back


def test_where_nothing_is_found_it_says_so_and_leads_out_to_the_map(projects, client):
    html = read(client, "/en/projects/map/?way=way-1&country=cv")
    assert "Nothing matches all these filters" in html
    assert 'href="/en/projects/map/?country=cv"' in html
    assert "projects-map" not in html


def test_without_projects_it_says_so(site, client):
    assert "There are no projects here yet." in read(client, "/en/projects/map/")


def test_projects_without_a_country_alone_need_no_map(site, client):
    region = factories.RegionFactory()
    for number in range(14):
        factories.ProjectPageFactory(parent=site.projects, slug=f"r-{number}", regions=[region])
    html = read(client, "/en/projects/map/")
    assert "projects-map" not in html
    assert "<table" not in html
    assert '<a href="/en/projects/">2 more projects in the list</a>' in html


@pytest.mark.parametrize("address", ["mapp/", "map/x/", "map/map/", "nowhere/", "%00/"])
def test_other_addresses_below_the_list_are_nowhere(projects, client, address):
    response = client.get(f"/en/projects/{address}")
    assert response.status_code == 404
    assert "This page does not exist" in response.content.decode()


def test_the_map_is_in_the_sitemap_in_every_language(site, client):
    sitemap = read(client, "/sitemap.xml")
    for language in ("en", "fr", "es"):
        assert f"<loc>{URL}/{language}/projects/map/</loc>" in sitemap


def test_a_hidden_list_has_no_map(projects, site, client, committed):
    with committed():
        site.projects.unpublish()
    assert "/en/projects/map/" not in read(client, "/sitemap.xml")
    assert client.get("/en/projects/map/").status_code == 404
    assert client.get("/fr/projects/map/").status_code == 200


def test_no_project_takes_the_address_of_the_map(site, admin):
    data = create_form(admin, ProjectPage, site.projects)
    data["title"] = data["slug"] = "Map"
    data["slug"], data["summary"] = "map", "They asked, and it was done."
    response = create(admin, ProjectPage, site.projects, data)
    assert "This is the address of the map. Choose another one." in response.content.decode()
    data["slug"] = "maps"
    create(admin, ProjectPage, site.projects, data)
    assert set(ProjectPage.objects.values_list("slug", flat=True)) == {"maps"}


def test_the_list_and_its_map_are_previewed_as_they_are(projects, site, admin):
    """Wagtail previews a page of several addresses at its own."""
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[site.projects.pk])
    data = edit_form(admin, site.projects)
    data["title"] = "Our work"
    admin.post(preview, dict(data.lists()))
    html = admin.get(preview).content.decode()
    assert "<h1>Our work</h1>" in html
    assert 'href="/en/projects/map/">Map</a>' in html


# The drawing


def drawn(**numbers):
    return counted_map((SimpleNamespace(slug=code), number, "") for code, number in numbers.items())


def test_the_colour_says_how_many_and_the_key_only_of_colours_there_are():
    several = drawn(fj=1, ml=90, mx=2, ne=3, ro=4, nowhere=1)
    steps = [(country.term.slug, country.step) for country in several.countries]
    assert steps == [("fj", 1), ("ml", 4), ("mx", 2), ("ne", 3), ("ro", 3)]
    assert [(step.least, step.most) for step in several.steps] == [(1, 1), (2, 2), (3, 4), (5, None)]
    in_table = [country.term.slug for country in several.by_number]
    assert in_table == ["ml", "ro", "ne", "mx", "fj", "nowhere"]
    assert [step.number for step in drawn(ml=2).steps] == [2]


def test_every_country_is_within_its_own_map():
    for code, place in places().items():
        left, top, width, height = frame_around([place.box])
        x, y = place.middle
        assert left <= x <= left + width, code
        assert top <= y <= top + height, code
        assert width / height == pytest.approx(WHOLE[2] / WHOLE[3], rel=0.01)


def test_it_shows_the_world_where_countries_are_far_apart_and_its_ends_only_where_one_is_there():
    def frame(*codes):
        return frame_around(places()[code].box for code in codes)

    assert frame() == frame("mx", "vn") == CONTINENTS
    assert frame("mx", "vn", "ki") == WHOLE
    assert frame("ml", "ne")[2] < CONTINENTS[2] / 2


def test_a_small_states_target_is_as_large_as_a_finger_or_as_its_neighbours_leave_it():
    def target(code, **others):
        return drawn(**{code: 1}, **others).countries[0].spot.target

    assert target("gd") is None
    assert target("gd", ml=1) is None
    # A square in the circle with half of the way to Saint Vincent as its radius.
    _left, _top, width, _height = (float(length.rstrip("%")) for length in target("gd", vc=1))
    (x, y), (other_x, other_y) = places()["gd"].middle, places()["vc"].middle
    assert width == pytest.approx(100 * hypot(x - other_x, y - other_y) / sqrt(2) / NARROWEST, rel=0.1)
    assert drawn(ml=1).countries[0].spot is None
