"""Questions asked of projects beyond those that the portfolio answers (``finder/portfolio.py``)."""

from django.db.models import Q
from wagtail.models.pages import PageManager

from images.pages import IllustratedQuerySet


class ProjectQuerySet(IllustratedQuerySet):
    def with_practice(self) -> "ProjectQuerySet":
        """That left behind a practice or case study."""
        return self.filter(
            ~Q(practice_title="")
            | Q(practice_document__isnull=False)
            | ~Q(practice_link="")
            | ~Q(practice_hub_link="")
        )


ProjectManager = PageManager.from_queryset(ProjectQuerySet)
