"""Bodies of forms: broken, too long, in the wrong encoding, and full of markup."""

from collections.abc import Iterable, Iterator
from typing import Any

from ..row import CANARY, FOREIGN, IN_ATTRIBUTE, SCRIPT, Answer, Row, fine, form
from .pages import FORMS, SIGNED

LETTER, SEND, FOLLOW = FORMS
KEPT = (200, 303)
"""What is sent is kept, whatever it is: behind a private link; or shown again, where it came too quickly."""
ANSWERS = {LETTER: (200,), SEND: KEPT, FOLLOW: (200,)}
FIELDS = {
    LETTER: (
        *("institution", "kind", "city", "country", "partners", "addressee", "subject", "areas", "problem"),
        *("change", "signatory", "function", "contact", "email", "telephone", "date", "as"),
    ),
    SEND: (
        *("country", "regional_body", "contact_name", "contact_function", "contact_email", "contact_phone"),
        *(
            "language",
            "problem",
            "change",
            "areas",
            "mechanisms",
            "earlier_cooperation",
            "consent",
            "website",
        ),
        *("delegation_informed", "time_frame", "institutions-0-name", "institutions-0-kind", "action", "key"),
        *("institutions-TOTAL_FORMS", "institutions-INITIAL_FORMS"),
    ),
    FOLLOW: ("reference", "email"),
}
"""Every field of every public form."""
PAYLOADS = (
    (SCRIPT, "a script"),
    (IN_ATTRIBUTE, "an attribute's end"),
    ("\u202ehostile9\u2066", "characters that turn the text"),
    ("аdmіn@pаypal.example", "letters that look like others"),
    ("a\r\nBcc: victim@hostile9.example", "a header of an e-mail"),
    ("{{ 7|add:7 }}{% debug %}", "a template's brackets"),
    ('=HYPERLINK("http://hostile9.example")', "a formula"),
    ("x" * 30_000, "30,000 letters"),
)
MULTIPART = "multipart/form-data; boundary=b"
LETTER_FILE = b'--b\r\nContent-Disposition: form-data; name="letter"; filename="%s"\r\n\r\n%%PDF\r\n--b--'


def rows() -> Iterator[Row]:
    for page, fields in FIELDS.items():
        for value, why in PAYLOADS:
            everything = [(name, value) for name in fields if name not in ("action", "as", "key")]
            yield _post(page, everything, f"{why} in every field", ANSWERS[page])
        for name in fields:
            yield _post(page, [(name, SCRIPT)], f"a script as {name}", ANSWERS[page])
            yield _post(page, [(name, "a\x00b")], f"a null byte as {name}", ANSWERS[page])
    for page in FORMS:
        yield from _bodies(page)
        yield from _pieces(page)
        yield from _from_elsewhere(page)
    yield from _paper()
    yield from _drafts()
    yield from _links()


def _post(page: str, values: Iterable[tuple[str, str]], why: str, status: Any, **more: Any) -> Row:
    headers, body = form(values)
    return Row(
        why, page, status, method="POST", headers=[*headers, *more.pop("headers", [])], body=body, **more
    )


def _typed(content_type: str) -> list[tuple[str, str]]:
    return [("Content-Type", content_type)]


def _bodies(page: str) -> Iterator[Row]:
    """What is no form."""
    plain = "application/x-www-form-urlencoded"
    answer = ANSWERS[page]
    for body, content_type, why, status in (
        (b"\xff\xfe\x00\x01", plain, "no UTF-8", answer),
        (b"problem=\xff\xfe&reference=\xff&email=\xff", plain, "no UTF-8 as values", answer),
        (b"%ff=%fe&problem=%ff%00", plain, "no UTF-8, quoted", answer),
        ("problem=a&reference=b".encode("utf-16"), plain, "UTF-16 that is not said to be", answer),
        ("problem=a".encode("utf-16"), f"{plain}; charset=utf-16", "UTF-16 that is said to be", 400),
        (b"a=b", f"{plain}; charset=utf-7", "UTF-7", 400),
        (b"a=b", f"{plain}; charset=hostile9", "an encoding that there is not", 400),
        (b"a=b", f'{plain}; charset="', "an encoding cut off", 400),
        (b'{"problem": "a"}', "application/json", "JSON", answer),
        (b"<?xml version='1.0'?><a/>", "text/xml", "XML", answer),
        (b"a=b", "", "no type", answer),
        (b"a=b", "text/html; hostile9", "a type that is none", answer),
        (b"", plain, "nothing", answer),
        (b"&" * 900, plain, "900 ampersands", answer),
        (b"a=b&" * 1_100, plain, "1,100 fields: more than Django reads", 400),
        (b"problem=" + b"a" * 3_000_000, plain, "3 MB of text: more than Django reads", 413),
        (b"=" * 1_000, plain, "equals signs", answer),
        (b"csrfmiddlewaretoken=hostile9", plain, "somebody's token", answer),
    ):
        yield Row(why, page, status, method="POST", headers=_typed(content_type), body=body)


def _pieces(page: str) -> Iterator[Row]:
    """Multipart, broken."""
    answer = ANSWERS[page]
    field = b'--b\r\nContent-Disposition: form-data; name="problem"\r\n\r\nhostile9\r\n'
    for body, content_type, why, status in (
        (field, MULTIPART, "an end that does not come", answer),
        (field + b"--b--\r\n", "multipart/form-data", "no boundary", 400),
        (field + b"--b--\r\n", "multipart/form-data; boundary=", "an empty boundary", 400),
        (field, "multipart/form-data; boundary=" + "b" * 5_000, "a boundary of 5,000 letters", 400),
        (field, "multipart/form-data; boundary=b\xe9", "a boundary that is no ASCII", 400),
        (b"", MULTIPART, "no parts", answer),
        (b"hostile9", MULTIPART, "no parts but text", answer),
        (b"--b\r\n\r\n--b--", MULTIPART, "a part without a head", answer),
        (
            b"--b\r\nContent-Disposition: form-data\r\n\r\na\r\n--b--",
            MULTIPART,
            "a part without a name",
            answer,
        ),
        (
            LETTER_FILE % b"../../../x.pdf",
            MULTIPART,
            "a file with a path",
            answer,
        ),
        (
            LETTER_FILE % b"a\x00.pdf",
            MULTIPART,
            "a null byte in a file's name",
            answer,
        ),
        (
            b'--b\r\nContent-Disposition: form-data; name="letter"; filename="' + SCRIPT.encode() + b'"\r\n'
            b"Content-Type: text/html\r\n\r\n<script>hostile9()</script>\r\n--b--",
            MULTIPART,
            "a script as a file",
            answer,
        ),
        (
            b'--b\r\nContent-Disposition: form-data; name="letter"; filename="a.pdf"\r\n'
            b"Content-Transfer-Encoding: base64\r\n\r\n!!!\r\n--b--",
            MULTIPART,
            "base64 that is none",
            400,
        ),
        (
            b'--b\r\nContent-Disposition: form-data; name="problem"\r\n'
            b"Content-Type: text/plain; charset=hostile9\r\n\r\na\r\n--b--",
            MULTIPART,
            "a part in an encoding that there is not",
            answer,
        ),
        (
            b"".join(
                b'--b\r\nContent-Disposition: form-data; name="annexes"; filename="%d"\r\n\r\n\r\n' % number
                for number in range(150)
            )
            + b"--b--",
            MULTIPART,
            "150 files: more than Django reads",
            400,
        ),
        (field * 1_100 + b"--b--", MULTIPART, "1,100 parts: more than Django reads", 400),
        (
            b'--b\r\nContent-Disposition: form-data; name="problem"\r\n'
            + b"X-A: b\r\n" * 2_000
            + b"\r\na\r\n--b--",
            MULTIPART,
            "a part with 2,000 headers",
            (*answer, 400),
        ),
    ):
        yield Row(why, page, status, method="POST", headers=_typed(content_type), body=body)


def _from_elsewhere(page: str) -> Iterator[Row]:
    """Sent by a page of another site."""
    values = [("problem", CANARY)]
    for headers in (
        [("Sec-Fetch-Site", "cross-site")],
        [("Sec-Fetch-Site", "same-site")],
        [("Sec-Fetch-Site", CANARY)],
        [("Origin", f"https://{FOREIGN}")],
        [("Origin", "http://127.0.0.1:1")],
        [("Origin", "http://[")],
    ):
        name, value = headers[0]
        yield _post(page, values, f"sent from elsewhere ({name}: {value})", 403, headers=headers)


def _paper() -> Iterator[Row]:
    """The letter, as a page and as a file."""
    filled_in = {
        "institution": SCRIPT,
        "kind": "local_authority",
        "city": IN_ATTRIBUTE,
        "country": "ml",
        "addressee": "programme",
        "subject": SCRIPT,
        "problem": f"{IN_ATTRIBUTE}\r\n{SCRIPT}",
        "change": "\u202e" + SCRIPT,
        "signatory": SCRIPT,
        "function": SCRIPT,
        "contact": SCRIPT,
        "email": "a@b.example",
        "date": "2026-03-03",
    }
    for language in ("en", "fr", "es"):
        page = f"/{language}/request/letter/"
        for wanted in ("page", "docx", "pdf", "../x", "\x00", SCRIPT):
            yield _post(page, [*filled_in.items(), ("as", wanted)], f"a letter as {wanted[:20]!r}", 200)
    yield _post(
        LETTER,
        [*(filled_in | {"subject": 'a";\r\nX-Hostile9: 1'}).items(), ("as", "docx")],
        "a header in a file's name",
        200,
    )
    for date in ("0000-00-00", "9999-12-31", "31/02/2026", "-1", "2026-03-03T00:00", "٢٠٢٦-٠٣-٠٣", "1-1-1"):
        yield _post(LETTER, [*(filled_in | {"date": date}).items(), ("as", "page")], f"the date {date}", 200)


def _kept_nowhere(answer: Answer) -> str:
    kept = answer.headers.get("Cache-Control", "")
    return "" if "no-store" in kept and "private" in kept else f"could be kept: {kept}"


def _drafts() -> Iterator[Row]:
    """The form that is kept: tokens, actions and counts that somebody made up."""
    for token in (SIGNED, "a", CANARY, "..", "%00", "%ff", "a" * 200, "'--"):
        yield Row(
            "a draft that there is not",
            f"{SEND}{token}/",
            404,
            also=_kept_nowhere if token.isalnum() else fine,
        )
        yield _post(
            f"{SEND}{token}/", [("problem", CANARY)], "saved at an address that was made up", (*KEPT, 404)
        )
    for action in (
        "send",
        "save",
        "discard",
        "remove:",
        "remove:../../x",
        "remove:\x00",
        "add-institution",
        CANARY,
        SCRIPT,
    ):
        answer = 302 if action == "discard" else KEPT
        yield _post(SEND, [("action", action), ("problem", CANARY)], f"the action {action!r}", answer)
    for total in ("-1", "99999999", "1e9", "", "\x00", "2147483648", "NaN", "١"):
        values = [("institutions-TOTAL_FORMS", total), ("institutions-INITIAL_FORMS", total)]
        yield _post(SEND, [*values, ("action", "save")], f"{total!r} institutions", KEPT)
        yield _post(
            SEND, [*values, ("action", "add-institution")], f"{total!r} institutions and one more", KEPT
        )
    for key in ("a:b:c", SIGNED, "", "::", "\x00", "a" * 5_000):
        yield _post(
            SEND, [("key", key), ("action", "save"), ("problem", CANARY)], "a key that was made up", KEPT
        )
    many = [(f"institutions-{number}-name", SCRIPT) for number in range(400)]
    yield _post(SEND, [*many, ("action", "save")], "400 institutions", KEPT)
    yield _post(SEND, [("website", "x"), ("action", "send")], "the field that nobody sees", KEPT)


def _links() -> Iterator[Row]:
    """Private links that nobody was given."""
    for step in ("", "receipt/", "files/", "contact/", "withdraw/", "copy/"):
        for token in (SIGNED, CANARY, "a:b:c", "%00", "%ff", "AAAA" * 100):
            method = "POST" if step in ("files/", "copy/") else "GET"
            quoted_null = token == "%00"  # noqa: S105 - no password
            yield Row(
                f"a private link that was made up, {step or 'itself'}",
                f"{FOLLOW}{token}/{step}",
                404,
                method=method,
                also=fine if quoted_null else _kept_nowhere,
            )
    for reference in ("ML-2026-0001", "' OR 1=1", SCRIPT, "\x00", "ML-٢٠٢٦-0001", "x" * 500):
        yield _post(
            FOLLOW,
            [("reference", reference), ("email", "a@hostile9.example")],
            "asking for somebody's link",
            200,
            also=_kept_nowhere,
        )
    for email in (
        "a@b.example\r\nBcc: c@d.example",
        "a@b.example,c@d.example",
        '"<script>"@b.example',
        "a@[127.0.0.1]",
        "a@b\x00.example",
        "ａ@ｂ.example",
    ):
        yield _post(
            FOLLOW, [("reference", "ML-2026-0001"), ("email", email)], "an e-mail address that is none", 200
        )
