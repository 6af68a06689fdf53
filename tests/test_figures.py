"""The fact register: one place for a figure, printed in any text and language."""

import json
import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail_localize.models import StringTranslation

from core.figures import figures_in
from core.models import Figure
from core.models.figure import is_in_use
from home.models import ContentPage
from tests import factories
from tests.admin_forms import create, create_form
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
    assert "<dt>projects described on this site</dt><dd>2</dd>" in html
    assert "March 2024 · A report" in html


@pytest.mark.parametrize("action", ["action-publish", "draft"])
@pytest.mark.parametrize("field", ["title", "lead", "search_description"])
@pytest.mark.parametrize("reference", ["[[requsts]]", "[[Requests]]", "[[ requests ]]"])
def test_an_unknown_figure_is_refused_with_its_name_and_nothing_typed_is_lost(
    site, admin, requests_received, reference, field, action
):
    data = create_form(admin, ContentPage, site.home)
    data.update({"title": "Wrong", "slug": "wrong", field: f"{reference} came", action: "1"})
    html = create(admin, ContentPage, site.home, data).content.decode()
    assert f"no such figure in the register: {reference}." in html
    assert f"{reference} came" in html
    assert not ContentPage.objects.filter(slug="wrong").exists()


def test_a_translator_is_told_at_once_and_it_is_not_published(site, about, admin):
    translation = submit(about, site.es)
    fill_in(translation)
    segment = translation.source.stringsegment_set.get(context__path="lead")
    url = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    response = admin.put(url, "value=[[inventado]]", content_type="application/x-www-form-urlencoded")
    assert "[[inventado]]" in response.json()["error"]
    page = about.get_translation(site.es)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = admin.post(edit, {"action": "publish"}, headers={"referer": edit}, follow=True)
    assert "1 text of" in response.content.decode()
    page.refresh_from_db()
    assert not page.live


def test_an_older_translation_of_a_text_that_is_gone_bars_nothing(site, about, admin, committed):
    translation = submit(about, site.es)
    fill_in(translation)
    segment = translation.source.stringsegment_set.get(context__path="lead")
    StringTranslation.objects.filter(translation_of=segment.string, locale=site.es).update(data="[[falta]]")
    about.lead = "Other words."
    with committed():
        about.save_revision().publish()
    translation = submit(about, site.es)
    fill_in(translation)
    with committed():
        translation.save_target(publish=True)
    assert about.get_translation(site.es).live


WAYS_TO_GO = {
    "deleted": lambda pk: (reverse("wagtailsnippets_core_figure:delete", args=[pk]), {}),
    "deleted among others": lambda pk: (
        reverse("wagtail_bulk_action", args=["core", "figure", "delete"]) + f"?id={pk}",
        {},
    ),
    "unpublished": lambda pk: (reverse("wagtailsnippets_core_figure:unpublish", args=[pk]), {}),
}


@pytest.fixture(params=["page", "draft", "scheduled", "site text"])
def text_that_refers(request, site, requests_received, admin, committed):
    """Something that names the figure, and has to be kept from printing nothing in its place."""
    words = "We had [[requests:date]]."
    if request.param == "site text":
        factories.SiteTextFactory(about=words).save_revision().publish()
        return
    page = factories.ContentPageFactory(parent=site.home, slug="about", lead="Nothing.")
    page.save_revision().publish()
    page.lead = words
    if request.param == "page":
        page.save_revision().publish()
    elif request.param == "draft":
        page.save_revision()
    else:
        page.save_revision(approved_go_live_at=timezone.now() + timedelta(days=9))
        page.lead = "Something newer."
        page.save_revision()


@pytest.mark.parametrize("way", WAYS_TO_GO)
def test_a_figure_in_use_stays(site, text_that_refers, requests_received, admin, way):
    url, data = WAYS_TO_GO[way](requests_received.pk)
    response = admin.post(url, data, follow=True)
    assert "it has to stay" in response.content.decode()
    assert Figure.objects.filter(code="requests", live=True).count() == 2


@pytest.mark.parametrize("way", ["deleted", "deleted among others"])
def test_an_unused_figure_goes_in_all_languages(site, requests_received, admin, way):
    url, data = WAYS_TO_GO[way](requests_received.pk)
    admin.post(url, data)
    assert not Figure.objects.exists()


@pytest.mark.parametrize("code", ["demands", "counted-projects"])
def test_a_code_in_use_stays_and_a_counted_one_is_taken(site, about, requests_received, code):
    requests_received.code = code
    with pytest.raises(ValidationError, match="code"):
        requests_received.full_clean()


def test_a_block_that_shows_a_figure_keeps_its_code_and_other_words_do_not(site, requests_received):
    page = factories.ContentPageFactory(parent=site.home, slug="block", title="A heading about interventions")
    page.body = [("heading", "text"), ("figures", {"figures": ["requests"]})]
    page.save_revision()
    assert is_in_use("requests")
    for code in ("heading", "figures", "item", "interventions"):
        assert not is_in_use(code)


def test_what_is_counted_is_what_the_lists_show(site, client, committed):
    with committed():
        project = factories.ProjectPageFactory(parent=site.projects, countries=[factories.CountryFactory()])
        project.create_alias(update_slug="again")
    assert figures_in("en")["counted-projects"].text == "1"
    assert figures_in("en")["counted-countries"].text == "1"


def test_search_engines_are_told_the_figure_in_sound_json(site, committed, client):
    with committed():
        figure = factories.FigureFactory(code="share", value=None, wording='a "third" \\ of l’ensemble')
        figure.save_revision().publish()
        factories.NewsPageFactory(parent=site.news, slug="share", title="It was [[share]]")
    html = client.get("/en/news/share/").content.decode()
    told = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)[1])
    assert told["@graph"][0]["headline"] == 'It was a "third" \\ of l’ensemble'


def test_feeds_and_exports_print_it_too(site, requests_received, client):
    factories.NewsPageFactory(parent=site.news, title="[[requests]] & \x0bmore", lead="By [[requests:date]].")
    feed = client.get("/en/news/atom.xml").content.decode()
    assert "1,188 &amp;  more" in feed
    assert "By March 2024." in feed
    practices = factories.PracticeIndexPageFactory(parent=site.home)
    factories.ProjectPageFactory(parent=site.projects, practice_title="A guide", summary="[[requests]] came.")
    for file in ("atom.xml", "practices.csv", "practices.json"):
        text = client.get(f"{practices.address}{file}").getvalue().decode()
        assert "1,188 came." in text
        assert "[[" not in text


@pytest.mark.parametrize("reference", ["[[dépenses]]", "[[\u00a0requests]]", "[[requsts]]"])
def test_one_inside_a_block_is_named_as_it_was_written(site, requests_received, reference):
    page = factories.ContentPageFactory(parent=site.home, slug="block")
    page.body = [("quote", {"quote": f"We had {reference}.", "speaker": "Someone"})]
    with pytest.raises(ValidationError) as caught:
        page.full_clean()
    assert reference in caught.value.message_dict["body"][0]
