"""A request while it is changed: as it is now, for oneself, or a refusal."""

from django.utils.translation import gettext as _

from assistance.models import AssistanceRequest


class NotAllowed(Exception):
    """The request's stage does not allow it. Its text is for whoever asked."""


def locked(request: AssistanceRequest) -> AssistanceRequest:
    """The request as it is now, for oneself until the transaction ends."""
    return AssistanceRequest.objects.select_for_update().get(pk=request.pk)


def to_be_changed(request: AssistanceRequest) -> AssistanceRequest:
    """The same, where there is still somebody that it is about."""
    request = locked(request)
    if request.anonymised_at:
        raise NotAllowed(_("This request is anonymous: nothing can be changed in it."))
    return request
