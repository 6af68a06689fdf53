"""From draft to live: editors submit, publishers review, translators translate, a timer publishes."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment, WorkflowState
from wagtail_localize.models import Translation

from news.models import NewsPage
from tests import factories
from tests.admin_forms import create, create_form, edit_form, save
from tests.translating import fill_in, submit, translate_into

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_role(client):
    """``as_role("Editors")``: the client, logged in as one of them."""

    def log_in(name):
        client.force_login(factories.member_of(name))
        return client

    return log_in


@pytest.fixture
def news(site, committed):
    page = factories.NewsPageFactory(parent=site.news, title="A visit", lead="It happened.")
    with committed():
        page.save_revision().publish()
    return NewsPage.objects.get(pk=page.pk)


def state_of(page) -> WorkflowState:
    return WorkflowState.objects.filter(object_id=str(page.pk)).latest("pk")


def review(client, page, action, **headers):
    task = state_of(page).current_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, task.pk])
    return client.post(url, {"comment": "Please say where."}, follow=True, headers=headers)


def test_an_editor_writes_and_submits_and_a_publisher_publishes(site, as_role, committed):
    editor = as_role("Editors")
    form = create_form(editor, NewsPage, site.news)
    form.update({"title": "A visit", "slug": "a-visit", "lead": "It happened.", "date": "2026-11-01"})
    form["action-publish"] = "action-publish"
    with committed():
        assert create(editor, NewsPage, site.news, form).status_code == 302
    page = NewsPage.objects.get(slug="a-visit")
    assert not page.live, "the button of those who may publish does nothing for an editor"

    factories.member_of("Publishers")
    form = edit_form(editor, page)
    form["action-submit"] = "action-submit"
    with committed():
        save(editor, page, form, publish=False)
    assert state_of(page).status == WorkflowState.STATUS_IN_PROGRESS
    assert [message.subject for message in mail.outbox if "A visit" in message.subject]
    assert review(editor, page, "approve").redirect_chain == [(reverse("wagtailadmin_home"), 302)]

    publisher = as_role("Publishers")
    assert "A visit" in publisher.get(reverse("wagtailadmin_home")).content.decode()
    with committed():
        review(publisher, page, "approve")
    assert state_of(page).status == WorkflowState.STATUS_APPROVED
    publisher.logout()
    assert "It happened." in publisher.get("/en/news/a-visit/").content.decode()


def test_a_publisher_sends_back_and_the_editor_submits_again(site, as_role, news, committed):
    editor = as_role("Editors")
    form = edit_form(editor, news)
    form["lead"] = "It happened somewhere."
    form["action-submit"] = "action-submit"
    with committed():
        save(editor, news, form, publish=False)
    with committed():
        review(as_role("Publishers"), news, "reject")
    assert state_of(news).status == WorkflowState.STATUS_NEEDS_CHANGES
    editor = as_role("Editors")
    assert (
        "Please say where." in editor.get(reverse("wagtailadmin_pages:edit", args=[news.pk])).content.decode()
    )
    form = edit_form(editor, news)
    form["action-restart-workflow"] = "action-restart-workflow"
    form["action-submit"] = "action-submit"
    with committed():
        save(editor, news, form, publish=False)
    assert state_of(news).status == WorkflowState.STATUS_IN_PROGRESS
    assert NewsPage.objects.get(pk=news.pk).lead == "It happened."


@pytest.mark.parametrize("headers", [{}, {"x-requested-with": "XMLHttpRequest"}], ids=["form", "dialogue"])
def test_approving_an_incomplete_translation_is_refused_and_stays_under_review(
    site, as_role, news, committed, headers
):
    with committed():
        submit(news, site.fr)
    french = news.get_translation(site.fr)
    french.save_revision()
    french.get_workflow().start(french, factories.member_of("Editors"))
    publisher = as_role("Publishers")
    with committed():
        response = review(publisher, french, "approve", **headers)
    if headers:
        assert response.json()["step"] == "success"
        response = publisher.get(response.json()["redirect"])
    assert "Not published" in response.content.decode()
    assert state_of(french).status == WorkflowState.STATUS_IN_PROGRESS
    assert state_of(french).current_task_state.status == "in_progress"
    assert not NewsPage.objects.get(pk=french.pk).live


def test_facts_that_reach_a_translation_under_review_leave_the_review_going(site, as_role, news, committed):
    with committed():
        french = translate_into(news, site.fr)
    french.save_revision()
    french.get_workflow().start(french, factories.member_of("Editors"))
    under_review = state_of(french).current_task_state.revision_id
    publisher = as_role("Publishers")
    form = edit_form(publisher, news)
    form["date"] = "2020-02-02"
    with committed():
        assert save(publisher, news, form).status_code == 302
    state = state_of(french)
    assert state.status == WorkflowState.STATUS_IN_PROGRESS
    assert state.current_task_state.revision_id == under_review
    with committed():
        review(publisher, french, "approve")
    french = NewsPage.objects.get(pk=french.pk)
    assert state_of(french).status == WorkflowState.STATUS_APPROVED
    assert (str(french.date), french.lead) == ("2020-02-02", "[fr] It happened.")


def test_a_translator_completes_and_a_publisher_publishes(site, as_role, news, committed, client):
    editor = as_role("Editors")
    with committed():
        editor.post(
            reverse("wagtail_localize:submit_page_translation", args=[news.pk]), {"locales": [site.fr.pk]}
        )
    french = news.get_translation(site.fr)
    translation = Translation.objects.get(target_locale=site.fr, source__object_id=news.translation_key)
    url = reverse("wagtailadmin_pages:edit", args=[french.pk])

    translator = as_role("Translators (Français)")
    assert url in translator.get(reverse("wagtailadmin_home")).content.decode()
    for segment in translation.source.stringsegment_set.all():
        response = translator.put(
            reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk]),
            data=f"value=Traduit+{segment.pk}",
            content_type="application/x-www-form-urlencoded",
        )
        assert response.status_code == 201
    assert url not in translator.get(reverse("wagtailadmin_home")).content.decode()
    with committed():
        translator.post(url, {"action": "publish"})
    assert not NewsPage.objects.get(pk=french.pk).live

    publisher = as_role("Publishers")
    with committed():
        publisher.post(url, {"action": "publish"})
    client.logout()
    assert "Traduit" in client.get(f"/fr/news/{news.slug}/").content.decode()


def test_an_editor_comments_on_a_page(site, as_role, news, committed):
    editor = as_role("Editors")
    form = edit_form(editor, news)
    form.update(
        {
            "comments-TOTAL_FORMS": "1",
            "comments-INITIAL_FORMS": "0",
            "comments-MIN_NUM_FORMS": "0",
            "comments-MAX_NUM_FORMS": "",
            "comments-0-text": "Where was it?",
            "comments-0-contentpath": "lead",
            "comments-0-position": "",
            "comments-0-id": "",
            "comments-0-DELETE": "",
            "comments-0-resolved": "",
            "comments-0-replies-TOTAL_FORMS": "0",
            "comments-0-replies-INITIAL_FORMS": "0",
            "comments-0-replies-MIN_NUM_FORMS": "0",
            "comments-0-replies-MAX_NUM_FORMS": "",
        }
    )
    with committed():
        assert save(editor, news, form, publish=False).status_code == 302
    comment = Comment.objects.get(page=news.pk)
    assert (comment.text, comment.contentpath) == ("Where was it?", "lead")
    assert (
        "Where was it?"
        in as_role("Publishers").get(reverse("wagtailadmin_pages:edit", args=[news.pk])).content.decode()
    )


class TestTheTimer:
    """``manage.py publish_scheduled``, which ``deploy/`` runs every five minutes."""

    @pytest.fixture
    def planned(self, site, as_role, news, committed):
        """News with new words for tomorrow, which end the day after; planned by a publisher."""
        publisher = as_role("Publishers")
        form = edit_form(publisher, news)
        now = timezone.localtime()
        form["lead"] = "It will have happened."
        form["go_live_at"] = (now + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
        form["expire_at"] = (now + timedelta(days=2)).strftime("%Y-%m-%d %H:%M")
        with committed():
            assert save(publisher, news, form).status_code == 302
        return news

    def run_after(self, monkeypatch, committed, **time):
        real = timezone.now
        monkeypatch.setattr(timezone, "now", lambda: real() + timedelta(**time))
        with committed():
            call_command("publish_scheduled")
        monkeypatch.setattr(timezone, "now", real)

    def test_publishes_what_is_due_and_takes_back_what_has_ended(
        self, planned, client, monkeypatch, committed
    ):
        address = f"/en/news/{planned.slug}/"
        client.logout()
        self.run_after(monkeypatch, committed, hours=1)
        assert "It happened." in client.get(address).content.decode()
        self.run_after(monkeypatch, committed, days=1, hours=1)
        assert "It will have happened." in client.get(address).content.decode()
        self.run_after(monkeypatch, committed, days=2, hours=1)
        assert client.get(address).status_code == 404

    def test_an_approved_page_with_a_date_waits_for_it(self, site, as_role, monkeypatch, committed, client):
        page = factories.NewsPageFactory(parent=site.news, title="Later", live=False)
        page.go_live_at = timezone.now() + timedelta(days=1)
        page.save_revision()
        page.get_workflow().start(page, factories.member_of("Editors"))
        with committed():
            review(as_role("Publishers"), page, "approve")
        assert state_of(page).status == WorkflowState.STATUS_APPROVED
        assert not NewsPage.objects.get(pk=page.pk).live
        self.run_after(monkeypatch, committed, days=1, hours=1)
        assert NewsPage.objects.get(pk=page.pk).live

    def test_an_editor_cannot_plan_around_the_review(self, site, as_role, news, monkeypatch, committed):
        editor = as_role("Editors")
        form = edit_form(editor, news)
        form["lead"] = "Not reviewed."
        form["go_live_at"] = (timezone.localtime() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
        with committed():
            save(editor, news, form)
        self.run_after(monkeypatch, committed, days=2)
        assert NewsPage.objects.get(pk=news.pk).lead == "It happened."


def test_a_translation_filled_in_under_review_is_published_whole(site, as_role, news, committed):
    with committed():
        translation = submit(news, site.fr)
    french = news.get_translation(site.fr)
    fill_in(translation)
    with committed():
        translation.save_target(publish=False)
    french.refresh_from_db()
    french.get_workflow().start(french, factories.member_of("Editors"))
    with committed():
        review(as_role("Publishers"), french, "approve")
    assert NewsPage.objects.get(pk=french.pk).lead == "[fr] It happened."


def test_who_writes_is_told_what_no_translator_has_been_given(site, as_role):
    news = factories.NewsPageFactory(parent=site.news, title="A visit")
    news.save_revision().publish()
    for role, is_told in (("Editors", True), ("Publishers", True), ("Translators (Français)", False)):
        html = as_role(role).get(reverse("wagtailadmin_home")).content.decode()
        assert (reverse("wagtail_localize:submit_page_translation", args=[news.pk]) in html) == is_told
    for locale, is_told in ((site.fr, True), (site.es, False)):
        submit(news, locale)
        html = as_role("Editors").get(reverse("wagtailadmin_home")).content.decode()
        assert ("A visit</span>" in html) == is_told
