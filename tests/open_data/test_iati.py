"""The projects as IATI 2.03 activities: the official schema, rules and lists of codes are met."""

from datetime import date
from decimal import Decimal

import pytest
import yaml
from lxml import etree

from explore.open_data.iati import ACTIVITY_STATUS, dates, shares
from projects.models import ProjectPage
from projects.models.choices import Status
from tests.iati_standard import broken_rules, codes_in_no_list, schema, standard
from vocabularies.loading import DATA

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_is_enough("its subject is XML")]
URL = "http://localhost:8000"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def answer(client, query="", language="en"):
    return client.get(f"/{language}/projects/projects.iati.xml{query}")


def activities(client, query="", language="en"):
    return etree.fromstring(answer(client, query, language).getvalue())


def activity(client, code):
    [found] = [
        found for found in activities(client) if found.findtext("iati-identifier").endswith(f"-{code}")
    ]
    return found


def attributes(element, path, name):
    return [found.get(name) for found in element.iterfind(path)]


def narratives(element, path):
    return {found.get(XML_LANG): found.text for found in element.iterfind(f"{path}/narrative")}


def note(client, query="", language="en"):
    return etree.fromstring(answer(client, query, language).getvalue()).getprevious().text


@pytest.mark.parametrize("query", ["", "?country=xk&sort=title", "?status=cancelled", "?language=fr"])
def test_it_keeps_to_the_official_schema_and_rules(projects, client, query):
    tree = activities(client, query)
    schema().assertValid(tree)
    assert broken_rules(tree) == []
    assert codes_in_no_list(tree) == []


def test_every_country_of_the_site_is_one_to_iati():
    known = etree.parse(str(standard() / "codelists" / "Country.xml")).xpath("//code/text()")
    ours = {row["slug"].upper() for row in yaml.safe_load((DATA / "countries.yaml").read_text())}
    assert ours <= set(known)


def test_all_that_is_known_of_a_project_is_told(projects, client):
    found = activity(client, "everything")
    page = ProjectPage.objects.get(slug="everything", locale__language_code="en")
    assert found.get(XML_LANG) == "en"
    assert found.get("last-updated-datetime")
    assert found.findtext("iati-identifier") == "localhost-everything"
    assert narratives(found, "title") == {"en": "Mali I", "fr": "[fr] Mali I"}
    descriptions = {kind.get("type"): kind.findtext("narrative") for kind in found.iterfind("description")}
    assert descriptions == {
        "1": "Mali asked; it was done.",
        "2": "To write it.",
        "4": "Requested by: Ministry; City",
    }
    assert attributes(found, "participating-org", "role") == ["1", "4"]
    assert narratives(found, "participating-org[@role='1']") == {
        "en": "European Union",
        "es": "Unión Europea",
        "fr": "Union européenne",
    }
    assert attributes(found, "participating-org[@role='1']", "ref") == [None]
    assert attributes(found, "other-identifier", "ref") == ["everything"]
    days = [
        (day.get("type"), day.get("iso-date"), day.findtext("narrative"))
        for day in found.iterfind("activity-date")
    ]
    assert days == [("2", "2018-04-01", "2018-04"), ("4", "2020-01-01", "2020-01")]
    assert attributes(found, "recipient-country", "code") == ["ML", "NE"]
    assert attributes(found, "recipient-country", "percentage") == ["50.00", "50.00"]
    assert attributes(found, "sector", "code") == ["15190"]
    tags = [(tag.get("vocabulary"), tag.get("code")) for tag in found.iterfind("tag")]
    assert tags[0] == ("2", "10")
    assert [code for vocabulary, code in tags if vocabulary == "99"] == [
        "gcm-5",
        "gcm-23",
        "way-1",
        "way-5",
        "horizontal",
        "policy",
    ]
    assert attributes(found, "tag[@vocabulary='99']", "vocabulary-uri")[0] == f"{URL}/en/projects/codes.json"
    links = [
        (link.get("url"), link.get("format"), link.find("category").get("code"))
        for link in found.iterfind("document-link")
    ]
    assert links == [
        (f"{URL}/en/projects/everything/", "text/html", "A12"),
        (f"{URL}/fr/projects/everything/", "text/html", "A12"),
        (f"{URL}{page.practice_document.url}", "application/pdf", "A08"),
        ("https://example.org/practice", "text/html", "A08"),
        ("https://example.org/hub", "text/html", "A08"),
    ]


def test_what_began_at_an_unknown_time_is_left_out_and_counted(projects, client):
    told = [found.findtext("other-identifier") for found in activities(client)]
    unknown = ProjectPage.objects.filter(locale__language_code="en", start=None).count()
    assert len(told) == ProjectPage.objects.filter(locale__language_code="en").count() - unknown
    assert f"{unknown} projects are left out" in note(client)
    assert "0 projects are left out" in note(client, "?joint=yes")
    assert "1 project is described here" in note(client, "?joint=yes")


def test_there_is_no_file_of_nothing(projects, client):
    """The schema knows none: what is served is valid, or not served."""
    nothing = answer(client, "?region=south")
    assert (nothing.status_code, nothing["Content-Type"]) == (404, "text/plain; charset=utf-8")


def test_an_organisation_of_the_register_takes_the_place_of_the_host(projects, client, settings):
    assert "not registered" in note(client)
    settings.IATI_ORGANISATION = "XX-REG-1"
    tree = activities(client)
    assert set(attributes(tree, "iati-activity/reporting-org", "ref")) == {"XX-REG-1"}
    assert tree.findtext("iati-activity/iati-identifier").startswith("XX-REG-1-")
    assert "not registered" not in note(client)


def test_odd_words_neither_break_the_file_nor_its_note(projects, client):
    title = activity(client, "odd").findtext("title/narrative")
    assert title.startswith('=HYPERLINK("http://example.org")')
    assert title.endswith("<b> & ]]> --   \U0001f600 «ñ»")
    asked = "?q=%26+]]%3E+--+"
    assert activity(client, "odd") is not None
    assert "--" not in note(client, asked)


def test_who_pays_is_not_told_of_a_project_that_may_not_show_it(projects, client, committed):
    page = ProjectPage.objects.get(slug="odd")
    page.visibility_derogation = "It would put people at risk."
    with committed():
        page.save_revision().publish()
    found = activity(client, "odd")
    assert attributes(found, "participating-org", "role") == ["4"]
    assert "risk" not in etree.tostring(found).decode()


@pytest.mark.parametrize("number", [1, 2, 3, 6, 7, 11, 54])
def test_shares_are_equal_but_for_a_hundredth_and_make_up_a_hundred(number):
    found = shares(number)
    assert len(found) == number
    assert sum(found) == 100
    assert max(found) - min(found) <= Decimal("0.01")


@pytest.mark.parametrize(
    ("status", "start", "end", "expected"),
    [
        ("completed", date(2014, 4, 1), date(2020, 4, 1), ["2", "4"]),
        ("ongoing", date(2014, 4, 1), date(2099, 1, 1), ["2", "3"]),
        ("ongoing", date(2014, 4, 1), date(2020, 4, 1), ["2", "3"]),
        ("ongoing", date(2098, 4, 1), None, ["1"]),
        ("on_hold", date(2014, 4, 1), None, ["2"]),
        ("pipeline", date(2014, 4, 1), date(2020, 4, 1), ["1", "3"]),
        ("cancelled", date(2014, 4, 1), date(2020, 4, 1), ["1", "3"]),
    ],
)
def test_what_did_not_happen_or_has_not_yet_is_planned(status, start, end, expected):
    page = ProjectPage(status=status, start=start, end=end)
    assert [kind for kind, _day in dates(page, date(2026, 1, 1))] == expected


def test_every_status_has_its_code():
    assert ACTIVITY_STATUS == {
        "pipeline": "1",
        "ongoing": "2",
        "completed": "4",
        "cancelled": "5",
        "on_hold": "6",
    }
    assert ACTIVITY_STATUS.keys() == set(Status.values)
