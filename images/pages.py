"""Pages and the pictures they show: fetched for a whole list or a whole page at once."""

from collections.abc import Iterator

from django.db.models import ForeignKey, Prefetch, QuerySet
from wagtail.fields import StreamField
from wagtail.models import Locale, Page

from core.querysets import BasePageQuerySet

from .models import CustomImage, CustomRendition
from .renditions import ALL_SPECS, CARD


class IllustratedQuerySet(BasePageQuerySet):
    """Pages with an ``image``."""

    def in_best_language(self, locale: Locale) -> QuerySet:
        """As its lists need them: with the pictures of their cards, in one more query."""
        return super().in_best_language(locale).select_related("image").prefetch_related(card_renditions())

    def for_cards(self) -> QuerySet:
        """Pages that were found otherwise, as their lists need them."""
        pages = self.select_related("locale", "image").prefetch_related(card_renditions())
        return pages.defer_streamfields()


def card_renditions(page: str = "") -> Prefetch:
    """For ``prefetch_related``: what the card of a page with an ``image`` prints. ``page``: the way there."""
    cards = CustomRendition.objects.filter(filter_spec__in=CARD.specs)
    return Prefetch(f"{page}image__renditions", queryset=cards, to_attr="prefetched_renditions")


def image_ids(page: Page) -> set[int]:
    """All pictures that a page refers to, in its fields and anywhere in its bodies."""
    return set(_image_ids(page))


def _image_ids(page: Page) -> Iterator[int]:
    for field in page._meta.get_fields():
        if isinstance(field, ForeignKey) and field.related_model is CustomImage:
            if (key := getattr(page, field.attname)) is not None:
                yield key
        elif isinstance(field, StreamField):
            for model, key, *_where in field.stream_block.extract_references(getattr(page, field.name)):
                if model is CustomImage:
                    yield int(key)


def renditions_in(page: Page) -> dict[int, list[CustomRendition]]:
    """Those of every picture of the page, by the picture's key: read once, with the first that is printed."""
    if not hasattr(page, "_renditions_in_it"):
        found: dict[int, list[CustomRendition]] = {key: [] for key in image_ids(page)}
        for rendition in CustomRendition.objects.filter(image_id__in=found, filter_spec__in=ALL_SPECS):
            found[rendition.image_id].append(rendition)
        page._renditions_in_it = found
    return page._renditions_in_it
