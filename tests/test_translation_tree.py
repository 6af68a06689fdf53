"""Where a page stands and who may read it are the same in every language."""

import pytest
from wagtail.models import Page, PageViewRestriction

from core.caching import kept_while_current, renew_content_version
from projects.finder import portfolio
from tests import factories
from tests.translating import translate_into

pytestmark = pytest.mark.django_db


def test_translations_move_with_their_page(site, client, committed):
    parent = factories.ContentPageFactory(parent=site.home, slug="parent")
    page = factories.ContentPageFactory(parent=site.home, slug="page")
    with committed():
        translate_into(parent, site.fr)
        translate_into(page, site.fr)
        translate_into(page, site.es)
    with committed():
        page.move(parent, pos="last-child")
    assert client.get("/en/parent/page/").status_code == 200
    assert client.get("/fr/parent/page/").status_code == 200
    assert client.get("/es/page/").status_code == 200  # its parent is not translated


def test_a_private_page_is_private_in_every_language_and_named_nowhere(site, client, committed):
    from news.models import NewsProject

    project = factories.ProjectPageFactory(
        parent=site.projects,
        title="Project",
        countries=[factories.CountryFactory()],
        mechanisms=[factories.MechanismFactory()],
    )
    news = factories.NewsPageFactory(parent=site.news, title="Not for all", show_in_menus=True)
    news.project_links.add(NewsProject(project=project))
    news.save()
    with committed():
        translate_into(project, site.fr)
        translate_into(news, site.fr)
    with committed():
        restriction = PageViewRestriction.objects.create(page=news, restriction_type="login")
    for language in ("en", "fr"):
        assert client.get(f"/{language}/news/not-for-all/").status_code == 302
        for path in ("", "news/", "projects/project/"):
            assert "Not for all" not in client.get(f"/{language}/{path}").content.decode()
    assert "not-for-all" not in client.get("/es/news/not-for-all/").content.decode().split("<main")[1]
    with committed():
        restriction.delete()
    assert client.get("/fr/news/not-for-all/").status_code == 200


def test_an_alias_is_no_second_project(site, client):
    project = factories.ProjectPageFactory(parent=site.projects, title="Mali I", slug="mali-i")
    project.create_alias(update_slug="mali-copy")
    assert portfolio().slugs == ("mali-i",)
    assert client.get("/en/projects/mali-copy/").status_code == 404
    assert Page.objects.filter(slug="mali-copy").exists()


@pytest.mark.sqlite_is_enough("what is called on commit is Django's doing")
@pytest.mark.django_db(transaction=True)
def test_what_was_read_of_a_change_that_is_rolled_back_is_not_kept():
    from django.db import transaction

    from vocabularies.models import Region

    read = kept_while_current(lambda: Region.objects.count())
    assert read() == 0
    try:
        with transaction.atomic():
            Region.objects.create(slug="r", name="R")
            assert read() == 1
            renew_content_version()
            raise RuntimeError
    except RuntimeError:
        pass
    assert read() == 0
    Region.objects.create(slug="r", name="R")
    assert read() == 1
