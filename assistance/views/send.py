"""The third step: one form, which nothing typed is lost from, sent once however often it is sent."""

from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from assistance import drafts, services
from assistance.drafts import Draft
from assistance.eligibility import doors
from assistance.files.inspection import MOST_BYTES, MOST_BYTES_IN_ALL
from assistance.forms.sending import SendingForm, values_of
from assistance.intake import intake
from assistance.links import follow_path
from assistance.models import AssistanceRequest, IntakeState, RequestKind, RequestPage
from assistance.models.draft import KEPT
from assistance.uploads import take_in, uploaded
from core.client_address import client_key
from core.rate_limits import ALL, taken

from .step import step, step_page

HOUR, DAY = 60 * 60, 24 * 60 * 60
FORMS_AN_HOUR = 20
"""Begun by one client."""
SAVES_AN_HOUR = 120
TRAP = "website"
"""A field that nobody sees: who fills it in is a program."""
KINDS = {
    IntakeState.OPEN: RequestKind.REQUEST,
    IntakeState.BETWEEN_PHASES: RequestKind.EXPRESSION_OF_INTEREST,
}
"""What is taken in each state of intake; nothing in the others."""


def current_kind() -> RequestKind | None:
    now = intake(get_language() or "")
    return KINDS.get(IntakeState(now.state)) if now else None


@require_http_methods(["GET", "HEAD", "POST"])
@step
def send(request: HttpRequest, page: RequestPage) -> HttpResponse:
    """The empty form. The first post makes a draft of it."""
    if request.method == "POST":
        return _receive(request, page, Draft(_token_of_form(request) or drafts.new_token()))
    return _form_page(request, page, Draft(drafts.new_token()))


@require_http_methods(["GET", "HEAD", "POST"])
@step
def send_draft(request: HttpRequest, page: RequestPage, token: str) -> HttpResponse:
    """A form that was begun, by its private link."""
    draft = drafts.load(token)
    if request.method == "POST":
        if draft is None and _sent_with(token) is None and token != _token_of_form(request):
            # What was typed is kept, but not at an address that somebody has made up.
            token = drafts.new_token()
        return _receive(request, page, Draft(token))
    if draft is None:
        return _gone(request, page, was_sent=_sent_with(token) is not None)
    return _form_page(request, page, draft)


def _token_of_form(request: HttpRequest) -> str | None:
    found = drafts.token_in(request.POST.get("key", ""))
    return found[0] if found else None


@sensitive_variables()
def _receive(request: HttpRequest, page: RequestPage, empty: Draft) -> HttpResponse:
    """Keep what was posted; send it if that is wanted and it is complete; show what came of it."""
    token = empty.token
    if sent := _sent_with(token):
        return _to_receipt(request, page, sent)
    before = drafts.load(token)
    draft = replace(before or empty, values=values_of(request.POST), problems=())
    action = request.POST.get("action", "send")
    draft = replace(draft, was_sent=draft.was_sent or action == "send")
    me = client_key(request)
    wait = taken("request-save", me, SAVES_AN_HOUR, HOUR) or (
        0
        if before
        else taken("request-begin", me, FORMS_AN_HOUR, HOUR)
        or taken("request-begin", ALL, settings.REQUESTS_A_DAY_IN_ALL, HOUR)
    )
    if wait:
        return _too_often(request, page, draft, wait)
    if action == "discard":
        drafts.delete(before or empty)
        return HttpResponseRedirect(reverse("assistance:send"))
    if action == "add-institution":
        draft = _with_another_institution(draft)
    if action.startswith("remove:"):
        draft = draft.without_file(action.removeprefix("remove:"))
    kind = current_kind()
    if kind:
        draft = _with_uploads(request, draft)
    saved = drafts.save(draft, seen=before)
    if saved is None:  # by another post of the same form, while this one's files were looked through
        return _to_receipt(request, page, AssistanceRequest.objects.get(submission_key=drafts.hash_of(token)))
    draft = saved.draft
    if action == "send" and kind:
        form = SendingForm(draft, get_language() or "")
        if _looks_like_a_program(request, is_new=before is None):
            return _form_page(
                request,
                page,
                draft,
                notice=_("The form came back very quickly. Please check it and send it again."),
            )
        if form.is_valid():
            wait = taken("request-send", me, settings.REQUESTS_A_DAY, DAY) or taken(
                "request-send", ALL, settings.REQUESTS_A_DAY_IN_ALL, DAY
            )
            if wait:
                return _too_often(request, page, draft, wait)
            try:
                sent = services.submit(form.submission(kind, page.consent_version, saved.seal))
            except services.DraftChanged:
                return HttpResponseRedirect(_draft_path(token))
            return _to_receipt(request, page, sent)
    anchor = "#errors" if action == "send" or draft.problems else f"#{_place_of(action)}"
    return HttpResponseRedirect(_draft_path(token) + anchor, status=HTTPStatus.SEE_OTHER)


def _with_uploads(request: HttpRequest, draft: Draft) -> Draft:
    """The draft with the files of this post that can be taken; of the others, why not."""
    files, problems = take_in(uploaded(request.FILES), size_so_far=draft.size, files_so_far=len(draft.files))
    for file in files:
        draft = draft.with_file(file)
    return replace(draft, problems=tuple(problems))


def _with_another_institution(draft: Draft) -> Draft:
    total = "institutions-TOTAL_FORMS"
    given = draft.values.get(total, ["1"])[-1]
    number = int(given) if given.isascii() and given.isdecimal() and len(given) < 3 else 1
    return replace(draft, values={**draft.values, total: [str(number + 1)]})


def _looks_like_a_program(request: HttpRequest, *, is_new: bool) -> bool:
    found = drafts.token_in(request.POST.get("key", ""))
    return bool(request.POST.get(TRAP)) or (is_new and (found is None or found[1]))


def _sent_with(token: str) -> AssistanceRequest | None:
    """The request that a form became."""
    return AssistanceRequest.objects.filter(submission_key=drafts.hash_of(token)).first()


def _to_receipt(request: HttpRequest, page: RequestPage, sent: AssistanceRequest) -> HttpResponse:
    """To the receipt, for who has just sent the form: once more, or twice at once.

    The form's address opens no private page: others may have it, and links given out may be void by now. So
    whoever posts must know the contact's address, no other link may have been made, and it ends as drafts do.
    """
    knows = request.POST.get("contact_email", "").strip().casefold() == sent.contact_email.casefold()
    is_new = sent.link_version == 1 and sent.received_at > timezone.now() - KEPT
    if sent.anonymised_at or not knows or not is_new:
        return _gone(request, page, was_sent=True)
    address = follow_path(sent, get_language()) + "receipt/"
    # With a place of its own, else the browser keeps that of the form.
    return HttpResponseRedirect(f"{address}#main", status=HTTPStatus.SEE_OTHER)


def _draft_path(token: str) -> str:
    return reverse("assistance:send_draft", kwargs={"token": token})


def _place_of(action: str) -> str:
    if action == "add-institution":
        return "institutions"
    return "files" if action.startswith("remove:") else "kept"


def _asked(request: HttpRequest) -> dict[str, str]:
    """What the steps before have in their addresses: codes, nobody's data."""
    given = {name: request.GET.get(name, "")[:50] for name in ("country", "kind")}
    return {name: value for name, value in given.items() if value}


def _form_page(
    request: HttpRequest,
    page: RequestPage,
    draft: Draft,
    *,
    notice: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    language = get_language() or ""
    kind = current_kind()
    is_kept = bool(draft.values)
    form = SendingForm(draft, language, asked=_asked(request))
    return step_page(
        request,
        page,
        "assistance/send.html" if kind else "assistance/send_closed.html",
        address="send/",
        token=draft.token if is_kept and status == HTTPStatus.OK else "",
        title=_("Express your interest")
        if kind == RequestKind.EXPRESSION_OF_INTEREST
        else _("Send a request"),
        context={
            "form": form,
            "mistakes": form.mistakes,
            "kind": kind,
            "key": drafts.signed(draft.token),
            "draft": draft,
            "is_kept": is_kept,
            "kept_days": KEPT // timedelta(days=1),
            "notice": notice,
            "doors": () if kind else doors(language),
            "most_bytes": MOST_BYTES,
            "most_bytes_in_all": MOST_BYTES_IN_ALL,
        },
        status=status,
    )


def _too_often(request: HttpRequest, page: RequestPage, draft: Draft, wait: int) -> HttpResponse:
    """429, with the form as it was typed."""
    minutes = -(-wait // 60)
    response = _form_page(
        request,
        page,
        draft,
        notice=ngettext(
            "Too many forms were sent from your connection. Try again in %(minutes)s minute: what you typed "
            "stays here.",
            "Too many forms were sent from your connection. Try again in %(minutes)s minutes: what you typed "
            "stays here.",
            minutes,
        )
        % {"minutes": minutes},
        status=HTTPStatus.TOO_MANY_REQUESTS,
    )
    response.headers["Retry-After"] = str(wait)
    return response


def _gone(request: HttpRequest, page: RequestPage, *, was_sent: bool = False) -> HttpResponse:
    return step_page(
        request,
        page,
        "assistance/send_gone.html",
        address="send/",
        title=_("This form has been sent") if was_sent else _("This form is no longer available"),
        context={"kept_days": KEPT // timedelta(days=1), "was_sent": was_sent},
        status=HTTPStatus.GONE if was_sent else HTTPStatus.NOT_FOUND,
    )
