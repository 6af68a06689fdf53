"""The open data: what is on the screen, as files that programs can rely on."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ElementTree
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from openpyxl import load_workbook
from wagtail.models import PageViewRestriction

from explore.open_data import selection as selections
from explore.open_data.fields import NAMES_OF_FIELDS
from explore.open_data.formats import FORMATS
from explore.open_data.records import records
from explore.open_data.selection import Selection
from projects.finder import find
from projects.models import ProjectIndexPage, ProjectPage
from tests import base_site, factories
from tests.open_projects import ODD_WORDS, make_projects

pytestmark = pytest.mark.django_db
URL = "http://localhost:8000"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
FILES = [form.file_name for form in FORMATS]
OPEN_TO_ALL = ["projects.json", "projects.schema.json", "codes.json"]


@pytest.fixture(scope="module")
def made_once(for_the_module):
    with for_the_module():
        make_projects(base_site.find())


@pytest.fixture
def projects(made_once, site):
    return site


def get(client, file, query="", language="en", **headers):
    return client.get(f"/{language}/projects/{file}{query}", headers=headers)


def read(client, file, query="", language="en"):
    response = get(client, file, query, language)
    assert response.status_code == 200
    return response.getvalue()


def as_json(client, query="", language="en"):
    return json.loads(read(client, "projects.json", query, language))


def as_csv(client, query="", language="en"):
    text = read(client, "projects.csv", query, language).decode()
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def as_sheet(client, query="", language="en"):
    book = load_workbook(io.BytesIO(read(client, "projects.xlsx", query, language)))
    return book.worksheets[0]


def as_feed(client, query="", language="en"):
    tree = ElementTree.fromstring(read(client, "atom.xml", query, language))  # noqa: S314 - our own answer
    return tree.findall("a:entry", ATOM)


def record(client, code, language="en"):
    [found] = [
        project for project in as_json(client, language=language)["projects"] if project["code"] == code
    ]
    return found


# What is on the screen


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


# Served


def test_a_file_is_streamed_and_a_chunk_costs_the_same_however_many_there_are(projects, client, monkeypatch):
    monkeypatch.setattr(selections, "CHUNK", 5)
    assert all(get(client, file).streaming for file in FILES)
    selection = Selection(find(QueryDict(), "en"), ProjectIndexPage.objects.get(locale__language_code="en"))
    number = selection.finding.count
    list(records(selection))  # what is read once in a process
    with CaptureQueriesContext(connection) as captured:
        reading = records(selection)
        next(reading)
        of_a_chunk = len(captured)
        assert of_a_chunk <= 8
        assert len(list(reading)) == number - 1
    assert len(captured) == of_a_chunk * -(-number // 5)


@pytest.mark.parametrize("file", [*FILES, "codes.json", "projects.schema.json"])
def test_what_has_not_changed_is_not_sent_again(projects, client, committed, file):
    first = get(client, file)
    tag = first["ETag"]
    assert tag.startswith('W/"')
    assert {"no-cache", first["Cache-Control"]} == {"no-cache"}
    assert first["Last-Modified"]
    with CaptureQueriesContext(connection) as captured:
        again = get(client, file, "?page=2&junk=1", if_none_match=tag)
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    assert len(captured) <= 1  # the list, whether it is public
    look = client.head(f"/en/projects/{file}")
    assert (look.status_code, look.getvalue(), look["ETag"]) == (200, b"", tag)
    assert look["Content-Type"] == first["Content-Type"]
    assert "Content-Length" not in look
    assert get(client, file, language="fr")["ETag"] != tag
    if file in FILES:
        assert get(client, file, "?country=ml")["ETag"] != tag
    with committed():
        ProjectPage.objects.get(slug="odd").save()
    assert get(client, file, if_none_match=tag).status_code == 200


def test_files_say_what_they_are(projects, client):
    types = {file: get(client, file, language="fr") for file in FILES}
    assert {file: response["Content-Type"] for file, response in types.items()} == {
        "projects.csv": "text/csv; charset=utf-8",
        "projects.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "projects.json": "application/json",
        "atom.xml": "application/atom+xml; charset=utf-8",
        "projects.iati.xml": "application/xml; charset=utf-8",
    }
    assert types["projects.csv"]["Content-Disposition"] == 'attachment; filename="mieux-projects-fr.csv"'
    assert types["projects.xlsx"]["Content-Disposition"] == 'attachment; filename="mieux-projects-fr.xlsx"'
    assert types["projects.csv"].getvalue().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("file", [*FILES, "codes.json", "projects.schema.json"])
def test_programs_of_any_site_may_read_the_json_and_nothing_may_be_sent(projects, client, file):
    address = f"/en/projects/{file}"
    headers = {"origin": "https://example.org"}
    answers = [client.get(address, headers=headers), client.head(address, headers=headers)]
    asked = client.options(address, headers={**headers, "access-control-request-method": "GET"})
    if file in OPEN_TO_ALL:
        assert (asked.status_code, asked["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
        assert {answer["Access-Control-Allow-Origin"] for answer in [*answers, asked]} == {"*"}
    else:
        assert asked.status_code == 405
        assert not any("Access-Control-Allow-Origin" in answer for answer in answers)
    assert not any("Access-Control-Allow-Credentials" in answer for answer in answers)
    for method in (client.post, client.put, client.delete, client.patch):
        assert method(address).status_code == 405


def test_who_asks_too_often_is_told_when_to_come_back(projects, client, settings):
    settings.FILES_A_MINUTE = 2
    tag = get(client, "projects.json")["ETag"]
    for _time in range(5):  # not counted
        assert get(client, "projects.json", if_none_match=tag).status_code == 304
        client.head("/en/projects/projects.csv")
    assert get(client, "projects.csv").status_code == 200
    refused = get(client, "projects.json", language="fr")
    assert refused.status_code == 429
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert (refused["Content-Type"], refused["Cache-Control"]) == ("text/plain; charset=utf-8", "no-store")
    assert refused["Access-Control-Allow-Origin"] == "*"
    assert "ETag" not in refused
    assert client.get("/en/projects/projects.csv", REMOTE_ADDR="203.0.113.9").status_code == 200
    assert client.get("/en/projects/").status_code == 200


# The page, and what a project says of itself


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
