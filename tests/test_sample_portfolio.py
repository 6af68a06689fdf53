"""Made-up projects are projects like others, the same each time, and leave nothing behind."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from wagtail.models import Locale, Page, PageLogEntry

from news.models import NewsProject
from projects.models import ProjectPage
from projects.models.choices import InstitutionKind, Status
from projects.sample_portfolio import portfolio
from tests import base_site, factories
from tests.admin_forms import edit_form, save
from vocabularies.models import Area
from vocabularies.tagging import attach_terms

pytestmark = pytest.mark.django_db
NUMBER = 30
SEED = 2
"""Among its first thirty some lack a translation."""


def make_portfolio(*arguments, seed=SEED):
    call_command("make_portfolio", *arguments, "--yes", "--seed", str(seed), stdout=StringIO())


def make_vocabularies():
    for region in ("asia", "eu-neighbourhood"):
        region = factories.RegionFactory(slug=region)
        for country in ("bd", "kg", "kz", "la", "ph", "th", "vn") if region.slug == "asia" else ("tn", "ge"):
            factories.CountryFactory(slug=country, region=region)
    for country in ("at", "es"):
        factories.CountryFactory(slug=country)
    for number in range(1, 6):
        factories.MechanismFactory(number=number)
        factories.ObjectiveFactory(number=number)
        factories.SdgFactory(number=number)
        theme = factories.ThemeFactory()
        Area.objects.create(slug=f"area-{number}", name=f"Area {number}", theme=theme)


@pytest.fixture(scope="module", autouse=True)
def _portfolio(for_the_module):
    with for_the_module():
        make_vocabularies()
        make_portfolio("--projects", str(NUMBER))


@pytest.fixture
def projects():
    """All pages of thirty made-up projects, in three languages."""
    return ProjectPage.objects.order_by("translation_key", "pk")


def told(projects):
    """All that readers are told of them, comparable."""
    told = []
    for page in projects.select_related("locale"):
        attach_terms([page], "en")
        terms = {name: [term.slug for term in found] for name, found in page.terms.items()}
        facts = (page.slug, page.language, page.status, page.start, page.end, page.last_published_at)
        words = (page.title, page.summary, page.request, page.results, page.practice_title)
        rows = [
            list(page.institutions.values_list("name", "kind", "translation_key")),
            list(page.experts.values_list("country__slug", "kind")),
            list(page.activities.values_list("title", "type", "month", "country__slug", "translation_key")),
        ]
        told.append((page.translation_key, facts, words, terms, rows))
    return told


def rows_of_everything():
    """How many, by model; but the admin's log, which tells what was done."""
    models = set(apps.get_models()) - {PageLogEntry}
    return {model: model._base_manager.count() for model in models}


def test_the_tree_is_sound(projects):
    assert Page.find_problems() == ([], [], [], [], [])
    for index in base_site.find().projects.get_translations(inclusive=True):
        children = list(index.get_children())
        assert index.numchild == len(children) > NUMBER / 2
        assert all(child.url_path == f"{index.url_path}{child.slug}/" for child in children)
        assert all(child.locale_id == index.locale_id for child in children)


def test_each_is_listed_once_in_the_best_language(projects):
    english = Locale.objects.get(language_code="en")
    assert projects.filter(locale=english).count() == NUMBER
    untranslated = 0
    for locale in Locale.objects.all():
        listed = ProjectPage.objects.in_best_language(locale)
        assert len({page.translation_key for page in listed}) == len(listed) == NUMBER
        others = {page.locale for page in listed} - {locale}
        assert others <= {english}
        untranslated += sum(page.locale != locale for page in listed)
    assert 0 < untranslated < NUMBER


def test_each_would_pass_the_editors_form(projects):
    for page in projects:
        page.full_clean()
        countries, regions = set(page.countries.all()), set(page.regions.all())
        assert countries or regions
        assert not (countries and regions)
        assert page.mechanisms.exists()
        assert page.objectives.exists()
        assert {area.theme for area in page.areas.all()} <= set(page.themes.all())
        kinds = {institution.kind for institution in page.institutions.all()}
        assert kinds - {InstitutionKind.CIVIL_SOCIETY}, "civil society asks jointly only"


def test_what_is_frequent_is_frequent():
    facts = list(portfolio(400, seed=1))
    assert sum(len(one.countries) == 1 for one in facts) > 280
    assert 7 >= max(len(one.countries) for one in facts) > 3
    assert 0 < sum(bool(one.regions) for one in facts) < 40
    assert sum(one.status == Status.COMPLETED for one in facts) > 280
    assert {one.status for one in facts} == set(Status)
    assert 0 < sum(one.start is None for one in facts) < 80
    assert {one.start.year for one in facts if one.start} == set(range(2009, 2027))


def test_the_same_seed_makes_the_same_portfolio(projects):
    first = told(projects)
    make_portfolio("--remove")
    make_portfolio("--projects", str(NUMBER), "--no-search-index")
    assert told(projects) == first
    make_portfolio("--remove")
    make_portfolio("--projects", "5", "--no-search-index")
    assert told(projects.filter(locale__language_code="en")) == [
        one for one in first if one[1][0] <= "portfolio-00005" and one[1][1] == "en"
    ], "a smaller one is the beginning of a larger one"
    make_portfolio("--remove")
    make_portfolio("--projects", str(NUMBER), "--no-search-index", seed=SEED + 1)
    assert told(projects) != first


def test_one_opens_and_is_edited_like_any_other(projects, admin, committed):
    page = projects.filter(locale__language_code="en").first()
    assert page.title in admin.get(page.address).content.decode()
    form = edit_form(admin, page)
    form["title"] = "By an editor’s hand"
    with committed():
        assert save(admin, page, form).status_code == 302
    page.refresh_from_db()
    assert (page.title, page.live) == ("By an editor’s hand", True)


def test_they_are_found_by_search(projects):
    title = projects.filter(locale__language_code="fr").first().title
    assert title in {page.title for page in ProjectPage.objects.search(title.split(":")[0])}


def test_removal_leaves_what_was_there_before(site):
    make_portfolio("--remove")
    real = factories.ProjectPageFactory(parent=site.projects, slug="portfolio-real")
    news = factories.NewsPageFactory(parent=site.news)
    before = rows_of_everything()
    make_portfolio("--projects", "8")
    one, another, *_others = ProjectPage.objects.exclude(pk=real.pk)
    one.save_revision().publish()
    one.slug = "renamed"
    one.save()
    NewsProject.objects.create(page=news, project=another)
    make_portfolio("--remove")
    after = rows_of_everything()
    assert {model: after[model] for model in after if after[model] != before[model]} == {}
    assert Page.find_problems() == ([], [], [], [], [])
    assert ProjectPage.objects.get() == real


def test_production_is_not_filled_by_accident(projects, settings):
    before = projects.count()
    with pytest.raises(CommandError, match="--yes"):
        call_command("make_portfolio", "--projects", "1")
    with pytest.raises(CommandError, match="--yes"):
        call_command("make_portfolio", "--remove")
    assert projects.count() == before


def test_debug_is_no_leave_for_another_machines_database(projects, settings, monkeypatch):
    settings.DEBUG = True
    monkeypatch.setattr(connection, "vendor", "postgresql")
    monkeypatch.setitem(connection.settings_dict, "HOST", "db.example.org")
    with pytest.raises(CommandError, match=r"db\.example\.org"):
        call_command("make_portfolio", "--remove")


def test_there_is_one_at_a_time(projects):
    with pytest.raises(CommandError, match="--remove"):
        make_portfolio("--projects", "1")
