"""Questions asked of news. All go by facts, which are the same in every language."""

from collections.abc import Sequence

from django.apps import apps
from django.db.models import Count, Exists, OuterRef, Q
from wagtail.models import Page
from wagtail.models.pages import PageManager

from core.page_lists import ListedPage, read_when_printed
from images.pages import IllustratedQuerySet
from vocabularies.tagging import attach_terms


def happened_in(year: int) -> Q:
    return Q(date__year=year)


def _tagged(through: str, tag: int) -> Q:
    """The tag is on the item. ``EXISTS``: it stays one row however many tags it has."""
    rows = apps.get_model("news", through)._default_manager
    return Q(Exists(rows.filter(content_object=OuterRef("pk"), tag=tag)))


def is_about_country(country: int) -> Q:
    return _tagged("NewsCountry", country)


def is_about_objective(objective: int) -> Q:
    return _tagged("NewsObjective", objective)


class NewsQuerySet(IllustratedQuerySet):
    def listed(self, language: str) -> list[ListedPage]:
        """For a list, whose cards are kept. One query; three more where a card is not."""

        def read(pks: Sequence[int]) -> list[Page]:
            pages = list(self.model._default_manager.for_cards().filter(pk__in=pks))
            attach_terms(pages, language)
            return pages

        return read_when_printed(self.prefetch_related(None).values_list("pk", flat=True), read)

    def latest_first(self) -> "NewsQuerySet":
        """The last by its key: what happened on one day stands in one order on every sheet of a list."""
        return self.order_by("-date", "title", "pk")

    def count_by_year(self) -> dict[int, int]:
        rows = self.order_by().values_list("date__year").annotate(Count("pk"))
        return dict(rows)

    def count_by_country(self) -> dict[int, int]:
        """By the country's primary key; of countries that are named."""
        return self._count_by("country_items")

    def count_by_objective(self) -> dict[int, int]:
        return self._count_by("objective_items")

    def _count_by(self, items: str) -> dict[int, int]:
        rows = self.order_by().filter(**{f"{items}__isnull": False})
        return dict(rows.values_list(f"{items}__tag").annotate(Count("pk", distinct=True)))


NewsManager = PageManager.from_queryset(NewsQuerySet)
