"""Questions asked of news."""

from wagtail.models.pages import PageManager

from core.querysets import BasePageQuerySet


class NewsQuerySet(BasePageQuerySet):
    def latest_first(self) -> "NewsQuerySet":
        return self.order_by("-date", "title")


NewsManager = PageManager.from_queryset(NewsQuerySet)
