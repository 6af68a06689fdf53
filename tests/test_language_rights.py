"""A translator works in one language: on pages, on texts outside pages, by whichever address."""

import polib
import pytest
from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation

from core.models import SiteText
from tests import factories
from tests.translating import translate_into

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def news(site, committed):
    """A news item in three languages."""
    page = factories.NewsPageFactory(parent=site.news, title="A visit")
    with committed():
        page.save_revision().publish()
        for locale in (site.fr, site.es):
            translate_into(page, locale)
    return page


@pytest.fixture
def text(site, committed):
    """A site text in three languages."""
    text = factories.SiteTextFactory()
    with committed():
        text.save_revision().publish()
        for locale in (site.fr, site.es):
            translate_into(text, locale)
    return text


@pytest.fixture
def as_french_translator(site, client):
    client.force_login(factories.member_of("Translators (Français)"))
    return client


def translation_of(instance, locale) -> Translation:
    return Translation.objects.get(source__object_id=instance.translation_key, target_locale=locale)


def is_refused(response) -> bool:
    return response.status_code == 403 or (
        response.status_code == 302 and response["Location"] == reverse("wagtailadmin_home")
    )


def put(client, translation, value="Bonjour"):
    segment = translation.source.stringsegment_set.first()
    return client.put(
        reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk]),
        data=f"value={value}",
        content_type=FORM,
    )


@pytest.mark.parametrize("kind", ["news", "text"])
def test_a_text_is_translated_into_ones_own_language_only(site, as_french_translator, request, kind):
    instance = request.getfixturevalue(kind)
    assert put(as_french_translator, translation_of(instance, site.fr)).status_code == 200
    before = set(StringTranslation.objects.filter(locale=site.es).values_list("pk", "data"))
    assert put(as_french_translator, translation_of(instance, site.es)).status_code == 403
    assert set(StringTranslation.objects.filter(locale=site.es).values_list("pk", "data")) == before


@pytest.mark.parametrize("kind", ["news", "text"])
@pytest.mark.parametrize(
    ("method", "name"),
    [
        ("get", "download_pofile"),
        ("post", "upload_pofile"),
        ("get", "preview_translation"),
    ],
)
def test_the_translation_editors_other_addresses_know_the_language_too(
    site, as_french_translator, request, kind, method, name
):
    instance = request.getfixturevalue(kind)
    url = reverse(f"wagtail_localize:{name}", args=[translation_of(instance, site.es).pk])
    refused = getattr(as_french_translator, method)(url)
    # What is not a page has no preview.
    assert is_refused(refused) or (refused.status_code == 404 and (kind, method) == ("text", "get"))


@pytest.mark.parametrize("kind", ["news", "text"])
def test_a_file_of_translations_is_taken_for_ones_own_language(site, as_french_translator, request, kind):
    from django.core.files.uploadedfile import SimpleUploadedFile

    translation = translation_of(request.getfixturevalue(kind), site.fr)
    url = reverse("wagtail_localize:download_pofile", args=[translation.pk])
    po = polib.pofile(as_french_translator.get(url).content.decode())
    po[0].msgstr = "Du fichier"
    as_french_translator.post(
        reverse("wagtail_localize:upload_pofile", args=[translation.pk]),
        {"file": SimpleUploadedFile("fr.po", str(po).encode())},
    )
    assert StringTranslation.objects.filter(locale=site.fr, data="Du fichier").exists()


@pytest.mark.parametrize("language", ["fr", "es"])
def test_translators_neither_start_nor_stop_nor_sync_a_translation(
    site, as_french_translator, news, text, language
):
    locale = getattr(site, language)
    german = factories.Locale.objects.create(language_code="de")
    for instance in (news, text):
        translation = translation_of(instance, locale)
        for name in ("stop_translation", "machine_translate"):
            url = reverse(f"wagtail_localize:{name}", args=[translation.pk])
            response = as_french_translator.post(url)
            assert is_refused(response) or response.status_code == 404
        url = reverse("wagtail_localize:update_translations", args=[translation.source_id])
        assert is_refused(as_french_translator.post(url))
        translation.refresh_from_db()
        assert translation.enabled
    for url in (
        reverse("wagtail_localize:submit_page_translation", args=[news.pk]),
        reverse("wagtail_localize:submit_snippet_translation", args=["core", "sitetext", text.pk]),
    ):
        assert is_refused(as_french_translator.post(url, {"locales": [german.pk]}))
    assert not Translation.objects.filter(target_locale=german).exists()


def test_a_stopped_translation_is_not_restarted_by_a_translator(site, as_french_translator, news):
    Translation.objects.filter(target_locale=site.fr).update(enabled=False)
    french = news.get_translation(site.fr)
    as_french_translator.post(
        reverse("wagtailadmin_pages:edit", args=[french.pk]), {"localize-restart-translation": "1"}
    )
    assert not translation_of(news, site.fr).enabled


def test_pages_of_other_languages_are_closed(site, as_french_translator, news):
    french, spanish = news.get_translation(site.fr), news.get_translation(site.es)
    for name in ("edit", "view_draft", "history", "usage", "revisions_index"):
        response = as_french_translator.get(
            reverse(f"wagtailadmin_pages:{name}", args=[french.pk]), follow=True
        )
        assert response.status_code == 200
    for page in (news, spanish):
        for name in ("edit", "view_draft", "history", "usage", "preview_on_edit", "copy", "delete", "move"):
            response = as_french_translator.get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]))
            assert is_refused(response), (name, page.locale)
        explorer = reverse("wagtailadmin_explore", args=[page.get_parent().pk])
        home = site.home.get_translation(site.fr)
        assert as_french_translator.get(explorer)["Location"] == reverse(
            "wagtailadmin_explore", args=[home.pk]
        )


@pytest.mark.parametrize(
    "view", ["edit", "history", "usage", "revisions_revert", "revisions_compare", "history_results"]
)
def test_site_texts_of_other_languages_are_closed(site, as_french_translator, text, view):
    open_to_them = {site.fr: True, site.es: False, text.locale: False}
    for locale, is_open in open_to_them.items():
        translated = text.get_translation_or_none(locale) or text
        translated.save_revision()
        more = {
            "revisions_revert": [translated.latest_revision_id],
            "revisions_compare": ["earliest", "latest"],
        }
        url = reverse(f"wagtailsnippets_core_sitetext:{view}", args=[translated.pk, *more.get(view, [])])
        response = as_french_translator.get(url)
        assert (response.status_code == 200) is is_open, locale
        assert is_refused(response) is not is_open, locale
        assert is_open or is_refused(as_french_translator.post(url)), locale
    assert SiteText.objects.get(pk=text.pk).about == text.about


def test_lists_and_the_report_hold_ones_own_language(site, as_french_translator, text, news):
    html = as_french_translator.get(reverse("wagtailsnippets_core_sitetext:list")).content.decode()
    edit = "wagtailsnippets_core_sitetext:edit"
    assert reverse(edit, args=[text.get_translation(site.fr).pk]) in html
    assert reverse(edit, args=[text.get_translation(site.es).pk]) not in html
    report = as_french_translator.get(reverse("wagtail_localize:translations_report"))
    assert {row.target_locale for row in report.context["object_list"]} == {site.fr}


def test_editors_submit_pages_but_not_what_they_may_not_change(site, client, text, news):
    german = factories.Locale.objects.create(language_code="de")
    client.force_login(factories.member_of("Editors"))
    url = reverse("wagtail_localize:submit_snippet_translation", args=["core", "sitetext", text.pk])
    assert is_refused(client.post(url, {"locales": [german.pk]}))
    source = translation_of(text, site.fr).source_id
    assert is_refused(client.post(reverse("wagtail_localize:update_translations", args=[source])))
    source = translation_of(news, site.fr).source_id
    assert client.get(reverse("wagtail_localize:update_translations", args=[source])).status_code == 200


def test_a_translator_who_is_also_an_editor_is_both(site, client, text):
    user = factories.member_of("Translators (Français)")
    user.groups.add(factories.Group.objects.get(name="Editors"))
    client.force_login(user)
    # Rights add up, as everywhere in Django: an editor's languages are all.
    assert put(client, translation_of(text, site.es)).status_code == 200


def test_the_translation_editor_offers_no_alias(site, admin):
    """It would be the editor's first button, and is refused wherever it is asked for."""
    page = factories.NewsPageFactory(parent=site.news)
    translate_into(page, site.fr)
    french = page.get_translation(site.fr)
    html = admin.get(reverse("wagtailadmin_pages:edit", args=[french.pk])).content.decode()
    assert "stopTranslationUrl" in html
    assert "convert_to_alias" not in html
