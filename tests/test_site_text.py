"""What stands on every page: contact, social networks, funding; and where it may be left out."""

import pytest
from django.urls import reverse
from wagtail.models import Locale, PageViewRestriction

from core.models import SiteText
from home.models import ContentPage
from tests import factories
from tests.admin_forms import edit_form, save
from tests.translating import submit, translate_into

pytestmark = pytest.mark.django_db


@pytest.fixture
def text(site, committed):
    text = factories.SiteTextFactory(
        postal_address="1 Street\n1010 Vienna",
        email="contact@example.org",
        telephone="+43 1 234567",
        social_links=[("link", {"name": "LinkedIn", "url": "https://example.org/mieux"})],
    )
    with committed():
        text.save_revision().publish()
    with committed():
        translate_into(text, site.fr)
    return SiteText.objects.get(pk=text.pk)


def footer(client, address):
    return client.get(address).content.decode().split("<footer")[1]


def test_words_are_translated_and_addresses_are_the_same(text, client):
    html = footer(client, "/fr/")
    assert "[fr] 1 Street<br>" in html
    assert '<a href="mailto:contact@example.org">contact@example.org</a>' in html
    assert '<a href="tel:+431234567">+43 1 234567</a>' in html
    assert '<a href="https://example.org/mieux" rel="me">LinkedIn</a>' in html


def test_a_new_address_is_in_every_language_at_once(text, client, committed):
    text.email = "new@example.org"
    text.social_links = []
    with committed():
        text.save_revision().publish()
    for language in ("en", "fr"):
        html = footer(client, f"/{language}/")
        assert "mailto:new@example.org" in html
        assert "LinkedIn" not in html


def test_a_translators_lines_stay_lines(text, site, admin, client, committed):
    translation = submit(text, site.fr)
    segment = translation.source.stringsegment_set.get(context__path="postal_address")
    url = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    admin.put(url, "value=1, rue%0A1010 Vienne", content_type="application/x-www-form-urlencoded")
    with committed():
        translation.save_target(publish=True)
    assert "1, rue<br>1010 Vienne" in footer(client, "/fr/")


def test_an_empty_field_prints_nothing(site, client, committed):
    with committed():
        factories.SiteTextFactory().save_revision().publish()
    html = footer(client, "/en/")
    for trace in ("<address", "mailto:", "tel:", "Social networks", "None"):
        assert trace not in html


def test_there_is_one_of_them_in_a_language(text, admin):
    response = admin.post(
        reverse("wagtailsnippets_core_sitetext:add"),
        {
            "about": "Another",
            "funding_statement": "x",
            "disclaimer": "x",
            "social_links-count": 0,
            "action-publish": "1",
        },
    )
    assert "There is one already in this language" in response.content.decode()
    assert SiteText.objects.filter(locale=Locale.get_default()).count() == 1


def test_a_page_with_a_derogation_shows_neither_emblem_nor_statement_nor_its_reason(
    site, text, admin, client, committed
):
    page = factories.ContentPageFactory(parent=site.home, slug="quiet")
    page.save_revision().publish()
    with committed():
        translate_into(page, site.fr)
    data = edit_form(admin, page)
    data["visibility_derogation"] = "People there would be at risk; agreed on 3 May."
    with committed():
        save(admin, page, data)
    assert ContentPage.objects.get(pk=page.pk).visibility_derogation
    for language in ("en", "fr"):
        html = client.get(f"/{language}/quiet/").content.decode()
        assert "eu-emblem" not in html
        assert "Funded by the European Union" not in html
        assert "at risk" not in html
        assert "European Union" not in html
        assert "eu-emblem" in client.get(f"/{language}/").content.decode()


def test_a_request_page_for_staff_only_invites_nobody(site, client, committed):
    with committed():
        page = factories.RequestPageFactory(parent=site.home, title="Ask us")
    assert "Ask us" in client.get("/en/").content.decode()
    with committed():
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert "Ask us" not in client.get("/en/").content.decode()
