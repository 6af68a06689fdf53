"""What stands in the letter, in its order, whatever it is printed as."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from core.models.site_text import site_text
from core.templatetags.locale_format import full_date, listed
from vocabularies.catalogue import catalogue
from vocabularies.models import Area, Country

from ..models.asking import REGIONAL, Kind

WORDS = Path(__file__).with_name("words.yaml")


class Addressee(models.TextChoices):
    PROGRAMME = "programme", _("To the MIEUX+ programme at ICMPD")
    DELEGATION = "delegation", _("Through the Delegation of the European Union in our country")


@dataclass(frozen=True)
class Answers:
    """What the reader has filled in. Texts are of any length and language; codes are known ones."""

    institution: str
    kind: str
    city: str
    country: str
    """A country's code, or ``REGIONAL``."""
    partners: str
    """The other institutions of a joint request, one a line."""
    addressee: str
    subject: str
    areas: list[str]
    problem: str
    change: str
    signatory: str
    function: str
    contact: str
    email: str
    telephone: str
    date: date


@dataclass(frozen=True)
class Section:
    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Signature:
    """Under the letter: whose it is, as far as that is known."""

    institution: str
    name: str = ""
    function: str = ""


@dataclass(frozen=True)
class Letter:
    language: str
    title: str
    """What kind of letter it is: nothing of what it says."""
    filename: str
    """Without its ending. It names a country at most: it may be seen by others on a shared machine."""
    place_and_date: str
    to: tuple[str, ...]
    subject_label: str
    subject: str
    salutation: str
    opening: tuple[str, ...]
    institutions: Section | None
    """Those of a joint request."""
    sections: tuple[Section, ...]
    """In the reader's own words."""
    ending: tuple[str, ...]
    closing: str
    signature_label: str
    signatures: tuple[Signature, ...]
    footnote: str
    """That the country's name carries; empty for most."""
    checklist_heading: str
    checklist_note: str
    checklist: tuple[str, ...]


def compose(answers: Answers, language: str) -> Letter:
    """The letter in ``language``; in the site's own where ``words.yaml`` does not have that one."""
    written_in = language if language in _words() else settings.LANGUAGE_CODE
    with translation.override(written_in):
        return _compose(answers, _words()[written_in], written_in)


@cache
def _words() -> dict[str, dict[str, Any]]:
    return yaml.safe_load(WORDS.read_text(encoding="utf-8"))


def _compose(answers: Answers, words: dict[str, Any], language: str) -> Letter:
    country = catalogue().of(Country).by_slug(answers.country)
    partners = lines_of(answers.partners)
    first = f"{answers.institution} ({Kind(answers.kind).label}), {answers.city}"
    opening = [words["opening_jointly" if partners else "opening"].format(institution=answers.institution)]
    if areas := [_in_a_sentence(term.name) for term in catalogue().of(Area) if term.slug in answers.areas]:
        opening.append(words["areas"].format(areas=listed(areas)))
    contact = ", ".join(filter(None, [answers.contact, answers.email, answers.telephone]))
    return Letter(
        language=language,
        title=words["title"],
        filename=f"{words['filename']}-{country.slug if country else 'reg'}",
        place_and_date=words["place_and_date"].format(place=answers.city, date=full_date(answers.date)),
        to=_address(answers, words, language, country.name if country else ""),
        subject_label=words["subject_label"],
        subject=words["subject"].format(subject=answers.subject),
        salutation=words["salutation"],
        opening=tuple(opening),
        institutions=Section(words["institutions_heading"], (first, *partners)) if partners else None,
        sections=(
            Section(words["problem_heading"], lines_of(answers.problem)),
            Section(words["change_heading"], lines_of(answers.change)),
        ),
        ending=(words["next"], words["contact"].format(contact=contact)),
        closing=words["closing"],
        signature_label=words["signature"],
        signatures=(
            Signature(answers.institution, answers.signatory, answers.function),
            *map(Signature, partners),
        ),
        footnote=f"{country.name} {country.footnote}" if country and country.footnote else "",
        checklist_heading=words["checklist_heading"],
        checklist_note=words["checklist_note"],
        checklist=tuple(_checklist(answers, words, language)),
    )


def lines_of(text: str) -> tuple[str, ...]:
    """The lines that hold anything, as they were typed."""
    return tuple(line.rstrip() for line in text.splitlines() if line.strip())


def _in_a_sentence(name: str) -> str:
    """``labour migration``, where a list calls it ``Labour migration``; an abbreviation stays as it is."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _address(answers: Answers, words: dict[str, Any], language: str, country: str) -> tuple[str, ...]:
    """Names, and the postal address where the site knows it (Settings → Site texts)."""
    if answers.addressee == Addressee.DELEGATION:
        return (*words["to_delegation"], *([country] if country else []), words["for_programme"])
    postal = _postal_address(language)
    # Staff may have begun the address with the organisation's name.
    named = any("ICMPD" in line for line in postal)
    return (*words["to_programme"], *([] if named else [words["organisation"]]), *postal)


def _postal_address(language: str) -> tuple[str, ...]:
    text = site_text(language)
    return lines_of(text.postal_address) if text else ()


def _checklist(answers: Answers, words: dict[str, Any], language: str) -> list[str]:
    items = list(words["checklist"])
    if lines_of(answers.partners):
        items.append(words["checklist_jointly"])
    if answers.kind == Kind.CIVIL_SOCIETY:
        items.append(words["checklist_civil_society"])
    if answers.addressee == Addressee.DELEGATION:
        items.append(words["checklist_to_delegation"])
    else:
        if answers.country != REGIONAL:
            items.append(words["checklist_to_programme"])
        if not _postal_address(language):
            items.append(words["checklist_no_address"])
    return [*items, words["checklist_copy"]]
