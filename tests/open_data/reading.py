"""The files of the projects as a program reads them."""

import csv
import io
import json
import xml.etree.ElementTree as ElementTree

from openpyxl import load_workbook

from explore.open_data.formats import FORMATS

ATOM = {"a": "http://www.w3.org/2005/Atom"}
FILES = [form.file_name for form in FORMATS]


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
