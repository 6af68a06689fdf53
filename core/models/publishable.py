"""Texts outside pages that are drafted, published and translated as pages are."""

from django.db import models
from wagtail.models import DraftStateMixin, RevisionMixin, TranslatableMixin

from core.translation.publication import PublishedWhole


class PublishableSnippet(PublishedWhole, DraftStateMixin, RevisionMixin, TranslatableMixin, models.Model):
    """A translatable snippet whose translation starts as a draft, so that no English shows under ``/fr/``."""

    class Meta(TranslatableMixin.Meta):
        abstract = True
