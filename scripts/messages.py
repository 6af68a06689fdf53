"""The catalogues of the interface's texts. Run as a script it renews those of the work tree.

There is none for English: the message ids are the English texts.
"""

import os
import subprocess
import sys
from pathlib import Path

import polib

LANGUAGES = ["es", "fr"]
"""To add one: put it here, run ``make messages``, translate ``locale/<code>/LC_MESSAGES/django.po``."""

NOT_OURS_OR_NOT_SHOWN = [".*", "node_modules", "scripts", "tests", "var"]


def make_messages(folder: Path, *options: str) -> None:
    """Run Django's ``makemessages`` on the project in the folder."""
    arguments = ["--domain", "django", "--no-location", "--no-wrap", *options]
    arguments += [f"--locale={language}" for language in LANGUAGES]
    arguments += [f"--ignore={pattern}" for pattern in NOT_OURS_OR_NOT_SHOWN]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "website.settings.test"}
    subprocess.run(
        [sys.executable, "manage.py", "makemessages", "--verbosity=0", *arguments],
        cwd=folder,
        env=environment,
        check=True,
    )


def catalogue(folder: Path, language: str) -> Path:
    return folder / "locale" / language / "LC_MESSAGES" / "django.po"


def tidy(file: Path, language: str) -> None:
    """Drop dates and blanks to fill in from the header: a run that finds no new text changes nothing.

    A new catalogue's header is marked as fuzzy, for which Babel would leave the whole file out.
    """
    entries = polib.pofile(str(file), wrapwidth=0)
    entries.header = ""
    entries.metadata_is_fuzzy = []
    entries.metadata = {
        "Project-Id-Version": "MIEUX+",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": entries.metadata["Plural-Forms"],
    }
    entries.save()


if __name__ == "__main__":
    make_messages(Path.cwd(), "--no-obsolete")
    for language in LANGUAGES:
        tidy(catalogue(Path.cwd(), language), language)
