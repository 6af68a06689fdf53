"""A request as a partner fills it in, for tests that send one."""

import io
from datetime import timedelta
from unittest.mock import patch

from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone
from PIL import Image

from assistance import drafts
from assistance.models import IntakeState
from tests import factories
from tests.translating import translate_into

FORM = "/en/request/send/"
FILLED_IN = {
    "country": "ml",
    "institutions-TOTAL_FORMS": "1",
    "institutions-INITIAL_FORMS": "0",
    "institutions-MIN_NUM_FORMS": "1",
    "institutions-MAX_NUM_FORMS": "10",
    "institutions-0-name": "Ministry of Labour",
    "institutions-0-kind": "national_authority",
    "contact_name": "Awa Diop",
    "contact_email": "awa@ministry.example",
    "language": "en",
    "problem": "There is no strategy.\n\nWe tried twice.",
    "change": "A strategy that holds.",
    "delegation_informed": "yes",
    "time_frame": "soon",
    "consent": "on",
    "action": "send",
}


def key(token: str | None = None) -> str:
    """A form's key, given out a while ago."""
    then = (timezone.now() - timedelta(minutes=5)).timestamp()
    with patch.object(signing.time, "time", return_value=then):
        return drafts.signed(token or drafts.new_token())


def picture(
    name: str = "letter.jpg", size: tuple[int, int] = (60, 80), kind: str = "JPEG"
) -> SimpleUploadedFile:
    """A photograph of a letter."""
    content = io.BytesIO()
    Image.new("RGB", size, "white").save(content, kind)
    return SimpleUploadedFile(name, content.getvalue(), "image/jpeg")


def work():
    """What the worker does: all there is to do, then it ends."""
    # It begins with new connections, which would lose a test's transaction.
    with patch("django_tasks_db.management.commands.db_worker.close_old_connections"):
        call_command(
            "db_worker", "--backend=requests", "--queue-name=requests", "--batch", "--no-startup-delay"
        )


def request_page(site, state: str = IntakeState.OPEN, **fields):
    """The request page in three languages, and a country to ask from."""
    factories.CountryFactory(slug="ml")
    page = factories.RequestPageFactory(
        parent=site.home, intake_state=state, consent="<p>Who gets your data.</p>", **fields
    )
    for locale in (site.fr, site.es):
        translate_into(page, locale)
    return page
