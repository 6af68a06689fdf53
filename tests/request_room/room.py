"""What is asked of the staff's room again and again."""

from html import unescape

from django.contrib.auth.models import Group
from django.urls import reverse

from assistance import vault
from assistance.models import AuditEntry, FileRole, FileState, RequestFile
from tests import factories


def to(name: str, *arguments: object) -> str:
    return reverse(f"assistance_requests:{name}", args=arguments)


def member_of_all(*roles: str):
    person = factories.UserFactory()
    person.groups.set(Group.objects.filter(name__in=roles))
    return person


def text_of(response) -> str:
    return unescape(response.content.decode())


def events(asked=None) -> list[str]:
    entries = AuditEntry.objects.order_by("pk")
    return list(
        (entries.filter(reference=asked.reference) if asked else entries).values_list("event", flat=True)
    )


def with_file(asked, state: str = FileState.CLEAN, name: str = "lettre.pdf") -> RequestFile:
    key = vault.new_key()
    return RequestFile.objects.create(
        request=asked,
        role=FileRole.LETTER,
        name=name,
        content_type="application/pdf",
        size=5,
        sha256="0" * 64,
        stored_as=vault.put(b"words", key),
        wrapped_key=vault.wrap(key),
        state=state,
    )
