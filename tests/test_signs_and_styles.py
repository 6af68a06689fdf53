"""One sign a term; one stylesheet from many files."""

import re
from pathlib import Path

import pytest
import yaml
from django.contrib.staticfiles.finders import get_finders
from django.template import Context, Template

from core.stylesheets import ENTRY, SiteStaticFilesStorage, joined_stylesheet
from tests import factories
from vocabularies.catalogue import catalogue
from vocabularies.models import Sdg
from vocabularies.templatetags.signs import DRAWN

ROOT = Path(__file__).resolve().parent.parent


def test_every_way_region_and_theme_of_the_launch_has_its_drawing():
    drawn = set(re.findall(r'<symbol id="([^"]+)"', (ROOT / "static/img/signs.svg").read_text()))
    named = {
        f"{prefix}{row['slug']}"
        for file, prefix in (("mechanisms", ""), ("regions", "region-"), ("themes", "theme-"))
        for row in yaml.safe_load((ROOT / f"vocabularies/data/{file}.yaml").read_text())
    }
    assert drawn == set(DRAWN) == named


@pytest.mark.django_db
def test_a_goal_is_its_number_on_its_colour_and_a_later_way_its_number_alone():
    factories.SdgFactory(number=10, colour="#DD1367", text_colour="#FFFFFF")
    way = factories.MechanismFactory(number=6, slug="way-6")
    goal = next(iter(catalogue().of(Sdg)))
    template = Template("{% load signs %}{% sign term %}")
    assert 'fill="#DD1367"' in template.render(Context({"term": goal}))
    terms = catalogue().of(type(way))
    assert ">6</span>" in template.render(Context({"term": terms.by_slug("way-6")}))


def sources():
    found = ((name, storage) for finder in get_finders() for name, storage in finder.list([]))
    own = ("css/", "fonts/")
    return {name: (storage, name) for name, storage in found if name.startswith(own)}


def test_what_is_served_is_one_stylesheet_with_every_component_in_its_layer():
    joined = joined_stylesheet(sources())
    assert "@import" not in joined
    components = list((ROOT / "static/css/components").glob("*.css"))
    assert joined.count("@layer components {") == len(components) > 10
    for component in components:
        assert component.read_text() in joined


def test_the_hashed_stylesheet_is_whole(tmp_path):
    storage = SiteStaticFilesStorage(location=tmp_path, base_url="/static/")
    found = sources()
    for name, (source, path) in found.items():
        storage.save(name, source.open(path))
    assert not [error for _name, _new, error in storage.post_process(found) if isinstance(error, Exception)]
    hashed = storage.stored_name(ENTRY)
    served = (tmp_path / hashed).read_text()
    assert "@import" not in served
    assert re.search(r'url\("\.\./fonts/text\.[0-9a-f]{12}\.woff2"\)', served)
    assert (tmp_path / f"{hashed}.gz").exists()


def test_only_what_stands_beside_the_entry_names_other_files():
    folder = (ROOT / "static" / ENTRY).parent
    for file in folder.glob("*/*.css"):
        assert "url(" not in file.read_text(), f"{file}: its address would change when the files are joined"
