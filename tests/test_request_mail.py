"""E-mail while the mail server is down: tried again, later each time, given up, sent again; never lost."""

import socket
from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from assistance import services
from assistance.mail import write
from assistance.models import AuditEntry, Event, MailKind, MailState, OutgoingMail
from assistance.tasks import WAITS
from tests import factories
from tests.sending import work

pytestmark = pytest.mark.django_db


@pytest.fixture
def server_down(settings):
    """A port that nothing listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = free.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"


def work_later(committed):
    """The worker does all there is, as if the time that each e-mail waits had passed."""
    past = timezone.now() - timedelta(seconds=1)
    OutgoingMail.objects.waiting().update(next_attempt_at=past)
    DBTaskResult.objects.filter(status="READY").update(run_after=past)
    with committed():
        work()


def test_nothing_is_lost_while_the_mail_server_is_down(server_down, settings, site, committed):
    with committed():
        write(factories.AssistanceRequestFactory(), MailKind.LINK)
    for attempt, wait in enumerate(WAITS[:2], 1):
        before = timezone.now()
        work_later(committed)
        mail = OutgoingMail.objects.get()
        assert (mail.state, mail.attempts) == (MailState.WAITING, attempt)
        assert before + wait <= mail.next_attempt_at <= timezone.now() + wait
        assert mail.last_error == "ConnectionRefusedError"
    OutgoingMail.objects.update(attempts=len(WAITS))
    work_later(committed)
    mail.refresh_from_db()
    assert mail.state == MailState.FAILED
    assert mail.body
    assert AuditEntry.objects.filter(event=Event.MAIL_FAILED).count() == 1

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with committed():
        services.send_again(mail, factories.UserFactory())
    work_later(committed)
    assert [message.to for message in outbox.outbox] == [["awa@ministry.example"]]
    mail.refresh_from_db()
    assert (mail.state, mail.recipient, mail.body) == (MailState.SENT, "", "")
