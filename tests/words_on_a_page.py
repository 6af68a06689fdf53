"""What a page says in which language, and which of it is an interface text that nobody has translated."""

import re
from collections import defaultdict
from html.parser import HTMLParser
from pathlib import Path

import polib

CATALOGUES = Path(__file__).resolve().parent.parent / "locale"
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SPOKEN = ("alt", "aria-label", "placeholder", "title")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


class Words(HTMLParser):
    """Texts and spoken attributes of a page, by the language that they are marked as."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.by_language: dict[str, set[str]] = defaultdict(set)
        self._open: list[tuple[str, str]] = []
        self.feed(html)

    @property
    def _language(self) -> str:
        return self._open[-1][1] if self._open else ""

    def _say(self, text: str, language: str) -> None:
        if text := " ".join(text.split()):
            self.by_language[language].add(text)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        language = values.get("lang") or self._language
        for name in SPOKEN:
            self._say(values.get(name) or "", language)
        if tag not in VOID:
            self._open.append((tag, language))

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        # A code is no word.
        if not any(tag in {"script", "style", "code"} for tag, _ in self._open):
            self._say(data, self._language)


def untranslated_texts(language: str) -> re.Pattern:
    """Matches each of the interface's English texts that reads otherwise in ``language``."""
    texts = set()
    for entry in polib.pofile(str(CATALOGUES / language / "LC_MESSAGES" / "django.po")):
        translations = {entry.msgstr, *entry.msgstr_plural.values()}
        texts.update({entry.msgid, entry.msgid_plural} - translations - {""})
    alternatives = (
        ".+".join(re.escape(" ".join(part.split())) for part in PLACEHOLDER.split(text)) for text in texts
    )
    # What is hardly more than a placeholder would match anything.
    return re.compile("|".join(each for each in alternatives if re.search(r"[A-Za-z]{3}", each)))
