"""A Django site of one view and no middleware: at ``/NAME`` the bytes of that file of ``BARE_FILES``."""

import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], MIDDLEWARE=[], LOGGING_CONFIG=None)
FILES = {file.name: file.read_bytes() for file in Path(os.environ["BARE_FILES"]).iterdir()}


def answer(request: HttpRequest, name: str) -> HttpResponse:
    return HttpResponse(FILES[name], headers={"Content-Encoding": "gzip"})


urlpatterns = [path("<str:name>", answer)]
application = get_wsgi_application()
