"""Practices: each project that has one is listed once, in a feed and in files that others can use."""

import csv
import io
import json
import xml.etree.ElementTree as ElementTree
from datetime import date

import pytest
from wagtail.documents import get_document_model
from wagtail.models import PageViewRestriction

from core.tables import safe_cell
from projects.models import ProjectPage, RequestingInstitution
from projects.practices import COLUMNS
from tests import factories
from tests.translating import submit, translate_into
from vocabularies.models import Mechanism

pytestmark = pytest.mark.django_db
URL = "http://localhost:8000"
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def practices(site, committed):
    index = factories.PracticeIndexPageFactory(parent=site.home)
    with committed():
        for locale in (site.fr, site.es):
            translate_into(index, locale)
    return index


def project(site, title, **facts):
    tags = {
        "countries": [factories.CountryFactory(slug="ml")],
        "mechanisms": [Mechanism.objects.first() or factories.MechanismFactory()],
    }
    return factories.ProjectPageFactory(parent=site.projects, title=title, **tags | facts)


def names(records):
    return [record["title"] for record in records]


def as_json(client, language="en"):
    return json.loads(client.get(f"/{language}/practices/practices.json").content)["practices"]


def as_csv(client, language="en"):
    text = client.get(f"/{language}/practices/practices.csv").getvalue().decode()
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_any_of_the_four_makes_a_practice_and_nothing_else_does(site, practices, client):
    document = get_document_model().objects.create(title="Handbook", file="handbook.pdf")
    project(site, "With title", practice_title="A handbook", start=date(2020, 1, 1))
    project(site, "With document", practice_document=document, start=date(2019, 1, 1))
    project(site, "With link", practice_link="https://example.org/", start=date(2018, 1, 1))
    project(site, "In the hub", practice_hub_link="https://example.org/hub", start=date(2017, 1, 1))
    project(site, "Without")
    project(site, "Draft", practice_title="Draft", live=False)
    private = project(site, "Private", practice_title="Private")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    expected = ["A handbook", "With document", "With link", "In the hub"]
    assert names(as_json(client)) == expected
    assert names(as_csv(client)) == expected
    tree = ElementTree.fromstring(client.get("/en/practices/atom.xml").content)  # noqa: S314 - our own answer
    assert [row.text for row in tree.findall("a:entry/a:title", ATOM)] == expected
    html = client.get("/en/practices/").content.decode()
    assert html.count('<article class="card"') == 4
    assert document.url in html
    assert "Private" not in html


def test_an_empty_list_says_so_kindly(site, practices, client):
    assert (
        "No project has a practice or case study on this site yet."
        in client.get("/en/practices/").content.decode()
    )
    assert as_json(client) == as_csv(client) == []


def test_each_once_in_the_best_language_though_a_translation_lacks_the_title(
    site, practices, client, committed
):
    both = project(site, "Both", practice_title="Guide", start=date(2020, 1, 1))
    later = project(site, "Later", start=date(2019, 1, 1))
    project(site, "English only", practice_title="Case", start=date(2018, 1, 1))
    with committed():
        translate_into(both, site.fr)
        translate_into(later, site.fr)
    later.practice_title = "Added later"
    with committed():
        later.save_revision().publish()
        submit(later, site.fr)
    found = [(row["title"], row["language"]) for row in as_json(client, "fr")]
    assert found == [("[fr] Guide", "fr"), ("[fr] Later", "fr"), ("Case", "en")]
    assert names(as_json(client, "en")) == ["Guide", "Added later", "Case"]
    html = client.get("/fr/practices/").content.decode()
    assert html.count('<article class="card" lang="en"') == 1


@pytest.fixture
def whole(site, committed):
    """A project with all that is exported, in English and French."""
    region = factories.RegionFactory(name="Western Africa")
    page = project(
        site,
        "Mali I",
        slug="mali-i",
        practice_title="Handbook",
        practice_link="https://example.org/practice",
        practice_hub_link="https://example.org/hub",
        countries=[factories.CountryFactory(slug="ml", region=region)],
        objectives=[factories.ObjectiveFactory(number=number) for number in (5, 6)],
        institutions=[
            RequestingInstitution(name="Ministry", kind="national_authority", locale=site.home.locale),
            RequestingInstitution(name="City", kind="local_authority", locale=site.home.locale),
        ],
        start=date(2014, 4, 1),
        end=date(2020, 4, 1),
        results="<p>A handbook &amp; more.</p><p>And a plan.</p>",
    )
    with committed():
        page.save_revision().publish()
        translate_into(page, site.fr)
    return ProjectPage.objects.get(pk=page.pk)


def test_what_a_description_of_a_practice_needs_is_exported(site, practices, whole, client):
    [record] = as_json(client)
    assert tuple(record) == COLUMNS
    assert record.pop("updated") == whole.last_published_at.date().isoformat()
    assert record == {
        "id": "mali-i",
        "language": "en",
        "title": "Handbook",
        "project": "Mali I",
        "summary": "They asked, and it was done.",
        "gcm_objectives": [5, 6],
        "sdgs": [],
        "countries": ["ML"],
        "country_names": ["Mali"],
        "regions": ["Western Africa"],
        "start": "2014-04",
        "end": "2020-04",
        "status": "completed",
        "implementing_entity": "ICMPD (MIEUX+)",
        "funding_entity": "European Union",
        "partners": [
            {"name": "Ministry", "kind": "National authority"},
            {"name": "City", "kind": "Local authority"},
        ],
        "results": "A handbook & more. And a plan.",
        "after_twelve_months": "",
        "page": f"{URL}/en/projects/mali-i/",
        "document": "",
        "link": "https://example.org/practice",
        "hub_entry": "https://example.org/hub",
    }
    [row] = as_csv(client, "fr")
    assert list(row) == list(COLUMNS)
    assert (row["gcm_objectives"], row["countries"], row["title"]) == ("5; 6", "ML", "[fr] Handbook")
    assert row["partners"].startswith("[fr] Ministry (")
    assert row["page"] == f"{URL}/fr/projects/mali-i/"


def test_files_and_feed_say_what_they_are(site, practices, whole, client):
    table = client.get("/fr/practices/practices.csv")
    assert table["Content-Type"] == "text/csv; charset=utf-8"
    assert table["Content-Disposition"] == 'attachment; filename="mieux-practices-fr.csv"'
    assert table.getvalue().startswith(b"\xef\xbb\xbf")
    data = client.get("/fr/practices/practices.json")
    assert data["Content-Type"] == "application/json"
    assert json.loads(data.content)["list"] == f"{URL}/fr/practices/"
    feed = client.get("/fr/practices/atom.xml")
    assert feed["Content-Type"] == "application/atom+xml; charset=utf-8"
    [entry] = ElementTree.fromstring(feed.content).findall("a:entry", ATOM)  # noqa: S314 - our own answer
    assert [row.get("term") for row in entry.findall("a:category", ATOM)] == [
        "Mali",
        "5. Objective 5",
        "6. Objective 6",
    ]
    assert client.post("/fr/practices/practices.csv").status_code == 405


def test_where_the_list_is_not_public_in_a_language_its_files_are_nowhere(site, practices, client):
    files = ("atom.xml", "practices.csv", "practices.json")
    practices.get_translation(site.es).unpublish()
    for file in files:
        assert client.get(f"/es/practices/{file}").status_code == 404
        assert client.get(f"/fr/practices/{file}").status_code == 200
    PageViewRestriction.objects.create(page=practices, restriction_type="login")
    for file in files:
        assert client.get(f"/en/practices/{file}").status_code == 404


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "＝1", '=HYPERLINK("x")'],
)
def test_no_cell_is_a_formula(text):
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "2014-04", "Mali – I", "a=b", "5; 6", "e-mail"])
def test_other_cells_are_as_they_are(text):
    assert safe_cell(text) == text


def test_a_formula_in_an_editors_words_is_text_in_the_table(site, practices, client):
    project(site, "One", practice_title='=cmd|"/c calc"!A1', summary='-2 & more, "quoted"\nline')
    [row] = as_csv(client)
    assert row["title"] == '\'=cmd|"/c calc"!A1'
    assert row["summary"] == '\'-2 & more, "quoted"\nline'
