"""Files as people send them, and as people who mean harm do: all made here, none is kept in the repository.

A PDF is written by hand, so that each can be wrong in its own way; documents are zip archives with the parts
that Word and LibreOffice write.
"""

import io
import struct
import zipfile
import zlib

import pillow_heif
from docx import Document
from PIL import Image, ImageCms, ImageDraw
from PIL.ExifTags import IFD, Base

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""What every scanner finds, and no system is harmed by. In two halves: this file shall not be found."""

HTML = b"<!doctype html><html><script>alert(1)</script></html>"
PROGRAM = b"MZ\x90\0\x03" + bytes(200)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


# PDF


def pdf(*more: bytes, catalog: bytes = b"", trailer: bytes = b"", version: bytes = b"1.4") -> bytes:
    """A PDF of one page; ``more`` are objects 5 and on, ``catalog`` and ``trailer`` entries of these."""
    text = b"BT /F1 24 Tf 72 720 Td (A letter) Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        stream(text),
        *more,
    ]
    file = b"%PDF-" + version + b"\n%\xe2\xe3\xcf\xd3\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    file += b"".join(b"%010d 00000 n \n" % place for place in places)
    file += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer,
        table,
    )
    return file


def stream(content: bytes, said: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (said, len(content), content)


def object_stream(hidden: bytes, said: bytes = b"/Filter/FlateDecode", pack=zlib.compress) -> bytes:
    """A stream with object 9 in it."""
    return stream(pack(b"9 0 " + hidden), b"/Type/ObjStm/N 1/First 4" + said)


def action(kind: bytes, more: bytes = b"") -> bytes:
    return pdf(b"<</Type/Action/S/" + kind + more + b">>", catalog=b"/OpenAction 5 0 R")


def updated(file: bytes) -> bytes:
    """The same with a change behind it, as programs that sign do it."""
    signature = b"5 0 obj\n<</Type/Sig/Filter/Adobe.PPKLite/ByteRange[0 10 20 30]>>\nendobj\n"
    return (
        file
        + signature
        + b"xref\n5 1\n%010d 00000 n \n" % len(file)
        + b"trailer\n<</Size 6/Root 1 0 R/Prev %d>>\n" % file.rindex(b"xref\n0 ")
        + b"startxref\n%d\n%%%%EOF" % (len(file) + len(signature))
    )


def linearized() -> bytes:
    """As for the web: the end's table stands at the start, with an end of its own."""
    first = b"%PDF-1.5\n1 0 obj\n<</Linearized 1/L 900/H[500 20]/O 3/E 400/N 1/T 800>>\nendobj\n"
    first += b"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 6/Root 1 0 R>>\nstartxref\r\n0\r\n%%EOF\n"
    return first + pdf(object_stream(b"<</Title(Letter)>>")).split(b"\n", 1)[1]


# Archives: DOCX and ODT


def archive(parts: dict[str, bytes], *, stored=("mimetype",)) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in parts.items():
            method = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            info = zipfile.ZipInfo(name)
            info.compress_type = method
            written.writestr(info, content)
    return file.getvalue()


def repacked(file: bytes, change: dict[str, bytes | None]) -> bytes:
    """The archive with these parts in place of its own, or beside them; None takes one away."""
    with zipfile.ZipFile(io.BytesIO(file)) as read:
        parts: dict = {info.filename: read.read(info) for info in read.infolist()}
    parts.update(change)
    return archive({name: content for name, content in parts.items() if content is not None})


def word() -> bytes:
    """Written on the template of python-docx, which Word made."""
    document = Document()
    document.add_heading("Request for assistance")
    document.add_paragraph("Dear colleagues, …")
    picture = io.BytesIO(png((60, 40)))
    document.add_picture(picture)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def word_with_relationship(kind: str, target: str, mode: str = "") -> bytes:
    said = f' TargetMode="{mode}"' if mode else ""
    content = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{RELATIONSHIPS}{kind}" Target="{target}"{said}/></Relationships>'
    )
    return repacked(word(), {"word/_rels/settings.xml.rels": content.encode()})


def word_with_content_type(content_type: str) -> bytes:
    parts = zipfile.ZipFile(io.BytesIO(word())).read("[Content_Types].xml")
    main = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    assert main in parts
    return repacked(word(), {"[Content_Types].xml": parts.replace(main, content_type.encode())})


def word_with_body(body: str) -> bytes:
    return repacked(
        word(),
        {
            "word/document.xml": (
                '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/'
                f'2006/main"><w:body><w:p>{body}</w:p></w:body></w:document>'
            ).encode()
        },
    )


ODT_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in [
        ("office", "office"),
        ("text", "text"),
        ("draw", "drawing"),
        ("script", "script"),
        ("manifest", "manifest"),
    ]
)


def open_document(
    body: str = "<text:p>A letter</text:p>", change: dict[str, bytes | None] | None = None
) -> bytes:
    """With the parts that LibreOffice writes, the empty ones too."""
    parts: dict = {
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "Configurations2/accelerator/current.xml": b"",
        "Configurations2/images/Bitmaps/": b"",
        "Thumbnails/thumbnail.png": png((20, 30)),
        "content.xml": (
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {ODT_SPACES} '
            'xmlns:xlink="http://www.w3.org/1999/xlink"><office:scripts/>'
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
        ).encode(),
        "META-INF/manifest.xml": _manifest(),
    }
    parts.update(change or {})
    return archive({name: content for name, content in parts.items() if content is not None})


def _manifest(entry: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?><manifest:manifest {ODT_SPACES}>'
        f'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">{entry}'
        "</manifest:file-entry></manifest:manifest>"
    ).encode()


def encrypted_open_document() -> bytes:
    entry = '<manifest:encryption-data manifest:checksum="x"/>'
    return open_document(
        change={"META-INF/manifest.xml": _manifest(entry), "content.xml": b"\x93\x01\xfe" * 30}
    )


def streamed(parts: dict[str, bytes]) -> bytes:
    """As by programs that write without going back: sizes and checksum stand behind each part."""

    class Unseekable(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_args) -> int:
            raise OSError

        def tell(self) -> int:
            raise OSError

    file = Unseekable()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in parts.items():
            written.writestr(name, content)
    return file.getvalue()


def parts_of(file: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(file)) as read:
        return {info.filename: read.read(info) for info in read.infolist()}


# Pictures


def page(size=(400, 560), mode="RGB") -> Image.Image:
    """A scanned letter: its top left corner is black."""
    picture = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, size[0] // 4, size[1] // 4), fill="black")
    draw.text((size[0] // 3, size[1] // 2), "Dear colleagues,", fill="navy")
    return picture.convert(mode)


def saved(picture: Image.Image, form: str, **options) -> bytes:
    file = io.BytesIO()
    picture.save(file, form, **options)
    return file.getvalue()


def png(size=(400, 560), mode="RGB", **options) -> bytes:
    return saved(page(size, mode), "PNG", **options)


def jpeg(size=(400, 560), mode="RGB", **options) -> bytes:
    return saved(page(size, mode), "JPEG", quality=92, **options)


def where_and_who() -> Image.Exif:
    """As a telephone held upright writes it: how it was held, where, and which it is."""
    exif = Image.Exif()
    exif[Base.Orientation] = 6
    exif[Base.Make] = "Telephone"
    exif.get_ifd(IFD.GPSInfo).update({1: "N", 2: (48.0, 12.0, 30.0), 3: "E", 4: (16.0, 22.0, 21.0)})
    return exif


def telephone_jpeg(**options) -> bytes:
    """On its side in the file, the right way up by what EXIF says."""
    lying = page().transpose(Image.Transpose.ROTATE_90)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return saved(lying, "JPEG", exif=where_and_who(), icc_profile=profile, comment=b"Telephone", **options)


def heic(size=(400, 560), **options) -> bytes:
    file = io.BytesIO()
    pillow_heif.from_pillow(page(size)).save(file, quality=80, **options)
    return file.getvalue()


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def bomb_png(side: int) -> bytes:
    """A few kilobytes that say they are a picture of ``side`` times ``side`` pixels."""
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(100_000)))
        + chunk(b"IEND", b"")
    )


def many_scans() -> bytes:
    """A progressive JPEG that says the same again and again."""
    plain = jpeg(progressive=True)
    first = plain.index(b"\xff\xda")
    second = plain.index(b"\xff", first + 2)
    while plain[second + 1] in {0x00, 0xFF}:
        second = plain.index(b"\xff", second + 1)
    return plain[:second] + plain[first:second] * 500 + plain[second:]
