"""Addresses of files, below the language. The dot keeps them apart from pages."""

from django.urls import path

from .open_data import views
from .open_data.formats import FORMATS

urlpatterns = [
    *(
        path(f"projects/{form.file_name}", views.file_view(form), name=f"projects_{form.name}")
        for form in FORMATS
    ),
    path("projects/projects.schema.json", views.schema, name="projects_schema"),
    path("projects/codes.json", views.codes, name="projects_codes"),
]
