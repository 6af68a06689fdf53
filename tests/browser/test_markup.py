"""Every template's HTML is in order, and no page sets a cookie."""

import json
import shutil
import subprocess
import urllib.error
import urllib.request

import pytest

from tests.showcase.catalogue import LANGUAGES, RIGHT_TO_LEFT

from .conftest import given, nothing
from .visits import HERE

CHECKER = HERE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


@pytest.fixture(scope="module")
def answers(showcase):
    """Every template in every language, by address: status, headers, HTML."""
    found = {}
    for address in showcase.addresses((*LANGUAGES, RIGHT_TO_LEFT)):
        try:
            with urllib.request.urlopen(address) as response:
                found[address] = response.status, response.headers, response.read()
        except urllib.error.HTTPError as error:
            found[address] = error.code, error.headers, error.read()
    return found


def test_every_template_answers_as_the_catalogue_says(answers, showcase):
    expected = {address: template.status for address, (template, _language) in showcase.addresses().items()}
    assert {address: answers[address][0] for address in expected} == expected


def test_no_page_sets_a_cookie(answers):
    assert [address for address, (_, headers, _) in answers.items() if "Set-Cookie" in headers] == []


def test_every_page_names_its_icon(answers):
    """Else a browser asks for one where there is none."""
    assert nothing([address for address, (_, _, html) in answers.items() if b'rel="icon"' not in html])


def test_the_nu_html_checker_finds_no_error(answers, showcase, tmp_path):
    given("Java", shutil.which("java"))
    given("Nu HTML checker", CHECKER.exists())
    addresses = {}
    where = showcase.addresses((*LANGUAGES, RIGHT_TO_LEFT))
    for number, (address, (_, _, html)) in enumerate(answers.items()):
        file = tmp_path / f"{number}.html"
        file.write_bytes(html)
        template, language = where[address]
        addresses[file.name] = f"{template.name} {language}"
    # One run for all: the checker takes seconds to start.
    command = ["java", "-jar", str(CHECKER), "--errors-only", "--format", "json", "--exit-zero-always"]
    result = subprocess.run(
        [*command, *map(str, sorted(tmp_path.glob("*.html")))], capture_output=True, text=True, check=True
    )
    told = [
        f"{addresses[message['url'].rpartition('/')[2]]}: {message['message']} {message.get('extract', '')!r}"
        for message in json.loads(result.stderr)["messages"]
    ]
    assert nothing(told)
