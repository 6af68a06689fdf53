"""The launch content: loaded as real translations, any number of times, over no editor's work."""

import shutil
from pathlib import Path

import pytest
import yaml
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.core.management.base import CommandError
from wagtail.models import Page
from wagtail_localize.models import Translation

from content.loader import LANGUAGES, load_content
from content.models import LoadedItem, PointToConfirm
from content.page_files import PAGES, BadFile, read_page_files
from content.pictures import MOTIFS, loading, motifs
from core.models import Figure
from core.translation.importing import StructureDiffers
from images import signals as images_signals
from images.models import CustomImage
from projects.models import ProjectPage

SLICE = ["home", "projects", "projects/mali-i", "news", "news/500th-activity", "projects/costa-rica-iv"]


@pytest.fixture
def folder(tmp_path):
    """A copy of some of the real files, that a test may change."""
    for name in SLICE:
        target = tmp_path / f"{name}.yaml"
        target.parent.mkdir(exist_ok=True)
        shutil.copy(PAGES / f"{name}.yaml", target)
    return tmp_path


@pytest.fixture
def load(no_site, folder, committed, monkeypatch):
    """Load that copy, with the few tags it needs instead of the 274 there are."""
    from content import loader
    from tests import factories

    for slug in ("ml", "tn", "sn", "cr"):
        factories.CountryFactory(slug=slug)
    for number in (1, 4, 5):
        factories.MechanismFactory(number=number)
    for number in (5, 6, 7, 15, 23):
        factories.ObjectiveFactory(number=number)
    horizontal = factories.ThemeFactory(slug="horizontal")
    factories.ThemeFactory(slug="legal-migration")
    for slug in ("labour", "health", "training", "policy"):
        from vocabularies.models import Area

        Area.objects.create(slug=slug, name=slug, theme=horizontal)
    monkeypatch.setattr(loader, "load_vocabularies", lambda locales, is_new: 0)
    # A second for each picture. That saving one makes them is proved in test_pictures.py.
    monkeypatch.setattr(images_signals, "make_renditions", lambda image: None)

    def run():
        said = []
        with committed():
            load_content(said.append, folder)
        return said

    return run


def change(folder: Path, name: str, edit) -> None:
    file = folder / f"{name}.yaml"
    data = yaml.safe_load(file.read_text())
    edit(data)
    file.write_text(yaml.safe_dump(data, allow_unicode=True))


def test_every_file_can_be_read():
    files = read_page_files(LANGUAGES)
    paths = [file.path for file in files]
    assert len(files) > 20
    assert all(file.parent_path in paths[: paths.index(file.path)] for file in files if file.path)


def test_translations_are_live_and_complete_in_the_translation_editor(load, client):
    load()
    others = 1 + Figure.objects.filter(locale__language_code="en").count()  # the site text, the figures
    assert Translation.objects.count() == 2 * (len(SLICE) + others)
    for translation in Translation.objects.all():
        total, translated = translation.get_progress()
        assert (total, translation.get_target_instance().live) == (translated, True)
    for language, text in (("en", "Mali asked for"), ("fr", "Le Mali a demandé"), ("es", "Mali solicitó")):
        assert text in client.get(f"/{language}/projects/mali-i/").content.decode()


def test_loading_again_changes_nothing(load):
    load()
    before = list(Page.objects.order_by("pk").values_list("pk", "latest_revision_id", "title"))
    assert load()[-1] == f"Pages: 0 made, 0 renewed, {len(SLICE)} unchanged, 0 left to its editors"
    assert list(Page.objects.order_by("pk").values_list("pk", "latest_revision_id", "title")) == before


def test_a_changed_file_renews_its_page_in_every_language(load, folder, client):
    load()

    def edit(data):
        data["facts"]["status"] = "ongoing"
        data["fr"]["summary"] = "Un nouveau résumé."

    change(folder, "projects/mali-i", edit)
    assert "1 renewed" in load()[-1]
    html = client.get("/fr/projects/mali-i/").content.decode()
    assert "Un nouveau résumé." in html
    assert set(ProjectPage.objects.filter(slug="mali-i").values_list("status", flat=True)) == {"ongoing"}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_page_that_an_editor_has_changed_is_left_alone(load, folder, committed, language):
    load()
    page = ProjectPage.objects.get(slug="mali-i", locale__language_code=language)
    page.summary = "The editor's own words."
    Translation.objects.filter(target_locale=page.locale).update(enabled=False)
    with committed():
        page.save_revision().publish()
    change(folder, "projects/mali-i", lambda data: data[language].update(summary="The file's words."))
    said = load()
    assert any("mali-i: edited in the admin" in line for line in said)
    assert ProjectPage.objects.get(pk=page.pk).summary == "The editor's own words."


def test_a_page_that_an_editor_has_deleted_is_not_made_again(load, folder):
    load()
    for page in Page.objects.filter(slug="mali-i"):
        page.delete()
    change(folder, "projects/mali-i", lambda data: data["en"].update(summary="Back again."))
    load()
    assert not Page.objects.filter(slug="mali-i").exists()


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


def test_pictures_are_drawn_once_and_described_in_each_language(load, client):
    load()
    call_command("make_renditions")
    pictures = dict(CustomImage.objects.values_list("title", "file_hash"))
    assert len(pictures) == 4  # of two projects, of a news item, and for pages that have none
    assert {image.consent for image in CustomImage.objects.all()} == {"nobody"}
    for language, alt in (("en", "Drawing: "), ("fr", "Dessin\u00a0: "), ("es", "Dibujo: ")):
        html = client.get(f"/{language}/projects/mali-i/").content.decode()
        assert f'alt="{alt}' in html
        assert "/media/images/labour" in html
    cache.clear()
    assert "/media/images/meeting" in client.get("/en/").content.decode()
    load()
    assert dict(CustomImage.objects.values_list("title", "file_hash")) == pictures


def test_every_project_and_news_item_has_a_picture_and_says_what_it_shows():
    for file in read_page_files(LANGUAGES):
        if "image" in {field.name for field in file.model._meta.get_fields()}:
            assert file.facts["image"] in MOTIFS
            alts = [file.words[language]["image_alt"] for language in LANGUAGES]
            assert len(set(alts)) == len(LANGUAGES), file.path


def test_a_changed_drawing_is_renewed_but_not_an_editors_picture(load, monkeypatch, committed):
    load()
    labour, health = (CustomImage.objects.get(file__contains=name) for name in ("labour", "health"))
    health.file = ContentFile(MOTIFS["local"][0]().png(), "own.png")
    with committed():
        health.save()
    deleted = CustomImage.objects.get(file__contains="activities")
    deleted.delete()
    for name, another in (("labour", motifs.climate), ("health", motifs.climate)):
        monkeypatch.setitem(MOTIFS, name, (another, "changed"))
    monkeypatch.setattr(loading, "_digest_of_the_code", lambda: "changed")
    load()
    before, own = labour.file_hash, health.file_hash
    labour.refresh_from_db()
    health.refresh_from_db()
    assert labour.file_hash != before
    assert health.file_hash == own
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


def test_what_is_not_proved_is_listed_for_editors_once_and_never_for_readers(load, admin):
    load()
    points = PointToConfirm.objects.filter(path="projects/mali-i")
    assert points.count() >= 3
    html = admin.get("/admin/snippets/content/pointtoconfirm/?path=projects/mali-i").content.decode()
    assert points.first().text[:40] in html.replace("&quot;", '"').replace("&#x27;", "'")
    for language in ("en", "fr"):
        page = admin.get(f"/{language}/projects/mali-i/").content.decode()
        assert all(point.text not in page for point in points)


def test_a_point_that_an_editor_has_dealt_with_stays_dealt_with(load):
    load()
    number = PointToConfirm.objects.count()
    confirmed, reworded, deleted = PointToConfirm.objects.filter(path="projects/mali-i")[:3]
    confirmed.is_confirmed = True
    confirmed.save()
    reworded.text = "Said otherwise."
    reworded.save()
    deleted.delete()
    load()
    assert PointToConfirm.objects.count() == number - 1
    assert PointToConfirm.objects.filter(is_confirmed=True).count() == 1
