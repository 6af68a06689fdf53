"""The practices as files to take away, one per language."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from core.site_structure import public_list_page
from core.tables import csv_response

from .models import PracticeIndexPage
from .practices import COLUMNS, as_row, described


@require_safe
def practices_csv(request: HttpRequest) -> HttpResponse:
    index = public_list_page(PracticeIndexPage)
    rows = [as_row(described(project, index.language)) for project in index.practices()]
    return csv_response(COLUMNS, rows, f"mieux-practices-{index.language}.csv")


@require_safe
def practices_json(request: HttpRequest) -> HttpResponse:
    index = public_list_page(PracticeIndexPage)
    return JsonResponse(
        {
            "programme": "MIEUX+",
            "list": index.full_address,
            "practices": [described(project, index.language) for project in index.practices()],
        },
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )
