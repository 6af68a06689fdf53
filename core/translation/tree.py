"""A page's place and privacy are facts too: its translations follow it."""

from django.db import transaction
from wagtail.models import Page, PageViewRestriction
from wagtail_localize.models import TranslationSource


def _source_of(page: Page) -> TranslationSource | None:
    """The translation source that the page is the original of."""
    return TranslationSource.objects.filter(object_id=page.translation_key, locale_id=page.locale_id).first()


@transaction.atomic
def move_translations(page: Page) -> None:
    """Move the translations of a page that has been moved below the translations of its new parent.

    Where the new parent has none, a translation stays where it is.
    """
    if _source_of(page) is None:
        return
    parent = page.get_parent()
    for twin in page.get_translations():
        new_parent = parent.get_translation_or_none(twin.locale)
        if new_parent is not None and not twin.is_child_of(new_parent):
            twin.move(new_parent, pos="last-child")


@transaction.atomic
def share_privacy(page: Page) -> None:
    """Give the translations of a page the view restriction that the page has, or none."""
    source = _source_of(page)
    if source is None:
        return
    page = Page.objects.get(pk=page.pk)
    for twin in page.get_translations():
        source.sync_view_restrictions(page, twin)


def restriction_changed(instance: PageViewRestriction) -> None:
    if Page.objects.filter(pk=instance.page_id).exists():
        share_privacy(instance.page)
