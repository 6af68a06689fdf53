"""The admin in a real browser, under its own content security policy."""

import pytest
from django.urls import reverse

from projects.models import ProjectPage
from tests import factories
from tests.translating import submit


@pytest.fixture
def signed_in(page, live_server, django_user_model):
    django_user_model.objects.create_superuser("admin", "admin@example.org", "secret")
    page.goto(f"{live_server.url}/admin/login/")
    page.fill("input[name=login]", "admin")
    page.fill("input[name=password]", "secret")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live_server.url}/admin/")
    return page


def test_an_editor_makes_a_project_and_readers_see_it(site, signed_in, live_server, complaints, elsewhere):
    for code in ("ml", "ne", "mx", "de", "ci", *(f"z{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")):
        factories.CountryFactory(slug=code)
    factories.MechanismFactory(number=5, name="Country realities")
    page = signed_in
    add = reverse("wagtailadmin_pages:add", args=["projects", "projectpage", site.projects.pk])
    page.goto(live_server.url + add)
    page.fill("#id_title", "Côte d’Ivoire I")
    page.fill("#id_summary", "They asked for a strategy, and it was written.")
    page.locator("#panel-child-content-where-section").get_by_label("Toggle section").click()
    page.locator("#panel-child-content-where-section").get_by_label("Narrow the list").first.fill("cote")
    choices = page.locator("#id_countries label:visible")
    assert [text.strip() for text in choices.all_inner_texts()] == ["Côte d’Ivoire"]
    choices.first.click()
    page.get_by_label("5. Country realities").check()
    page.fill("#id_start", "2014-04")
    page.get_by_role("button", name="More actions").click()
    page.locator("[name=action-publish]").click()
    page.wait_for_url(f"**/admin/pages/{site.projects.pk}/")
    assert complaints == []
    assert elsewhere == []
    project = ProjectPage.objects.get()
    assert project.live
    page.goto(f"{live_server.url}/en/projects/")
    assert page.get_by_role("link", name="Côte d’Ivoire I").count() == 1


def test_the_preview_and_the_translation_editor_work_under_the_policy(
    site, signed_in, live_server, complaints, elsewhere
):
    project = factories.ProjectPageFactory(
        parent=site.projects,
        title="Mali I",
        countries=[factories.CountryFactory(slug="ml")],
        mechanisms=[factories.MechanismFactory(number=1)],
    )
    submit(project, site.fr)
    page = signed_in
    page.goto(live_server.url + reverse("wagtailadmin_pages:edit", args=[project.pk]))
    page.get_by_role("button", name="Toggle preview").click()
    heading = page.frame_locator("iframe[title='Preview'][src]").locator("h1")
    heading.wait_for()
    assert heading.inner_text() == "Mali I"

    french = project.get_translation(site.fr)
    page.goto(live_server.url + reverse("wagtailadmin_pages:edit", args=[french.pk]))
    page.get_by_role("button", name="Translate", exact=True).first.click()
    page.locator("textarea:visible").first.fill("Mali un")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Translated manually").first.wait_for()
    assert complaints == []
    assert elsewhere == []


def test_the_user_bar_works_on_the_public_site_under_its_policy(site, signed_in, live_server, complaints):
    page = signed_in
    page.goto(f"{live_server.url}/en/projects/")
    page.get_by_role("button", name="View Wagtail quick actions").click()
    page.get_by_role("menuitem", name="Edit this page").wait_for()
    assert complaints == []


def test_the_screens_of_the_admin_ask_no_other_host(site, signed_in, live_server, complaints, elsewhere):
    for name in (
        "wagtailadmin_home",
        "wagtailadmin_account",
        "wagtailadmin_explore_root",
        "wagtailimages:index",
        "wagtaildocs:index",
        "wagtailadmin_reports:site_history",
        "wagtailusers_users:index",
        "wagtailsnippets_core_figure:list",
    ):
        signed_in.goto(live_server.url + reverse(name))
    assert complaints == []
    assert elsewhere == []
