"""Every template that the public meets, and an address where it can be met.

The one list for all that is measured: by the browser tests, by ``make lighthouse``, by ``make screenshots``.
A page type without a line here fails ``tests/test_page_types.py``.
"""

from dataclasses import dataclass

LANGUAGES = ("en", "fr", "es")
RIGHT_TO_LEFT = "ar"
"""The showcase is live in it too: it runs from the right, with the interface in English."""


@dataclass(frozen=True)
class Template:
    name: str
    path: str
    """Below the language's home page; from the host where it begins with a slash."""
    page_type: str | None = None
    """None for what is no page: errors."""
    site: str = "full"
    """Which of the two showcase sites it is on (``tests.showcase.building``)."""
    launch_path: str | None = None
    """Where the launch content has such a page, if it has one."""
    status: int = 200

    @property
    def languages(self) -> tuple[str, ...]:
        """In which it is measured: all, but what is only another state of a page in the site's own."""
        is_a_state = self.launch_path is None and self.page_type is not None
        return LANGUAGES[:1] if is_a_state else LANGUAGES

    def address(self, language: str) -> str:
        """From the host, in the showcase."""
        return self.path.format(language=language) if self.path[:1] == "/" else f"/{language}/{self.path}"

    def launch_address(self, language: str) -> str:
        return f"/{language}/{self.launch_path}"


TEMPLATES = (
    Template("home", "", "HomePage", launch_path=""),
    Template("home-of-a-new-site", "", "HomePage", site="bare"),
    Template("objective-23", "objective-23/", "Objective23Page", launch_path="objective-23/"),
    Template(
        "way",
        "objective-23/technical-assistance/",
        "MechanismPage",
        launch_path="objective-23/technical-assistance/",
    ),
    Template("way-without-evidence", "objective-23/regional-cooperation/", "MechanismPage"),
    Template("projects", "projects/", "ProjectIndexPage", launch_path="projects/"),
    Template("projects-filtered", "projects/?country=ml&way=way-1&sort=title", "ProjectIndexPage"),
    Template("projects-none-found", "projects/?status=pipeline&way=way-2", "ProjectIndexPage"),
    Template("projects-second-sheet", "projects/?page=2", "ProjectIndexPage"),
    Template("map", "projects/map/", "ProjectIndexPage", launch_path="projects/map/"),
    Template("map-none-found", "projects/map/?status=pipeline&way=way-2", "ProjectIndexPage"),
    Template("no-projects", "projects/", "ProjectIndexPage", site="bare"),
    Template("project", "projects/everything/", "ProjectPage", launch_path="projects/mali-i/"),
    Template("project-of-few-words", "projects/hardly-anything/", "ProjectPage"),
    Template("project-with-a-long-title", "projects/long/", "ProjectPage"),
    Template("practices", "practices/", "PracticeIndexPage", launch_path="practices/"),
    Template("no-practices", "practices/", "PracticeIndexPage", site="bare"),
    Template("regions", "regions/", "RegionIndexPage", launch_path="regions/"),
    Template("region", "regions/a-region/", "RegionPage", launch_path="regions/asia/"),
    Template("region-without-projects", "regions/without-projects/", "RegionPage"),
    Template("countries", "countries/", "CountryIndexPage", launch_path="countries/"),
    Template("country", "countries/ml/", "CountryIndexPage", launch_path="countries/ml/"),
    Template("country-without-projects", "countries/fj/", "CountryIndexPage", launch_path="countries/tn/"),
    Template("objectives", "objectives/", "ObjectiveIndexPage", launch_path="objectives/"),
    Template("objective", "objectives/7/", "ObjectiveIndexPage", launch_path="objectives/7/"),
    Template(
        "objective-without-projects",
        "objectives/20/",
        "ObjectiveIndexPage",
        launch_path="objectives/20/",
    ),
    Template("themes", "themes/", "ThemeIndexPage", launch_path="themes/"),
    Template("theme", "themes/development/", "ThemeIndexPage", launch_path="themes/development/"),
    Template("open-data", "open-data/", "OpenDataPage", launch_path="open-data/"),
    Template("open-data-of-nothing", "open-data/", "OpenDataPage", site="bare"),
    Template("news", "news/", "NewsIndexPage", launch_path="news/"),
    Template("news-filtered", "news/?year=2022&country=ml&objective=gcm-7", "NewsIndexPage"),
    Template("news-none-found", "news/?year=2011&country=ml", "NewsIndexPage"),
    Template("news-second-sheet", "news/?page=2", "NewsIndexPage"),
    Template("no-news", "news/", "NewsIndexPage", site="bare"),
    Template("news-item", "news/every-block/", "NewsPage", launch_path="news/costa-rica-v-launch/"),
    Template("request-open", "request/", "RequestPage", launch_path="request/"),
    Template("request-between-phases", "request/", "RequestPage", site="bare"),
    Template("can-we-ask", "request/check/", "RequestPage", launch_path="request/check/"),
    Template(
        "can-we-ask-answered",
        "request/check/?country=ml&kind=company&topic=diaspora&partners=alone",
        "RequestPage",
    ),
    Template("can-we-ask-left-open", "request/check/?country=ml", "RequestPage"),
    Template("letter", "request/letter/?country=ml", "RequestPage", launch_path="request/letter/"),
    Template("text", "about/", "ContentPage", launch_path="about/"),
    Template("search", "search/", "SearchPage", launch_path="search/"),
    Template("search-results", "search/?q=mali", "SearchPage", launch_path="search/?q=labour+migration"),
    Template("search-nothing-found", "search/?q=Donaudampfschifffahrt+zanzibar", "SearchPage"),
    Template("not-found", "nowhere/", status=404, launch_path="nowhere/"),
    Template("not-in-this-language", "only-in-arabic/", status=404),
    Template("error", "/media/images/error-{language}.html"),
)

BY_NAME = {template.name: template for template in TEMPLATES}
