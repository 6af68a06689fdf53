"""The sizes and formats in which pictures are shown, all made when a picture is uploaded.

Declared here only: what a page prints is what was made. Nothing is made while a reader waits, and a
picture that may not be shown has no rendition that an address could be guessed of.
"""

from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Q
from wagtail.images.models import Filter

from core.media import SHOWN

if TYPE_CHECKING:
    from .models import CustomImage, CustomRendition

LIGHT_FORMATS = ("avif", "webp")


@dataclass(frozen=True)
class Use:
    """One way in which pictures are shown."""

    operations: tuple[str, ...]
    """Wagtail's, the smallest first; each is made in both light formats."""
    fallback: str
    """The one that is made as JPEG, for browsers that know neither."""
    sizes: str
    """How wide it is on the page, as CSS has it: the widths are those of static/css/layout.css."""

    @property
    def specs(self) -> tuple[str, ...]:
        return tuple(
            f"{operation}|format-{name}" for name in LIGHT_FORMATS for operation in self.operations
        ) + (self.fallback_spec,)

    @property
    def fallback_spec(self) -> str:
        return f"{self.fallback}|format-jpeg"


# In the column of text, which is 42rem wide and on a small screen all but the margins.
COLUMN = Use(
    operations=("width-480", "width-960", "width-1440"),
    fallback="width-960",
    sizes="(min-width: 45rem) 42rem, calc(100vw - 2.2rem)",
)
# The same beside a page's opening words (static/css/components/opening.css).
LEAD = replace(COLUMN, sizes="(min-width: 60rem) 26rem, calc(100vw - 2.2rem)")
# On top of a card: three cards, two or one beside each other.
CARD = Use(
    operations=("fill-400x200", "fill-800x400"),
    fallback="fill-400x200",
    sizes=(
        "(min-width: 78rem) 23.7rem, (min-width: 64rem) calc((100vw - 7rem) / 3), "
        "(min-width: 42.5rem) calc((100vw - 4.5rem) / 2), calc(100vw - 2.2rem)"
    ),
)
SHARING = "fill-1200x630|format-jpeg"
"""What services show where a page is shared; they do not all read the light formats."""

ALL_SPECS = (*COLUMN.specs, *CARD.specs, SHARING)


def make_renditions(image: "CustomImage") -> None:
    """Make what is missing, and remove what a moved focal point or withdrawn consent has outdated."""
    public = image.renditions.filter(file__startswith=SHOWN)
    if not image.may_be_shown:
        public.delete()
        return
    filters = [Filter(spec=spec) for spec in ALL_SPECS]
    image.get_renditions(*filters)
    current = (
        Q(filter_spec=filter_.spec, focal_point_key=filter_.get_cache_key(image)) for filter_ in filters
    )
    public.exclude(reduce(or_, current)).delete()


def made(image: "CustomImage", specs: tuple[str, ...]) -> dict[str, "CustomRendition"]:
    """Those renditions that there are, by spec: one query for all uses, none where they were fetched."""
    if not hasattr(image, "prefetched_renditions"):
        image.prefetched_renditions = list(image.renditions.filter(filter_spec__in=ALL_SPECS))
    found = image.find_existing_renditions(*(Filter(spec=spec) for spec in specs))
    return {filter_.spec: rendition for filter_, rendition in found.items()}
