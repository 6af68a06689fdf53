"""The open data: what is on the screen, as files that programs can rely on."""

import io
import json
from datetime import date

import pytest
from django.http import QueryDict
from django.test.utils import override_settings
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from openpyxl import load_workbook
from wagtail.models import PageViewRestriction

from explore.open_data.fields import NAMES_OF_FIELDS
from explore.open_data.records import records
from explore.open_data.selection import Selection
from projects.finder import find
from projects.models import ProjectIndexPage, ProjectPage
from tests import factories
from tests.open_data.open_projects import ODD_WORDS
from tests.open_data.reading import ATOM, FILES, as_csv, as_feed, as_json, as_sheet, get, read, record

pytestmark = pytest.mark.django_db
URL = "http://localhost:8000"


def on_the_screen(client, query, language):
    """The codes on all sheets of the list."""
    codes, page, last = [], 0, 1
    while page < last:
        page += 1
        separator = "&" if query else "?"
        context = client.get(f"/{language}/projects/{query}{separator}page={page}").context
        codes += [project.slug for project in context["projects"]]
        last = context["sheets"].of
    return codes


SOME_FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "country": st.lists(st.sampled_from(["ml", "ne", "xk", "zz"]), min_size=1, max_size=2),
        "region": st.just(["west"]),
        "group": st.just(["ldc"]),
        "group-then": st.just(["ldc"]),
        "way": st.sampled_from([["way-1"], ["way-5"]]),
        "objective": st.sampled_from([["gcm-5"], ["gcm-23"]]),
        "status": st.lists(st.sampled_from(["completed", "ongoing", "cancelled"]), min_size=1, max_size=2),
        "year": st.sampled_from([["2010"], ["2018"]]),
        "joint": st.just(["yes"]),
        "language": st.just(["fr"]),
        "q": st.sampled_from([["Project"], ["1"], ["nothing like it"]]),
        "sort": st.sampled_from([["title"], ["country"], ["date"]]),
        "page": st.just(["2"]),
    },
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=SOME_FILTERS, language=st.sampled_from(["en", "fr"]))
@override_settings(FILES_A_MINUTE=10_000)
def test_every_file_holds_what_is_on_the_screen_in_its_order(projects, client, chosen, language):
    query = QueryDict(mutable=True)
    for name, values in chosen.items():
        query.setlist(name, values)
    asked = f"?{query.urlencode()}" if query else ""
    screen = on_the_screen(client, asked if "page" not in chosen else "", language)
    if "page" in chosen:
        del query["page"]
        screen = on_the_screen(client, f"?{query.urlencode()}" if query else "", language)
    assert [project["code"] for project in as_json(client, asked, language)["projects"]] == screen
    assert [row["code"] for row in as_csv(client, asked, language)] == screen
    assert [row[0] for row in as_sheet(client, asked, language).iter_rows(2, values_only=True)] == screen
    links = [entry.find("a:link", ATOM).get("href") for entry in as_feed(client, asked, language)]
    assert [link.rstrip("/").rsplit("/", 1)[-1] for link in links] == screen


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pairs=st.lists(
        st.tuples(
            st.sampled_from(["country", "year", "q", "sort", "page", "code", "format"]), st.text(max_size=20)
        ),
        max_size=4,
    ),
    file=st.sampled_from([*FILES, "codes.json", "projects.schema.json"]),
)
@override_settings(FILES_A_MINUTE=10_000)
def test_no_address_is_an_error(projects, client, pairs, file):
    query = QueryDict(mutable=True)
    for name, value in pairs:
        query.appendlist(name, value)
    response = client.get(f"/en/projects/{file}", query_params=query)
    nothing_to_tell = response.status_code == 404 and file == "projects.iati.xml"
    assert response.status_code == 200 or nothing_to_tell
    assert response.getvalue()


# What is said of a project


def test_all_that_is_known_of_a_project_is_in_its_record(projects, client):
    found = record(client, "everything")
    assert tuple(found) == NAMES_OF_FIELDS
    page = ProjectPage.objects.get(slug="everything", locale__language_code="en")
    document = f"{URL}{page.practice_document.url}"
    day = timezone.localdate(page.last_published_at).isoformat()
    assert found == {
        "code": "everything",
        "address": f"{URL}/en/projects/everything/",
        "language": "en",
        "languages": ["en", "fr"],
        "title": "Mali I",
        "summary": "Mali asked; it was done.",
        "status": "completed",
        "status_name": "Completed",
        "start": "2018-04",
        "end": "2020-01",
        "countries": ["ml", "ne"],
        "country_names": ["Mali", "Niger"],
        "regions": ["west"],
        "region_names": ["West"],
        "groups_today": ["ldc"],
        "group_today_names": ["Least developed"],
        "groups_then": ["ldc"],
        "group_then_names": ["Least developed"],
        "ways": ["way-1", "way-5"],
        "way_names": ["Way 1", "Way 5"],
        "objectives": ["gcm-5", "gcm-23"],
        "objective_names": ["Objective 5", "Objective 23"],
        "themes": ["horizontal"],
        "theme_names": ["Horizontal"],
        "areas": ["policy"],
        "area_names": ["Policy"],
        "sdgs": ["sdg-10"],
        "sdg_names": ["Goal 10"],
        "institutions": [
            {"name": "Ministry", "kind": "national_authority", "kind_name": "National authority"},
            {"name": "City", "kind": "local_authority", "kind_name": "Local authority"},
        ],
        "joint": True,
        "experts": [
            {
                "country": "tn",
                "country_name": "Tunisia",
                "kind": "partner_country",
                "kind_name": "From a partner country (triangular cooperation)",
            },
            {
                "country": None,
                "country_name": "",
                "kind": "international_organisation",
                "kind_name": "From an international organisation",
            },
        ],
        "expert_countries": ["tn"],
        "expert_country_names": ["Tunisia"],
        "triangular": True,
        "activity_count": 2,
        "activities": [
            {
                "number": 1,
                "title": "In Bamako",
                "type": "workshop",
                "type_name": "Workshop",
                "country": "ml",
                "country_name": "Mali",
                "month": "2018-06",
                "mode": "hybrid",
                "mode_name": "In person and online",
            },
            {
                "number": 2,
                "title": "",
                "type": "training",
                "type_name": "Training",
                "country": None,
                "country_name": "",
                "month": None,
                "mode": None,
                "mode_name": "",
            },
        ],
        "request": "A strategy & a plan. Soon.",
        "objective": "To write it.",
        "results": "It was written.",
        "outcome": "It is used.",
        "practice_title": "A handbook",
        "practice_document": document,
        "practice_link": "https://example.org/practice",
        "practice_hub_link": "https://example.org/hub",
        "documents": [{"title": "The handbook", "address": document}],
        "sources": [{"title": "A report", "address": "https://example.org/report"}],
        "translations": [
            {"language": "en", "address": f"{URL}/en/projects/everything/"},
            {"language": "fr", "address": f"{URL}/fr/projects/everything/"},
        ],
        "published": day,
        "updated": day,
    }


def test_facts_are_named_in_the_files_language_and_words_stay_in_the_pages(projects, client):
    whole, other = record(client, "everything", "fr"), record(client, "odd", "fr")
    assert (whole["title"], whole["language"], whole["status_name"]) == ("[fr] Mali I", "fr", "Achevé")
    assert whole["address"] == f"{URL}/fr/projects/everything/"
    assert (other["language"], other["address"]) == ("en", f"{URL}/en/projects/odd/")
    assert other["status_name"] == "Suspendu"
    assert as_csv(client, "?country=ml&joint=yes", "fr")[0]["status_name"] == "Achevé"


def test_what_is_not_known_is_empty(projects, client):
    found = record(client, "without-dates")
    assert (found["start"], found["end"], found["countries"], found["regions"]) == (None, None, [], ["south"])
    [row] = [row for row in as_csv(client) if row["code"] == "without-dates"]
    assert (row["start"], row["countries"], row["joint"], row["activity_count"]) == ("", "", "no", "0")


def test_lists_stand_in_one_cell_of_a_table(projects, client):
    [row] = as_csv(client, "?joint=yes")
    assert tuple(row) == NAMES_OF_FIELDS
    assert row["country_names"] == "Mali; Niger"
    assert row["institutions"] == "Ministry (National authority); City (Local authority)"
    assert row["experts"].startswith("Tunisia (From a partner country")
    assert row["activities"] == "1. Workshop, 2018-06, Mali, In person and online: In Bamako; 2. Training"
    assert row["sources"] == "A report https://example.org/report"
    assert row["translations"].startswith(f"en {URL}/en/projects/everything/; fr ")


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_json_keeps_to_its_schema(projects, client, language):
    schema = json.loads(read(client, "projects.schema.json", language=language))
    Draft202012Validator.check_schema(schema)
    for query in ("", "?country=ml&sort=title", "?year=2018&status=cancelled"):
        data = as_json(client, query, language)
        Draft202012Validator(schema).validate(data)
        assert data["count"] == len(data["projects"])
        assert data["list"] == f"{URL}/{language}/projects/{query}"
        assert (data["schema"], data["language"]) == (schema["$id"], language)
    assert set(schema["$defs"]["project"]["properties"]) == set(NAMES_OF_FIELDS)


def test_a_country_with_a_footnote_brings_it_along(projects, client):
    assert as_json(client)["footnotes"] == [{"country": "xk", "text": "As agreed."}]
    assert as_json(client, "?joint=yes")["footnotes"] == []
    book = load_workbook(io.BytesIO(read(client, "projects.xlsx")))
    assert ("Kosovo*", "As agreed.") in list(book.worksheets[1].iter_rows(values_only=True))


def test_every_code_in_the_data_is_in_the_list_of_codes(projects, client):
    lists = json.loads(read(client, "codes.json"))["lists"]
    known = {field: set() for found in lists for field in found["fields"]}
    for found in lists:
        for field in found["fields"]:
            known[field] |= {code["code"] for code in found["codes"]}
    for project in as_json(client)["projects"]:
        for field, codes in known.items():
            values = project[field] if isinstance(project[field], list) else [project[field]]
            kept = {value for value in values if isinstance(value, str)}
            assert kept <= codes
    [ways] = [found for found in lists if found["name"] == "way"]
    assert (ways["parameters"], ways["codes"][0]) == (["way"], {"code": "way-1", "name": "Way 1"})


# Odd words do no harm


def test_no_cell_is_a_formula_a_link_or_cut_without_need(projects, client):
    [row] = [row for row in as_csv(client) if row["code"] == "odd"]
    assert row["title"] == f"'{ODD_WORDS}"
    sheet = as_sheet(client)
    cells = [cell for cells in sheet.iter_rows() for cell in cells if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)
    titles = {cells[0].value: cells for cells in sheet.iter_rows(min_row=2)}
    assert titles["odd"][NAMES_OF_FIELDS.index("title")].value.startswith("=HYPERLINK(")
    assert len(titles["odd"][NAMES_OF_FIELDS.index("request")].value) == 32_767
    assert sheet.freeze_panes == "B2"


def test_the_feed_is_well_formed_and_its_entries_are_the_same_in_every_language(projects, client):
    entries, in_french = as_feed(client), as_feed(client, language="fr")
    titles = [entry.find("a:title", ATOM).text for entry in entries]
    assert any(title.startswith("=HYPERLINK(") and "\U0001f600" in title for title in titles)
    ids = [entry.find("a:id", ATOM).text for entry in entries]
    assert ids == [entry.find("a:id", ATOM).text for entry in in_french]
    assert len(set(ids)) == len(ids)
    first = next(entry for entry in as_feed(client, "?joint=yes"))
    assert [row.get("term") for row in first.findall("a:category", ATOM)][:2] == ["Mali", "Niger"]
    assert first.find("a:updated", ATOM) is not None


# Only what is public


def test_drafts_private_projects_and_what_is_taken_off_are_in_no_file(projects, client, committed):
    with committed():
        for code, changes in {"draft": {"live": False}, "private": {}, "gone": {}}.items():
            factories.ProjectPageFactory(
                parent=projects.projects, slug=code, title=f"Secret {code}", start=date(2020, 1, 1), **changes
            )
        PageViewRestriction.objects.create(
            page=ProjectPage.objects.get(slug="private"), restriction_type="login"
        )
    before = find(QueryDict(), "en")
    assert "gone" in before.portfolio.slugs
    with committed():
        ProjectPage.objects.get(slug="gone").unpublish()
    draft = ProjectPage.objects.get(slug="everything", locale__language_code="en")
    draft.title = "Secret words"
    draft.save_revision()
    for file in FILES:
        if file != "projects.xlsx":
            assert b"ecret" not in read(client, file)
    # Taken off between the reading of the list and that of its projects.
    index = ProjectIndexPage.objects.get(locale__language_code="en")
    assert "gone" not in {found["code"] for found in records(Selection(before, index))}


def test_where_the_list_is_not_public_in_a_language_its_files_are_nowhere(projects, client, committed):
    with committed():
        ProjectIndexPage.objects.get(locale__language_code="es").unpublish()
    for file in [*FILES, "codes.json", "projects.schema.json"]:
        assert get(client, file, language="es").status_code == 404
        assert get(client, file, language="fr").status_code == 200
