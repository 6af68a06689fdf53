"""The site's skeleton, read once and kept: its languages' home pages, menus and footers."""

from dataclasses import dataclass
from typing import TypeVar

from django.http import Http404
from django.utils.translation import get_language
from wagtail.models import Locale, Page, Site

from .caching import kept_while_current
from .privacy import is_private

PageOfType = TypeVar("PageOfType", bound=Page)


@dataclass(frozen=True)
class MenuEntry:
    title: str
    path: str
    """Address below the host, ``/fr/projects/``."""


@dataclass(frozen=True)
class LanguageHome:
    """A language that the public site is live in."""

    language: str
    locale: Locale
    url_path: str
    menu: tuple[MenuEntry, ...]
    footer: tuple[MenuEntry, ...]
    """The pages right below the home page that are not in the menu."""

    @property
    def path(self) -> str:
        return f"/{self.language}/"

    def path_of(self, url_path: str) -> str:
        """The address of a page below this home, from Wagtail's ``url_path``."""
        return self.path + url_path.removeprefix(self.url_path)


@kept_while_current
def language_homes() -> dict[str, LanguageHome]:
    """Live home pages by language code, the default site's own language first."""
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    if site is None:
        return {}
    root = site.root_page
    homes = list(
        Page.objects.live()
        .filter(translation_key=root.translation_key, alias_of=None)
        .select_related("locale")
        .order_by("locale__language_code")
    )
    homes.sort(key=lambda home: home.pk != root.pk)
    children = list(
        Page.objects.live()
        .exclude(is_private())
        .filter(depth=root.depth + 1, alias_of=None, locale_id__in=[home.locale_id for home in homes])
        .order_by("path")
    )
    # Every language's menu stands in the order of the site's own language.
    own = [child.translation_key for child in children if child.locale_id == root.locale_id]
    children.sort(
        key=lambda child: own.index(child.translation_key) if child.translation_key in own else len(own)
    )
    found = {}
    for home in homes:
        language = home.locale.language_code
        own_children = [child for child in children if child.url_path.startswith(home.url_path)]
        found[language] = LanguageHome(
            language,
            home.locale,
            home.url_path,
            menu=_entries(home, [child for child in own_children if child.show_in_menus]),
            footer=_entries(home, [child for child in own_children if not child.show_in_menus]),
        )
    return found


def _entries(home: Page, pages: list[Page]) -> tuple[MenuEntry, ...]:
    language = home.locale.language_code
    return tuple(
        MenuEntry(page.title, f"/{language}/{page.url_path.removeprefix(home.url_path)}") for page in pages
    )


def public_list_page(model: type[PageOfType]) -> PageOfType:
    """The page of a type that each home page has one of, in the active language. 404 where none is public."""
    home = language_homes().get(get_language() or "")
    page = (
        model._default_manager.live()
        .exclude(is_private())
        .filter(locale=home.locale, alias_of=None)
        .select_related("locale")
        .first()
        if home
        else None
    )
    if page is None:
        raise Http404
    return page


@kept_while_current
def list_page_path(model: type[Page], language: str) -> str:
    """The address of the page of a type that each home page has one of; empty where none is public."""
    home = language_homes().get(language)
    url_path = (
        model._default_manager.live()
        .exclude(is_private())
        .filter(locale=home.locale, alias_of=None)
        .values_list("url_path", flat=True)
        .first()
        if home
        else None
    )
    return home.path_of(url_path) if home and url_path else ""


def live_languages() -> tuple[str, ...]:
    """Codes of the languages with a live home page."""
    return tuple(language_homes())
