"""What the sign-in pages say in French and Spanish is this site's, not what the packages' catalogues say."""

import gettext
from pathlib import Path

import allauth
import polib
import pytest
import wagtail.admin
from django.conf import settings
from django.utils import translation

from users.signing_in.wording import COUNTED, TEXTS


def _of_the_package(package, language: str) -> gettext.GNUTranslations:
    return gettext.translation("django", Path(package.__path__[0]) / "locale", [language])


@pytest.mark.parametrize("language", ["fr", "es"])
def test_this_site_words_the_pages(language):
    file = settings.BASE_DIR / "locale" / language / "LC_MESSAGES" / "django.po"
    ours = {entry.msgid: entry for entry in polib.pofile(str(file)) if not entry.msgctxt}
    with translation.override(language):
        assert {text: translation.gettext(text) for text in TEXTS} == {
            text: ours[text].msgstr for text in TEXTS
        }
        for one, many in COUNTED:
            forms = ours[one].msgstr_plural
            assert [translation.ngettext(one, many, n) for n in (1, 2)] == [forms[0], forms[1]]


def test_the_packages_still_have_these_texts():
    """Else a page says something else after an upgrade, in their words."""
    catalogues = [_of_the_package(package, "fr") for package in (allauth, wagtail.admin)]
    known = {text for catalogue in catalogues for text in catalogue._catalog}
    known |= {text[0] for text in known if isinstance(text, tuple)}
    assert [text for text in (*TEXTS, *(one for one, _many in COUNTED)) if text not in known] == []
