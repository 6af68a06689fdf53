"""The launch content on a new database: what is in its files, and what a mistake in one of them comes to."""

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.core.management.base import CommandError
from wagtail.models import Page

from content.loader import LANGUAGES
from content.models import LoadedItem
from content.page_files import BadFile, read_page_files
from content.pictures import MOTIFS, loading, motifs
from core.translation.importing import StructureDiffers
from images.models import CustomImage
from tests.launch_content import change, copy_files, load_from, make_tags

pytestmark = pytest.mark.sqlite_is_enough("its subject are files; PostgreSQL loads in test_content")


@pytest.fixture
def folder(tmp_path):
    return copy_files(tmp_path)


@pytest.fixture
def load(db, folder):
    make_tags()
    return lambda: load_from(folder)


def test_every_file_can_be_read():
    files = read_page_files(LANGUAGES)
    paths = [file.path for file in files]
    assert len(files) > 20
    assert all(file.parent_path in paths[: paths.index(file.path)] for file in files if file.path)


def test_a_translation_built_otherwise_than_its_source_stops_the_loader_with_the_place(load, folder):
    change(
        folder,
        "projects/mali-i",
        lambda data: data["fr"].update(request="<p>Un.</p><p>Deux.</p><p>Trois.</p>"),
    )
    with pytest.raises(StructureDiffers, match="Mali I: request"):
        load()
    assert not LoadedItem.objects.filter(key="projects/mali-i").exists()
    assert not Page.objects.filter(slug="mali-i").exists()


def test_every_project_and_news_item_is_pictured_and_a_picture_says_what_it_shows():
    for file in read_page_files(LANGUAGES):
        if "image" not in {field.name for field in file.model._meta.get_fields()}:
            continue
        if name := file.facts.get("image"):
            assert name in MOTIFS
            alts = [file.words[language]["image_alt"] for language in LANGUAGES]
            assert len(set(alts)) == len(LANGUAGES), file.path
        else:
            assert file.facts.get("countries") or file.facts.get("regions"), file.path


def test_a_changed_drawing_is_renewed_but_not_an_editors_picture(load, folder, monkeypatch, committed):
    # Each of three drawings meets another fate.
    change(folder, "projects/mali-i", lambda data: data["facts"].update(image="years"))
    change(folder, "projects/costa-rica-iv", lambda data: data["facts"].update(image="five-ways"))
    load()
    renewed, own = (CustomImage.objects.get(file__contains=name) for name in ("years", "five-ways"))
    own.file = ContentFile(MOTIFS["activities"][0]().png(), "own.png")
    with committed():
        own.save()
    CustomImage.objects.get(file__contains="activities").delete()
    for name in ("years", "five-ways"):
        monkeypatch.setitem(MOTIFS, name, (motifs.word_mark, "changed"))
    monkeypatch.setattr(loading, "_digest_of_the_code", lambda: "changed")
    load()
    before, editors = renewed.file_hash, own.file_hash
    renewed.refresh_from_db()
    own.refresh_from_db()
    assert renewed.file_hash != before
    assert own.file_hash == editors
    assert CustomImage.objects.count() == 3


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (lambda data: data["facts"].update(image="sunset"), "sunset"),
        (lambda data: data["facts"].update(countries=["zz"]), "unknown .*zz"),
        (lambda data: data["facts"].update(colour="red"), "no field named 'colour'"),
        (lambda data: data.pop("es"), "not in all of"),
        (lambda data: data.update(type="projects.Nothing"), "Nothing"),
    ],
)
def test_a_bad_file_is_named_with_its_place(load, folder, edit, message):
    change(folder, "projects/mali-i", edit)
    with pytest.raises(BadFile, match=f"projects/mali-i.*{message}"):
        load()


def test_the_command_says_what_is_wrong_without_a_trace(load, folder, monkeypatch):
    from content.management.commands import load_content as command

    def fail(say):
        raise BadFile("projects/mali-i: unknown zz")

    monkeypatch.setattr(command, "load_content", fail)
    with pytest.raises(CommandError, match="mali-i"):
        call_command("load_content")
