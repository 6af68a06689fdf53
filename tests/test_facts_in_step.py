"""Facts are the same in every language the moment their source is published; words are not touched."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.test.utils.form_data import inline_formset, nested_form_data
from wagtail_localize.models import Translation

from assistance.models import RequestPage
from home.models import HomePage
from projects.models import Activity, ProjectPage, RequestingInstitution
from tests import factories
from tests.admin_forms import edit_form, save
from tests.translating import fill_in, submit, translate_into

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(site, committed):
    """English, live in French, a draft in Spanish."""
    page = factories.ProjectPageFactory(
        parent=site.projects,
        title="Mali I",
        slug="mali-i",
        countries=[factories.CountryFactory(slug="ml")],
        mechanisms=[factories.MechanismFactory(number=1)],
        objectives=[factories.ObjectiveFactory(number=5)],
        start=date(2014, 4, 1),
        institutions=[RequestingInstitution(name="Ministry of Employment", kind="national_authority")],
        activities=[Activity(title="A workshop", type="workshop")],
    )
    page.save_revision().publish()
    with committed():
        translate_into(page, site.fr)
        submit(page, site.es)
    return ProjectPage.objects.get(pk=page.pk)


def drafts_and_rows(project):
    """Every version of the translations that is or may yet be shown."""
    for twin in project.get_translations():
        yield twin
        yield twin.get_latest_revision_as_object()


def slugs(page, field):
    return sorted(tag.slug for tag in getattr(page, field).all())


def test_tags_added_changed_and_cleared(site, admin, project, committed):
    tags = {"gcm-5": project.objectives.get(), "gcm-7": factories.ObjectiveFactory(number=7)}
    for wanted in (["gcm-5", "gcm-7"], ["gcm-7"], []):
        form = edit_form(admin, project)
        form.setlist("objectives", [str(tags[slug].pk) for slug in wanted])
        with committed():
            assert save(admin, project, form).status_code == 302
        for version in drafts_and_rows(project):
            assert slugs(version, "objectives") == wanted


def test_new_words_alone_write_nothing_into_translations(site, project, committed):
    with CaptureQueriesContext(connection) as queries, committed():
        project.title = "Mali, first project"
        project.save_revision().publish()
    twins = "|".join(str(twin.pk) for twin in project.get_translations())
    their_rows = re.compile(rf'(UPDATE|DELETE FROM) "(projects|wagtailcore)_\w*page\w*".* = ({twins})$')
    written = [query["sql"] for query in queries]
    assert any(sql.startswith('UPDATE "projects_projectpage"') for sql in written)
    assert not [sql for sql in written if their_rows.match(sql)]


def test_dates_and_status(site, admin, project, committed):
    form = edit_form(admin, project)
    form.update({"start": "2015-02", "end": "2016-03", "status": "cancelled"})
    with committed():
        save(admin, project, form)
    for version in drafts_and_rows(project):
        assert (version.start, version.end, version.status) == (
            date(2015, 2, 1),
            date(2016, 3, 1),
            "cancelled",
        )
    html = admin.get("/fr/projects/mali-i/").content.decode()
    assert "février 2015" in html


def test_an_unpublished_change_of_a_fact_stays_where_it_is(site, admin, project, committed):
    form = edit_form(admin, project)
    form["status"] = "on_hold"
    with committed():
        save(admin, project, form, publish=False)
    assert all(version.status == "completed" for version in drafts_and_rows(project))


def test_rows_keep_their_words_and_take_their_facts(site, admin, project, committed):
    institution = project.institutions.get()
    form = edit_form(admin, project)
    form.update(
        nested_form_data(
            {
                "institutions": inline_formset(
                    [
                        {"id": institution.pk, "name": institution.name, "kind": "parliament", "ORDER": "2"},
                        {"id": "", "name": "A municipality", "kind": "local_authority", "ORDER": "1"},
                    ],
                    initial=1,
                ),
                "activities": inline_formset(
                    [{"id": project.activities.get().pk, "title": "", "type": "training", "DELETE": "1"}],
                    initial=1,
                ),
            }
        )
    )
    with committed():
        assert save(admin, project, form).status_code == 302
    french = project.get_translation(site.fr)
    for version in (french, french.get_latest_revision_as_object()):
        rows = list(version.institutions.all())
        assert [(row.name, row.kind) for row in rows] == [
            ("", "local_authority"),
            ("[fr] Ministry of Employment", "parliament"),
        ]
        assert not version.activities.all()
    html = admin.get("/fr/projects/mali-i/").content.decode()
    assert "A municipality" not in html
    assert "[fr] Ministry of Employment" in html

    # The translator then gives the new row its words, and its facts stay.
    with committed():
        translation = Translation.objects.get(
            source__object_id=project.translation_key, target_locale=site.fr
        )
        fill_in(translation)
        translation.save_target(publish=True)
    rows = project.get_translation(site.fr).institutions.all()
    assert [(row.name, row.kind) for row in rows] == [
        ("[fr] A municipality", "local_authority"),
        ("[fr] Ministry of Employment", "parliament"),
    ]


def test_a_later_publication_of_the_translation_does_not_roll_facts_back(site, admin, project, committed):
    form = edit_form(admin, project)
    form.update({"status": "ongoing", "start": "2019-01"})
    form.setlist("objectives", [])
    with committed():
        save(admin, project, form)
    french = project.get_translation(site.fr)
    with committed():
        admin.post(f"/admin/pages/{french.pk}/edit/", {"action": "publish"})
    french = project.get_translation(site.fr)
    assert (french.status, french.start, slugs(french, "objectives")) == ("ongoing", date(2019, 1, 1), [])


def test_a_fact_changed_in_a_stopped_translation_returns_to_the_source(site, admin, project, committed):
    french = project.get_translation(site.fr)
    Translation.objects.filter(target_locale=site.fr).update(enabled=False)
    form = edit_form(admin, french)
    form.update({"status": "pipeline", "summary": "Autre résumé."})
    with committed():
        assert save(admin, french, form).status_code == 302
    french = ProjectPage.objects.get(pk=french.pk)
    assert (french.status, french.summary) == ("completed", "Autre résumé.")


def test_a_schedule_keeps_its_revision_and_takes_the_facts(site, project, committed):
    french = project.get_translation(site.fr)
    scheduled = french.save_revision()
    scheduled.approved_go_live_at = "2030-01-01T00:00:00Z"
    scheduled.save()
    project.status = "cancelled"
    with committed():
        project.save_revision().publish()
    scheduled.refresh_from_db()
    assert scheduled.approved_go_live_at is not None
    assert scheduled.as_object().status == "cancelled"


def test_a_new_slug_moves_the_translations_too(site, admin, project, committed):
    form = edit_form(admin, project)
    form["slug"] = "mali-one"
    with committed():
        save(admin, project, form)
    assert admin.get("/fr/projects/mali-one/").status_code == 200


def test_home_pages_keep_slugs_of_their_own(site, admin, committed):
    with committed():
        HomePage.objects.get(pk=site.home.pk).save_revision().publish()
    slugs_of_homes = [home.slug for home in site.home.get_translations(inclusive=True)]
    assert len(set(slugs_of_homes)) == 3


def test_the_intake_state_obeyed_in_every_language(site, admin, committed):
    page = factories.RequestPageFactory(parent=site.home)
    page.save_revision().publish()
    with committed():
        translate_into(page, site.fr)
    assert "/fr/request/" in admin.get("/fr/").content.decode()
    form = edit_form(admin, page)
    form.update({"intake_state": "paused", "intake_message": "Come back later."})
    with committed():
        assert save(admin, page, form).status_code == 302
    french = RequestPage.objects.get(locale=site.fr)
    assert french.intake_state == "paused"
    html = admin.get("/fr/").content.decode()
    assert "Come back later." not in html
    assert "[fr] Requests are welcome." in html
