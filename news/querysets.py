"""Questions asked of news."""

from wagtail.models.pages import PageManager

from images.pages import IllustratedQuerySet


class NewsQuerySet(IllustratedQuerySet):
    def latest_first(self) -> "NewsQuerySet":
        return self.order_by("-date", "title")


NewsManager = PageManager.from_queryset(NewsQuerySet)
