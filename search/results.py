"""What a text finds: every page once, in the reader's language where it can be had in it, the best first."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page as Sheet
from django.core.paginator import Paginator
from django.db.models import BooleanField, CharField, Exists, ExpressionWrapper, OuterRef, Q
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page

from core.models import BasePage
from core.search import Wanted, matching, public_pages
from core.search_index import documents_of, texts_in
from core.site_structure import language_homes
from news.models import NewsPage
from projects.models import ProjectPage, RegionPage

from .excerpts import Marker, Part

ON_A_SHEET = 20


@dataclass(frozen=True)
class Kind:
    """A kind of page that a reader can narrow the results down to."""

    code: str
    """As it stands in addresses."""
    one: Promise
    many: Promise
    model: type[BasePage] | None = None
    """None for the pages of all other types."""


KINDS = (
    Kind("project", _("Project"), _("Projects"), ProjectPage),
    Kind("news", pgettext_lazy("one piece", "News"), _("News"), NewsPage),
    Kind("region", _("Region"), _("Regions"), RegionPage),
    Kind("page", _("Page"), _("Other pages")),
)
BY_CODE = {kind.code: kind for kind in KINDS}


@dataclass(frozen=True)
class Result:
    """A page as it is listed."""

    kind: Kind
    title: list[Part]
    path: str
    language: str
    excerpt: list[Part]


@dataclass
class _Found:
    """A page in all its languages, of which one or more match."""

    key: str
    kind: str
    is_in_own_language: bool
    """Whether it can be had in the reader's language."""
    pk: int
    """Of the language that matches best; of several the oldest."""
    score: int


class Results:
    """What a text finds for readers of a language. Three queries, whatever the number of pages found.

    ``kind``: the code of the only kind that is listed; empty for all.
    """

    def __init__(self, wanted: Wanted, language: str, kind: str = "") -> None:
        self.wanted = wanted
        self.kind = kind
        home = language_homes().get(language)
        self.locale = home.locale if home else None

    @cached_property
    def _everything(self) -> list[_Found]:
        kinds = {ContentType.objects.get_for_model(kind.model).pk: kind.code for kind in KINDS if kind.model}
        own = Q(locale=self.locale)
        twin = public_pages(Page).filter(own, translation_key=OuterRef("translation_key"))
        rows = matching(Page, self.wanted).values_list(
            "pk",
            "score",
            "content_type",
            # As text: to make thirty thousand objects of them takes longer than to find them.
            Cast("translation_key", CharField()),
            ExpressionWrapper(own | Exists(twin), output_field=BooleanField()),
        )
        found: dict[str, _Found] = {}
        for pk, score, content_type, key, is_own in rows:
            one = found.get(key)
            if one is None:
                found[key] = _Found(key, kinds.get(content_type, "page"), bool(is_own), pk, score)
            elif (score, -pk) > (one.score, -one.pk):
                one.pk, one.score = pk, score
        return sorted(found.values(), key=lambda one: (not one.is_in_own_language, -one.score, -one.pk))

    @property
    def count(self) -> int:
        """Of all kinds."""
        return len(self._everything)

    @cached_property
    def count_by_kind(self) -> list[tuple[Kind, int]]:
        """The kinds that there are, and the one that is chosen."""
        counts = Counter(one.kind for one in self._everything)
        return [(kind, counts[kind.code]) for kind in KINDS if counts[kind.code] or kind.code == self.kind]

    def sheet(self, number: int) -> Sheet:
        """One of the sheets; the last one where there are fewer."""
        listed = [one for one in self._everything if self.kind in ("", one.kind)]
        return Paginator(listed, ON_A_SHEET).get_page(number)

    def on(self, sheet: Sheet) -> list[Result]:
        """What a sheet lists."""
        found = list(sheet.object_list)
        pages = self._pages(found)
        documents = documents_of(pages.values())
        languages = {home.locale.pk: home for home in language_homes().values()}
        results = []
        for one in found:
            if page := pages.get(one.key):
                home = languages[page.locale_id]
                marker = Marker(self.wanted, home.language)
                results.append(
                    Result(
                        BY_CODE[one.kind],
                        marker.marked(page.title),
                        home.path_of(page.url_path),
                        home.language,
                        marker.excerpt(texts_in(documents.get(page.pk, ""))),
                    )
                )
        return results

    def _pages(self, found: Iterable[_Found]) -> dict[str, Page]:
        """The pages to be listed, by their key: in the reader's language, else in the one that matches."""
        best = {one.key: one.pk for one in found}
        pages: dict[str, Page] = {}
        in_all_languages = public_pages(Page).annotate(key=Cast("translation_key", CharField()))
        for page in in_all_languages.filter(translation_key__in=list(best)):
            is_own = self.locale is not None and page.locale_id == self.locale.pk
            if is_own or (page.pk == best[page.key] and page.key not in pages):
                pages[page.key] = page
        return pages
