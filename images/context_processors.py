"""What every template may print of pictures."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject


def sharing(request: HttpRequest) -> dict:
    """``default_share_image``: the picture of pages that have none (``images.sharing``)."""
    from .sharing import default_shared_picture

    return {"default_share_image": SimpleLazyObject(default_shared_picture)}
