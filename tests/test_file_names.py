"""What a file that is sent to us is called from then on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistance.files.names import LONGEST, safe_name

pytestmark = pytest.mark.sqlite_is_enough("its subject are files")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Lettre signée.pdf", "Lettre signée.pdf"),
        ("Lettre signe\u0301e.pdf", "Lettre signée.pdf"),
        ("طلب.pdf", "طلب.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("C:letter.pdf", "letter.pdf"),
        ("letter.pdf:hidden.exe", "letter.pdf_hidden.exe"),
        ("a\r\nSet-Cookie: b.pdf", "aSet-Cookie_ b.pdf"),
        ("\u202egpj.exe", "gpj.exe"),
        ("pay\u200bload\ufeff.pdf", "payload.pdf"),
        (".htaccess", "htaccess"),
        ("...", "file"),
        ("/", "file"),
        ("\0", "file"),
        ("con.pdf", "_con.pdf"),
        ("LPT1", "_LPT1"),
        ("console.pdf", "console.pdf"),
        ("letter.pdf. . ", "letter.pdf"),
        ("a  b\u00a0\u3000c.pdf", "a b c.pdf"),
        ("x" * 300 + ".docx", "x" * 115 + ".docx"),
        ("\ud800.pdf", "pdf"),
    ],
)
def test_a_safe_name(name, safe):
    assert safe_name(name) == safe


@given(st.text(max_size=300))
def test_a_safe_name_is_left_as_it_is(name):
    safe = safe_name(name)
    assert safe_name(safe) == safe
    assert 0 < len(safe) <= LONGEST
    assert not set(safe) & set('/\\:<>"|?*\0\r\n\u202e')
    safe.encode()
