"""A part of the launch content, for tests of its loader: some of the files, and the tags that they need."""

import shutil
from pathlib import Path

import pytest
import yaml
from django.test import TestCase

from content import loader
from content.loader import load_content
from content.page_files import PAGES
from images import signals as images_signals
from tests import base_site, factories
from vocabularies.models import Area

SLICE = ["home", "projects", "projects/mali-i", "news", "news/500th-activity", "projects/costa-rica-iv"]


def copy_files(folder: Path) -> Path:
    """A copy of some of the real files, that a test may change."""
    for name in SLICE:
        target = folder / f"{name}.yaml"
        target.parent.mkdir(exist_ok=True)
        shutil.copy(PAGES / f"{name}.yaml", target)
    return folder


def change(folder: Path, name: str, edit) -> None:
    file = folder / f"{name}.yaml"
    data = yaml.safe_load(file.read_text())
    edit(data)
    file.write_text(yaml.safe_dump(data, allow_unicode=True))


def make_tags() -> None:
    """In a database without a site: the few that the files need, instead of the 274 there are."""
    base_site.clear()
    for slug in ("ml", "tn", "sn", "cr"):
        factories.CountryFactory(slug=slug)
    for number in (1, 4, 5):
        factories.MechanismFactory(number=number)
    for number in (5, 6, 7, 15, 23):
        factories.ObjectiveFactory(number=number)
    horizontal = factories.ThemeFactory(slug="horizontal")
    factories.ThemeFactory(slug="legal-migration")
    for slug in ("labour", "health", "training", "policy"):
        Area.objects.create(slug=slug, name=slug, theme=horizontal)


def load_from(folder: Path) -> list[str]:
    """Load the files; returns what the loader says."""
    said = []
    with pytest.MonkeyPatch.context() as patch, TestCase.captureOnCommitCallbacks(execute=True):
        patch.setattr(loader, "load_vocabularies", lambda locales, is_new: 0)
        # A second for each picture. That saving one makes them is proved in test_pictures.py.
        patch.setattr(images_signals, "make_renditions", lambda image: None)
        load_content(said.append, folder)
    return said
