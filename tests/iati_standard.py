"""IATI's own schema, rules and lists of codes, which the package pyIATI carries."""

import json
from datetime import date
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path

from lxml import etree


def standard() -> Path:
    """The files of the standard that the package pyIATI carries; its code, of 2018, is never imported."""
    [folder] = find_spec("iati").submodule_search_locations
    return Path(folder) / "resources" / "standard" / "2-03"


def schema() -> etree.XMLSchema:
    return etree.XMLSchema(file=str(standard() / "schemas" / "iati-activities-schema.xsd"))


def broken_rules(tree):
    """Of the standard's rules those that any activity here breaks."""
    rules = json.loads((standard() / "rulesets" / "standard_ruleset.json").read_text())
    today = date.today().isoformat()
    broken = []
    for context, kinds in rules.items():
        for element in tree.xpath(context):
            for case in kinds.get("atleast_one", {}).get("cases", []):
                if not any(element.xpath(path) for path in case["paths"]):
                    broken.append(case)
            for case in kinds.get("date_order", {}).get("cases", []):
                less, more = (
                    [today] if case[end] == "NOW" else element.xpath(case[end]) for end in ("less", "more")
                )
                if less and more and less[0] > more[0]:
                    broken.append(case)
            for case in kinds.get("sum", {}).get("cases", []):
                numbers = [Decimal(number) for path in case["paths"] for number in element.xpath(path)]
                if numbers and sum(numbers) != case["sum"]:
                    broken.append(case)
            for case in kinds.get("regex_matches", {}).get("cases", []):
                for path in case["paths"]:
                    values = [getattr(found, "text", found) for found in element.xpath(path)]
                    broken += [case for value in values if set(value) & set("/&|?")]
    return broken


NEWER = {
    ("Sector", "15190"),  # the OECD's list has it since 2018, the package is older
    ("TagVocabulary", "2"),
}


def codes_in_no_list(tree):
    """That the standard's own lists lack."""
    unknown = []
    for mapping in etree.parse(str(standard() / "codelist-mapping.xml")).getroot():
        element, _slash, attribute = mapping.findtext("path").rpartition("/")
        name, condition = mapping.find("codelist").get("ref"), mapping.findtext("condition")
        used = set(tree.xpath(f"{element}{f'[{condition}]' if condition else ''}/{attribute}"))
        if used:
            codes = etree.parse(str(standard() / "codelists" / f"{name}.xml")).xpath("//code/text()")
            unknown += [(name, code) for code in used - set(codes) if (name, code) not in NEWER]
    return unknown
