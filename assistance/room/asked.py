"""One request in the room: how a view gets at it, and its address."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from assistance.models import AssistanceRequest

from .listing import NAMESPACE
from .rights import InTheRoom


def address_of(request: AssistanceRequest) -> str:
    return reverse(f"{NAMESPACE}:inspect", args=[request.pk])


class AboutRequest(InTheRoom):
    """A view of one request, ``asked``: the request for assistance, not the one for a page."""

    kwargs: dict[str, Any]

    @cached_property
    def asked(self) -> AssistanceRequest:
        return get_object_or_404(AssistanceRequest.objects.select_related("country"), pk=self.kwargs["pk"])
