"""Fails where a text of the code or the templates is not completely translated.

Django's ``makemessages`` runs on a copy of the project's files; the work tree is only read.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import polib

from .messages import LANGUAGES, catalogue, make_messages

SHOWN = 20
"""How many problems of a language are spelled out."""

PLACEHOLDER = re.compile(r"%%|%\(\w+\)[a-z]|%[sd]|\{\w*\}")


def main() -> None:
    root = Path.cwd()
    texts = extract(root)
    problems = []
    for language in LANGUAGES:
        file = catalogue(root, language)
        if not file.exists():
            problems.append(f"{file.relative_to(root)} does not exist; make messages makes it")
            continue
        problems += [
            f"{language}: {problem}" for problem in catalogue_problems(polib.pofile(str(file)), texts)
        ]
    if problems:
        sys.exit("\n".join(problems))


def extract(root: Path) -> polib.POFile:
    """Every translatable text of the project as it stands, committed or not."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    with TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in listed.rstrip("\0").split("\0"):
            if (root / name).is_file():
                (copy / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(root / name, copy / name)
        (copy / "locale").mkdir(exist_ok=True)
        make_messages(copy, "--keep-pot")
        return polib.pofile(str(copy / "locale" / "django.pot"))


def catalogue_problems(translations: polib.POFile, texts: polib.POFile) -> Iterator[str]:
    """What keeps a catalogue from being the complete translation of the texts, a line each."""
    wanted = {_key(entry): entry for entry in texts}
    present = {_key(entry): entry for entry in translations if not entry.obsolete}
    if translations.metadata_is_fuzzy:
        yield "the header is marked as fuzzy: nothing of the file would be shown"
    plural_forms = _number_of_plural_forms(translations)
    for entry in translations.obsolete_entries():
        yield f"obsolete entry: {entry.msgid!r}"
    for key, entry in present.items():
        if key not in wanted:
            yield f"no longer used: {entry.msgid!r}"
    for key, text in wanted.items():
        translated = present.get(key)
        if translated is None:
            yield f"missing: {text.msgid!r}"
        elif translated.fuzzy:
            yield f"fuzzy: {text.msgid!r}"
        elif not translated.translated() or 0 < len(translated.msgstr_plural) < plural_forms:
            yield f"untranslated: {text.msgid!r}"
        elif not _placeholders_agree(translated):
            yield f"other placeholders: {text.msgid!r}"


def _key(entry: polib.POEntry) -> tuple[str | None, str, str]:
    return entry.msgctxt, entry.msgid, entry.msgid_plural


def _number_of_plural_forms(translations: polib.POFile) -> int:
    found = re.search(r"nplurals=(\d+)", translations.metadata.get("Plural-Forms", ""))
    return int(found[1]) if found else 2


def _placeholders(text: str) -> list[str]:
    return sorted(found for found in PLACEHOLDER.findall(text) if found != "%%")


def _placeholders_agree(entry: polib.POEntry) -> bool:
    if not entry.msgid_plural:
        return _placeholders(entry.msgstr) == _placeholders(entry.msgid)
    one, many = _placeholders(entry.msgid), _placeholders(entry.msgid_plural)
    # The first form may write the number in words, as English may, or not, as French says 0 with it.
    forms = entry.msgstr_plural
    return all(_placeholders(forms[form]) in ([many] if form else [one, many]) for form in forms)


if __name__ == "__main__":
    main()
