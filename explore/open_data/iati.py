"""The projects as activities of the International Aid Transparency Initiative's standard, version 2.03.

What stands for what, and why, is in ``docs/decisions/0011-open-data.md``. IATI demands of each activity
that its start is known: projects without one are left out, and counted in the note at the file's head.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import ROUND_DOWN, Decimal
from mimetypes import guess_type
from urllib.parse import urljoin, urlsplit
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.figures import with_figures
from core.file_values import fit_for_xml, month, plain_text
from core.site_structure import live_languages
from projects.models import ProjectPage, RequestingInstitution
from projects.models.choices import Status
from vocabularies.catalogue import Catalogue, Term, catalogue
from vocabularies.models import Sdg
from vocabularies.tagging import attach_terms

from .publication import LICENCE, LICENCE_ADDRESS, PROGRAMME
from .selection import CHUNK, Selection, rows_by_page, still_public

VERSION = "2.03"
# Codes of the standard's lists.
ACTIVITY_STATUS: dict[str, str] = {
    Status.PIPELINE: "1",
    Status.ONGOING: "2",
    Status.COMPLETED: "4",  # closed; 3, finalisation, is for what is still to be signed off
    Status.CANCELLED: "5",
    Status.ON_HOLD: "6",
}
PLANNED_START, ACTUAL_START, PLANNED_END, ACTUAL_END = "1", "2", "3", "4"
FUNDING, IMPLEMENTING = "1", "4"
INTERNATIONAL_ORGANISATION = "40"
GENERAL, OBJECTIVES, OTHER = "1", "2", "4"
OWN_NUMBER = "A1"
MIGRATION_AND_MOBILITY = "15190"
"""OECD DAC: facilitation of orderly, safe, regular and responsible migration and mobility."""
SDG_GOALS, OWN_VOCABULARY = "2", "99"
ACTIVITY_WEB_PAGE, RESULTS = "A12", "A08"

ICMPD = "International Centre for Migration Policy Development (ICMPD)"

_DOCUMENTS = tuple(f".{extension}" for extension in settings.WAGTAILDOCS_EXTENSIONS)

Texts = Mapping[str, str]
"""By language."""
Requesters = Mapping[int, list[RequestingInstitution]]
"""By the page's primary key."""


def positions_told(selection: Selection) -> list[int]:
    """Of the projects of which all is known that IATI demands."""
    starts = selection.finding.portfolio.starts
    return [position for position in selection.finding.positions if starts[position]]


def reporting_organisation() -> str:
    """ICMPD's identifier in IATI's register; where none is set, the name of this site's host."""
    return settings.IATI_ORGANISATION or urlsplit(settings.SITE_URL).hostname or "localhost"


def iati_parts(selection: Selection) -> Iterator[str]:
    """Valid where ``positions_told`` names a project: the standard knows no file without an activity."""
    told = positions_told(selection)
    written_at = timezone.now().isoformat(timespec="seconds")
    yield (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f"<!-- {_comment(note(selection, len(told)))} -->\n"
        f'<iati-activities version="{VERSION}" generated-datetime="{written_at}">\n'
    )
    activities = _Activities(selection)
    for place in range(0, len(told), CHUNK):
        projects = _versions(selection, told[place : place + CHUNK])
        pages = [version for versions in projects for version in versions]
        requesters = rows_by_page(RequestingInstitution.objects.exclude(name=""), pages)
        yield "".join(activities.activity(versions, requesters) + "\n" for versions in projects)
    yield "</iati-activities>\n"


def note(selection: Selection, told: int) -> str:
    """What a reader of the file must know to read it rightly."""
    left_out = selection.finding.count - told
    sentences = [
        f"{PROGRAMME}: {selection.address}",
        f"{_('Licence')}: {LICENCE}, {LICENCE_ADDRESS}",
        ngettext("%(count)d project is described here.", "%(count)d projects are described here.", told)
        % {"count": told},
        ngettext(
            "%(count)d project is left out: IATI requires a start date, which is not known here.",
            "%(count)d projects are left out: IATI requires a start date, which is not known here.",
            left_out,
        )
        % {"count": left_out},
        _("Only the month is known of any date: its first day is given."),
        _(
            "For a project in several countries IATI requires shares that add up to 100 per cent: equal "
            "shares are given. They say nothing about money; no amounts are known here."
        ),
    ]
    if not settings.IATI_ORGANISATION:
        sentences.append(
            _(
                "ICMPD’s identifier in IATI’s register is not known here: the host name of this site, which "
                "is not registered, stands in its place."
            )
        )
    return "\n".join(sentences)


def _comment(text: str) -> str:
    """Fit to stand in a comment of XML, where no two hyphens may."""
    return fit_for_xml(text).replace("--", "- -").replace("--", "- -")


def _versions(selection: Selection, positions: list[int]) -> list[list[ProjectPage]]:
    """The live pages of each project in all its languages, its source first, that with its terms."""
    pages = selection.finding.portfolio.pages
    found = still_public().in_bulk([pk for position in positions for pk in pages[position].values()])
    versions = [[found[pk] for pk in pages[position].values() if pk in found] for position in positions]
    versions = [project for project in versions if project]
    attach_terms([project[0] for project in versions], selection.language)
    return versions


def dates(page: ProjectPage, today: date) -> Iterator[tuple[str, date]]:
    """The types of its dates with their days. What lies ahead, or was never begun or ended, is planned."""
    begun = page.status in (Status.ONGOING, Status.COMPLETED, Status.ON_HOLD)
    if page.start:
        yield (ACTUAL_START if begun and page.start <= today else PLANNED_START), page.start
    if page.end:
        ended = page.status == Status.COMPLETED and page.end <= today
        yield (ACTUAL_END if ended else PLANNED_END), page.end


def shares(number: int) -> list[Decimal]:
    """As many equal percentages, but for a hundredth, that make up 100 exactly."""
    if number < 2:
        return [Decimal(100)] * number
    share = (Decimal(100) / number).quantize(Decimal("0.01"), ROUND_DOWN)
    more = int((100 - share * number) * 100)
    return [share + Decimal("0.01") if place < more else share for place in range(number)]


def element(name: str, attributes: Mapping[str, str] | None = None, *inside: str) -> str:
    """``inside``: what is XML already."""
    written = "".join(
        f" {attribute}={quoteattr(fit_for_xml(value))}" for attribute, value in (attributes or {}).items()
    )
    content = "".join(inside)
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def narratives(texts: Texts) -> str:
    """One under no language is in the activity's own."""
    return "".join(
        element(
            "narrative",
            {"xml:lang": language} if language else {},
            escape(fit_for_xml(with_figures(words, language or settings.LANGUAGE_CODE))),
        )
        for language, words in texts.items()
        if words.strip()
    )


class _Activities:
    """Writes activities; what is the same in all of them is written once."""

    def __init__(self, selection: Selection) -> None:
        self.selection = selection
        self.today = timezone.localdate()
        self.catalogues: list[Catalogue] = [catalogue(language) for language in live_languages()]
        self.own_vocabulary = {
            "vocabulary": OWN_VOCABULARY,
            "vocabulary-uri": settings.SITE_URL + reverse("projects_codes"),
        }
        self.tags: dict[Term, str] = {}
        self.organisation = reporting_organisation()
        as_reporter = {"ref": self.organisation, "type": INTERNATIONAL_ORGANISATION}
        self.reporter = element("reporting-org", as_reporter, narratives({"en": ICMPD}))
        self.implementer = element(
            "participating-org", {**as_reporter, "role": IMPLEMENTING}, narratives({"en": ICMPD})
        )
        european_union = {}
        for language in live_languages():
            with translation.override(language):
                european_union[language] = _("European Union")
        self.funder = element("participating-org", {"role": FUNDING}, narratives(european_union))

    def activity(self, versions: list[ProjectPage], requesters: Requesters) -> str:
        """``versions``: a project's pages in all its languages, the source with its terms first."""
        page = versions[0]
        attributes = {"xml:lang": page.language}
        if moments := [moment for version in versions if (moment := version.last_published_at)]:
            attributes["last-updated-datetime"] = max(moments).isoformat(timespec="seconds")
        # In the order that the schema wants.
        return element(
            "iati-activity",
            attributes,
            element("iati-identifier", {}, escape(f"{self.organisation}-{page.slug}")),
            self.reporter,
            *self.words(versions, requesters),
            # Not where naming who pays would put people at risk.
            "" if page.visibility_derogation else self.funder,
            self.implementer,
            element("other-identifier", {"ref": page.slug, "type": OWN_NUMBER}),
            element("activity-status", {"code": ACTIVITY_STATUS[page.status]}),
            *(
                # A narrative is the standard's place for what is known less exactly than by the day.
                element(
                    "activity-date",
                    {"iso-date": day.isoformat(), "type": kind},
                    narratives({"": month(day)}),
                )
                for kind, day in dates(page, self.today)
            ),
            *self.places(page),
            element("sector", {"code": MIGRATION_AND_MOBILITY}),
            *(
                self.tag(term)
                for name in ("sdgs", "objectives", "mechanisms", "themes", "areas")
                for term in page.terms[name]
            ),
            *self.documents(versions),
        )

    def words(self, versions: list[ProjectPage], requesters: Requesters) -> Iterator[str]:
        titles = narratives({version.language: version.title for version in versions})
        summaries = narratives({version.language: version.summary for version in versions})
        aims = narratives({version.language: plain_text(version.objective) for version in versions})
        # IATI has no role for those who ask.
        asked = narratives(
            {version.language: _requested_by(version, requesters[version.pk]) for version in versions}
        )
        yield element("title", {}, titles)
        yield element("description", {"type": GENERAL}, summaries or titles)
        if aims:
            yield element("description", {"type": OBJECTIVES}, aims)
        if asked:
            yield element("description", {"type": OTHER}, asked)

    def places(self, page: ProjectPage) -> Iterator[str]:
        """Its countries; where it has none, its regions."""
        countries, regions = page.terms["countries"], page.terms["regions"]
        for term, share in zip(countries, shares(len(countries)), strict=True):
            yield element("recipient-country", {"code": term.slug.upper(), "percentage": str(share)})
        if not countries:
            for term, share in zip(regions, shares(len(regions)), strict=True):
                attributes = {"code": term.slug, **self.own_vocabulary, "percentage": str(share)}
                yield element("recipient-region", attributes, narratives(self.names(term)))

    def tag(self, term: Term) -> str:
        if term not in self.tags:
            attributes = {"code": term.slug, **self.own_vocabulary}
            if isinstance(term.tag, Sdg):
                attributes = {"code": str(term.number), "vocabulary": SDG_GOALS}
            self.tags[term] = element("tag", attributes, narratives(self.names(term)))
        return self.tags[term]

    def names(self, term: Term) -> Texts:
        """A term's names in the languages of the site, each under the language that it is really in."""
        terms = (found.of(type(term.tag)).by_pk(term.pk) for found in self.catalogues)
        return {term.language: term.name for term in terms if term}

    def documents(self, versions: list[ProjectPage]) -> Iterator[str]:
        for version in versions:
            yield _document(
                self.selection.address_of(version),
                {version.language: version.title},
                ACTIVITY_WEB_PAGE,
                version.language,
            )
        page = versions[0]
        titles = {version.language: version.practice_name for version in versions}
        if document := page.practice_document:
            yield _document(urljoin(settings.SITE_URL, document.url), titles, RESULTS, document.language)
        for address in dict.fromkeys((page.practice_link, page.practice_hub_link)):
            if address:
                yield _document(address, titles, RESULTS)


def _document(address: str, titles: Texts, category: str, language: str = "") -> str:
    return element(
        "document-link",
        {"url": address, "format": _media_type(address)},
        element("title", {}, narratives(titles)),
        element("category", {"code": category}),
        element("language", {"code": language}) if language else "",
    )


def _media_type(address: str) -> str:
    """Of a document as its name tells; all else is a page."""
    kind, _encoding = guess_type(address.partition("?")[0])
    is_document = address.lower().partition("?")[0].endswith(_DOCUMENTS)
    return kind if kind and is_document else "text/html"


def _requested_by(version: ProjectPage, requesters: list[RequestingInstitution]) -> str:
    """In the language of the page."""
    if not requesters:
        return ""
    with translation.override(version.language):
        return _("Requested by: %(names)s") % {"names": "; ".join(row.name for row in requesters)}
