"""The roles of a new database, the groups of translators, and what each role's first page shows."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale, Page, Workflow
from wagtail.users.forms import GroupForm

from tests import factories
from tests.translating import fill_in, submit, translate_into
from users.models import User
from users.roles import ROLES, TRANSLATORS, Role

pytestmark = pytest.mark.django_db


def permissions_of(group: Group) -> set[str]:
    rows = list(group.permissions.select_related("content_type"))
    for given in (group.page_permissions, group.collection_permissions):
        rows += [right.permission for right in given.select_related("permission__content_type")]
    return {f"{row.content_type.app_label}.{row.codename}" for row in rows}


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name)
def test_migrations_make_each_role_as_the_table_says(role: Role):
    group = Group.objects.get(name=role.name)
    assert permissions_of(group) == role.permissions
    assert {right.page.depth for right in group.page_permissions.all()} <= {1}
    assert {right.collection.depth for right in group.collection_permissions.all()} <= {1}


def test_wagtails_own_groups_and_workflow_are_gone():
    others = Group.objects.exclude(name__startswith=TRANSLATORS.name)
    assert set(others.values_list("name", flat=True)) == {role.name for role in ROLES}
    workflow = Workflow.objects.get()
    assert [page.page.depth for page in workflow.workflow_pages.all()] == [1]
    task = workflow.tasks[0].specific
    assert [group.name for group in task.groups.all()] == ["Publishers"]


def test_a_new_language_brings_its_translators(site):
    group = Group.objects.get(name="Translators (Français)")
    assert permissions_of(group) == TRANSLATORS.permissions
    assert [right.page for right in group.page_permissions.all()] == [
        Page.objects.get(pk=site.home.get_translation(site.fr).pk)
    ]
    assert Group.objects.filter(name="Translators (Español)").exists()
    assert not Group.objects.filter(name="Translators (English)").exists()
    german = Locale.objects.create(language_code="de")
    assert not Group.objects.filter(name="Translators (Deutsch)").exists()
    submit(site.home, german)
    assert Group.objects.filter(name="Translators (Deutsch)").exists()


def test_what_administrators_change_of_a_group_stays_changed(site, committed):
    group = Group.objects.get(name="Translators (Français)")
    group.permissions.clear()
    GroupPagePermission.objects.filter(group=group).delete()
    with committed():
        translate_into(site.home, site.fr)
        site.home.get_translation(site.fr).save_revision().publish()
    assert permissions_of(group) == set()


def first_page(client, user) -> str:
    client.force_login(user)
    return client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_first_page_lists_the_translations_that_one_can_act_on(site, client, committed):
    incomplete = factories.NewsPageFactory(parent=site.news, title="Incomplete")
    complete = factories.NewsPageFactory(parent=site.news, title="Complete")
    text = factories.SiteTextFactory()
    with committed():
        text.save_revision().publish()
        for instance in (incomplete, text):
            submit(instance, site.fr)
        translate_into(complete, site.fr)
        translation = submit(complete, site.fr)
    complete.lead = "It happened twice."
    with committed():
        complete.save_revision().publish()
    fill_in(translation)

    shown = {
        name: {
            what: f">{what}</a>" in html
            for html in [first_page(client, factories.member_of(name))]
            for what in ("Incomplete", "Complete", str(text))
        }
        for name in (
            "Editors",
            "Publishers",
            "Administrators",
            "Translators (Français)",
            "Translators (Español)",
            "Request officers",
        )
    }
    assert shown == {
        "Editors": {"Incomplete": True, "Complete": False, str(text): False},
        "Publishers": {"Incomplete": True, "Complete": True, str(text): True},
        "Administrators": {"Incomplete": True, "Complete": True, str(text): True},
        "Translators (Français)": {"Incomplete": True, "Complete": False, str(text): True},
        "Translators (Español)": {"Incomplete": False, "Complete": False, str(text): False},
        "Request officers": {"Incomplete": False, "Complete": False, str(text): False},
    }


def test_request_officers_see_no_report_of_translations_and_no_titles_of_pages(site, client):
    html = first_page(client, factories.member_of("Request officers"))
    assert reverse("wagtail_localize:translations_report") not in html
    assert reverse("wagtail_localize:translations_report") in first_page(
        client, factories.member_of("Translators (Français)")
    )
    factories.NewsPageFactory(parent=site.news, title="Not yet told", live=False)
    search = reverse("wagtailadmin_choose_page_search") + "?q=told"
    client.force_login(factories.member_of("Editors"))
    assert "Not yet told" in client.get(search).content.decode()
    client.force_login(factories.member_of("Request officers"))
    assert "Not yet told" not in client.get(search).content.decode()


class TestAdministratorsAndSuperusers:
    """Who may change accounts could else take every right, or a superuser's account."""

    @pytest.fixture
    def superuser(self):
        return factories.UserFactory(is_superuser=True)

    @pytest.fixture
    def as_administrator(self, client):
        client.force_login(factories.member_of("Administrators"))
        return client

    def details(self, **more):
        return {
            "username": "new",
            "email": "new@example.org",
            "first_name": "N",
            "last_name": "N",
            "password1": "long-enough-4711",
            "password2": "long-enough-4711",
            **more,
        }

    def test_an_administrator_makes_accounts(self, as_administrator):
        group = Group.objects.get(name="Editors")
        as_administrator.post(reverse("wagtailusers_users:add"), self.details(groups=[group.pk]))
        assert [group.name for group in User.objects.get(username="new").groups.all()] == ["Editors"]

    def test_but_no_superuser(self, as_administrator):
        as_administrator.post(reverse("wagtailusers_users:add"), self.details(is_superuser="on"))
        assert not User.objects.filter(username="new").exists()

    def test_nor_makes_one_of_an_account(self, as_administrator):
        user = factories.UserFactory()
        url = reverse("wagtailusers_users:edit", args=[user.pk])
        as_administrator.post(url, self.details(is_superuser="on", is_active="on"))
        user.refresh_from_db()
        assert not user.is_superuser

    def test_nor_gives_a_superuser_another_password(self, as_administrator, superuser):
        password = superuser.password
        url = reverse("wagtailusers_users:edit", args=[superuser.pk])
        as_administrator.post(url, self.details(is_active="on"))
        superuser.refresh_from_db()
        assert (superuser.password, superuser.is_superuser) == (password, True)

    @pytest.mark.parametrize("action", ["set_active_state", "delete"])
    def test_nor_shuts_one_out(self, as_administrator, superuser, action):
        url = reverse("wagtail_bulk_action", args=["users", "user", action])
        as_administrator.post(f"{url}?id={superuser.pk}", {"mark_as_active": "False"})
        assert User.objects.get(pk=superuser.pk).is_active

    def test_nor_makes_an_officer_who_sees_requests(self, as_administrator):
        officers = Group.objects.get(name="Request officers")
        user = factories.UserFactory()
        details = self.details(is_active="on", groups=[officers.pk])
        as_administrator.post(reverse("wagtailusers_users:add"), details)
        as_administrator.post(reverse("wagtailusers_users:edit", args=[user.pk]), details)
        bulk = reverse("wagtail_bulk_action", args=["users", "user", "assign_role"])
        as_administrator.post(f"{bulk}?id={user.pk}", {"role": officers.pk})
        assert not officers.user_set.exists()

    def test_nor_gives_one_another_password(self, as_administrator):
        officer = factories.member_of("Request officers")
        url = reverse("wagtailusers_users:edit", args=[officer.pk])
        as_administrator.post(url, self.details(is_active="on", groups=[]))
        assert User.objects.get(pk=officer.pk).password == officer.password
        assert officer.groups.exists()

    def test_nor_deletes_one_or_the_role(self, as_administrator):
        officer = factories.member_of("Request officers")
        role = officer.groups.get()
        as_administrator.post(reverse("wagtailusers_users:delete", args=[officer.pk]))
        as_administrator.post(reverse("wagtailusers_groups:delete", args=[role.pk]))
        assert User.objects.get(pk=officer.pk).groups.get() == role

    def test_who_is_an_officer_too_makes_officers(self, client):
        officers = Group.objects.get(name="Request officers")
        both = factories.member_of("Administrators")
        both.groups.add(officers)
        client.force_login(both)
        client.post(reverse("wagtailusers_users:add"), self.details(groups=[officers.pk]))
        assert User.objects.get(username="new").groups.get() == officers

    def test_no_form_gives_the_right_to_see_requests(self):
        offered = GroupForm().registered_permissions
        assert not offered.filter(codename__endswith="_assistancerequest").exists()

    def test_a_superuser_may(self, client, superuser):
        client.force_login(superuser)
        client.post(reverse("wagtailusers_users:add"), self.details(is_superuser="on"))
        assert User.objects.get(username="new").is_superuser
