"""Every page type can be made, read, edited and previewed, in each language."""

import factory
import pytest
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.urls import reverse
from wagtail.models import Page, get_page_models
from wagtail.test.utils import WagtailPageTestCase

from core.models import BasePage
from tests import factories
from tests.showcase.catalogue import TEMPLATES
from tests.test_query_budgets import BUDGETS
from tests.translating import translate_into

pytestmark = pytest.mark.django_db

PAGE_TYPES = [model for model in get_page_models() if issubclass(model, BasePage)]


MAKERS = {
    "HomePage": lambda site: site.home,
    "ContentPage": lambda site: factories.ContentPageFactory(parent=site.home),
    "Objective23Page": lambda site: factories.Objective23PageFactory(parent=site.home),
    "MechanismPage": lambda site: factories.MechanismPageFactory(parent=make_parent(site)),
    "ProjectIndexPage": lambda site: site.projects,
    "ProjectPage": lambda site: factories.ProjectPageFactory(
        parent=site.projects,
        countries=[factories.CountryFactory(slug="ml")],
        mechanisms=[factories.MechanismFactory(number=9)],
        practice_title="A handbook",
    ),
    "PracticeIndexPage": lambda site: factories.PracticeIndexPageFactory(parent=site.home),
    "RegionIndexPage": lambda site: factories.RegionIndexPageFactory(parent=site.home),
    "RegionPage": lambda site: factories.RegionPageFactory(
        parent=translated(factories.RegionIndexPageFactory(parent=site.home), site)
    ),
    "CountryIndexPage": lambda site: factories.CountryIndexPageFactory(parent=site.home),
    "ObjectiveIndexPage": lambda site: factories.ObjectiveIndexPageFactory(parent=site.home),
    "ThemeIndexPage": lambda site: factories.ThemeIndexPageFactory(parent=site.home),
    "OpenDataPage": lambda site: factories.OpenDataPageFactory(parent=site.home),
    "NewsIndexPage": lambda site: site.news,
    "NewsPage": lambda site: factories.NewsPageFactory(
        parent=site.news, countries=[factories.CountryFactory(slug="ml")]
    ),
    "RequestPage": lambda site: factories.RequestPageFactory(parent=site.home),
    "SearchPage": lambda site: factories.SearchPageFactory(parent=site.home),
}
"""By page type: makes a page of it at a fitting place, with what it needs."""


def make(model, site):
    if model.__name__ not in MAKERS:
        pytest.fail(f"{model.__name__} has no line in MAKERS of tests/test_page_types.py: add one.")
    return MAKERS[model.__name__](site)


def what_is_missing(model):
    """What has still to be made for a page type, as sentences that say where."""
    name = model.__name__
    with_factory = {
        made._meta.model
        for made in vars(factories).values()
        if isinstance(made, type) and issubclass(made, factory.Factory)
    }
    missing = []
    if model not in with_factory:
        missing.append(f"a factory in tests/factories.py whose Meta.model is {name}")
    if name not in MAKERS:
        missing.append("a line in MAKERS of tests/test_page_types.py that makes one at a fitting place")
    if name not in {page_type for page_type, _budget in BUDGETS.values()}:
        missing.append("its address and query budget in BUDGETS of tests/test_query_budgets.py")
    if name not in {template.page_type for template in TEMPLATES}:
        missing.append("a line in TEMPLATES of tests/showcase/catalogue.py, and such a page in building.py")
    try:
        get_template(model.template)
    except TemplateDoesNotExist:
        missing.append(f"its template, templates/{model.template}")
    return missing


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_every_page_type_has_what_the_tests_need(model):
    missing = what_is_missing(model)
    assert not missing, f"{model.__name__} lacks " + "; ".join(missing)


def test_a_page_type_without_all_that_is_told_everything_it_lacks():
    newcomer = type("NewcomerPage", (), {"template": "home/newcomer_page.html"})
    told = " ".join(what_is_missing(newcomer))
    for place in (
        "tests/factories.py",
        "MAKERS of tests/test_page_types.py",
        "BUDGETS of tests/test_query_budgets.py",
        "TEMPLATES of tests/showcase/catalogue.py",
        "templates/home/newcomer_page.html",
    ):
        assert place in told


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
        from projects.models import (
            PracticeIndexPage,
            ProjectIndexPage,
            ProjectPage,
            RegionIndexPage,
            RegionPage,
        )

        self.assertAllowedSubpageTypes(Objective23Page, {MechanismPage})
        self.assertAllowedSubpageTypes(ProjectIndexPage, {ProjectPage})
        self.assertAllowedSubpageTypes(RegionIndexPage, {RegionPage})
        self.assertAllowedSubpageTypes(NewsIndexPage, {NewsPage})
        self.assertAllowedSubpageTypes(ProjectPage, set())
        self.assertAllowedSubpageTypes(PracticeIndexPage, set())
        self.assertAllowedParentPageTypes(PracticeIndexPage, {HomePage})
        self.assertAllowedParentPageTypes(ContentPage, {HomePage, ContentPage})
