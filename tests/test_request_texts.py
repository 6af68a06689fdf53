"""The texts that requests are answered with, as they are loaded: all there, all fillable, in each one."""

import re

import pytest
import yaml

from assistance.mail_words import IN_BRACES, WORDS, MailKind, filled_in
from assistance.stages import Stage
from content.loader import LANGUAGES, REQUEST_TEXTS

TEXTS = yaml.safe_load(REQUEST_TEXTS.read_text())


def test_every_stage_and_every_mail_has_words():
    assert [row["stage"] for row in TEXTS["stages"]] == list(Stage)
    assert {row["kind"] for row in TEXTS["mails"]} == set(MailKind)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("row", TEXTS["mails"], ids=lambda row: row["kind"])
def test_a_mail_reads_well_with_everything_and_with_nothing(row, language):
    words = {word: f"<{word}>" for word in WORDS}
    body = row[language]["body"]
    # French administrations address nobody by name.
    said = set(IN_BRACES.findall(body)) | {"name"}
    assert said == set(IN_BRACES.findall(row["en"]["body"])) | {"name"}
    assert "{" not in filled_in(body, words) + filled_in(row[language]["subject"], words)
    least = filled_in(body, {"reference": "ML-2026-0001", "name": "Awa Diop", "link": "https://…"})
    assert not re.search(r"\{|:\s*$|\(\)|\n\n\n", least), least
    if row["kind"] in ("contact_changed", "staff"):
        assert "{name}" not in body and "{message}" not in body


def test_what_is_filled_in_is_not_filled_in_again():
    assert filled_in("{message}", {"message": "{link}", "link": "secret"}) == "{link}"
