"""Can we ask? Four questions, a reasoned answer, another door if it is no."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ..eligibility import Decision, decide
from ..forms.check import CheckForm
from ..intake import intake
from ..models import RequestPage
from ..models.asking import Answer
from .step import step, step_page


@require_safe
@step
def check(request: HttpRequest, page: RequestPage) -> HttpResponseBase:
    form = CheckForm.from_parameters(request.GET)
    context: dict = {"form": form, "lead": _("Four questions. Nothing of what you answer is kept.")}
    if form.is_bound and form.is_valid():
        language = get_language() or ""
        taken = intake(language)
        decision = decide(form.asking, language)
        context |= {
            "decision": decision,
            "heading": _heading(decision, is_open=bool(taken and taken.is_open)),
            "shows_doors": decision.answer == Answer.NO or not (taken and taken.is_open),
            "query": urlencode(form.asking.codes()),
        }
    return step_page(
        request, page, "assistance/check.html", address="check/", title=_("Can we ask?"), context=context
    )


def _heading(decision: Decision, *, is_open: bool) -> str:
    """The answer. While no requests are taken it promises nothing."""
    match decision.answer:
        case Answer.YES:
            return _("Yes, you can ask") if is_open else _("Yes, in principle you could ask")
        case Answer.JOINTLY:
            if is_open:
                return _("Yes, jointly with a public authority")
            return _("Yes, in principle, jointly with a public authority")
        case Answer.NO:
            return _("No, this is not a request for MIEUX+")
    return _("Ask us first")
