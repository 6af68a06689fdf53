"""How the files of the projects are served: in pieces, once, to whom, how often."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from explore.open_data import selection as selections
from explore.open_data.records import records
from explore.open_data.selection import Selection
from projects.finder import find
from projects.models import ProjectIndexPage, ProjectPage
from tests.open_data.reading import FILES, get

pytestmark = pytest.mark.django_db
OPEN_TO_ALL = ["projects.json", "projects.schema.json", "codes.json"]


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
