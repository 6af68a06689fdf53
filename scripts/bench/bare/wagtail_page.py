"""A page of Wagtail's own kind four levels deep, served by Wagtail as its project template has it.

It stands in the same database, as a site of its own: ``make()``; then ``with stock_wagtail():`` for as long
as it is asked for.
"""

from contextlib import AbstractContextManager

from django.test import override_settings
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.models import Page, Site

HOST = "bare.localhost"
ADDRESS = "/second/third/"
"""Below the tree's root (1) and the site's (2): as deep as a project or a way."""
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
TEMPLATE = "<!doctype html><title>{{ page.title }}</title><h1>{{ page.title }}</h1>"

urlpatterns = [path("", include(wagtail_urls))]


def make() -> None:
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=Page(title="Bare", slug="bare"))
    second = home.add_child(instance=Page(title="Second", slug="second"))
    second.add_child(instance=Page(title="Third", slug="third"))
    Site.objects.create(hostname=HOST, root_page=home, site_name="Bare")


def stock_wagtail() -> AbstractContextManager:
    return override_settings(
        ROOT_URLCONF=__name__,
        ALLOWED_HOSTS=[HOST],
        MIDDLEWARE=MIDDLEWARE,
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ],
                    "loaders": [("django.template.loaders.locmem.Loader", {Page.template: TEMPLATE})],
                },
            }
        ],
    )
