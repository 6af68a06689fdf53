from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class UsersConfig(AppConfig):
    name = "users"
    label = "users"
    verbose_name = _("Users")

    def ready(self) -> None:
        from .translators import give_home_to_translators

        post_save.connect(give_home_to_translators, dispatch_uid="translators-of-a-new-language")
