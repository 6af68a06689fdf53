"""A translation goes live whole, by someone who may publish it, under a translated parent; or not at all."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import Translation

from core.models import SiteText
from projects.models import ProjectPage
from tests import factories
from tests.admin_forms import edit_form, save
from tests.translating import fill_in, submit, translate_into

pytestmark = pytest.mark.django_db

TRANSLATOR = {"may": ["change_page"], "also": ["submit_translation"]}


@pytest.fixture
def project(site, committed):
    return factories.published_project(site.projects)


@pytest.fixture
def in_french(project, site, committed):
    with committed():
        return translate_into(project, site.fr)


def change_english(admin, project, committed, summary="English words that are new."):
    form = edit_form(admin, project)
    form["summary"] = summary
    with committed():
        assert save(admin, project, form).status_code == 302


def translation_of(page, locale) -> Translation:
    return Translation.objects.get(source__object_id=page.translation_key, target_locale=locale)


def french_html(client):
    return client.get("/fr/projects/mali-i/").content.decode()


def publish_in_translation_editor(client, page, committed):
    with committed():
        return client.post(
            reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action": "publish"}, follow=True
        )


def test_after_a_change_french_keeps_its_last_complete_words_and_shows_as_outdated(
    site, admin, project, in_french, committed
):
    assert translation_of(project, site.fr).get_status_display() == "Up to date"
    change_english(admin, project, committed)
    assert "English words" not in french_html(admin)
    assert "[fr] They asked, and it was done." in french_html(admin)
    report = admin.get(reverse("wagtail_localize:translations_report")).content.decode()
    assert "Waiting for translations" in report


def test_the_admins_first_page_says_what_is_out_of_date(site, admin, project, in_french, committed):
    home = reverse("wagtailadmin_home")
    assert "Translations to complete" not in admin.get(home).content.decode()
    change_english(admin, project, committed)
    html = admin.get(home).content.decode()
    assert "Translations to complete" in html
    assert reverse("wagtailadmin_pages:edit", args=[in_french.pk]) in html
    fill_in(translation_of(project, site.fr))
    assert "None: to be published" in admin.get(home).content.decode()
    publish_in_translation_editor(admin, in_french, committed)
    assert "Translations to complete" not in admin.get(home).content.decode()


def test_a_text_removed_from_the_source_leaves_its_translation_to_be_published(
    site, admin, project, in_french, committed
):
    form = edit_form(admin, project)
    form["request"] = "null"
    with committed():
        assert save(admin, project, form).status_code == 302
    assert "[fr] They asked for a strategy." in french_html(admin)
    assert "None: to be published" in admin.get(reverse("wagtailadmin_home")).content.decode()
    publish_in_translation_editor(admin, in_french, committed)
    assert "They asked for a strategy." not in french_html(admin)


def test_a_draft_older_than_its_translation_is_not_published(site, admin, project, committed):
    with committed():
        submit(project, site.fr)
    french = project.get_translation(site.fr)
    fill_in(translation_of(project, site.fr))
    with committed():
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        response = admin.post(f"{url}?id={french.pk}", follow=True)
    assert "the draft is older than its translation" in response.content.decode()
    assert not ProjectPage.objects.get(pk=french.pk).live


def test_a_translation_is_no_source_of_another(site, admin, project, in_french, committed):
    with committed():
        response = admin.post(
            reverse("wagtail_localize:submit_page_translation", args=[in_french.pk]),
            {"locales": [site.es.pk]},
            follow=True,
        )
    assert "Translate from its source" in response.content.decode()
    assert not ProjectPage.objects.filter(locale=site.es).exists()


def test_a_due_page_that_is_not_in_order_does_not_hold_up_the_next(site, project, committed):
    pages = [
        factories.ProjectPageFactory(parent=site.projects, title="No way", live=False),
        factories.NewsPageFactory(parent=site.news, title="In order", live=False),
    ]
    for page in pages:
        page.go_live_at = "2020-01-01T00:00:00Z"
        page.save_revision(approved_go_live_at="2020-01-01T00:00:00Z")
    call_command("publish_scheduled")
    assert Page.objects.get(pk=pages[1].pk).live


def test_publishing_with_a_missing_text_is_refused_and_says_so(site, admin, project, in_french, committed):
    change_english(admin, project, committed)
    response = publish_in_translation_editor(admin, in_french, committed)
    assert "Not published: 1 text of" in response.content.decode()
    assert "English words" not in french_html(admin)
    assert "English words" not in ProjectPage.objects.get(pk=in_french.pk).summary

    fill_in(translation_of(project, site.fr))
    publish_in_translation_editor(admin, in_french, committed)
    assert "[fr] English words that are new." in french_html(admin)


def test_sync_with_publish_is_refused_too(site, admin, project, in_french, committed):
    change_english(admin, project, committed)
    source = translation_of(project, site.fr).source
    with committed():
        response = admin.post(
            reverse("wagtail_localize:update_translations", args=[source.pk]),
            {"publish_translations": "on"},
            follow=True,
        )
    assert "Not published" in response.content.decode()
    assert "English words" not in french_html(admin)


def test_a_new_language_starts_with_nothing_live(site, admin, project, committed):
    german = factories.Locale.objects.create(language_code="de")
    with committed():
        admin.post(
            reverse("wagtail_localize:submit_page_translation", args=[site.home.pk]),
            {"locales": [german.pk], "include_subtree": "on"},
        )
    assert Page.objects.filter(locale=german).count() == 4
    assert not Page.objects.filter(locale=german, live=True).exists()
    assert admin.get("/de/").status_code == 404


def test_saving_a_draft_of_a_live_translation_leaves_its_live_words_alone(
    site, admin, project, in_french, committed
):
    change_english(admin, project, committed)
    with committed():
        translation_of(project, site.fr).save_target(publish=False)
    assert "English words" not in french_html(admin)


def test_a_draft_of_a_translation_with_gaps_cannot_be_published_by_the_bulk_action(
    site, admin, project, committed
):
    with committed():
        submit(project, site.fr)
    french = project.get_translation(site.fr)
    with committed():
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        response = admin.post(f"{url}?id={french.pk}", follow=True)
    assert "Not published" in response.content.decode()
    assert not ProjectPage.objects.get(pk=french.pk).live


def test_a_page_under_an_untranslated_parent_is_not_submitted(site, admin, project, committed):
    german = factories.Locale.objects.create(language_code="de")
    with committed():
        response = admin.post(
            reverse("wagtail_localize:submit_page_translation", args=[project.pk]),
            {"locales": [german.pk]},
            follow=True,
        )
    assert "Translate the parent page" in response.content.decode()
    assert not Page.objects.filter(locale=german).exists()


def test_a_translation_cannot_become_an_alias(site, admin, project, in_french, committed):
    url = reverse("wagtail_localize:convert_to_alias", args=[in_french.pk])
    with committed():
        response = admin.post(url, follow=True)
    assert "can’t become an alias" in response.content.decode()
    assert ProjectPage.objects.get(pk=in_french.pk).alias_of_id is None
    assert "[fr]" in french_html(admin)


@pytest.mark.parametrize("already_live", [True, False])
def test_a_translator_without_the_right_to_publish_makes_nothing_live(
    site, client, project, committed, already_live
):
    with committed():
        if already_live:
            translate_into(project, site.fr)
        else:
            submit(project, site.fr)
    translation = translation_of(project, site.fr)
    french = project.get_translation(site.fr)
    before = client.get("/fr/projects/mali-i/").content
    segment = translation.source.stringsegment_set.first()
    client.force_login(factories.user_who(at=Page.objects.get(depth=1), **TRANSLATOR))
    fill_in(translation)
    client.put(
        reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk]),
        data="value=Another+title",
        content_type="application/x-www-form-urlencoded",
    )
    update = reverse("wagtail_localize:update_translations", args=[translation.source_id])
    attempts = [
        lambda: client.post(reverse("wagtailadmin_pages:edit", args=[french.pk]), {"action": "publish"}),
        lambda: client.post(update, {"publish_translations": "on"}),
        lambda: client.post(update, {}),
        lambda: client.post(reverse("wagtail_localize:convert_to_alias", args=[french.pk])),
        lambda: client.post(
            reverse("wagtail_localize:submit_page_translation", args=[site.projects.pk]),
            {"locales": [site.fr.pk], "include_subtree": "on"},
        ),
        lambda: client.post(
            reverse("wagtail_localize:submit_page_translation", args=[site.home.pk]),
            {"locales": [site.fr.pk], "include_subtree": "on"},
        ),
        lambda: client.post(reverse("wagtail_localize:stop_translation", args=[translation.pk])),
        lambda: client.post(
            reverse("wagtailadmin_pages:edit", args=[french.pk]), {"localize-restart-translation": "1"}
        ),
    ]
    for attempt in attempts:
        with committed():
            assert attempt().status_code < 500
    client.logout()
    assert client.get("/fr/projects/mali-i/").content == before
    assert ProjectPage.objects.get(pk=french.pk).live is already_live


def test_a_text_outside_pages_starts_as_a_draft_in_its_new_language(site, admin, client, committed):
    text = factories.SiteTextFactory()
    text.save_revision().publish()
    with committed():
        admin.post(
            reverse("wagtail_localize:submit_snippet_translation", args=["core", "sitetext", text.pk]),
            {"locales": [site.fr.pk]},
        )
    assert not SiteText.objects.get(locale=site.fr).live
    assert "Funded by" not in client.get("/fr/").content.decode()
    assert "Funded by" in client.get("/en/").content.decode()


def test_what_was_complete_when_it_was_scheduled_goes_live_when_due(site, project, in_french, committed):
    revision = in_french.save_revision()
    revision.approved_go_live_at = "2020-01-01T00:00:00Z"
    revision.save()
    source = project
    source.summary = "English words that are new."
    with committed():
        source.save_revision().publish()
    with committed():
        revision.refresh_from_db()
        revision.publish()
    assert ProjectPage.objects.get(pk=in_french.pk).summary == "[fr] They asked, and it was done."
