"""Writing e-mail to partners and to staff. It is put on its way with the transaction, and sent after it."""

from collections.abc import Mapping

from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from core.site_structure import language_homes

from .links import follow_address
from .mail_words import filled_in
from .models import AssistanceRequest, MailKind, OutgoingMail
from .texts import mail_words, stage_words

STAFF_PERMISSION = "assistance.change_assistancerequest"


def write(
    request: AssistanceRequest, kind: MailKind, words: Mapping[str, str] | None = None, recipient: str = ""
) -> OutgoingMail:
    """Put an e-mail to the partner on its way, in the language that the partner is answered in.

    ``words``: what is filled in beside what every e-mail may say. ``recipient``: else the contact.
    """
    mail = preview(request, kind, words)
    mail.recipient = recipient or request.contact_email
    return _put_on_its_way(mail)


def preview(
    request: AssistanceRequest, kind: MailKind, words: Mapping[str, str] | None = None
) -> OutgoingMail:
    """The e-mail as it would be sent, kept nowhere."""
    stage = stage_words(request.language)[request.stage]
    known = {
        "reference": request.reference,
        "name": request.contact_name,
        "stage": stage.name,
        "explanation": stage.explanation,
        "needed": request.needed,
        "link": follow_address(request),
        "days": str(settings.REQUEST_LINK_DAYS),
        **(words or {}),
    }
    subject, body = mail_words(kind, request.language) or _bare_words(request.language)
    return OutgoingMail(
        request=request,
        kind=kind,
        language=request.language,
        # A subject is one line, whatever was filled in.
        subject=" ".join(filled_in(subject, known).split())[:255],
        body=filled_in(body, known),
    )


def tell_staff(request: AssistanceRequest) -> None:
    """Tell who handles requests that there is something new; no more than the reference leaves the house."""
    people = [request.assignee] if request.assignee else _staff()
    for person in people:
        if person is None or not person.email:
            continue
        profile = getattr(person, "wagtail_userprofile", None)
        language = profile.get_preferred_language() if profile else settings.LANGUAGE_CODE
        subject, body = mail_words(MailKind.STAFF, language) or _bare_words(language)
        words = {
            "reference": request.reference,
            "link": settings.SITE_URL + reverse("assistance_requests:inspect", args=[request.pk]),
        }
        _put_on_its_way(
            OutgoingMail(
                request=request,
                kind=MailKind.STAFF,
                language=language,
                recipient=person.email,
                subject=filled_in(subject, words)[:255],
                body=filled_in(body, words),
            )
        )


def _staff() -> list:
    return list(
        get_user_model()
        .objects.with_perm(
            STAFF_PERMISSION, include_superusers=False, backend="django.contrib.auth.backends.ModelBackend"
        )
        .select_related("wagtail_userprofile")
    )


def _put_on_its_way(mail: OutgoingMail) -> OutgoingMail:
    from .tasks import deliver

    mail.save()
    deliver.enqueue(mail.pk)
    return mail


def _bare_words(language: str) -> tuple[str, str]:
    """Where nobody has written a text: better these than nothing."""
    with translation.override(language if language in language_homes() else settings.LANGUAGE_CODE):
        return _("Your request {reference} to MIEUX+"), _(
            "There is news of your request {reference}:\n\n{link}\n\n{message}"
        )
