"""What outdates the content version (``core/caching.py``) and what keeps translations' facts in step."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from taggit.models import TagBase
from wagtail.models import Locale, Page, PageViewRestriction, Site, TranslatableMixin
from wagtail.signals import published

from .caching import renew_content_version
from .translation.facts import synchronise_facts

CONTENT_APPS = {"core", "vocabularies", "projects", "news", "home", "assistance", "wagtailredirects"}


def _outdate(sender: type[Model], **kwargs: Any) -> None:
    if (
        issubclass(sender, Page | PageViewRestriction | TagBase | TranslatableMixin | Locale | Site)
        or sender._meta.app_label in CONTENT_APPS
    ):
        renew_content_version()


def _published(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    if isinstance(instance, TranslatableMixin):
        synchronise_facts(instance)


def connect() -> None:
    """Called once, when the app is ready."""
    post_save.connect(_outdate, dispatch_uid="outdate-on-save")
    post_delete.connect(_outdate, dispatch_uid="outdate-on-delete")
    published.connect(_published, dispatch_uid="facts-in-step")
