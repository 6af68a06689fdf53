"""Every page type can be made, read, edited and previewed, in each language."""

import pytest
from django.urls import reverse
from wagtail.models import Page, get_page_models
from wagtail.test.utils import WagtailPageTestCase

from core.models import BasePage
from tests import factories
from tests.translating import translate_into

pytestmark = pytest.mark.django_db

PAGE_TYPES = [model for model in get_page_models() if issubclass(model, BasePage)]


def make(model, site):
    """A page of the type at a fitting place, with what it needs."""
    country = factories.CountryFactory(slug="ml")
    makers = {
        "HomePage": lambda: site.home,
        "ContentPage": lambda: factories.ContentPageFactory(parent=site.home),
        "Objective23Page": lambda: factories.Objective23PageFactory(parent=site.home),
        "MechanismPage": lambda: factories.MechanismPageFactory(parent=make_parent(site)),
        "ProjectIndexPage": lambda: site.projects,
        "ProjectPage": lambda: factories.ProjectPageFactory(
            parent=site.projects, countries=[country], mechanisms=[factories.MechanismFactory(number=9)]
        ),
        "RegionIndexPage": lambda: factories.RegionIndexPageFactory(parent=site.home),
        "RegionPage": lambda: factories.RegionPageFactory(
            parent=translated(factories.RegionIndexPageFactory(parent=site.home), site)
        ),
        "NewsIndexPage": lambda: site.news,
        "NewsPage": lambda: factories.NewsPageFactory(parent=site.news, countries=[country]),
        "RequestPage": lambda: factories.RequestPageFactory(parent=site.home),
    }
    return makers[model.__name__]()


def make_parent(site):
    return translated(factories.Objective23PageFactory(parent=site.home), site)


def translated(page, site):
    for locale in (site.fr, site.es):
        translate_into(page, locale)
    return page


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_read_edited_and_previewed_in_each_language(model, site, admin, committed):
    with committed():
        page = make(model, site)
    page.save_revision().publish()
    for locale in (site.fr, site.es):
        if page.get_translation_or_none(locale) is None:
            with committed():
                translate_into(page, locale)
    for version in page.get_translations(inclusive=True):
        version = version.specific
        language = version.locale.language_code
        html = admin.get(version.address).content.decode()
        assert f'<html lang="{language}"' in html
        assert html.count("<h1") == 1
        assert version.title in html
        assert admin.get(reverse("wagtailadmin_pages:edit", args=[version.pk])).status_code == 200
        for mode, _name in version.preview_modes:
            assert version.make_preview_request(preview_mode=mode).status_code == 200


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_a_new_one_can_be_started_and_previewed_empty(model, site, admin):
    parents = [parent for parent in model.allowed_parent_page_models() if parent is not model]
    parent = Page.objects.get(depth=1) if parents == [Page] else make(parents[0], site)
    add = reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, parent.pk])
    if model.can_create_at(parent):
        assert admin.get(add).status_code == 200
    empty = model(title="Empty", slug="empty", locale=site.home.locale)
    empty.path, empty.depth = parent.path + "000Z", parent.depth + 1
    empty.set_url_path(parent)
    assert empty.make_preview_request().status_code == 200


class TestTree(WagtailPageTestCase):
    def test_what_may_stand_below_what(self):
        from home.models import ContentPage, HomePage, MechanismPage, Objective23Page
        from news.models import NewsIndexPage, NewsPage
        from projects.models import ProjectIndexPage, ProjectPage, RegionIndexPage, RegionPage

        self.assertAllowedSubpageTypes(Objective23Page, {MechanismPage})
        self.assertAllowedSubpageTypes(ProjectIndexPage, {ProjectPage})
        self.assertAllowedSubpageTypes(RegionIndexPage, {RegionPage})
        self.assertAllowedSubpageTypes(NewsIndexPage, {NewsPage})
        self.assertAllowedSubpageTypes(ProjectPage, set())
        self.assertAllowedParentPageTypes(ContentPage, {HomePage, ContentPage})
