"""The launch content: loaded as real translations, any number of times, over no editor's work."""

import pytest
from django.core.cache import cache
from django.core.management import call_command
from wagtail.models import Page
from wagtail_localize.models import Translation

from assistance.models import EligibilityRule, MailText, OtherDoor, StageText
from content.models import PointToConfirm
from core.models import Figure
from images.models import CustomImage
from projects.models import ProjectPage
from tests.launch_content import SLICE, change, copy_files, load_from, make_tags


@pytest.fixture(scope="module")
def loaded_once(for_the_module, tmp_path_factory):
    with for_the_module():
        make_tags()
        load_from(copy_files(tmp_path_factory.mktemp("content")))


@pytest.fixture
def folder(tmp_path):
    return copy_files(tmp_path)


@pytest.fixture
def load(loaded_once, db, folder):
    """Load files again that have been loaded once."""
    return lambda: load_from(folder)


def test_translations_are_live_and_complete_in_the_translation_editor(load, client):
    others = 1 + sum(  # the site text
        model.objects.filter(locale__language_code="en").count()
        for model in (Figure, EligibilityRule, OtherDoor, StageText, MailText)
    )
    assert Translation.objects.count() == 2 * (len(SLICE) + others)
    for translation in Translation.objects.all():
        total, translated = translation.get_progress()
        assert (total, translation.get_target_instance().live) == (translated, True)
    for language, text in (("en", "Mali asked for"), ("fr", "Le Mali a demandé"), ("es", "Mali solicitó")):
        assert text in client.get(f"/{language}/projects/mali-i/").content.decode()


def test_loading_again_changes_nothing(load):
    before = list(Page.objects.order_by("pk").values_list("pk", "latest_revision_id", "title"))
    assert load()[-1] == f"Pages: 0 made, 0 renewed, {len(SLICE)} unchanged, 0 left to its editors"
    assert list(Page.objects.order_by("pk").values_list("pk", "latest_revision_id", "title")) == before


def test_a_changed_file_renews_its_page_in_every_language(load, folder, client):
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
    for page in Page.objects.filter(slug="mali-i"):
        page.delete()
    change(folder, "projects/mali-i", lambda data: data["en"].update(summary="Back again."))
    load()
    assert not Page.objects.filter(slug="mali-i").exists()


def test_pictures_are_drawn_once_and_described_in_each_language(load, client):
    call_command("make_renditions")
    pictures = dict(CustomImage.objects.values_list("title", "file_hash"))
    assert len(pictures) == 2  # of a news item, and for pages that have none
    assert {image.consent for image in CustomImage.objects.all()} == {"nobody"}
    for language, alt in (("en", "Drawing: "), ("fr", "Dessin\u00a0: "), ("es", "Dibujo: ")):
        html = client.get(f"/{language}/news/500th-activity/").content.decode()
        assert f'alt="{alt}' in html
        assert "/media/images/activities" in html
    cache.clear()
    assert "/media/images/word-mark" in client.get("/en/").content.decode()
    load()
    assert dict(CustomImage.objects.values_list("title", "file_hash")) == pictures


def test_what_is_not_proved_is_listed_for_editors_once_and_never_for_readers(load, admin):
    points = PointToConfirm.objects.filter(path="projects/mali-i")
    assert points.count() >= 3
    html = admin.get("/admin/snippets/content/pointtoconfirm/?path=projects/mali-i").content.decode()
    assert points.first().text[:40] in html.replace("&quot;", '"').replace("&#x27;", "'")
    for language in ("en", "fr"):
        page = admin.get(f"/{language}/projects/mali-i/").content.decode()
        assert all(point.text not in page for point in points)


def test_a_point_that_an_editor_has_dealt_with_stays_dealt_with(load):
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
