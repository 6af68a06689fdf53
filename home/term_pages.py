"""The pages here that are about one term: Objective 23's, and those of the five ways."""

from core.site_structure import language_homes, list_page_path
from vocabularies.models import Mechanism, Objective
from vocabularies.term_pages import register_term_pages

from .models import MechanismPage, Objective23Page

OBJECTIVE_23 = "gcm-23"


def objective_23_paths(language: str) -> dict[str, str]:
    path = list_page_path(Objective23Page, language)
    return {OBJECTIVE_23: path} if path else {}


def mechanism_paths(language: str) -> dict[str, str]:
    """One query."""
    home = language_homes().get(language)
    if home is None:
        return {}
    pages = MechanismPage.objects.live().public().filter(locale=home.locale, alias_of=None)
    return {
        code: home.path_of(url_path) for code, url_path in pages.values_list("mechanism__slug", "url_path")
    }


def register() -> None:
    """Called once, when the app is ready."""
    register_term_pages(Objective, objective_23_paths)
    register_term_pages(Mechanism, mechanism_paths)
