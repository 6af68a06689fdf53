"""What the deployment is filled with, in processes of their own: ``python -m tests.production.content …``.

``static`` collects the site's files, ``pages`` makes some pages, ``publish TITLE`` changes one.
"""

import sys

import django
from django.core.management import call_command
from django.test import override_settings


def static() -> None:
    """Only the site's own files: to compress the admin's takes half a minute."""
    with override_settings(STATICFILES_FINDERS=["django.contrib.staticfiles.finders.FileSystemFinder"]):
        call_command("collectstatic", interactive=False, verbosity=0)


def pages() -> None:
    from django.db import transaction

    from tests import base_site, factories

    with transaction.atomic():
        base_site.build()
        news = base_site.find().news
        factories.NewsPageFactory(parent=news, locale=news.locale, title="Before", slug="item")
        factories.ImageFactory(title="Picture")


def publish(title: str) -> None:
    from news.models import NewsPage

    page = NewsPage.objects.get(slug="item", locale__language_code="en")
    page.title = title
    page.save_revision().publish()


if __name__ == "__main__":
    django.setup()
    {"static": static, "pages": pages, "publish": publish}[sys.argv[1]](*sys.argv[2:])
