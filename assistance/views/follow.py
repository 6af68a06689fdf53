"""The last steps: the receipt, and the private page where a request is followed."""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assistance import services
from assistance.audit import record
from assistance.data_copy import data_copy
from assistance.files.inspection import MOST_BYTES, MOST_BYTES_IN_ALL
from assistance.forms import Mistake
from assistance.forms.following import ContactForm, FilesForm, LinkForm, WithdrawForm
from assistance.links import request_of, token_for
from assistance.models import Actor, AssistanceRequest, Event, FileRole, RequestPage
from assistance.stages import ENDED, PARTNER_MAY_WITHDRAW, WAY, Stage
from assistance.tasks import renew
from assistance.texts import stage_words
from assistance.uploads import FileProblem, take_in, uploaded
from core.client_address import client_key
from core.rate_limits import ALL, taken

from .step import step, step_page

HOUR, DAY = 60 * 60, 24 * 60 * 60
CONTACTS_A_DAY = 3
LINKS_AN_HOUR = 10
LINKS_AN_HOUR_IN_ALL = 500
LOOKS_AN_HOUR = 300
FILES_AN_HOUR = 30


@require_http_methods(["GET", "HEAD", "POST"])
@step
def follow_start(request: HttpRequest, page: RequestPage) -> HttpResponse:
    """Asking for a new link. Whether there is such a request, the answer does not tell, nor its time."""
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        wait = taken("request-link", client_key(request), LINKS_AN_HOUR, HOUR) or taken(
            "request-link", ALL, LINKS_AN_HOUR_IN_ALL, HOUR
        )
        if wait:
            return _too_often(request, page, form, wait)
        # Looked up later, by the worker.
        renew.enqueue(services.sealed_for_queue(form.cleaned_data["reference"], form.cleaned_data["email"]))
        return step_page(
            request, page, "assistance/link_sent.html", address="follow/", title=_("Check your e-mail")
        )
    return _ask_for_link(request, page, form)


def _ask_for_link(
    request: HttpRequest, page: RequestPage, form: LinkForm, *, status: int = HTTPStatus.OK, **context: Any
) -> HttpResponse:
    return step_page(
        request,
        page,
        "assistance/follow_start.html",
        address="follow/",
        title=_("Follow a request"),
        context={"form": form, "link_days": settings.REQUEST_LINK_DAYS, **context},
        status=status,
    )


def _too_often(request: HttpRequest, page: RequestPage, form: LinkForm, wait: int) -> HttpResponse:
    return _refused(_ask_for_link(request, page, form, minutes_to_wait=-(-wait // 60)), wait)


def _refused(response: HttpResponse, wait: int) -> HttpResponse:
    """429: to be tried again after so many seconds."""
    response.status_code = HTTPStatus.TOO_MANY_REQUESTS
    response.headers["Retry-After"] = str(wait)
    return response


FollowView = Callable[..., HttpResponseBase]


def private(view: FollowView) -> FollowView:
    """A step of who has the link: ``view(request, page, asked, token)``. Every wrong link gets the same."""

    @wraps(view)
    def opened(request: HttpRequest, page: RequestPage, token: str) -> HttpResponseBase:
        wait = taken("request-follow", client_key(request), LOOKS_AN_HOUR, HOUR)
        if wait:
            return _too_often(request, page, LinkForm(), wait)
        asked = request_of(token)
        if asked is None:
            return _ask_for_link(request, page, LinkForm(), status=HTTPStatus.NOT_FOUND, is_wrong_link=True)
        return view(request, page, asked, token)

    return step(opened)


@require_safe
@private
def follow(request: HttpRequest, page: RequestPage, asked: AssistanceRequest, token: str) -> HttpResponse:
    record(asked.reference, Event.FOLLOWED, Actor.PARTNER)
    return _private_page(request, page, asked, token, "assistance/follow.html")


@require_safe
@private
def receipt(request: HttpRequest, page: RequestPage, asked: AssistanceRequest, token: str) -> HttpResponse:
    return _private_page(
        request, page, asked, token, "assistance/receipt.html", title=_("We have received your request")
    )


@require_POST
@private
def add_files(request: HttpRequest, page: RequestPage, asked: AssistanceRequest, token: str) -> HttpResponse:
    """The signed letter, or what else was asked for, later under the same reference."""
    wait = taken("request-files", client_key(request), FILES_AN_HOUR, HOUR)
    if wait:
        problems = [FileProblem("letter", _("Too many files in a short time. Try again in an hour."))]
    else:
        sizes = list(asked.files.values_list("size", flat=True))
        files, problems = take_in(uploaded(request.FILES), size_so_far=sum(sizes), files_so_far=len(sizes))
        if not files and not problems:
            problems = [FileProblem("letter", _("Choose a file first."))]
        if files:
            try:
                services.add_files(asked, files, Actor.PARTNER)
            except services.NotAllowed as refusal:
                problems.append(FileProblem("letter", str(refusal)))
    if problems:
        response = _private_page(
            request, page, asked, token, "assistance/follow.html", mistakes=_as_mistakes(problems)
        )
        return _refused(response, wait) if wait else response
    return _back(token, "#files")


@require_http_methods(["GET", "HEAD", "POST"])
@private
@sensitive_variables()
def contact(request: HttpRequest, page: RequestPage, asked: AssistanceRequest, token: str) -> HttpResponse:
    """Correcting the contact. With another address this link is void: the next one is in the mail."""
    form = ContactForm(
        request.POST or None,
        initial={
            "name": asked.contact_name,
            "function": asked.contact_function,
            "email": asked.contact_email,
            "phone": asked.contact_phone,
        },
    )
    wait = 0
    if request.method == "POST" and form.is_valid():
        # Each change writes two e-mails, one of them to whatever address is given.
        wait = taken("request-contact", asked.submission_key, CONTACTS_A_DAY, DAY)
        if wait:
            form.add_error(None, _("The contact was changed too often today. Try again tomorrow."))
    if request.method == "POST" and form.is_valid():
        asked = services.correct_contact(asked, **form.cleaned_data)
        return _back(token_for(asked), "#contact")
    response = _private_page(
        request, page, asked, token, "assistance/contact.html", title=_("Correct the contact"), form=form
    )
    return _refused(response, wait) if wait else response


@require_http_methods(["GET", "HEAD", "POST"])
@private
@sensitive_variables()
def withdraw(request: HttpRequest, page: RequestPage, asked: AssistanceRequest, token: str) -> HttpResponse:
    form = WithdrawForm(request.POST or None)
    if asked.stage not in PARTNER_MAY_WITHDRAW:
        return _back(token)
    if request.method == "POST" and form.is_valid():
        with suppress(services.NotAllowed):  # somebody was quicker: the page says what it is now
            services.withdraw(asked, form.cleaned_data["reason"])
        return _back(token)
    return _private_page(
        request, page, asked, token, "assistance/withdraw.html", title=_("Withdraw the request"), form=form
    )


@require_POST
@private
def copy(request: HttpRequest, page: RequestPage, asked: AssistanceRequest, token: str) -> FileResponse:
    """All that is kept of this request, as the partner may have it."""
    record(asked.reference, Event.DATA_EXPORTED, Actor.PARTNER)
    return FileResponse(
        data_copy(asked, for_partner=True), as_attachment=True, filename=f"{asked.reference}.zip"
    )


def _as_mistakes(problems: list[FileProblem]) -> list[Mistake]:
    fields = FilesForm()
    return [
        (fields[problem.field].auto_id, str(fields[problem.field].label), problem.message)
        for problem in problems
    ]


def _back(token: str, anchor: str = "") -> HttpResponseRedirect:
    address = reverse("assistance:follow", kwargs={"token": token}) + anchor
    return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)


def _private_page(
    request: HttpRequest,
    page: RequestPage,
    asked: AssistanceRequest,
    token: str,
    template: str,
    *,
    title: str = "",
    **context: Any,
) -> HttpResponse:
    here = reverse("assistance:follow", kwargs={"token": token})
    words = stage_words(get_language() or asked.language)
    entries = [(entry, words[entry.stage]) for entry in asked.stage_entries.all()]
    files = list(asked.files.all())
    return step_page(
        request,
        page,
        template,
        address="follow/",
        token=token,
        title=title or _("Request %(reference)s") % {"reference": asked.reference},
        context={
            "asked": asked,
            "here": here,
            "now": words[asked.stage],
            "entries": entries,
            "to_come": [words[stage] for stage in _to_come(asked)],
            "files": files,
            "has_letter": any(file.role == FileRole.LETTER for file in files),
            "messages_to_partner": list(asked.messages.all()),
            "institutions": list(asked.institutions.all()),
            "may_withdraw": asked.stage in PARTNER_MAY_WITHDRAW,
            "files_form": FilesForm(),
            "most_bytes": MOST_BYTES,
            "most_bytes_in_all": MOST_BYTES_IN_ALL,
            "link_days": settings.REQUEST_LINK_DAYS,
            **context,
        },
    )


def _to_come(asked: AssistanceRequest) -> tuple[Stage, ...]:
    """The stages that are still before a request that succeeds."""
    if asked.stage in ENDED:
        return ()
    return WAY[WAY.index(Stage(asked.stage)) + 1 :]
