from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    label = "core"
    verbose_name = _("Site")

    def ready(self) -> None:
        from . import signals
        from .translation import doors, publication

        signals.connect()
        publication.install()
        doors.install()
