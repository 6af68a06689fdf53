from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExploreConfig(AppConfig):
    name = "explore"
    label = "explore"
    verbose_name = _("Explore")

    def ready(self) -> None:
        from vocabularies.term_pages import register_term_pages

        from .models import INDEX_PAGES

        for model in INDEX_PAGES:
            register_term_pages(model.vocabulary, model.term_paths)
