"""What is done after the answer: sending e-mail, scanning files. ``manage.py db_worker`` does it.

A task fails when a server is down; it is tried again, later each time, and given up after some days. A
worker that was killed leaves its task half done: ``put_back`` (``manage.py expire_requests``) takes it up.
"""

from datetime import timedelta

from django.core.mail import EmailMessage
from django.core.mail.utils import DNS_NAME
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from .audit import record
from .files.scanning import ScannerUnavailable, scanner
from .models import Actor, Event, FileState, MailKind, MailState, OutgoingMail, RequestFile

BACKEND = "requests"
WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440, 1440, 1440)]
"""Before the second attempt, the third, … In all four days."""
STUCK_AFTER = timedelta(minutes=30)


@task(backend=BACKEND, queue_name=BACKEND)
def deliver(mail_pk: int) -> None:
    """Send an e-mail, or have it tried again later."""
    mail = OutgoingMail.objects.waiting().filter(pk=mail_pk).select_related("request").first()
    if mail is None or mail.next_attempt_at > timezone.now():
        return  # sent, given up, or gone with its request; or another task is to try it
    try:
        message = EmailMessage(
            mail.subject,
            mail.body,
            to=[mail.recipient],
            # Neither out-of-office answers nor lists: nobody reads what they send back.
            headers={"Auto-Submitted": "auto-generated", "Message-ID": _message_id(mail)},
        )
        message.send()
    except Exception as error:  # whatever a mail server or the network can do
        _try_again_or_give_up(mail, error)
        return
    with transaction.atomic():
        mail.state, mail.sent_at = MailState.SENT, timezone.now()
        mail.attempts += 1
        mail.recipient = mail.body = mail.last_error = ""
        if not _still_there(mail):
            return
        record(mail.request.reference, Event.MAIL_SENT, Actor.SYSTEM, detail=mail.kind)


def _still_there(mail: OutgoingMail) -> bool:
    """Saves it, unless it was erased meanwhile: it must not come back."""
    if not OutgoingMail.objects.select_for_update().filter(pk=mail.pk).exists():
        return False
    mail.save(force_update=True)
    return True


def _message_id(mail: OutgoingMail) -> str:
    """The same for each attempt, so that a mail server that got it twice may drop one."""
    domain = DNS_NAME.get_fqdn()
    return f"<request-mail-{mail.pk}-{int(mail.created_at.timestamp())}@{domain}>"


def _try_again_or_give_up(mail: OutgoingMail, error: Exception) -> None:
    with transaction.atomic():
        mail.attempts += 1
        # Its message may hold the address: mail servers repeat it.
        mail.last_error = type(error).__name__
        if mail.attempts > len(WAITS):
            mail.state = MailState.FAILED
            if not _still_there(mail):
                return
            record(mail.request.reference, Event.MAIL_FAILED, Actor.SYSTEM, detail=mail.kind)
            return
        mail.next_attempt_at = timezone.now() + WAITS[mail.attempts - 1]
        if not _still_there(mail):
            return
        deliver.using(run_after=mail.next_attempt_at).enqueue(mail.pk)


@task(backend=BACKEND, queue_name=BACKEND)
def scan(file_pk: int, attempt: int = 0) -> None:
    """Have a file scanned, where there is a scanner; what it finds is deleted, and the partner told."""
    from . import mail, vault

    file = RequestFile.objects.filter(pk=file_pk, state=FileState.WAITING).select_related("request").first()
    if file is None:
        return
    signature, name = "", ""
    if current := scanner():
        try:
            signature = current.scan(vault.get(file.stored_as, vault.unwrap(file.wrapped_key))).signature
            name = current.name
        except (ScannerUnavailable, vault.StorageFailed):
            # Until it is back, however long: nobody gets the file before.
            wait = WAITS[min(attempt, 3)]
            scan.using(run_after=timezone.now() + wait).enqueue(file_pk, attempt + 1)
            return
    with transaction.atomic():
        file.state = FileState.REFUSED if signature else FileState.CLEAN
        file.scanned_by, file.finding = name, signature[:200]
        file.save(update_fields=["state", "scanned_by", "finding"])
        record(file.request.reference, Event.FILE_SCANNED, Actor.SYSTEM, detail=f"{file.pk} {file.state}")
        if signature:
            mail.write(file.request, MailKind.FILE_REFUSED, {"files": file.name})
    if signature:
        vault.discard(file.stored_as)


@task(backend=BACKEND, queue_name=BACKEND)
def renew(sealed: str) -> None:
    """Look up who asked for a new link, where the time that it takes tells nobody anything."""
    from .services import renew_link_if_known

    renew_link_if_known(sealed)


def put_back() -> int:
    """Take up what no task will, after a worker or a database went down half-way. Return how much it was."""
    long_ago = timezone.now() - STUCK_AFTER
    mails = OutgoingMail.objects.waiting().filter(next_attempt_at__lt=long_ago).values_list("pk", flat=True)
    files = RequestFile.objects.filter(state=FileState.WAITING, added_at__lt=long_ago).values_list(
        "pk", flat=True
    )
    number = 0
    for task_to_do, pks in ((deliver, mails), (scan, files)):
        known = {
            arguments["args"][0]
            for arguments in DBTaskResult.objects.filter(
                backend_name=BACKEND, task_path=task_to_do.module_path, status=TaskResultStatus.READY
            ).values_list("args_kwargs", flat=True)
        }
        for pk in pks:
            if pk not in known:
                task_to_do.enqueue(pk)
                number += 1
    return number
