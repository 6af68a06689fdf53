"""The projects as activities of the International Aid Transparency Initiative's standard, version 2.03.

What stands for what, and why, is in ``docs/decisions/0011-open-data.md``. IATI demands of each activity
that its start is known: projects without one are left out, and counted in the note at the file's head.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import ROUND_DOWN, Decimal
from mimetypes import guess_type
from urllib.parse import urljoin, urlsplit
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.utils.xmlutils import SimplerXMLGenerator

from core.figures import with_figures
from core.file_values import fit_for_xml, month, plain_text
from core.site_structure import live_languages
from core.streaming import Draft
from projects.models import ProjectPage
from projects.models.choices import Status
from vocabularies.catalogue import Catalogue, Term, catalogue
from vocabularies.tagging import attach_terms

from .publication import LICENCE, LICENCE_ADDRESS, PROGRAMME
from .selection import CHUNK, Selection, with_all_details

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

Texts = Mapping[str, str]
"""By language."""


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
    draft = Draft()
    xml = SimplerXMLGenerator(draft, "utf-8", short_empty_elements=True)
    xml.startDocument()
    draft.write(f"<!-- {_comment(note(selection, len(told)))} -->\n")
    moment = timezone.now().isoformat(timespec="seconds")
    xml.startElement("iati-activities", AttributesImpl({"version": VERSION, "generated-datetime": moment}))
    writer = _Writer(xml)
    for place in range(0, len(told), CHUNK):
        for versions in _versions(selection, told[place : place + CHUNK]):
            writer.write(versions)
        yield draft.taken()
    xml.endElement("iati-activities")
    yield draft.taken()


def note(selection: Selection, told: int) -> str:
    """What a reader of the file must know to read it rightly."""
    left_out = selection.finding.count - told
    sentences = [
        f"{PROGRAMME}: {selection.address}",
        f"{_('Licence')}: {LICENCE}, {LICENCE_ADDRESS}",
        ngettext("%(count)d project is told here.", "%(count)d projects are told here.", told)
        % {"count": told},
        ngettext(
            "%(count)d project is left out: IATI demands to know when it began, which is not known here.",
            "%(count)d projects are left out: IATI demands to know when they began, which is not known here.",
            left_out,
        )
        % {"count": left_out},
        _("What is known is a month: it is given as its first day."),
        _(
            "Of a project in several countries IATI demands shares that make up 100 per cent: all are given "
            "the same, which says nothing of money, of which nothing is known here."
        ),
    ]
    if not settings.IATI_ORGANISATION:
        sentences.append(
            _(
                "ICMPD’s identifier in IATI’s register is not known here: in its place stands the name of "
                "this site’s host, which is registered nowhere."
            )
        )
    return "\n".join(sentences)


def _comment(text: str) -> str:
    """Fit to stand in a comment of XML, where no two hyphens may."""
    return fit_for_xml(text).replace("--", "- -").replace("--", "- -")


def _versions(selection: Selection, positions: list[int]) -> Iterator[list[ProjectPage]]:
    """The live pages of each project in all its languages, its source first, that with its terms."""
    pages = selection.finding.portfolio.pages
    found = with_all_details().in_bulk([pk for position in positions for pk in pages[position].values()])
    versions = [[found[pk] for pk in pages[position].values() if pk in found] for position in positions]
    versions = [project for project in versions if project]
    attach_terms([project[0] for project in versions], selection.language)
    yield from versions


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


class _Writer:
    """Writes activities; what is the same for all of them is looked up once."""

    def __init__(self, xml: SimplerXMLGenerator) -> None:
        self.xml = xml
        self.today = timezone.localdate()
        self.organisation = reporting_organisation()
        self.catalogues: list[Catalogue] = [catalogue(language) for language in live_languages()]
        self.codes_address = settings.SITE_URL + reverse("projects_codes")
        self.european_union = {}
        for language in live_languages():
            with translation.override(language):
                self.european_union[language] = _("European Union")

    def write(self, versions: list[ProjectPage]) -> None:
        """``versions``: a project's pages in all its languages, the source with its terms first."""
        page = versions[0]
        updated = max(
            (version.last_published_at for version in versions if version.last_published_at), default=None
        )
        attributes = {"xml:lang": page.language}
        if updated:
            attributes["last-updated-datetime"] = updated.isoformat(timespec="seconds")
        self.xml.startElement("iati-activity", AttributesImpl(attributes))
        self.element("iati-identifier", text=f"{self.organisation}-{page.slug}")
        self.element(
            "reporting-org",
            {"ref": self.organisation, "type": INTERNATIONAL_ORGANISATION},
            {"en": ICMPD},
        )
        self.words(versions)
        self.participants(page)
        self.element("other-identifier", {"ref": page.slug, "type": OWN_NUMBER})
        self.element("activity-status", {"code": ACTIVITY_STATUS[page.status]})
        for kind, day in dates(page, self.today):
            # The standard's place for what is known less exactly than by the day.
            self.element("activity-date", {"iso-date": day.isoformat(), "type": kind}, {"": month(day)})
        self.places(page)
        self.element("sector", {"code": MIGRATION_AND_MOBILITY})
        self.tags(page)
        self.documents(versions)
        self.xml.endElement("iati-activity")

    def words(self, versions: list[ProjectPage]) -> None:
        titles = {version.language: version.title for version in versions}
        self.element("title", texts=titles)
        summaries = {version.language: version.summary for version in versions if version.summary.strip()}
        self.element("description", {"type": GENERAL}, summaries or titles)
        aims = {version.language: plain_text(version.objective) for version in versions}
        if any(aims.values()):
            self.element("description", {"type": OBJECTIVES}, aims)
        requesters = {version.language: _requesters(version) for version in versions}
        if any(requesters.values()):
            self.element("description", {"type": OTHER}, requesters)

    def participants(self, page: ProjectPage) -> None:
        # Not where naming who pays would put people at risk.
        if not page.visibility_derogation:
            self.element("participating-org", {"role": FUNDING}, self.european_union)
        self.element(
            "participating-org",
            {"ref": self.organisation, "role": IMPLEMENTING, "type": INTERNATIONAL_ORGANISATION},
            {"en": ICMPD},
        )

    def places(self, page: ProjectPage) -> None:
        countries, regions = page.terms["countries"], page.terms["regions"]
        for term, share in zip(countries, shares(len(countries)), strict=True):
            self.element("recipient-country", {"code": term.slug.upper(), "percentage": str(share)})
        if countries:
            return
        for term, share in zip(regions, shares(len(regions)), strict=True):
            attributes = {
                "code": term.slug,
                "vocabulary": OWN_VOCABULARY,
                "vocabulary-uri": self.codes_address,
                "percentage": str(share),
            }
            self.element("recipient-region", attributes, self.names(term))

    def tags(self, page: ProjectPage) -> None:
        for term in page.terms["sdgs"]:
            self.element("tag", {"code": str(term.number), "vocabulary": SDG_GOALS}, self.names(term))
        for name in ("objectives", "mechanisms", "themes", "areas"):
            for term in page.terms[name]:
                attributes = {
                    "code": term.slug,
                    "vocabulary": OWN_VOCABULARY,
                    "vocabulary-uri": self.codes_address,
                }
                self.element("tag", attributes, self.names(term))

    def documents(self, versions: list[ProjectPage]) -> None:
        for version in versions:
            self.document(
                version.full_address, {version.language: version.title}, ACTIVITY_WEB_PAGE, version.language
            )
        page = versions[0]
        titles = {version.language: version.practice_name for version in versions}
        if document := page.practice_document:
            address = urljoin(settings.SITE_URL, document.url)
            self.document(address, titles, RESULTS, document.language)
        for address in dict.fromkeys((page.practice_link, page.practice_hub_link)):
            if address:
                self.document(address, titles, RESULTS)

    def document(self, address: str, titles: Texts, category: str, language: str = "") -> None:
        kind, _encoding = guess_type(urlsplit(address).path)
        attributes = {"url": fit_for_xml(address), "format": kind or "text/html"}
        self.xml.startElement("document-link", AttributesImpl(attributes))
        self.element("title", texts=titles)
        self.element("category", {"code": category})
        if language:
            self.element("language", {"code": language})
        self.xml.endElement("document-link")

    def names(self, term: Term) -> Texts:
        """A term's names in the languages of the site, each under the language that it is really in."""
        terms = (found.of(type(term.tag)).by_pk(term.pk) for found in self.catalogues)
        return {term.language: term.name for term in terms if term}

    def element(
        self,
        name: str,
        attributes: Mapping[str, str] | None = None,
        texts: Texts | None = None,
        text: str = "",
    ) -> None:
        """``texts`` become its narratives; one under no language is in the activity's own."""
        self.xml.startElement(name, AttributesImpl(dict(attributes or {})))
        if text:
            self.xml.characters(fit_for_xml(text))
        for language, words in (texts or {}).items():
            if words.strip():
                printed = fit_for_xml(with_figures(words, language or settings.LANGUAGE_CODE))
                self.xml.addQuickElement("narrative", printed, {"xml:lang": language} if language else {})
        self.xml.endElement(name)


def _requesters(version: ProjectPage) -> str:
    """Who asked, in the language of the page: IATI has no role for those who ask."""
    names = [row.name for row in version.institutions.all() if row.name]
    if not names:
        return ""
    with translation.override(version.language):
        return _("Requested by: %(names)s") % {"names": "; ".join(names)}
