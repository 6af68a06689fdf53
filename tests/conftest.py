"""What several tests share."""

from dataclasses import dataclass

import pytest
from django.core.cache import cache
from wagtail.models import Collection, Locale, Page, Site

from home.models import HomePage
from news.models import NewsIndexPage
from projects.models import ProjectIndexPage
from tests import factories
from tests.translating import translate_into


@pytest.fixture(autouse=True)
def _nothing_kept():
    """Each test starts with nothing kept of an earlier one's data."""
    cache.clear()


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """``with committed():`` what waits for the commit happens at the block's end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@dataclass
class SiteInThreeLanguages:
    """A live home page in English, French and Spanish, and the two lists below it."""

    home: HomePage
    projects: ProjectIndexPage
    news: NewsIndexPage
    fr: Locale
    es: Locale


@pytest.fixture
def site(db, committed) -> SiteInThreeLanguages:
    # What the migrations made is gone where a test with a server of its own has emptied the database.
    Locale.objects.get_or_create(language_code="en")
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root")
    for page in root.get_children():
        page.delete()
    root.refresh_from_db()
    home = factories.HomePageFactory(parent=root)
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    fr = Locale.objects.create(language_code="fr")
    es = Locale.objects.create(language_code="es")
    projects = factories.ProjectIndexPageFactory(parent=home)
    news = factories.NewsIndexPageFactory(parent=home, show_in_menus=True)
    for page in (home, projects, news):
        for locale in (fr, es):
            with committed():
                translate_into(page, locale)
    cache.clear()
    return SiteInThreeLanguages(home, projects, news, fr, es)


@pytest.fixture
def admin(client, django_user_model):
    """A test client logged in as administrator."""
    client.force_login(django_user_model.objects.create_superuser("admin", "admin@example.org", "secret"))
    return client
