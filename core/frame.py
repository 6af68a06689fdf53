"""What stands around the content of every public page: languages, menu, breadcrumb, footer."""

from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page

from .caching import kept_while_current
from .models.site_text import SiteText, site_text
from .privacy import is_private
from .site_structure import LanguageHome, MenuEntry, language_homes


@dataclass(frozen=True)
class LanguageLink:
    language: str
    path: str
    is_current: bool
    is_same_page: bool
    """False where the page has no translation: the link then leads to that language's home page."""


@dataclass(frozen=True)
class Crumb:
    title: str
    path: str


@dataclass(frozen=True)
class Frame:
    home: LanguageHome | None
    title: str
    """What the breadcrumb and those who share the page call it; empty where there is no page."""
    seo_title: str
    """Its title to search engines and in a browser's tabs, where that is another."""
    description: str
    path: str
    """Address of the page below the host; of the request where there is no page."""
    menu: tuple[MenuEntry, ...]
    footer: tuple[MenuEntry, ...]
    languages: tuple[LanguageLink, ...]
    breadcrumb: tuple[Crumb, ...]
    text: SiteText | None
    shows_funding: bool
    """False on a page with a derogation from EU visibility."""
    query: str = ""
    """What of the address after its ``?`` a change of language keeps: the state of a list."""
    canonical_query: str = ""
    """What of it makes a page of its own to search engines."""

    def in_state(self, query: str, canonical_query: str) -> "Frame":
        return replace(self, query=query, canonical_query=canonical_query)

    def below(self, address: str, title: str, *, seo_title: str = "", description: str = "") -> "Frame":
        """The frame of a page that this one answers at ``address`` (``map/``) below its own.

        It is there in every language that this page is in.
        """
        return replace(
            self,
            title=title,
            seo_title=seo_title,
            description=description,
            path=self.path + address,
            languages=tuple(
                replace(link, path=link.path + address) if link.is_same_page else link
                for link in self.languages
            ),
            breadcrumb=(*self.breadcrumb, Crumb(self.title, self.path)),
            query="",
            canonical_query="",
        )

    @property
    def default_path(self) -> str | None:
        """For readers of no offered language: the root for home pages, else the site's own language."""
        if self.home and self.path == self.home.path:
            return "/"
        own = self.languages[0] if self.languages else None
        return own.path if own and own.is_same_page else None


def build_frame(request: HttpRequest, page: Page | None = None) -> Frame:
    """The frame in the language of ``page``, or of the request where there is none (an error page).

    With a page: one query (its translations) beside what is kept. Without: none.
    """
    homes = language_homes()
    language = page.locale.language_code if page else get_language()
    home = homes.get(language)
    paths = {}
    if page:
        by_locale = {other.locale.pk: other for other in homes.values()}
        paths = {
            by_locale[locale].language: by_locale[locale].path_of(url_path)
            for locale, url_path in Page.objects.live()
            .filter(translation_key=page.translation_key, alias_of=None, locale__in=by_locale)
            .exclude(is_private())
            .values_list("locale", "url_path")
        }
        if home:
            paths[language] = home.path_of(page.url_path)
    languages = tuple(
        LanguageLink(code, paths.get(code, other.path), code == language, code in paths)
        for code, other in homes.items()
    )
    return Frame(
        home=home,
        title=page.title if page else "",
        seo_title=page.seo_title if page else "",
        description=getattr(page, "description", ""),
        path=paths.get(language, request.path),
        menu=home.menu if home else (),
        footer=home.footer if home else (),
        languages=languages,
        breadcrumb=_breadcrumb(page, home),
        text=site_text(language),
        shows_funding=not getattr(page, "visibility_derogation", ""),
    )


def _breadcrumb(page: Page | None, home: LanguageHome | None) -> tuple[Crumb, ...]:
    """The way from the home page to the page's parent."""
    if page is None or home is None or page.depth <= 2:
        return ()
    return _way_down(page.path[: -page.steplen], home.language)


@kept_while_current
def _way_down(path: str, language: str) -> tuple[Crumb, ...]:
    """From the home page to the page with this tree path. One query."""
    home = language_homes()[language]
    paths = [path[:end] for end in range(2 * Page.steplen, len(path) + 1, Page.steplen)]
    above = Page.objects.filter(path__in=paths).order_by("depth").values_list("title", "url_path")
    return tuple(Crumb(title, home.path_of(url_path)) for title, url_path in above)
