"""What is sent after the answer, so that neither the answer nor its time tells whom the site knows."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils import translation
from django_tasks import task
from wagtail.admin.forms.auth import PasswordResetForm

QUEUE = "requests"  # the one that the site's worker does


@task(backend=QUEUE, queue_name=QUEUE)
def send_password_reset(email: str, language: str) -> None:
    """A link to set a new password, if this is the address of an active account. The link is made here."""
    form = PasswordResetForm({"email": email})
    if not form.is_valid():
        return
    site = urlsplit(settings.SITE_URL)
    with translation.override(language):
        form.save(
            domain_override=site.netloc,
            use_https=site.scheme == "https",
            subject_template_name="wagtailadmin/account/password_reset/email_subject.txt",
            email_template_name="wagtailadmin/account/password_reset/email.txt",
        )
