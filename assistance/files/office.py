"""DOCX and ODT: what they are by their parts, and whether they hold more than a document.

Every part is unpacked once, in pieces: none may be another file (an object, a program, an archive), and of
the XML every element is looked at while it passes. By their local names: a prefix can be any.
Sources: ECMA-376 part 2 (relationships), OpenDocument 1.3 parts 2 and 3.
"""

import re
from abc import ABC, abstractmethod
from urllib.parse import unquote
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from .archives import Archive, Part
from .faults import Code, Fault

DOCX, ODT = "docx", "odt"

MOST_XML = 20 * 1024 * 1024
"""Bytes, of all XML of a document, pictures not counted: far more than a thousand pages."""
MOST_FIELD_PIECES = 100_000
"""Of the codes of a document's fields: a table of contents of hundreds of pages has some thousands."""
_XML_NAME = re.compile(r"(?i)\.(xml|rels|rdf|svg|vml)$")
_XML_START = re.compile(rb"(\xef\xbb\xbf)?\s*<|\xff\xfe<|\xfe\xff\0<")
# OLE (old Office, MSI), zip, programs of Windows and Linux, PDF, RTF, scripts, shortcuts, other archives.
_OTHER_FILE = re.compile(
    rb"\xd0\xcf\x11\xe0|PK\x03\x04|MZ|\x7fELF|%PDF-|\{\\rtf|#!|L\0\0\0\x01\x14\x02\0|MSCF|Rar!|7z\xbc\xaf"
)

_WORD_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_WORD_MACROS = re.compile(r"macroenabled|vbaproject|vbadata")
_WORD_OBJECTS = re.compile(r"oleobject|activex")
# Last words of the types of relationships.
_WORD_RELATIONSHIPS = {
    "vbaproject": Code.MACROS,
    "wordvbadata": Code.MACROS,
    "attachedtoolbars": Code.MACROS,
    "oleobject": Code.EMBEDDED,
    "package": Code.EMBEDDED,
    "afchunk": Code.EMBEDDED,
    "control": Code.EMBEDDED,
    "activexcontrolbinary": Code.EMBEDDED,
    "webextension": Code.EMBEDDED,
    "webextensiontaskpanes": Code.EMBEDDED,
    "subdocument": Code.EXTERNAL,
    "frame": Code.EXTERNAL,
    "mailmergesource": Code.EXTERNAL,
    "mailmergeheadersource": Code.EXTERNAL,
}
# Fields that fetch what they show, from programs or files.
_WORD_FIELD = re.compile(r"(?i)^\W*(dde|ddeauto|includetext|link|import)\b", re.MULTILINE)

_TEXT_DOCUMENT = b"application/vnd.oasis.opendocument.text"
_ODT_FOLDERS = re.compile(r"(?i)(.*/)?(basic|scripts|dialogs)/")
_ODT_ELEMENTS = {
    "script": Code.MACROS,
    "event-listener": Code.MACROS,
    "object-ole": Code.EMBEDDED,
    "applet": Code.EMBEDDED,
    "plugin": Code.EMBEDDED,
    "floating-frame": Code.EMBEDDED,
    "dde-source": Code.EXTERNAL,
    "dde-connection-decl": Code.EXTERNAL,
    "encryption-data": Code.ENCRYPTED,
}
# On a reader's click only.
_ODT_LINKS = {"a"}
_ADDRESS = re.compile(r"(?i)[a-z][a-z0-9+.-]+:|[/\\]{2}")
# A file on the reader's own disk: "C:\…", "file:///C:/…", "file:///Users/…", but no share of a server.
_LOCAL_FILE = re.compile(
    r"(?i)[a-z]:(?![/\\]{2})|file:///(?![/\\])|file://localhost/(?![/\\])|file:/(?![/\\])"
)


def look_through(content: bytes) -> str:
    """``DOCX`` or ``ODT``; raises ``Fault`` for other archives, and for what neither should hold."""
    archive = Archive(content)
    names = {part.name for part in archive.parts}
    if "mimetype" in names:
        return _OpenDocument(archive).look_through()
    if "[Content_Types].xml" in names:
        return _WordDocument(archive).look_through()
    raise Fault(Code.UNKNOWN_KIND)


def is_elsewhere(address: str) -> bool:
    """Whether reading it would ask another machine: not a path in the document, nor one on the own disk."""
    address = unquote(address).strip()
    return bool(_ADDRESS.match(address)) and not _LOCAL_FILE.match(address)


class _Document(ContentHandler, ABC):
    """What is told of each part, and of each element of its XML."""

    def __init__(self, archive: Archive) -> None:
        super().__init__()
        self.archive = archive
        self._xml_bytes = 0

    def look_through(self) -> str:
        for part in self.parts():
            self.part(part)
        return self.kind()

    def parts(self) -> list[Part]:
        return self.archive.parts

    @abstractmethod
    def kind(self) -> str:
        """Its content type."""

    def part(self, part: Part) -> None:
        parser = None
        for number, piece in enumerate(self.archive.unpacked(part)):
            if number == 0:
                if _OTHER_FILE.match(piece):
                    raise Fault(Code.EMBEDDED)
                if _XML_NAME.search(part.name) or _XML_START.match(piece):
                    parser = self._parser()
            if parser:
                self._xml_bytes += len(piece)
                if self._xml_bytes > MOST_XML:
                    raise Fault(Code.BOMB)
                self._feed(parser, piece)
        if parser:
            self._feed(parser, None)

    def _parser(self) -> DefusedExpatParser:
        parser = DefusedExpatParser(forbid_dtd=True)
        parser.setContentHandler(self)
        return parser

    @staticmethod
    def _feed(parser: DefusedExpatParser, piece: bytes | None) -> None:
        try:
            if piece is None:
                parser.close()
            else:
                parser.feed(piece)
        except DefusedXmlException as error:
            raise Fault(Code.ENTITIES) from error
        except (SAXException, ValueError, LookupError) as error:
            # The latter two: an encoding that Python does not know, or not as expat wants it.
            raise Fault(Code.DAMAGED) from error

    def startElement(self, name: str, attributes: AttributesImpl) -> None:
        self.element(_local(name), {_local(key): value for key, value in attributes.items()})

    @abstractmethod
    def element(self, name: str, attributes: dict[str, str]) -> None:
        """Looks at the start of one."""


class _WordDocument(_Document):
    def __init__(self, archive: Archive) -> None:
        super().__init__(archive)
        self._is_text = False
        self._field: list[str] = []
        self._in_field_code = False

    def kind(self) -> str:
        if not self._is_text:
            raise Fault(Code.UNKNOWN_KIND)
        return DOCX

    def part(self, part: Part) -> None:
        if _WORD_MACROS.search(part.name.lower()):
            raise Fault(Code.MACROS)
        self._field = []
        super().part(part)
        if _WORD_FIELD.search("".join(self._field)):
            raise Fault(Code.EXTERNAL)

    def element(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("Override", "Default"):
            self._content_type(attributes.get("ContentType", "").lower())
        elif name == "Relationship":
            self._relationship(attributes)
        elif name == "fldSimple":
            self._field.append(f"\n{attributes.get('instr', '')}\n")
        elif name == "fldChar" and attributes.get("fldCharType") == "begin":
            self._field.append("\n")
        elif name == "instrText":
            self._in_field_code = True

    def endElement(self, name: str) -> None:
        if _local(name) == "instrText":
            self._in_field_code = False

    def characters(self, content: str) -> None:
        # A field's code may be spread over many elements.
        if self._in_field_code:
            self._field.append(content)
            if len(self._field) > MOST_FIELD_PIECES:
                raise Fault(Code.BOMB)

    def _content_type(self, content_type: str) -> None:
        if _WORD_MACROS.search(content_type):
            raise Fault(Code.MACROS)
        if _WORD_OBJECTS.search(content_type):
            raise Fault(Code.EMBEDDED)
        if content_type == _WORD_DOCUMENT:
            self._is_text = True

    @staticmethod
    def _relationship(attributes: dict[str, str]) -> None:
        kind = attributes.get("Type", "").rstrip("/").rpartition("/")[2].lower()
        if code := _WORD_RELATIONSHIPS.get(kind):
            raise Fault(code)
        if kind == "hyperlink":
            return
        target = attributes.get("Target", "")
        if kind == "attachedtemplate" and not is_elsewhere(target):
            return  # where the author's template was on the author's disk: Word goes without it
        if attributes.get("TargetMode", "").lower() == "external" or is_elsewhere(target):
            raise Fault(Code.EXTERNAL)


class _OpenDocument(_Document):
    def kind(self) -> str:
        return ODT

    def look_through(self) -> str:
        # The specification wants it first and as it is, so that it can be told at the file's start.
        first = self.archive.parts[0]
        if first.name != "mimetype" or first.size > 200:
            raise Fault(Code.UNKNOWN_KIND)
        if b"".join(self.archive.unpacked(first)).strip() != _TEXT_DOCUMENT:
            raise Fault(Code.UNKNOWN_KIND)
        return super().look_through()

    def parts(self) -> list[Part]:
        # First what says whether the others are encrypted: they would seem damaged.
        return sorted(self.archive.parts, key=lambda part: part.name != "META-INF/manifest.xml")

    def part(self, part: Part) -> None:
        if _ODT_FOLDERS.match(part.name):
            raise Fault(Code.MACROS)
        super().part(part)

    def element(self, name: str, attributes: dict[str, str]) -> None:
        if code := _ODT_ELEMENTS.get(name):
            raise Fault(code)
        if name not in _ODT_LINKS and is_elsewhere(attributes.get("href", "")):
            raise Fault(Code.EXTERNAL)


def _local(name: str) -> str:
    return name.rpartition(":")[2]
