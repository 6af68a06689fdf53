"""The fact register: one place for a figure, printed in any text and language."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from core.models import Figure
from core.models.figure import is_in_use
from home.models import ContentPage
from tests import factories
from tests.admin_forms import create, create_form, edit_form, save
from tests.translating import fill_in, submit, translate_into

pytestmark = pytest.mark.django_db


@pytest.fixture
def requests_received(site, committed):
    figure = factories.FigureFactory(code="requests", value=1188, label="requests received")
    figure.save_revision().publish()
    with committed():
        translate_into(figure, site.fr)
    return figure


@pytest.fixture
def about(site, requests_received, committed):
    about = factories.ContentPageFactory(
        parent=site.home,
        slug="about",
        title="[[requests]] requests",
        lead="By [[requests:date]], [[requests]] requests.",
        search_description="[[requests]] in all",
    )
    about.body = [
        ("text", "<p>We had [[requests]].</p>"),
        ("figures", {"figures": ["requests", "counted-projects"]}),
    ]
    about.save_revision().publish()
    with committed():
        translate_into(about, site.fr)
    return ContentPage.objects.get(pk=about.pk)


def test_any_text_prints_it_as_its_language_writes_it(about, client):
    html = client.get("/en/about/").content.decode()
    assert "<h1>1,188 requests</h1>" in html
    assert "By March 2024, 1,188 requests." in html
    assert 'content="1,188 in all"' in html
    assert "We had 1,188." in html
    assert "[[" not in html
    html = client.get("/fr/about/").content.decode()
    assert "By mars 2024, 1\u202f188 requests." in html
    assert "[fr] requests received" in html
    assert "[[" not in html


def test_a_correction_is_right_at_once_in_every_language(about, requests_received, client, committed):
    client.get("/fr/about/")
    requests_received.refresh_from_db()
    requests_received.value = 2000
    with committed():
        requests_received.save_revision().publish()
    assert "2,000 requests" in client.get("/en/about/").content.decode()
    assert "2\u202f000 requests" in client.get("/fr/about/").content.decode()


def test_the_block_shows_date_source_and_what_is_counted(site, about, client, committed):
    with committed():
        for number in range(2):
            factories.ProjectPageFactory(parent=site.projects, slug=f"p-{number}")
    html = client.get("/en/about/").content.decode()
    assert "<dt>projects on this site</dt><dd>2</dd>" in html
    assert "March 2024 · A report" in html


def test_an_unknown_figure_is_refused_with_its_name_and_nothing_typed_is_lost(site, admin, requests_received):
    data = create_form(admin, ContentPage, site.home)
    data.update({"title": "Wrong", "slug": "wrong", "lead": "[[requsts]] came", "action-publish": "1"})
    response = create(admin, ContentPage, site.home, data)
    html = response.content.decode()
    assert "[[requsts]]" in html and "[[requsts]] came" in html
    assert not ContentPage.objects.filter(slug="wrong").exists()


def test_a_translation_that_names_an_unknown_figure_is_not_published(site, about, admin):
    translation = submit(about, site.es)
    fill_in(translation)
    text = translation.source.stringsegment_set.get(context__path="lead")
    text.string.translations.filter(locale=site.es).update(data="[[inventado]]")
    page = about.get_translation(site.es)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = admin.post(edit, {"action": "publish"}, headers={"referer": edit}, follow=True)
    assert "no such figure in the register: [[inventado]]" in response.content.decode()
    page.refresh_from_db()
    assert not page.live


def test_a_figure_in_use_keeps_its_code_and_its_place(site, about, requests_received, admin):
    with pytest.raises(ValidationError, match="requests"):
        Figure(
            pk=requests_received.pk,
            translation_key=requests_received.translation_key,
            locale=site.home.locale,
            code="demands",
            value=1,
            as_of=date(2024, 3, 1),
            label="x",
            source="y",
        ).full_clean()
    url = reverse("wagtailsnippets_core_figure:delete", args=[requests_received.pk])
    response = admin.post(url, follow=True)
    assert "can’t be deleted" in response.content.decode()
    assert Figure.objects.filter(code="requests").exists()


def test_an_unused_figure_goes_in_all_languages(site, requests_received, admin):
    admin.post(reverse("wagtailsnippets_core_figure:delete", args=[requests_received.pk]))
    assert not Figure.objects.exists()


def test_a_draft_that_names_a_figure_holds_it_too(site, requests_received, admin, committed):
    about = factories.ContentPageFactory(parent=site.home, slug="draft")
    data = edit_form(admin, about)
    data["lead"] = "Soon: [[requests]]"
    save(admin, about, data, publish=False)
    assert is_in_use("requests")


def test_feeds_and_exports_print_it_too(site, requests_received, client):
    factories.NewsPageFactory(parent=site.news, title="[[requests]] & more", lead="By [[requests:date]].")
    feed = client.get("/en/news/atom.xml").content.decode()
    assert "1,188 &amp; more" in feed
    assert "By March 2024." in feed
    practices = factories.PracticeIndexPageFactory(parent=site.home)
    factories.ProjectPageFactory(parent=site.projects, practice_title="A guide", summary="[[requests]] came.")
    for file in ("atom.xml", "practices.csv", "practices.json"):
        text = client.get(f"{practices.address}{file}").content.decode()
        assert "1,188 came." in text
        assert "[[" not in text
