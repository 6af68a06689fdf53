"""The letter as a Word file: A4, real styles and headings, its language told, no name in its properties."""

import unicodedata
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.text.paragraph import Paragraph

from .contents import Letter, Section

A4 = Cm(21), Cm(29.7)
HEAD = Cm(5)
"""From the top of the first page to the letter's first line: for the institution's own head."""
TOP, BOTTOM, LEFT, RIGHT = Cm(2.5), Cm(2.5), Cm(2.5), Cm(2.5)
HEADER = Cm(1)
ADDRESS_AT = Cm(8)
"""Where the date and the address begin, from the left margin."""
BOX = "☐"
REGION = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES"}


def as_docx(letter: Letter) -> bytes:
    document = Document()
    _forget_the_tool(document)
    _set_page(document)
    _set_styles(document, REGION.get(letter.language, letter.language))
    _write_letter(document, letter)
    _write_checklist(document, letter)
    properties = document.core_properties
    properties.title, properties.language = letter.title, letter.language
    properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _forget_the_tool(document: WordDocument) -> None:
    """python-docx begins with a file that somebody once made, with its names, its program, its picture."""
    properties = document.core_properties
    for name in ("author", "last_modified_by", "comments", "keywords", "category", "subject"):
        setattr(properties, name, "")
    relations = document.part.package.rels
    for key, relation in list(relations.items()):
        if relation.reltype.endswith(("/extended-properties", "/thumbnail")):
            del relations[key]


def _set_page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = A4
    section.top_margin, section.bottom_margin = TOP, BOTTOM
    section.left_margin, section.right_margin = LEFT, RIGHT
    section.header_distance = section.footer_distance = HEADER
    # The head is a header of the first page: an institution's own goes there, and the letter stays in place.
    section.different_first_page_header_footer = True
    head = section.first_page_header.paragraphs[0].paragraph_format
    head.line_spacing_rule, head.line_spacing = WD_LINE_SPACING.EXACTLY, Length(HEAD - HEADER)
    head.space_before = head.space_after = Pt(0)


def _set_styles(document: WordDocument, language: str) -> None:
    styles: Any = document.styles
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    tongue = defaults.find(qn("w:lang"))
    tongue.set(qn("w:val"), language)
    _set_font(styles["Normal"], Pt(11))
    styles["Normal"].paragraph_format.space_after = Pt(8)
    styles["Normal"].paragraph_format.line_spacing = 1.15
    for name, size, before in (("Heading 1", Pt(12), Pt(18)), ("Heading 2", Pt(11), Pt(12))):
        style = styles[name]
        _set_font(style, size)
        style.font.bold = True
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.paragraph_format.space_before, style.paragraph_format.space_after = before, Pt(6)
    address = styles.add_style("Address", WD_STYLE_TYPE.PARAGRAPH)
    address.base_style = styles["Normal"]
    address.paragraph_format.left_indent = ADDRESS_AT
    address.paragraph_format.space_after = Pt(0)
    address.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT


def _set_font(style: Any, size: Length) -> None:
    style.font.name, style.font.size = "Calibri", size
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        if name.endswith("Theme"):  # a theme's font would win over the name
            del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), "Calibri")


def _write_letter(document: WordDocument, letter: Letter) -> None:
    date = _add(document, letter.place_and_date, "Address")
    date.paragraph_format.space_after = Pt(18)
    for line in letter.to:
        last = _add(document, line, "Address")
    last.paragraph_format.space_after = Pt(12)
    _add(document, f"{letter.subject_label}{_colon(letter)} {letter.subject}", "Heading 1")
    for text in (letter.salutation, *letter.opening):
        _add(document, text)
    if letter.institutions:
        _add_section(document, letter.institutions, "List Bullet")
    for section in letter.sections:
        _add_section(document, section)
    for place, text in enumerate((*letter.ending, letter.closing)):
        paragraph = _add(document, text)
        if place == 0:
            paragraph.paragraph_format.space_before = Pt(12)
    _write_signatures(document, letter)
    if letter.footnote:
        note = _add(document, letter.footnote)
        note.paragraph_format.space_before = Pt(18)
        for run in note.runs:
            run.font.size = Pt(9)


def _colon(letter: Letter) -> str:
    return "\u00a0:" if letter.language == "fr" else ":"


def _add_section(document: WordDocument, section: Section, style: str = "Normal") -> None:
    _add(document, section.heading, "Heading 2")
    for text in section.paragraphs:
        _add(document, text, style)


def _write_signatures(document: WordDocument, letter: Letter) -> None:
    """Room to sign and stamp, then who signs; each stays on one page."""
    for signature in letter.signatures:
        label = _add(document, letter.signature_label)
        label.paragraph_format.space_before, label.paragraph_format.space_after = Pt(18), Pt(48)
        label.paragraph_format.keep_with_next = True
        lines = [line for line in (signature.name, signature.function, signature.institution) if line]
        for place, line in enumerate(lines):
            paragraph = _add(document, line)
            paragraph.paragraph_format.space_after = Pt(0)
            paragraph.paragraph_format.keep_with_next = place < len(lines) - 1


def _write_checklist(document: WordDocument, letter: Letter) -> None:
    heading = _add(document, letter.checklist_heading, "Heading 1")
    heading.paragraph_format.page_break_before = True
    _add(document, letter.checklist_note)
    for item in letter.checklist:
        paragraph = _add(document, f"{BOX}\t{item}")
        paragraph.paragraph_format.left_indent = Cm(1)
        paragraph.paragraph_format.first_line_indent = Cm(-1)


def _add(document: WordDocument, text: str, style: str = "Normal") -> Paragraph:
    paragraph = document.add_paragraph(style=style)
    run = paragraph.add_run(text)
    if _runs_from_right(text):
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))
    return paragraph


def _runs_from_right(text: str) -> bool:
    """By the first letter that has a direction, as browsers decide it for ``dir="auto"``."""
    directions = (unicodedata.bidirectional(letter) for letter in text)
    return next((found in ("R", "AL") for found in directions if found in ("L", "R", "AL")), False)
