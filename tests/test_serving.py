"""`make run`, from an empty folder to the whole launch content in three languages, read link by link."""

import json
import re
import urllib.error
import urllib.request
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest
from jsonschema import Draft202012Validator
from lxml import etree

from tests import iati_standard
from tests.words_on_a_page import Words, untranslated_texts

pytestmark = pytest.mark.serving


class Page(HTMLParser):
    """What a crawler wants to know of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.files: set[str] = set()
        self.alternates: set[str] = set()
        self.canonical = ""
        self.shared = ""
        self.language = ""
        self.headings = 0
        self.words = Words(html).by_language
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag == "a" and values.get("href"):
            self.links.add(values["href"])
        if tag == "source":
            self.files.update(candidate.split()[0] for candidate in values["srcset"].split(","))
        if tag == "meta" and values.get("property") == "og:image":
            self.shared = values["content"]
            self.files.add(values["content"])
        if tag in {"img", "script"} and values.get("src"):
            self.files.add(values["src"])
        if tag == "link" and values.get("rel") in {"stylesheet", "icon"}:
            self.files.add(values["href"])
        if tag == "link" and values.get("hreflang"):
            self.alternates.add(values["hreflang"])
        if tag == "link" and values.get("rel") == "canonical":
            self.canonical = values["href"]
        if tag == "html":
            self.language = values["lang"]
        self.headings += tag == "h1"


@pytest.fixture(scope="module")
def server(launched):
    return launched


def get(address: str):
    with urllib.request.urlopen(address) as response:
        return response.status, response.headers, response.read()


@pytest.fixture(scope="module")
def site_read(server):
    """Every page and file that can be reached from the three home pages, by address.

    Of a list's states those that one value makes: there are more combinations than there is time for.
    """
    found, waiting = {}, [f"{server}/{language}/" for language in ("en", "fr", "es")]
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        try:
            status, headers, body = get(address)
        except urllib.error.HTTPError as error:
            found[address] = (error.code, error.headers, None)
            continue
        page = Page(body.decode()) if "html" in headers["Content-Type"] else None
        found[address] = (status, headers, page)
        if page:
            targets = {urljoin(address, link).split("#")[0] for link in page.links | page.files}
            waiting += [
                target
                for target in targets
                if target.startswith(server) and "&" not in target and not ("?" in target and "?" in address)
            ]
    return found


def test_no_link_is_broken(site_read):
    assert {address: status for address, (status, _, _) in site_read.items() if status != 200} == {}


def test_every_page_is_there_in_each_language_with_its_language_and_one_heading(site_read, server):
    paths: dict[str, set[str]] = {}
    for address, (_, _, page) in site_read.items():
        if page:
            language, path = re.fullmatch(r"/(\w\w)/(.*)", urlsplit(address).path).groups()
            paths.setdefault(path, set()).add(language)
            assert (page.language, page.headings) == (language, 1), address
            assert page.shared.startswith(server), address
            # A filtered list points to the whole one, each sheet of it to itself.
            state = dict(parse_qsl(urlsplit(address).query))
            filtered = bool(state.keys() - {"page"})
            assert page.canonical == (address.partition("?")[0] if filtered else address)
            assert page.alternates == {"en", "fr", "es", "x-default"}, address
    assert len(paths) > 40
    assert {path: languages for path, languages in paths.items() if languages != {"en", "fr", "es"}} == {}


@pytest.mark.parametrize("language", ["fr", "es"])
def test_no_text_of_the_interface_is_left_in_english(site_read, language):
    untranslated = untranslated_texts(language)
    left = {
        (address, text)
        for address, (_, _, page) in site_read.items()
        if page and page.language == language
        for text in page.words[language]
        if untranslated.fullmatch(text)
    }
    assert left == set()


def test_the_slices_pages_are_where_they_should_be(site_read, server):
    for path in (
        "",
        "objective-23/",
        "objective-23/technical-assistance/",
        "objective-23/national-ownership/",
        "objective-23/regional-cooperation/",
        "objective-23/capacity-and-resources/",
        "objective-23/country-realities/",
        "projects/mali-i/",
        "regions/asia/",
        "news/",
        "request/",
    ):
        assert f"{server}/es/{path}" in site_read


def test_it_is_served_as_the_public_will_meet_it(site_read, server):
    _, headers, page = site_read[f"{server}/fr/"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe-inline" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in headers
    [stylesheet] = [file for file in page.files if ".css" in file]
    assert re.search(r"\.[0-9a-f]{12}\.css$", stylesheet)
    assert "immutable" in site_read[urljoin(server, stylesheet)][1]["Cache-Control"]


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_open_data_keep_to_their_schemas(server, language):
    above = f"{server}/{language}/projects/"
    activities = etree.fromstring(get(f"{above}projects.iati.xml")[2])
    iati_standard.schema().assertValid(activities)
    assert iati_standard.broken_rules(activities) == []
    assert iati_standard.codes_in_no_list(activities) == []
    data = json.loads(get(f"{above}projects.json")[2])
    Draft202012Validator(json.loads(get(data["schema"])[2])).validate(data)
    assert len(activities) == sum(project["start"] is not None for project in data["projects"]) > 15


def test_debug_pages_are_off(server):
    with pytest.raises(urllib.error.HTTPError) as caught:
        get(f"{server}/fr/nowhere/")
    body = caught.value.read().decode()
    assert caught.value.code == 404
    assert "DEBUG" not in body
    assert '<html lang="fr"' in body


def test_odd_requests_are_no_errors(server):
    moved = urllib.request.Request(f"{server}/fr/", headers={"SCRIPT_NAME": "/elsewhere"})
    assert get(moved)[0] == 200
    for path in ("a" * 1000, "images/" + "b" * 300 + ".jpg", "a/" * 2000 + "b"):
        with pytest.raises(urllib.error.HTTPError) as caught:
            get(f"{server}/media/{path}")
        assert caught.value.code == 404
