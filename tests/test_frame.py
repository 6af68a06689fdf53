"""What stands around a page's content, and around what a page answers below its own address."""

import pytest
from django.template.loader import render_to_string

from tests import factories

pytestmark = pytest.mark.django_db
URL = "http://localhost:8000"


def test_a_page_below_a_page_has_an_address_a_name_and_a_way_of_its_own(site, rf):
    page = site.projects
    page.seo_title, page.search_description = "All our projects", "What was done."
    request = rf.get("/en/projects/map/")
    context = page.get_context(request)
    frame = context["frame"].in_state("?country=ml", "").below("map/", "Map", description="Where they are.")
    context.update(page.framed(frame.in_state("?theme=x", "")))
    html = " ".join(render_to_string("base.html", context, request).split())
    assert "<title>Map – MIEUX+</title>" in html
    assert '<meta property="og:title" content="Map">' in html
    assert '<meta name="description" content="Where they are.">' in html
    assert f'<link rel="canonical" href="{URL}/en/projects/map/">' in html
    for language in ("en", "fr", "es"):
        assert f'hreflang="{language}" href="{URL}/{language}/projects/map/"' in html
        assert f'<a href="/{language}/projects/map/?theme=x" lang="{language}"' in html
    assert f'hreflang="x-default" href="{URL}/en/projects/map/"' in html
    assert '<li><a href="/en/projects/">Projects</a></li> <li><span aria-current="page">Map</span>' in html
    assert f'"position": 3, "name": "Map", "item": "{URL}/en/projects/map/"' in html
    assert "All our projects" not in html
    assert "country=ml" not in html


def test_a_language_without_the_page_is_offered_its_home_page_from_below_it_too(site, rf):
    page = factories.ContentPageFactory(parent=site.home, title="About", slug="about")
    frame = page.get_context(rf.get("/en/about/"))["frame"].below("map/", "Map")
    assert {link.path for link in frame.languages} == {"/en/about/map/", "/fr/", "/es/"}
