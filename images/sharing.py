"""The picture that goes with a page where it is shared."""

from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings

from core.caching import kept_while_current

from .models import CustomImage
from .renditions import SHARING, made


@dataclass(frozen=True)
class SharedPicture:
    url: str
    """With the host, as those who fetch it need it."""
    width: int
    height: int
    alt: str


def shared_picture(image: CustomImage | None, alt: str) -> SharedPicture | None:
    """None where there is no image, or none that may be shown."""
    if image is None or not image.may_be_shown:
        return None
    rendition = made(image, (SHARING,)).get(SHARING)
    if rendition is None:
        return None
    url = urljoin(f"{settings.SITE_URL}/", rendition.url)
    return SharedPicture(url, rendition.width, rendition.height, alt)


@kept_while_current
def default_shared_picture() -> SharedPicture | None:
    """For pages that have none. It stands for the site, and its alternative text is the site's name."""
    image = CustomImage.objects.filter(is_sharing_default=True).first()
    return shared_picture(image, settings.WAGTAIL_SITE_NAME)
