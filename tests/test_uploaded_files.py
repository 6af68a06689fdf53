"""What is taken of the files that are sent to us, and what is refused for which reason."""

import binascii
import hashlib
import io
import struct
import time
import zipfile
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistance.files import inspection
from assistance.files.faults import MESSAGES, Code
from assistance.files.inspection import CONTENT_TYPES, MOST_BYTES, FileRefused, inspect
from assistance.files.names import safe_name
from tests.sent_files import (
    EICAR,
    HTML,
    OLE,
    PROGRAM,
    action,
    archive,
    bomb_png,
    encrypted_open_document,
    heic,
    jpeg,
    linearized,
    many_scans,
    object_stream,
    open_document,
    page,
    parts_of,
    pdf,
    png,
    repacked,
    saved,
    stream,
    streamed,
    telephone_jpeg,
    updated,
    word,
    word_with_body,
    word_with_content_type,
    word_with_relationship,
)

ZIP = archive({"a.txt": b"a"})
JAVASCRIPT = b"<</S/JavaScript/JS(app.alert(1))>>"


def zipped_with(**changed) -> bytes:
    """A document with one more part, of which the archive says something odd."""
    file = io.BytesIO(word())
    with zipfile.ZipFile(file, "a") as written:
        info = zipfile.ZipInfo("word/more.txt")
        for key, value in changed.items():
            setattr(info, key, value)
        written.writestr(info, b"more")
    return file.getvalue()


def twice_the_same_part() -> bytes:
    file = io.BytesIO(word())
    with zipfile.ZipFile(file, "a") as written:
        written.writestr("WORD/Document.xml", b"<other/>")
    return file.getvalue()


def wrongly_described(file: bytes, place: int, value: bytes) -> bytes:
    """The archive with other bytes in the header of its first part."""
    return file[:place] + value + file[place + len(value) :]


def comment_to_the_end() -> bytes:
    """A PDF in which an archive ends: what stands behind it is that archive's comment."""
    return pdf(stream(ZIP))


def gap_in_the_archive() -> bytes:
    """A document with something between its parts and their directory."""
    file = word()
    end = len(file) - 22
    start = struct.unpack("<L", file[end + 16 : end + 20])[0]
    return (
        file[:start]
        + HTML
        + file[start:end]
        + file[end : end + 16]
        + struct.pack("<LH", start + len(HTML), 0)
    )


pytestmark = pytest.mark.sqlite_is_enough("its subject are files")

MALICIOUS = [
    # name, content, why it is refused
    ("nothing.pdf", b"", Code.EMPTY),
    ("large.pdf", pdf() + bytes(MOST_BYTES), Code.TOO_LARGE),
    ("text.pdf", b"Dear colleagues", Code.UNKNOWN_KIND),
    ("null.pdf", bytes(5000), Code.UNKNOWN_KIND),
    ("page.pdf", HTML, Code.UNKNOWN_KIND),
    ("page.html", HTML, Code.UNKNOWN_KIND),
    (
        "drawing.svg",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        Code.UNKNOWN_KIND,
    ),
    ("drawing.png", b'<?xml version="1.0"?><svg onload="alert(1)"/>', Code.UNKNOWN_KIND),
    ("moving.gif", saved(page(), "GIF"), Code.UNKNOWN_KIND),
    ("photo.jpg", saved(page(), "GIF"), Code.UNKNOWN_KIND),
    ("photo.webp", saved(page(), "WEBP"), Code.UNKNOWN_KIND),
    ("scan.tiff", saved(page(), "TIFF"), Code.UNKNOWN_KIND),
    ("photo.avif", saved(page(), "AVIF"), Code.UNKNOWN_KIND),
    ("setup.exe", PROGRAM, Code.UNKNOWN_KIND),
    ("letter.pdf", PROGRAM, Code.UNKNOWN_KIND),
    ("letter.rtf", rb"{\rtf1 Dear colleagues}", Code.UNKNOWN_KIND),
    ("eicar.com", EICAR, Code.UNKNOWN_KIND),
    ("letters.zip", ZIP, Code.UNKNOWN_KIND),
    ("table.xlsx", word_with_content_type("application/x.spreadsheetml.sheet.main+xml"), Code.UNKNOWN_KIND),
    (
        "table.ods",
        open_document(change={"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
        Code.UNKNOWN_KIND,
    ),
    ("letter.doc", OLE, Code.OLD_OFFICE),
    ("letter.docx", OLE, Code.OLD_OFFICE),
    # Names that claim something else
    ("letter.exe", pdf(), Code.WRONG_ENDING),
    ("letter.pdf.exe", pdf(), Code.WRONG_ENDING),
    ("letter.html", word(), Code.WRONG_ENDING),
    ("letter.docm", word(), Code.WRONG_ENDING),
    ("letter.pdf", word(), Code.WRONG_ENDING),
    ("letter.docx", open_document(), Code.WRONG_ENDING),
    ("letter.pdf", jpeg(), Code.WRONG_ENDING),
    ("letter\u202efdp.exe", pdf(), Code.WRONG_ENDING),  # shown as letterexe.pdf
    ("letter.exe\u200b", pdf(), Code.WRONG_ENDING),
    # PDF
    ("cut.pdf", pdf()[:-30], Code.DAMAGED),
    ("header.pdf", b"%PDF-1.4", Code.DAMAGED),
    ("version.pdf", pdf(version=b"9.9"), Code.DAMAGED),
    ("rootless.pdf", pdf().replace(b"/Root 1 0 R", b"           "), Code.DAMAGED),
    ("secret.pdf", pdf(trailer=b"/Encrypt 5 0 R"), Code.ENCRYPTED),
    ("before.pdf", HTML + pdf(), Code.EXTRA_BYTES),
    ("before.pdf", b"\n" + pdf(), Code.EXTRA_BYTES),
    ("before.pdf", b"GIF89a" + pdf(), Code.EXTRA_BYTES),
    ("behind.pdf", pdf() + HTML, Code.EXTRA_BYTES),
    ("behind.pdf", pdf() + PROGRAM, Code.EXTRA_BYTES),
    ("behind.pdf", pdf() + ZIP, Code.EXTRA_BYTES),
    ("behind.pdf", pdf() + ZIP + b"\n%%EOF", Code.EXTRA_BYTES),
    ("behind.pdf", pdf() + HTML + b"\n%%EOF\n", Code.EXTRA_BYTES),
    ("behind.pdf", pdf() + b"\n" * 200_000 + HTML, Code.EXTRA_BYTES),
    ("within.pdf", comment_to_the_end(), Code.EXTRA_BYTES),
    ("script.pdf", action(b"JavaScript", b"/JS(app.alert(1))"), Code.SCRIPT),
    ("script.pdf", action(b"Java#53cript", b"/JS(app.alert(1))"), Code.SCRIPT),
    ("script.pdf", action(b" %comment\n/#4A#61vaScript".removeprefix(b"/")), Code.SCRIPT),
    ("script.pdf", pdf(object_stream(JAVASCRIPT)), Code.SCRIPT),
    ("script.pdf", pdf(object_stream(b" " * 3_000_000 + JAVASCRIPT)), Code.SCRIPT),
    ("script.pdf", pdf(stream(zlib.compress(b"9 0 " + JAVASCRIPT), b"/X(stream\n)")), Code.SCRIPT),
    ("script.pdf", updated(action(b"JavaScript")), Code.SCRIPT),  # in a version that was replaced
    ("script.pdf", action(b"JavaScript") + pdf(), Code.SCRIPT),
    ("hidden.pdf", pdf(object_stream(JAVASCRIPT, b"/Filter/ASCIIHexDecode", binascii.hexlify)), Code.HIDDEN),
    ("bomb.pdf", pdf(object_stream(b" " * 120_000_000)), Code.BOMB),
    ("streams.pdf", pdf(b"stream\n" * 60_000), Code.TOO_MANY_PARTS),
    ("launch.pdf", action(b"Launch", b"/F(cmd.exe)"), Code.LAUNCH),
    ("send.pdf", action(b"SubmitForm", b"/F(http://example.org)"), Code.ACTION),
    ("share.pdf", action(b"GoToR", rb"/F(\\\\example.org\\share)"), Code.ACTION),
    ("inner.pdf", action(b"GoToE"), Code.ACTION),
    ("import.pdf", action(b"ImportData"), Code.ACTION),
    ("attached.pdf", pdf(stream(PROGRAM, b"/Type/EmbeddedFile")), Code.ATTACHMENT),
    ("attached.pdf", pdf(catalog=b"/Names<</EmbeddedFiles<</Names[]>>>>"), Code.ATTACHMENT),
    ("pinned.pdf", pdf(b"<</Type/Annot/Subtype/FileAttachment>>"), Code.ATTACHMENT),
    ("portfolio.pdf", pdf(catalog=b"/Collection<<>>"), Code.ATTACHMENT),
    ("form.pdf", pdf(stream(b"<xdp/>"), catalog=b"/AcroForm<</Fields[]/XFA 5 0 R>>"), Code.XFA),
    ("film.pdf", pdf(b"<</Type/Annot/Subtype/RichMedia>>"), Code.MEDIA),
    # Archives
    ("cut.docx", word()[:-100], Code.DAMAGED),
    ("cut.docx", word()[:2000], Code.DAMAGED),
    ("wrong.docx", wrongly_described(word(), 60, b"\xff\xff\xff\xff"), Code.DAMAGED),
    ("before.docx", HTML + word(), Code.EXTRA_BYTES),
    ("before.docx", b"PK\x03\x04" + word(), Code.EXTRA_BYTES),
    ("behind.docx", word() + HTML, Code.EXTRA_BYTES),
    ("behind.docx", word()[:-2] + struct.pack("<H", len(HTML)) + HTML, Code.EXTRA_BYTES),  # its comment
    ("behind.docx", word() + ZIP, Code.EXTRA_BYTES),
    ("within.docx", gap_in_the_archive(), Code.EXTRA_BYTES),
    ("bomb.docx", repacked(word(), {"word/media/bomb.bmp": bytes(50_000_000)}), Code.BOMB),
    ("bomb.odt", open_document(change={"content.xml": b"<a>" + b" " * 9_000_000 + b"</a>"}), Code.BOMB),
    ("parts.docx", repacked(word(), {f"word/{number}": b"" for number in range(2_100)}), Code.TOO_MANY_PARTS),
    ("path.docx", repacked(word(), {"../../etc/passwd": b"x"}), Code.UNSAFE_PART),
    ("path.docx", repacked(word(), {"/etc/passwd": b"x"}), Code.UNSAFE_PART),
    ("path.docx", repacked(word(), {"C:/windows/x": b"x"}), Code.UNSAFE_PART),
    ("path.docx", repacked(word(), {"word\\x": b"x"}), Code.UNSAFE_PART),
    ("null.docx", wrongly_described(word(), 35, b"\0"), Code.UNSAFE_PART),
    ("twice.docx", twice_the_same_part(), Code.UNSAFE_PART),
    ("link.docx", zipped_with(external_attr=0o120777 << 16), Code.UNSAFE_PART),
    ("packed.docx", zipped_with(compress_type=zipfile.ZIP_LZMA), Code.UNSAFE_PART),
    ("secret.docx", wrongly_described(word(), 6, b"\x01"), Code.ENCRYPTED),
    ("secret.docx", OLE + "EncryptedPackage".encode("utf-16-le"), Code.ENCRYPTED),
    ("secret.odt", encrypted_open_document(), Code.ENCRYPTED),
    # DOCX
    (
        "macros.docx",
        word_with_content_type("application/vnd.ms-word.document.macroEnabled.main+xml"),
        Code.MACROS,
    ),
    ("macros.docx", repacked(word(), {"word/vbaProject.bin": b"VBA"}), Code.MACROS),
    ("macros.docx", word_with_relationship("vbaProject", "any.bin"), Code.MACROS),
    ("object.docx", word_with_relationship("oleObject", "embeddings/1.bin"), Code.EMBEDDED),
    ("control.docx", word_with_relationship("control", "activeX/1.xml"), Code.EMBEDDED),
    ("table.docx", word_with_relationship("package", "embeddings/1.xlsx"), Code.EMBEDDED),
    ("page.docx", word_with_relationship("aFChunk", "page.html"), Code.EMBEDDED),
    ("object.docx", repacked(word(), {"word/media/image9.png": OLE}), Code.EMBEDDED),
    ("program.docx", repacked(word(), {"word/media/image9.png": PROGRAM}), Code.EMBEDDED),
    ("archive.docx", repacked(word(), {"customXml/x": ZIP}), Code.EMBEDDED),
    (
        "template.docx",
        word_with_relationship("attachedTemplate", "http://example.org/a.dotm", "External"),
        Code.EXTERNAL,
    ),
    (
        "template.docx",
        word_with_relationship("attachedTemplate", "file:///%5C%5Cserver/a.dotm", "External"),
        Code.EXTERNAL,
    ),
    (
        "template.docx",
        word_with_relationship("attachedTemplate", r"\\server\a.dotm", "External"),
        Code.EXTERNAL,
    ),
    ("picture.docx", word_with_relationship("image", "http://example.org/a.png", "External"), Code.EXTERNAL),
    ("picture.docx", word_with_relationship("image", "http://example.org/a.png"), Code.EXTERNAL),
    (
        "field.docx",
        word_with_body(
            "<w:r><w:instrText> DD</w:instrText></w:r><w:r><w:instrText>EAUTO c:</w:instrText></w:r>"
        ),
        Code.EXTERNAL,
    ),
    ("field.docx", word_with_body('<w:fldSimple w:instr="INCLUDETEXT x"/>'), Code.EXTERNAL),
    (
        "entity.docx",
        repacked(word(), {"customXml/item1.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        Code.ENTITIES,
    ),
    (
        "external.docx",
        repacked(word(), {"a.rels": b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'}),
        Code.ENTITIES,
    ),
    ("xml.docx", repacked(word(), {"word/styles.xml": b"<a><b></a>"}), Code.DAMAGED),
    # ODT
    ("macros.odt", open_document(change={"Basic/Standard/Module1.xml": b"<a/>"}), Code.MACROS),
    ("macros.odt", open_document(change={"Scripts/python/a.py": b"pass"}), Code.MACROS),
    ("macros.odt", open_document("<text:p><text:script/></text:p>"), Code.MACROS),
    ("event.odt", open_document('<script:event-listener xlink:href="vnd.sun.star.script:a"/>'), Code.MACROS),
    ("object.odt", open_document('<draw:object-ole xlink:href="./Object 1"/>'), Code.EMBEDDED),
    ("object.odt", open_document(change={"Object 1": OLE}), Code.EMBEDDED),
    ("picture.odt", open_document('<draw:image xlink:href="http://example.org/a.png"/>'), Code.EXTERNAL),
    ("section.odt", open_document('<text:section-source xlink:href="//server/a.odt"/>'), Code.EXTERNAL),
    ("entity.odt", open_document(change={"content.xml": b"<!DOCTYPE a><a/>"}), Code.ENTITIES),
    # Pictures
    ("cut.jpg", jpeg()[:3000], Code.DAMAGED),
    ("cut.png", png()[:600], Code.DAMAGED),
    ("cut.heic", heic()[:700], Code.DAMAGED),
    ("start.jpg", b"\xff\xd8\xff\xe0", Code.DAMAGED),
    ("bomb.png", bomb_png(30_000), Code.TOO_MANY_PIXELS),
    ("bomb.png", bomb_png(7_000), Code.TOO_MANY_PIXELS),
    ("bomb.jpg", many_scans(), Code.BOMB),
    ("moving.png", png(save_all=True, append_images=[page(mode="L").convert("RGB")]), Code.ANIMATED),
    ("behind.jpg", jpeg() + ZIP, Code.EXTRA_BYTES),
    ("behind.png", png() + ZIP, Code.EXTRA_BYTES),
    ("behind.heic", heic() + ZIP, Code.EXTRA_BYTES),
]


@pytest.mark.parametrize(
    ("name", "content", "code"), MALICIOUS, ids=[f"{n}-{row[0]}-{row[2]}" for n, row in enumerate(MALICIOUS)]
)
def test_what_is_refused_and_why(name, content, code):
    with pytest.raises(FileRefused) as refused:
        inspect(name, content)
    assert refused.value.code == code
    assert f"“{safe_name(name)}”" in refused.value.message


def test_every_reason_has_its_row_and_its_words():
    assert {row[2] for row in MALICIOUS} == set(Code) == set(MESSAGES)


GOOD = {
    "pdf 1.3": ("letter.pdf", pdf(version=b"1.3")),
    "pdf 2.0": ("letter.PDF", pdf(version=b"2.0")),
    "pdf with objects in streams": ("letter.pdf", pdf(object_stream(b"<</Title(Letter)>>"))),
    "pdf for the web": ("letter.pdf", linearized()),
    "signed pdf": ("letter.pdf", updated(pdf())),
    "pdf and lines behind it": ("letter.pdf", pdf() + b"\r\n\r\n \0\0"),
    "pdf with carriage returns": ("letter.pdf", pdf()[:-6].rstrip() + b"\r%%EOF\r"),
    "pdf with links": ("letter.pdf", action(b"URI", b"/URI(https://example.org/Web/JavaScript/Launch)")),
    "pdf that leads to a page": ("letter.pdf", action(b"GoTo", b"/D[3 0 R/Fit]")),
    "pdf form": ("form.pdf", pdf(b"<</FT/Tx/T(name)>>", catalog=b"/AcroForm<</Fields[5 0 R]>>")),
    "scanned pdf": ("scan.pdf", saved(page(), "PDF")),
    "pdf whose scan holds any bytes": ("scan.pdf", pdf(stream(bytes(range(256)) * 300 + b"/JS(/AA /EF"))),
    "word": ("letter.docx", word()),
    "word with a link": (
        "letter.docx",
        word_with_relationship("hyperlink", "https://example.org/Launch", "External"),
    ),
    "word on the office's template": (
        "letter.docx",
        word_with_relationship("attachedTemplate", "file:///C:\\Users\\a\\Letter.dotx", "External"),
    ),
    "word with a field": ("letter.docx", word_with_body('<w:fldSimple w:instr=" PAGE \\* linked "/>')),
    "word, streamed": ("letter.docx", streamed(parts_of(word()))),
    "libreoffice": ("letter.odt", open_document()),
    "libreoffice with a link": (
        "letter.odt",
        open_document('<text:p><text:a xlink:href="https://example.org">x</text:a></text:p>'),
    ),
    "jpeg": ("scan.jpg", jpeg()),
    "progressive jpeg": ("scan.jpg", jpeg(progressive=True)),
    "jpeg for print": ("scan.jpg", jpeg(mode="CMYK")),
    "grey jpeg": ("scan.jpg", jpeg(mode="L")),
    "telephone": ("IMG_1.jpg", telephone_jpeg()),
    "telephone with a film behind": ("IMG_2.jpg", telephone_jpeg() + b"\0\0\0\x18ftypmp42" + bytes(900)),
    "png": ("scan.png", png()),
    "black and white png": ("scan.png", png(mode="1")),
    "png of few colours": ("scan.png", png(mode="P")),
    "png with an odd end": ("scan.png", png() + b"\n"),
}


@pytest.mark.parametrize("kind", GOOD)
def test_what_is_taken(kind):
    name, content = GOOD[kind]
    taken = inspect(name, content)
    assert taken.name == name
    assert taken.content_type == CONTENT_TYPES[name.rpartition(".")[2].lower()]
    assert taken.size == len(taken.content)
    assert taken.sha256 == hashlib.sha256(taken.content).hexdigest()
    if not taken.content_type.startswith("image/"):
        assert taken.content == content


@pytest.mark.parametrize(
    ("name", "content", "shown"),
    [
        ("letter", pdf(), "letter.pdf"),
        ("Letter of 12.03", pdf(), "Letter of 12.03.pdf"),
        ("", pdf(), "file.pdf"),
        ("a/../../b/Letter.pdf", pdf(), "Letter.pdf"),
        ("C:\\fakepath\\Lettre.docx", word(), "Lettre.docx"),
        ("photo.jpeg", jpeg(), "photo.jpg"),
        ("photo.png", jpeg(), "photo.jpg"),  # as messengers rename them
        ("IMG_0001.HEIC", jpeg(), "IMG_0001.jpg"),
        ("IMG_0001.HEIC", heic(), "IMG_0001.jpg"),
        ("scan.jpg", png(), "scan.png"),
        ("letter\0.pdf", pdf(), "letter.pdf"),
        ("<img src=x>.pdf", pdf(), "_img src=x_.pdf"),
    ],
)
def test_the_name_fits_the_content(name, content, shown):
    assert inspect(name, content).name == shown


SEEDS = [pdf(object_stream(b"<</Title(Letter)>>")), word(), open_document(), telephone_jpeg(), png(), heic()]


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@given(st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_the_bytes_a_file_is_taken_or_refused(data):
    """Good files with bytes changed, cut out, put in or doubled: never another error, never for long."""
    content = bytearray(data.draw(st.sampled_from(SEEDS)))
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(content)))
        length = data.draw(st.integers(0, 40))
        change = data.draw(st.sampled_from(["put in", "cut out", "write over", "double"]))
        if change == "put in":
            content[place:place] = data.draw(st.binary(max_size=40))
        elif change == "cut out":
            del content[place : place + length]
        elif change == "write over":
            content[place : place + length] = data.draw(st.binary(min_size=length, max_size=length))
        else:
            content[place:place] = content[place : place + 10 * length]
    _taken_or_refused(bytes(content))


@given(
    st.sampled_from(
        [b"%PDF-1.4\n", b"PK\x03\x04", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"\0\0\0\x18ftypheic", b""]
    ),
    st.binary(max_size=2_000),
)
@settings(deadline=None)
def test_so_is_what_only_begins_like_one(start, rest):
    _taken_or_refused(start + rest)


def _taken_or_refused(content: bytes) -> None:
    started = time.process_time()
    try:
        inspect("any", content)
    except FileRefused as refused:
        assert refused.message
    assert time.process_time() - started < 5


def test_the_largest_file_that_is_taken():
    full = pdf(stream(bytes(MOST_BYTES - 5_000)))
    padded = full + b"\n" * (MOST_BYTES - len(full))
    assert inspect("a.pdf", padded).size == MOST_BYTES
    with pytest.raises(FileRefused, match="10 MB"):
        inspect("a.pdf", padded + b"\n")
    assert inspection.MOST_BYTES_IN_ALL == 3 * MOST_BYTES
