"""Pictures and videos inside a body."""

import re
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageBlock

from .links import FactUrlBlock


class CaptionedImageBlock(blocks.StructBlock):
    """A picture with its alternative text in the page's language, and a caption."""

    image = ImageBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, default="", max_length=255)

    class Meta:
        label = _("Image")
        icon = "image"
        template = "core/blocks/captioned_image.html"


@dataclass(frozen=True)
class VideoHost:
    """Where videos may be embedded from. The Content-Security-Policy allows frames of these hosts only."""

    name: str
    addresses: re.Pattern
    """Of a video's own page; the group ``id`` is the video."""
    player: str
    """Of its player, without cookies where the host offers that."""


VIDEO_HOSTS = (
    VideoHost(
        "YouTube",
        re.compile(
            r"https://(?:www\.|m\.)?(?:youtube\.com/(?:watch\?(?:.*&)?v=|embed/|live/|shorts/)|youtu\.be/)"
            r"(?P<id>[\w-]{6,20})(?:[?&#].*)?"
        ),
        "https://www.youtube-nocookie.com/embed/{}",
    ),
    VideoHost(
        "Vimeo",
        re.compile(r"https://(?:www\.|player\.)?vimeo\.com/(?:video/)?(?P<id>\d{6,12})(?:[/?#].*)?"),
        "https://player.vimeo.com/video/{}?dnt=1",
    ),
)


@dataclass(frozen=True)
class Video:
    host: str
    player: str


def find_video(address: str) -> Video | None:
    """The video at an address, if its host is one of ``VIDEO_HOSTS``."""
    for host in VIDEO_HOSTS:
        if found := host.addresses.fullmatch(address):
            return Video(host.name, host.player.format(found["id"]))
    return None


class VideoBlock(blocks.StructBlock):
    """A video of another host. Nothing is loaded from there before the reader asks for it."""

    url = FactUrlBlock(
        label=_("Address of the video"),
        help_text=_("On YouTube or Vimeo. Nothing is loaded from there until a reader clicks."),
    )
    title = blocks.CharBlock(label=_("Title"), max_length=255)
    description = blocks.TextBlock(
        label=_("What can be seen and heard"),
        help_text=_("For those who do not play it: what it shows, who speaks, in which language."),
    )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        # A draft may still be without one.
        if cleaned["url"] and find_video(cleaned["url"]) is None:
            raise StructBlockValidationError(
                block_errors={
                    "url": ValidationError(_("This is not the address of a video on YouTube or Vimeo."))
                }
            )
        return cleaned

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        return super().get_context(value, parent_context=parent_context) | {
            "video": find_video(value["url"] or "")
        }

    class Meta:
        label = _("Video")
        icon = "media"
        template = "core/blocks/video.html"
