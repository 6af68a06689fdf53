"""The site's addresses with its media, as on a machine without nginx (``SERVE_MEDIA``)."""

from django.urls import re_path

from core import views
from website import urls

urlpatterns = [re_path(r"^media/(?P<path>.+)$", views.uploaded_file), *urls.urlpatterns]
