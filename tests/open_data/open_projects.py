"""Projects for the tests of the open data: on two sheets of the list, in two languages, plain and odd."""

from datetime import date

from django.core.files.base import ContentFile

from documents.models import CustomDocument
from projects.models import Activity, Expert, ProjectDocument, RequestingInstitution, Source
from tests import factories
from tests.translating import translate_into
from vocabularies.models import Area, CountryLabel, Membership

ODD_WORDS = '=HYPERLINK("http://example.org") \x0b\x01 <b> & ]]> -- \ufffe \U0001f600 «ñ»'
"""A formula, control characters (from office programs), markup, what a comment of XML must not hold."""


def make_projects(site) -> None:
    """``everything``, in English and French; ``odd``; ``without-dates``; and twenty-four more."""
    english = site.home.locale
    west, south = (factories.RegionFactory(slug=slug, name=slug.title()) for slug in ("west", "south"))
    mali, niger, kosovo = (factories.CountryFactory(slug=code, region=west) for code in ("ml", "ne", "xk"))
    tunisia = factories.CountryFactory(slug="tn", region=None)
    CountryLabel.objects.create(tag=kosovo, locale=english, name="Kosovo*", footnote="As agreed.", live=True)
    ldc = factories.CountryGroupFactory(slug="ldc", name="Least developed", history_is_known=True)
    Membership.objects.create(group=ldc, country=mali)
    Membership.objects.create(group=ldc, country=niger, until=date(2019, 1, 1))
    ways = [factories.MechanismFactory(number=number) for number in (1, 5)]
    objectives = [factories.ObjectiveFactory(number=number) for number in (5, 23)]
    theme = factories.ThemeFactory(slug="horizontal", name="Horizontal")
    area = Area.objects.create(slug="policy", name="Policy", theme=theme)
    goal = factories.SdgFactory(number=10)
    document = CustomDocument.objects.create(
        title="A handbook", language="fr", file=ContentFile(b"%PDF-1.4", "handbook.pdf")
    )

    def project(slug, **facts):
        facts = {"countries": [mali], "mechanisms": ways[:1], "request": ""} | facts
        return factories.ProjectPageFactory(parent=site.projects, slug=slug, **facts)

    everything = project(
        "everything",
        title="Mali I",
        summary="Mali asked; it was done.",
        start=date(2018, 4, 1),
        end=date(2020, 1, 1),
        countries=[mali, niger],
        mechanisms=ways,
        objectives=objectives,
        themes=[theme],
        areas=[area],
        sdgs=[goal],
        request="<p>A strategy &amp; a plan.</p><p>Soon.</p>",
        objective="<p>To write it.</p>",
        results="<p>It was written.</p>",
        outcome="<p>It is used.</p>",
        practice_title="A handbook",
        practice_document=document,
        practice_link="https://example.org/practice",
        practice_hub_link="https://example.org/hub",
        institutions=[
            RequestingInstitution(name="Ministry", kind="national_authority", locale=english),
            RequestingInstitution(name="City", kind="local_authority", locale=english),
        ],
        experts=[
            Expert(country=tunisia, kind="partner_country"),
            Expert(kind="international_organisation"),
        ],
        activities=[
            Activity(
                title="In Bamako",
                type="workshop",
                country=mali,
                month=date(2018, 6, 1),
                mode="hybrid",
                locale=english,
            ),
            Activity(type="training", locale=english),
        ],
        sources=[Source(title="A report", url="https://example.org/report", locale=english)],
    )
    everything.documents.set([ProjectDocument(document=document, title="The handbook", locale=english)])
    everything.save()
    everything.save_revision().publish()
    translate_into(everything, site.fr)
    project(
        "odd",
        title=ODD_WORDS,
        summary=ODD_WORDS,
        request=f"<p>{'long ' * 8_000}</p>",
        countries=[kosovo, mali, niger],
        status="on_hold",
        start=date(2021, 1, 1),
        institutions=[RequestingInstitution(name=ODD_WORDS, kind="parliament", locale=english)],
    )
    project("without-dates", title="Dateless", summary=" ", countries=[], regions=[south])
    for number in range(24):
        project(
            f"more-{number}",
            title=f"Project {number}",
            countries=[(mali, niger, kosovo)[number % 3]],
            mechanisms=[ways[number % 2]],
            objectives=objectives[: number % 3],
            status=("completed", "ongoing", "pipeline", "cancelled")[number % 4],
            start=date(2003 + number, 1 + number % 12, 1) if number % 5 else None,
            end=date(2004 + number, 1, 1) if number % 4 == 0 else None,
        )
