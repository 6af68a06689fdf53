"""Builds the two showcase sites, each in the folder and database that the environment names.

``python -m tests.showcase.building full|bare [admin]``, with production's settings: what is measured is what
the public would be served, compressed and hashed files included; with ``admin`` also the admin's.
"""

import os
import sys
from copy import copy
from datetime import date
from pathlib import Path

import django

from tests.showcase.catalogue import LANGUAGES, RIGHT_TO_LEFT

LONG = "Directorate-General for Migration, International Labour Mobility and Diaspora Affairs of the Republic"
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
INTRODUCTION = (
    "<p>They asked for a strategy, and <b>it was written</b> with them: read "
    '<a href="https://example.org/a-page">what came of it</a>, and what others <i>made of that</i>.</p>'
    "<ul><li>One thing</li><li>Another thing that takes a few more words to say than the first</li></ul>"
    "<ol><li>First</li><li>Second</li></ol>"
)
TEXT = f"<h3>A heading in a text</h3>{INTRODUCTION}"


def build(kind: str) -> None:
    from home.models import HomePage
    from tests import base_site

    if not HomePage.objects.exists():
        base_site.build()
    site = base_site.find()
    made = {"full": _full, "bare": _bare}[kind](site)
    from wagtail.models import Locale

    arabic = Locale.objects.create(language_code=RIGHT_TO_LEFT)
    for page in (site.home, site.projects, site.news):
        _put_into(arabic, page)
    for page in made:
        for locale in (site.fr, site.es, arabic):
            _put_into(locale, page)
    if kind == "full":
        _only_in(arabic, site)


def _put_into(locale, page) -> None:
    """Live in a language, its texts left as they are: what is measured does not depend on them.

    By wagtail-localize it would take six times as long.
    """
    twin = page.copy_for_translation(locale)
    twin.live, twin.has_unpublished_changes = True, False
    twin.save()


def _only_in(locale, site) -> None:
    from tests import factories

    home = site.home.get_translation(locale)
    factories.ContentPageFactory(
        parent=home, locale=locale, slug="only-in-arabic", title="صفحة باللغة العربية"
    )


def _error_pages(languages) -> None:
    """What is shown where the site itself has failed, as files: no server can be asked to fail."""
    from django.conf import settings
    from django.test import RequestFactory
    from django.utils import translation

    from core.errors import server_error
    from core.media import SHOWN

    folder = Path(settings.MEDIA_ROOT) / SHOWN
    folder.mkdir(parents=True, exist_ok=True)
    for language in languages:
        with translation.override(language):
            response = server_error(RequestFactory().get(f"/{language}/"))
        (folder / f"error-{language}.html").write_bytes(response.content)


def _bare(site) -> list:
    """The day before the first project: a page of each list, nothing in them."""
    from assistance.models import IntakeState
    from tests import factories

    factories.SiteTextFactory().save_revision().publish()
    return [
        factories.Objective23PageFactory(parent=site.home, show_in_menus=True),
        factories.RegionIndexPageFactory(parent=site.home, show_in_menus=True),
        factories.PracticeIndexPageFactory(parent=site.home),
        factories.OpenDataPageFactory(parent=site.home),
        factories.RequestPageFactory(
            parent=site.home,
            show_in_menus=True,
            intake_state=IntakeState.BETWEEN_PHASES,
            intake_message="The next phase begins in spring.",
            who="",
        ),
    ]


def _full(site) -> list:
    from assistance.models import EligibilityRule, OtherDoor
    from news.models import NewsProject
    from projects.models import Activity, Expert, ProjectDocument, RequestingInstitution, Source
    from tests import factories
    from vocabularies.models import Area, CountryLabel, Membership, ObjectiveLabel, ThemeLabel

    locale = site.home.locale
    factories.SiteTextFactory().save_revision().publish()
    factories.FigureFactory(code="requests").save_revision().publish()
    image = factories.ImageFactory(title="A workshop", credit="A. Painter", is_sharing_default=True)
    document = _document("A handbook with a title that is a good deal longer than any title should be")
    region, without = factories.RegionFactory(name="A region"), factories.RegionFactory(name="Another region")
    mali, niger, fiji = (
        factories.CountryFactory(slug=code, region=place)
        for code, place in (("ml", region), ("ne", region), ("fj", without))
    )
    france = factories.CountryFactory(slug="fr")
    ldc = factories.CountryGroupFactory(slug="ldc", name="Least developed countries")
    Membership.objects.create(group=ldc, country=mali)
    Membership.objects.create(group=ldc, country=niger, until=date(2020, 1, 1))
    islands = factories.CountryGroupFactory(slug="sids", name="Small island States", history_is_known=True)
    Membership.objects.create(group=islands, country=mali, until=date(1990, 1, 1))
    Membership.objects.create(group=islands, country=fiji, since=date(1990, 1, 1))
    ways = [
        factories.MechanismFactory(number=number, name=name, path=path)
        for number, name, path in (
            (1, "Technical assistance on demand", "technical-assistance"),
            (2, "National ownership", "national-ownership"),
            (3, "Regional cooperation", "regional-cooperation"),
            (4, "Capacity and resources", "capacity-and-resources"),
            (5, "Country realities", "country-realities"),
        )
    ]
    objectives = [
        factories.ObjectiveFactory(number=number, name=name)
        for number, name in ((7, "Reduce vulnerabilities"), (16, "Empower migrants and societies"))
    ]
    factories.ObjectiveFactory(number=20, name="Promote faster, safer and cheaper transfer of remittances")
    development = factories.ThemeFactory(slug="development", name="Migration and development")
    Area.objects.create(slug="diaspora", name="Diaspora", theme=development)
    for label in (
        CountryLabel(tag=mali, introduction=INTRODUCTION),
        ObjectiveLabel(tag=objectives[0], name=LONG, short_name="Reduce vulnerabilities"),
        ThemeLabel(tag=development, name="Migration and development", introduction=INTRODUCTION),
    ):
        label.locale = locale
        label.save()
        label.save_revision().publish()
    EligibilityRule.objects.create(
        kinds=["company"], answer="no", text=LONG, advice="Ask a ministry.", locale=locale
    )
    OtherDoor.objects.create(
        code="door", name="Another door", text=LONG, url="https://example.org/", locale=locale
    )
    request = factories.RequestPageFactory(
        parent=site.home, show_in_menus=True, who=TEXT, how=TEXT, criteria=TEXT, next_steps=TEXT
    )
    objective = factories.Objective23PageFactory(
        parent=site.home, show_in_menus=True, introduction=INTRODUCTION
    )
    regions = factories.RegionIndexPageFactory(parent=site.home, show_in_menus=True)
    texts = factories.ContentPageFactory(parent=site.home, slug="about", title="About")
    texts.body = [("heading", "A heading"), ("text", TEXT), ("heading", "Another"), ("text", TEXT)]
    texts.save_revision().publish()

    def project(slug, **facts):
        facts = {
            "countries": [mali],
            "mechanisms": ways[:1],
            "request": "",
            "summary": "It was done.",
        } | facts
        return factories.ProjectPageFactory(parent=site.projects, slug=slug, **facts)

    everything = project(
        "everything",
        title="Mali I",
        summary="Mali asked for a strategy on its diaspora; it was written, adopted and paid for.",
        start=date(2014, 4, 1),
        end=date(2016, 1, 1),
        countries=[mali, niger],
        mechanisms=ways[:2],
        objectives=objectives,
        themes=[development],
        request=TEXT,
        objective=TEXT,
        results=TEXT,
        outcome=TEXT,
        practice_title=LONG,
        practice_document=document,
        practice_link="https://example.org/practice",
        practice_hub_link="https://example.org/hub",
        image=image,
        image_alt="People around a table",
        institutions=[RequestingInstitution(name=LONG, kind="national_authority", locale=locale)],
        experts=[
            Expert(country=niger, kind="partner_country"),
            Expert(country=france, kind="eu_member_state"),
            Expert(kind="international_organisation"),
        ],
        activities=[
            Activity(
                title="A workshop",
                type="workshop",
                country=mali,
                month=date(2014, 6, 1),
                mode="hybrid",
                locale=locale,
            ),
            Activity(type="training", locale=locale),
        ],
        sources=[Source(title="An annual report", url="https://example.org/report", locale=locale)],
    )
    everything.documents.set([ProjectDocument(document=document, locale=locale)])
    everything.body = [("text", TEXT)]
    everything.save()  # its rows need their numbers before a revision holds them
    everything.save_revision().publish()
    pages = [
        request,
        objective,
        regions,
        texts,
        factories.PracticeIndexPageFactory(parent=site.home, introduction=INTRODUCTION),
        factories.CountryIndexPageFactory(parent=site.home, introduction=INTRODUCTION),
        factories.ObjectiveIndexPageFactory(parent=site.home),
        factories.ThemeIndexPageFactory(parent=site.home),
        factories.SearchPageFactory(parent=site.home, lead="The whole site, by its words."),
        factories.OpenDataPageFactory(parent=site.home, introduction=INTRODUCTION),
        everything,
        project("hardly-anything", title="Niger I", countries=[niger], status="pipeline"),
        project("long", title=f"{LONG}: {LONG_WORD}", request=TEXT, image=image),
        project("where-maps-differ", title="Where maps differ", countries=_awkward_on_a_map()),
        *(
            factories.MechanismPageFactory(
                parent=objective, mechanism=way, slug=way.path, title=way.name, argument=TEXT
            )
            for way in ways
        ),
        factories.RegionPageFactory(
            parent=regions, region=region, slug="a-region", title="A region", introduction=INTRODUCTION
        ),
        factories.RegionPageFactory(
            parent=regions, region=without, slug="without-projects", title="Another region"
        ),
    ]
    # These are in English only: lists in other languages have them, too, and say so.
    for number in range(20):
        project(f"more-{number}", title=f"Mali {number + 2}", start=date(2006 + number, 1, 1))
    news = _news_with_every_block(site, everything, image, document)
    news.countries.set([mali])
    news.objectives.set(objectives[:1])
    news.project_links.add(NewsProject(project=everything))
    news.save()
    news.save_revision().publish()
    for number in range(15):
        item = factories.NewsPageFactory(
            parent=site.news,
            title=f"News {number}",
            date=date(2010 + number, 1, 1),
            image=image if number % 2 else None,
        )
        item.countries.set([fiji])
        item.save()
    return [*pages, news]


def _awkward_on_a_map() -> list:
    """Countries that maps draw wrongly, or too small to be seen."""
    from tests import factories

    return [
        factories.CountryFactory(slug=code) for code in ("ua", "eh", "so", "cy", "xk", "ps", "cv", "mu", "tv")
    ]


def _document(title: str):
    from django.core.files.base import ContentFile

    from documents.models import CustomDocument

    return CustomDocument.objects.create(title=title, file=ContentFile(b"%PDF-1.4", "handbook.pdf"))


def _news_with_every_block(site, project, image, document):
    from core.blocks import BodyBlock
    from tests import factories

    pictured = copy(image)
    pictured.contextual_alt_text, pictured.decorative = "A room", False
    columns = [{"type": "text", "heading": "What"}]
    columns += [{"type": "number", "heading": f"Column {number}"} for number in range(7)]
    rows = [{"values": ["Requests", *(f"{number},000" for number in range(7))]} for _row in range(3)]
    page = factories.NewsPageFactory(
        parent=site.news,
        slug="every-block",
        title="The strategy is adopted",
        date=date(2022, 4, 25),
        image=image,
        image_alt="People around a table",
    )
    body = [
        ("heading", "A heading"),
        ("text", TEXT),
        ("quote", {"quote": "Words.", "speaker": "Someone", "source": "https://example.org/words"}),
        (
            "accordion",
            {"texts": [{"heading": "How?", "text": "<p>So.</p>"}, {"heading": LONG, "text": TEXT}]},
        ),
        ("image", {"image": pictured, "caption": "The room"}),
        ("video", {"url": "https://youtu.be/abcDEF12345", "title": "A film", "description": "People talk."}),
        ("figures", {"heading": "In figures", "figures": ["requests", "counted-projects"]}),
        ("table", {"columns": columns, "rows": rows, "caption": "A wide table"}),
        ("call_to_action", {"text": "Go on.", "button": "All projects", "page": site.projects}),
        ("documents", {"heading": "Files", "documents": [document]}),
        ("related_pages", {"heading": "See also", "pages": [site.projects, project]}),
    ]
    lacking = BodyBlock.base_blocks.keys() - dict(body).keys()
    assert not lacking, f"tests/showcase/building.py shows no block of the kind {', '.join(lacking)}"
    page.body = body
    return page


def main() -> None:
    kind, *more = sys.argv[1:]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "website.settings.production")
    django.setup()
    from django.core.management import call_command
    from django.db import transaction
    from django.test import override_settings

    call_command("migrate", interactive=False, verbosity=0)
    # Mostly only the site's own files: to compress the admin's takes half a minute.
    finders = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    if "admin" in more:
        finders.append("django.contrib.staticfiles.finders.AppDirectoriesFinder")
    with override_settings(STATICFILES_FINDERS=finders):
        call_command("collectstatic", interactive=False, verbosity=0)
    # As one change: after each change the site forgets what it keeps, and reads it again.
    with transaction.atomic():
        build(kind)
    _error_pages((*LANGUAGES, RIGHT_TO_LEFT))


if __name__ == "__main__":
    main()
