"""The page of the open data, and what a project says of itself."""

import json
import re
from datetime import UTC, date, datetime

import pytest

from explore.open_data.fields import NAMES_OF_FIELDS
from explore.open_data.formats import FORMATS
from projects.models import ProjectPage
from tests import factories
from tests.open_data.reading import FILES

pytestmark = pytest.mark.django_db
URL = "http://localhost:8000"


@pytest.fixture
def data_page(projects, committed):
    with committed():
        return factories.OpenDataPageFactory(parent=projects.home)


def test_the_page_explains_every_format_field_code_and_parameter(data_page, client):
    html = client.get("/en/open-data/").content.decode()
    for form in FORMATS:
        assert f'href="/en/projects/{form.file_name}"' in html
    for name in NAMES_OF_FIELDS:
        assert f"<dt><code>{name}</code>" in html
    for code in ("ml", "west", "ldc", "way-1", "gcm-23", "horizontal", "policy", "sdg-10", "completed"):
        assert f"<dt><code>{code}</code></dt>" in html
    for parameter in ("q", "country", "group-then", "sort"):
        assert f"<code>{parameter}</code>" in html
    assert 'rel="license">CC BY 4.0</a>' in html
    assert f'<a href="{URL}/en/open-data/">{URL}/en/open-data/</a>' in html
    for file in ("projects.schema.json", "codes.json"):
        assert f'href="/en/projects/{file}"' in html
    assert "6 projects without a known start are left out" in html


def test_the_page_tells_which_projects_were_published_last(data_page, client, projects, committed):
    then = datetime(2024, 1, 1, 12, tzinfo=UTC)
    ProjectPage.objects.update(first_published_at=then, last_published_at=then)
    old = ProjectPage.objects.get(slug="odd")
    with committed():
        old.title = "Odd no more"
        old.save_revision().publish()
        new = factories.ProjectPageFactory(
            parent=projects.projects,
            slug="new",
            countries=list(old.countries.all()),
            mechanisms=list(old.mechanisms.all()),
        )
        new.save_revision().publish()
    html = client.get("/en/open-data/").content.decode()
    listed = re.findall(r'<li><a href="/en/projects/([\w-]+)/">[^<]*</a> <span class="small">([^<]*)', html)
    assert len(listed) == 20
    assert listed[:3] == [
        ("new", "published for the first time"),
        ("odd", "published anew"),
        (listed[2][0], "published for the first time"),
    ]
    assert "1 January 2024" in html


def test_search_engines_find_a_dataset_with_its_files(data_page, client):
    html = client.get("/fr/projects/").content.decode()
    assert "/open-data/" not in html  # there is none in French
    html = client.get("/en/open-data/").content.decode()
    graph = json.loads(re.search(r"ld\+json\">(.*?)</script>", html, re.DOTALL)[1])["@graph"]
    dataset = graph[0]
    assert (dataset["@type"], dataset["license"]) == (
        "Dataset",
        "https://creativecommons.org/licenses/by/4.0/",
    )
    assert [file["contentUrl"] for file in dataset["distribution"]] == [
        f"{URL}/en/projects/{file}" for file in FILES
    ]
    assert dataset["temporalCoverage"] == "2004/2026"
    assert dataset["dateModified"]


def test_the_list_offers_what_it_shows_as_files(data_page, client):
    html = client.get("/en/projects/?country=ml&page=1&sort=title").content.decode()
    for file in FILES:
        assert f'href="/en/projects/{file}?country=ml&amp;sort=title"' in html
    assert re.search(
        r'<link rel="alternate" type="application/atom\+xml"[^>]*atom\.xml\?country=ml&amp;', html
    )
    assert 'href="/en/open-data/"' in html


def test_a_project_says_how_to_cite_it_and_its_codes(data_page, client):
    html = client.get("/en/projects/everything/").content.decode()
    details = re.search(r'<details class="cite">(.*?)</details>', html, re.DOTALL)[1]
    year = date.today().year
    assert f"MIEUX+ ({year}). <cite>Mali I</cite>. Last changed on " in details
    assert f'<a href="{URL}/en/projects/everything/">' in details
    codes = re.findall(r"<code>([\w-]+)</code>", details)
    assert codes[0] == "everything"
    assert {"ml", "ne", "way-1", "way-5", "gcm-5", "gcm-23", "horizontal", "policy", "sdg-10"} <= set(codes)
    assert 'href="/en/projects/projects.json"' in details
    assert 'href="/en/open-data/"' in details
