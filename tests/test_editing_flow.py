"""An editor's way through the admin: create, tag, submit, translate, publish; and readers see it."""

import json

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text
from wagtail_localize.models import Translation

from projects.models import ProjectPage
from tests import factories
from tests.admin_forms import create, create_form

pytestmark = pytest.mark.django_db


def test_a_project_from_nothing_to_french(site, admin, client, committed):
    mali = factories.CountryFactory(slug="ml")
    way = factories.MechanismFactory(number=5)
    objective = factories.ObjectiveFactory(number=6)
    form = create_form(admin, ProjectPage, site.projects)
    form.update(
        {
            "title": "Mali I",
            "slug": "mali-i",
            "summary": "Mali asked for a strategy.",
            "status": "completed",
            "start": "2014-04",
            "end": "2020-04",
        }
    )
    form.setlist("countries", [str(mali.pk)])
    form.setlist("mechanisms", [str(way.pk)])
    form.setlist("objectives", [str(objective.pk)])
    form.update(
        nested_form_data(
            {
                "request": rich_text("<p>A strategy on labour migration.</p>"),
                "institutions": inline_formset(
                    [{"name": "National Employment Agency", "kind": "national_authority", "ORDER": "1"}]
                ),
            }
        )
    )
    form["action-publish"] = "action-publish"
    with committed():
        response = create(admin, ProjectPage, site.projects, form)
    assert response.status_code == 302
    project = ProjectPage.objects.get()
    assert project.live
    assert [tag.slug for tag in project.countries.all()] == ["ml"]
    assert str(project.start) == "2014-04-01"

    # Submit for translation: a draft, and French readers see nothing yet.
    with committed():
        admin.post(
            reverse("wagtail_localize:submit_page_translation", args=[project.pk]), {"locales": [site.fr.pk]}
        )
    french = project.get_translation(site.fr)
    assert not french.live
    client.logout()
    response = client.get("/fr/projects/mali-i/")
    assert response.status_code == 404
    assert "/en/projects/mali-i/" in response.content.decode()

    # Translate each text through the translation editor's own API, then publish in it.
    client.force_login(factories.UserFactory(is_superuser=True))
    translation = Translation.objects.get(target_locale=site.fr, source__object_id=project.translation_key)
    for segment in translation.source.stringsegment_set.all():
        response = client.put(
            reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk]),
            data=f"value=%5Bfr%5D+{segment.pk}",
            content_type="application/x-www-form-urlencoded",
        )
        assert response.status_code == 201
    with committed():
        client.post(reverse("wagtailadmin_pages:edit", args=[french.pk]), {"action": "publish"})

    client.logout()
    html = client.get("/fr/projects/mali-i/").content.decode()
    assert "[fr]" in html
    assert "Mali asked" not in html
    assert "National Employment Agency" not in html
    french = ProjectPage.objects.get(pk=french.pk)
    assert [tag.pk for tag in french.mechanisms.all()] == [way.pk]
    assert french.start == project.start


def test_an_edit_is_on_the_site_at_once(site, admin, committed):
    from tests.admin_forms import edit_form, save

    project = factories.ProjectPageFactory(
        parent=site.projects,
        title="Niger III",
        countries=[factories.CountryFactory(slug="ne")],
        mechanisms=[factories.MechanismFactory()],
    )
    assert "They asked, and it was done." in admin.get("/en/projects/").content.decode()
    form = edit_form(admin, project)
    form["summary"] = "Niger asked about young people."
    with committed():
        assert save(admin, project, form).status_code == 302
    assert "Niger asked about young people." in admin.get("/en/projects/").content.decode()


def test_the_menu_follows_the_page_tree(site, admin, committed):
    assert "/en/about/" not in admin.get("/en/").content.decode()
    with committed():
        factories.ContentPageFactory(parent=site.home, slug="about", show_in_menus=True)
    assert "/en/about/" in admin.get("/en/").content.decode()


def test_the_translation_editor_shows_a_loaded_translation_as_complete(site, admin):
    french = site.projects.get_translation(site.fr)
    html = admin.get(reverse("wagtailadmin_pages:edit", args=[french.pk])).content.decode()
    start = html.index("data-props=") + len("data-props=") + 1
    props = json.loads(
        html[start : html.index(html[start - 1], start)]
        .replace("&quot;", '"')
        .replace("&#x27;", "'")
        .replace("&amp;", "&")
    )
    translated = {entry["segment_id"] for entry in props["initialStringTranslations"]}
    assert {segment["id"] for segment in props["segments"] if segment["type"] == "string"} == translated
