"""Where a link to a page leads: its translation into the reader's language, if that is public."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex

from .caching import kept_while_current
from .privacy import is_private
from .site_structure import language_homes


@dataclass(frozen=True)
class LinkTarget:
    path: str
    """Address below the host."""
    title: str
    language: str
    url_path: str


@kept_while_current
def link_target(page_pk: int, language: str) -> LinkTarget | None:
    """What readers of ``language`` get for a link to a page; None where there is nothing public.

    In their language, else the page that was linked, else its first translation.
    """
    homes = language_homes()
    linked = Page.objects.filter(pk=page_pk).values("translation_key")
    twins = list(
        Page.objects.live()
        .exclude(is_private())
        .filter(translation_key__in=linked, alias_of=None, locale__language_code__in=list(homes))
        .order_by("pk")
        .values_list("pk", "locale__language_code", "title", "url_path")
    )
    twins.sort(key=lambda twin: (twin[1] != language, twin[0] != page_pk))
    for _pk, code, title, url_path in twins:
        if url_path.startswith(homes[code].url_path):
            return LinkTarget(homes[code].path_of(url_path), title, code, url_path)
    return None


def links_to_nowhere(page: Page) -> list[str]:
    """Titles of the pages that ``page`` links to, in texts and blocks, and that readers cannot see."""
    linked = Page.objects.filter(
        pk__in=ReferenceIndex.get_references_for_object(page)
        .filter(base_content_type=ContentType.objects.get_for_model(Page))
        .values_list(Cast("to_object_id", output_field=Page._meta.pk), flat=True)
    )
    language = page.locale.language_code
    return [target.get_admin_display_title() for target in linked if link_target(target.pk, language) is None]
