"""The feed: the projects that were found, in the order of the list."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.xmlutils import SimplerXMLGenerator

from core.feeds import entry_id, printed
from core.streaming import Draft
from projects.models import ProjectPage

from .publication import PROGRAMME, last_change
from .selection import Selection

_BEGINNING = datetime(2009, 1, 1, tzinfo=UTC)
"""Of the programme: a feed must have a date, though there be no project."""


class _Feed(Atom1Feed):
    """Django's writes all entries at once; this one, each as it comes."""

    def latest_post_date(self) -> datetime:
        return last_change() or _BEGINNING

    def write_entry(self, handler: SimplerXMLGenerator, **entry: Any) -> None:
        self.add_item(**entry)
        item = self.items.pop()
        handler.startElement("entry", AttributesImpl(self.item_attributes(item)))
        self.add_item_elements(handler, item)
        handler.endElement("entry")


def atom_parts(selection: Selection) -> Iterator[str]:
    index = selection.index
    address = settings.SITE_URL + reverse("projects_atom") + selection.finding.filter.query()
    feed = _Feed(
        title=f"{PROGRAMME} – {printed(index.title)}",
        link=selection.address,
        description=None,
        subtitle=printed(index.lead),
        language=selection.language,
        author_name=PROGRAMME,
        feed_url=address,
        feed_guid=address,
    )
    draft = Draft()
    handler = SimplerXMLGenerator(draft, "utf-8", short_empty_elements=True)
    handler.startDocument()
    handler.startElement("feed", AttributesImpl(feed.root_attributes()))
    feed.add_root_elements(handler)
    for pages in selection.chunks():
        for page in pages:
            feed.write_entry(handler, **_entry(page, selection.address_of(page)))
        yield draft.taken()
    handler.endElement("feed")
    yield draft.taken()


def _entry(page: ProjectPage, address: str) -> dict[str, Any]:
    return {
        "title": printed(page.title),
        "link": address,
        "description": escape(printed(page.summary)),
        "unique_id": entry_id(page),
        "pubdate": page.first_published_at,
        "updateddate": page.last_published_at or page.first_published_at or _BEGINNING,
        "categories": [
            printed(term.choice_label) for name in ("countries", "objectives") for term in page.terms[name]
        ],
    }
