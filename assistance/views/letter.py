"""The letter: a few fields become an official letter, a file or a page that prints. Nothing is kept."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from core.client_address import client_key
from core.rate_limits import taken

from ..forms.letter import LetterForm
from ..letter import as_docx, compose
from ..models import RequestPage
from .step import step, step_page

HOUR = 60 * 60
LETTERS_AN_HOUR = 60
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@sensitive_post_parameters()  # what is typed stands in no report of an error
@require_http_methods(["GET", "HEAD", "POST"])
@step
def letter(request: HttpRequest, page: RequestPage) -> HttpResponseBase:
    """``as`` says what is wanted: ``docx`` the file, ``page`` the page that prints, else the form again."""
    form = LetterForm(request.POST) if request.method == "POST" else LetterForm.begun(request.GET)
    wanted = request.POST.get("as", "")
    wait = taken("request-letter", client_key(request), LETTERS_AN_HOUR, HOUR) if wanted else 0
    if wait:
        form.add_error(None, _("Too many letters were made from your connection. Try again in an hour."))
    if wanted in ("docx", "page") and form.is_valid():
        written = compose(form.answers, get_language() or "")
        if wanted == "docx":
            return HttpResponse(
                as_docx(written),
                content_type=WORD,
                headers={"Content-Disposition": f'attachment; filename="{written.filename}.docx"'},
            )
        context = {"letter": written, "answers": form}
        template, title = "assistance/letter/paper.html", _("Your letter")
    else:
        lead = _(
            "An official letter from a few answers. Nothing of what you write here is kept on this site."
        )
        context = {"form": form, "lead": lead}
        template, title = "assistance/letter/form.html", _("The letter")
    status = HTTPStatus.TOO_MANY_REQUESTS if wait else HTTPStatus.OK
    response = step_page(
        request, page, template, address="letter/", title=title, context=context, status=status
    )
    if wait:
        response.headers["Retry-After"] = str(wait)
    return response
