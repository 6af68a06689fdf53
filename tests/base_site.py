"""The site that most tests begin with: home page and lists in three languages, made once for each process.

Translating six pages through wagtail-localize takes a second of computing: too much to do for each test. It
is in the database before the first test, and each test's changes to it are rolled back. A test with a
server of its own ends by emptying the database; the next one that needs the site makes it again.
"""

from dataclasses import dataclass

from django.core.cache import cache
from wagtail.models import Collection, Locale, Page, Site

from home.models import HomePage
from news.models import NewsIndexPage
from projects.models import ProjectIndexPage
from tests import factories
from tests.translating import translate_into


@dataclass
class SiteInThreeLanguages:
    """A live home page in English, French and Spanish, and the two lists below it."""

    home: HomePage
    projects: ProjectIndexPage
    news: NewsIndexPage
    fr: Locale
    es: Locale


def build() -> None:
    # What the migrations made is gone where a test with a server of its own has emptied the database.
    english, _created = Locale.objects.get_or_create(language_code="en")
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root")
    clear()
    root.refresh_from_db()
    home = factories.HomePageFactory(parent=root, locale=english)
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    pages = [
        home,
        factories.ProjectIndexPageFactory(parent=home, locale=english),
        factories.NewsIndexPageFactory(parent=home, locale=english, show_in_menus=True),
    ]
    locales = [Locale.objects.create(language_code=code) for code in ("fr", "es")]
    for page in pages:
        for locale in locales:
            translate_into(page, locale)
    cache.clear()


def clear() -> None:
    """A database as after its migrations, but for Wagtail's page of welcome."""
    for page in Page.objects.filter(depth=2):
        page.delete()
    Locale.objects.exclude(language_code="en").delete()
    cache.clear()


def find() -> SiteInThreeLanguages | None:
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    if not {"en", "fr", "es"} <= locales.keys():
        return None
    pages = [
        model.objects.filter(locale=locales["en"]).first()
        for model in (HomePage, ProjectIndexPage, NewsIndexPage)
    ]
    return SiteInThreeLanguages(*pages, locales["fr"], locales["es"]) if all(pages) else None
