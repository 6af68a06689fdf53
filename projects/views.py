"""The practices as files to take away, one per language."""

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.views.decorators.http import require_safe

from core.site_structure import public_list_page
from core.streaming import streamed
from core.tables import CSV, csv_parts

from .models import PracticeIndexPage
from .practices import COLUMNS, as_row, described


@require_safe
def practices_csv(request: HttpRequest) -> HttpResponseBase:
    index = public_list_page(PracticeIndexPage)
    rows = (as_row(described(project, index.language)) for project in index.practices())
    return streamed(csv_parts(COLUMNS, rows), CSV, index.language, f"mieux-practices-{index.language}.csv")


@require_safe
def practices_json(request: HttpRequest) -> HttpResponseBase:
    index = public_list_page(PracticeIndexPage)
    return JsonResponse(
        {
            "programme": "MIEUX+",
            "list": index.full_address,
            "practices": [described(project, index.language) for project in index.practices()],
        },
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )
