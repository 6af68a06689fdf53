"""Addresses of files, below the language. The dot keeps them apart from pages."""

from django.urls import path

from core.page_cache import kept_in_cache

from .feeds import PracticesAtom
from .views import practices_csv, practices_json

urlpatterns = [
    path("practices/atom.xml", kept_in_cache(PracticesAtom()), name="practices_atom"),
    path("practices/practices.csv", practices_csv, name="practices_csv"),
    path("practices/practices.json", practices_json, name="practices_json"),
]
