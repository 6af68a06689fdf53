"""The partner's way, below the language and ``request/``, which is the address of the request page itself."""

from django.urls import path

from .views.check import check
from .views.letter import letter

app_name = "assistance"

urlpatterns = [
    path("check/", check, name="check"),
    path("letter/", letter, name="letter"),
]
