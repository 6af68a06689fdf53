"""Who is written to, and the private link that they have."""

import json
from typing import Any

from django.db import transaction

from assistance import mail, vault
from assistance.audit import record
from assistance.models import Actor, AssistanceRequest, Event, MailKind
from core.rate_limits import taken

from .locking import to_be_changed

LINKS_A_DAY = 5
"""Of one request, asked for with its reference and address."""


@transaction.atomic
def correct_contact(
    request: AssistanceRequest, *, name: str, function: str, email: str, phone: str, by: Any = None
) -> AssistanceRequest:
    """Another contact. A new address makes the links given out so far void; both addresses are told."""
    request = to_be_changed(request)
    old = request.contact_email
    request.contact_name, request.contact_function = name, function
    request.contact_email, request.contact_phone = email, phone
    moved = old.casefold() != email.casefold()
    if moved:
        request.link_version += 1
    request.save()
    actor = Actor.STAFF if by else Actor.PARTNER
    record(request.reference, Event.CONTACT_CHANGED, actor, by=by)
    if moved:
        mail.write(request, MailKind.LINK)
        mail.write(request, MailKind.CONTACT_CHANGED, {"link": "", "name": ""}, recipient=old)
    if not by:
        mail.tell_staff(request)
    return request


def sealed_for_queue(reference: str, email: str) -> str:
    """What the queue may keep of who asked for a link, until the worker looks it up."""
    return vault.wrap(json.dumps([reference, email]).encode()).decode()


def renew_link_if_known(sealed: str) -> None:
    """Send a new link, if there is such a request with this contact; else nothing, and nobody hears of it."""
    reference, email = json.loads(vault.unwrap(sealed.encode()))
    request = AssistanceRequest.objects.filter(reference__iexact=reference, anonymised_at=None).first()
    if request is None or request.contact_email.casefold() != email.casefold():
        return
    # Each makes the link void that was sent before: nobody is to do that to a partner all day long.
    if not taken("request-link-of", request.submission_key, LINKS_A_DAY, 24 * 60 * 60):
        renew_link(request)


@transaction.atomic
def renew_link(request: AssistanceRequest, by: Any = None) -> None:
    """Send the contact a new private link; those given out before are void."""
    request = to_be_changed(request)
    request.link_version += 1
    request.save(update_fields=["link_version"])
    record(request.reference, Event.LINK_RENEWED, Actor.STAFF if by else Actor.PARTNER, by=by)
    mail.write(request, MailKind.LINK)
