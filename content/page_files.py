"""The files of the launch content: one a page, facts once, words side by side in each language.

The place of a file is the address of its page: ``pages/projects/mali-i.yaml`` is ``/projects/mali-i/``.
See ``docs/content.md`` for what a file holds.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.apps import apps

from core.models import BasePage

PAGES = Path(__file__).resolve().parent / "pages"
HOME = "home"
KEYS = {"type", "order", "facts", "to_confirm"}


class BadFile(ValueError):
    """The file is not what the loader can read; the message names file and place."""


@dataclass(frozen=True)
class PageFile:
    path: str
    """Address below the home page without slashes at its ends; ``""`` is the home page."""
    digest: str
    model: type[BasePage]
    order: int
    facts: dict[str, Any]
    words: dict[str, dict[str, Any]]
    """By language code."""
    to_confirm: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        return self.path.rsplit("/", 1)[-1]

    @property
    def parent_path(self) -> str:
        return self.path.rsplit("/", 1)[0] if "/" in self.path else ""


def read_page_files(languages: list[str], folder: Path = PAGES) -> list[PageFile]:
    """All files, parents before children, siblings in their order. Raises ``BadFile``."""
    files = [_read(file, folder, languages) for file in sorted(folder.rglob("*.yaml"))]
    by_path = {file.path: file for file in files}

    def place(file: PageFile) -> list[tuple[int, str]]:
        steps = file.path.split("/") if file.path else []
        ways = ["/".join(steps[: depth + 1]) for depth in range(len(steps))]
        if missing := [way for way in ways if way not in by_path]:
            raise BadFile(f"{file.path}: its parent {missing[0]} has no file")
        return [(by_path[way].order, way) for way in ways]

    return sorted(files, key=place)


def _read(file: Path, folder: Path, languages: list[str]) -> PageFile:
    text = file.read_bytes()
    path = str(file.relative_to(folder).with_suffix(""))
    try:
        data = yaml.safe_load(text)
        model = apps.get_model(data["type"])
    except (yaml.YAMLError, KeyError, TypeError, LookupError, ValueError) as error:
        raise BadFile(f"{path}: {error}") from error
    words = {code: data[code] for code in languages if code in data}
    if unknown := data.keys() - KEYS - words.keys():
        raise BadFile(f"{path}: unknown keys {sorted(unknown)}")
    if list(words) != languages:
        raise BadFile(f"{path}: not in all of {languages}")
    return PageFile(
        path="" if path == HOME else path,
        digest=hashlib.sha256(text).hexdigest(),
        model=model,
        order=data.get("order", 1000),
        facts=data.get("facts") or {},
        words=words,
        to_confirm=tuple(data.get("to_confirm") or ()),
    )
