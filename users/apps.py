from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class UsersConfig(AppConfig):
    name = "users"
    label = "users"
    verbose_name = _("Users")

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added
        from django.contrib.auth.signals import user_logged_in

        from .signing_in.middleware import note_sign_in
        from .signing_in.second_factor import note_set_up
        from .translators import give_home_to_translators

        user_logged_in.connect(note_sign_in, dispatch_uid="note-sign-in")
        authenticator_added.connect(note_set_up, dispatch_uid="note-set-up")
        post_save.connect(give_home_to_translators, dispatch_uid="translators-of-a-new-language")
