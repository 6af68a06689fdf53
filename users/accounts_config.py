"""``wagtail.users`` as this site has it; nothing is imported here that needs the apps to be ready."""

from wagtail.users.apps import WagtailUsersAppConfig


class AccountsAdminConfig(WagtailUsersAppConfig):
    group_viewset = "users.group_screens.GroupViewSet"
