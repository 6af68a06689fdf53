"""Names of files as we show and give them: safe in a page, in a header, in a folder of any system."""

import re
import unicodedata

LONGEST = 120
"""Characters, with the ending."""
UNNAMED = "file"
# A name is cut to this before it is looked at, from its end: folders may stand before it.
_LOOKED_AT = 2_000
# Control and format characters (bidi overrides, zero width), halves of pairs, private use, none at all, and
# the two that end a line: nobody sees them, and they make a name look like another.
_DROPPED = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
# Not possible in a name on Windows, or ended there by it.
_REPLACED = re.compile(r'[<>:"|?*]')
_DRIVE = re.compile(r"^\s*[A-Za-z]:")
_SPACES = re.compile(r"\s+")
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)")
_ENDING = re.compile(r"\.([A-Za-z][A-Za-z0-9]{0,4})$")


def safe_name(name: str) -> str:
    """The last part of the name without what could mislead a person or a system; never empty.

    A safe name is left as it is.
    """
    name = unicodedata.normalize("NFC", name[-_LOOKED_AT:])
    name = "".join(character for character in name if unicodedata.category(character) not in _DROPPED)
    name = re.split(r"[/\\]", name)[-1]
    name = _REPLACED.sub("_", _DRIVE.sub("", name))
    # What was dropped may have stood between a letter and its accent.
    name = unicodedata.normalize("NFC", _SPACES.sub(" ", name))
    name = name.lstrip(". ").rstrip(". ")
    if _DEVICE.match(name):
        name = f"_{name}"
    return _shortened(name) or UNNAMED


def ending(name: str) -> str:
    """What the name says that the file is, in lower case: "pdf"; empty where it says nothing.

    At most five letters and digits after the last dot, a letter first: "Letter of 12.03" has none.
    """
    found = _ENDING.search(name)
    return found[1].lower() if found else ""


def with_ending(name: str, right: str) -> str:
    """A safe name with this ending, in place of the one that it may have."""
    stem = _ENDING.sub("", name).rstrip(". ") or UNNAMED
    return _shortened(f"{stem}.{right}")


def _shortened(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    found = _ENDING.search(name)
    tail = found[0] if found else ""
    return name[: LONGEST - len(tail)].rstrip(". ") + tail
