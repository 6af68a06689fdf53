"""Questions asked of projects. All go by facts, which are the same in every language."""

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Q
from wagtail.models.pages import PageManager

from images.pages import IllustratedQuerySet
from vocabularies.models import Country, Mechanism, Region

from .models.choices import PROVING


def _tagged(through: str, **tag: object) -> Exists:
    """A tag of the kind is on the project. ``EXISTS``: it stays one row however many tags match."""
    rows = apps.get_model("projects", through)._default_manager
    return Exists(rows.filter(content_object=OuterRef("pk"), **tag))


def is_in_region(region: Region | int) -> Q:
    return Q(_tagged("ProjectCountry", tag__region=region)) | Q(_tagged("ProjectRegion", tag=region))


class ProjectQuerySet(IllustratedQuerySet):
    def proving(self) -> "ProjectQuerySet":
        """That can be evidence: under way or completed, not planned, on hold or cancelled."""
        return self.filter(status__in=PROVING)

    def with_mechanism(self, mechanism: Mechanism | int) -> "ProjectQuerySet":
        return self.filter(_tagged("ProjectMechanism", tag=mechanism))

    def with_any(self, *, countries: list[Country], mechanisms: list[Mechanism]) -> "ProjectQuerySet":
        """That share a country or a way with another."""
        return self.filter(
            Q(_tagged("ProjectCountry", tag__in=countries))
            | Q(_tagged("ProjectMechanism", tag__in=mechanisms))
        )

    def in_region(self, region: Region | int) -> "ProjectQuerySet":
        """In a country of the region, or in the region as a whole."""
        return self.filter(is_in_region(region))

    def with_practice(self) -> "ProjectQuerySet":
        """That left behind a practice or case study.

        Its title is words, which a translation may lack for a while: any live language's will do, so that
        the list is the same in all of them.
        """
        carrying = self.model._default_manager.live().filter(
            ~Q(practice_title="")
            | Q(practice_document__isnull=False)
            | ~Q(practice_link="")
            | ~Q(practice_hub_link=""),
            translation_key=OuterRef("translation_key"),
            alias_of=None,
        )
        return self.filter(Exists(carrying))

    def latest_first(self) -> "ProjectQuerySet":
        """The latest start first; those whose start is not known last, by title."""
        return self.order_by(F("start").desc(nulls_last=True), "title")


ProjectManager = PageManager.from_queryset(ProjectQuerySet)
