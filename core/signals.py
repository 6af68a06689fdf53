"""What outdates the content version (``core/caching.py``) and what keeps translations' facts in step."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from taggit.models import TagBase
from wagtail.models import (
    CollectionViewRestriction,
    Locale,
    Page,
    PageViewRestriction,
    Revision,
    Site,
    TranslatableMixin,
)
from wagtail.signals import post_page_move, published
from wagtail_localize.models import StringTranslation

from .caching import renew_content_version
from .models.figure import Figure, require_not_in_use
from .translation.facts import synchronise_facts
from .translation.incoming import received
from .translation.publication import is_given_whole
from .translation.tree import move_translations, restriction_changed
from .translation.waiting import note_new_words

CONTENT_APPS = {"core", "vocabularies", "projects", "news", "home", "wagtailredirects"}
"""Of apps whose rows are content. A model says of itself where it is otherwise: ``is_content``."""

OUTDATING = (
    *(Page, PageViewRestriction, CollectionViewRestriction),
    *(TagBase, TranslatableMixin, Locale, Site),
)


OF_DRAFTS = frozenset(
    {"draft_title", "has_unpublished_changes", "latest_revision", "latest_revision_created_at"}
)
"""What Wagtail notes on a row when a draft is saved, as its editor does all the while somebody types."""


def _outdate(sender: type[Model], update_fields: frozenset[str] | None = None, **kwargs: Any) -> None:
    if update_fields is not None and update_fields <= OF_DRAFTS:
        return
    by_default = issubclass(sender, OUTDATING) or sender._meta.app_label in CONTENT_APPS
    if getattr(sender, "is_content", by_default):
        renew_content_version()


def _scheduled(sender: type[Revision], instance: Revision, **kwargs: Any) -> None:
    if instance.approved_go_live_at is not None:  # what is kept ends at that moment
        renew_content_version()


def _published(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    if isinstance(instance, TranslatableMixin):
        synchronise_facts(instance, is_whole=is_given_whole(kwargs.get("revision")))


def _moved(
    sender: type[Page], instance: Page, url_path_before: str, url_path_after: str, **kwargs: Any
) -> None:
    if url_path_before != url_path_after:
        move_translations(instance)


def _restricted(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, PageViewRestriction):  # not where a group is looked at from its own side
        restriction_changed(instance)


def _figure_goes(sender: type[Model], instance: Figure, **kwargs: Any) -> None:
    require_not_in_use(instance)


def _figure_gone(sender: type[Model], instance: Figure, **kwargs: Any) -> None:
    """A figure goes in all languages, however it was deleted."""
    instance.get_translations().delete()


def connect() -> None:
    """Called once, when the app is ready."""
    post_save.connect(_outdate, dispatch_uid="outdate-on-save")
    post_delete.connect(_outdate, dispatch_uid="outdate-on-delete")
    post_save.connect(_scheduled, sender=Revision, dispatch_uid="outdate-on-schedule")
    pre_delete.connect(_figure_goes, sender=Figure, dispatch_uid="figure-in-use-stays")
    post_delete.connect(_figure_gone, sender=Figure, dispatch_uid="figure-goes-in-all-languages")
    post_page_move.connect(_moved, dispatch_uid="translations-follow")
    for signal in (post_save, post_delete):
        signal.connect(_restricted, sender=PageViewRestriction, dispatch_uid="privacy-shared")
    m2m_changed.connect(
        _restricted, sender=PageViewRestriction.groups.through, dispatch_uid="privacy-of-groups-shared"
    )
    pre_save.connect(received, sender=StringTranslation, dispatch_uid="texts-received")
    post_save.connect(note_new_words, sender=StringTranslation, dispatch_uid="new-words")
    published.connect(_published, dispatch_uid="facts-in-step")
