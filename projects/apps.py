from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "projects"
    label = "projects"
    verbose_name = _("Projects")

    def ready(self) -> None:
        from vocabularies.models import Region
        from vocabularies.term_pages import register_term_pages

        from . import counted
        from .models import region_paths

        counted.register()
        register_term_pages(Region, region_paths)
