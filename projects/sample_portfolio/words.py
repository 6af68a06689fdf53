"""The words of a made-up project in each launch language: sentences of ``words.yaml`` and the tags' names.

Whatever is drawn for one language is drawn for all: a project's translations say the same.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from vocabularies.catalogue import Catalogue
from vocabularies.models import VocabularyTag

from .facts import ProjectFacts

COLONS = {"en": ": ", "fr": "\u00a0: ", "es": ": "}
LANGUAGES = tuple(COLONS)
"""The source's language first."""


@dataclass(frozen=True)
class ProjectWords:
    title: str
    summary: str
    request: str
    objective: str
    results: str
    outcome: str
    practice_title: str
    institutions: list[str]
    activities: list[str]


@cache
def _sentences() -> dict[str, Any]:
    return yaml.safe_load((Path(__file__).parent / "words.yaml").read_text())


def words(facts: ProjectFacts, terms: Catalogue) -> ProjectWords:
    """A project's words in the language of ``terms``, one of ``LANGUAGES``."""
    random, language, sentences = Random(facts.words_lot), terms.language, _sentences()

    def one_of(choices: list[dict[str, str]]) -> str:
        return random.choice(choices)[language]

    institutions = [one_of(sentences["institutions"][kind]) for kind in facts.institutions]
    names = {
        "subject": _subject(facts, terms),
        "place": _place(facts, terms),
        "who": institutions[0],
        "product": one_of(sentences["products"]),
        "people": one_of(sentences["people"]),
    }

    def text(*kinds: str) -> str:
        return "".join(f"<p>{one_of(sentences[kind]).format(**names)}</p>" for kind in kinds)

    is_over, has_outcome = facts.end is not None, random.random() < 0.3
    product_on_subject = f"{names['subject']}{COLONS[language]}{names['product']}"
    return ProjectWords(
        title=f"{product_on_subject}, {names['place']} {facts.number_in_place}",
        summary=one_of(sentences["summaries"]).format(**names),
        request=text("requests", "requests"),
        objective=text("aims"),
        results=text("results", "results") if is_over else "",
        outcome=text("outcomes") if is_over and has_outcome else "",
        practice_title=product_on_subject if facts.has_practice else "",
        institutions=institutions,
        activities=[
            f"{names['subject']}, {_name(terms, activity.country)}" if activity.country else names["subject"]
            for activity in facts.activities
        ],
    )


def _place(facts: ProjectFacts, terms: Catalogue) -> str:
    return _name(terms, facts.countries[0] if len(facts.countries) == 1 else facts.region)


def _subject(facts: ProjectFacts, terms: Catalogue) -> str:
    return _name(terms, [*facts.areas, *facts.themes][0])


def _name(terms: Catalogue, tag: VocabularyTag) -> str:
    term = terms.of(type(tag)).by_pk(tag.pk)
    # Without the asterisk of a name that carries a footnote: a number follows it.
    return term.name.rstrip("*") if term else str(tag)
