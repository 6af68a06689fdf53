"""Whose account may be changed by whom.

Wagtail lets everybody who may change accounts give themselves or others all rights, or another password to
who has more. Two doors are kept shut: to superusers, and to requests for assistance, which nobody sees who is
not to handle them. The permissions on requests are in no form of the admin, so membership is the only way.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser, Group
from django.db.models import QuerySet

from .models import User

Actor = User | AnonymousUser


def groups_that_see_requests() -> QuerySet[Group]:
    return Group.objects.filter(
        permissions__content_type__app_label="assistance", permissions__codename="view_assistancerequest"
    )


def _sees_requests(user: Actor) -> bool:
    return groups_that_see_requests().filter(user=user.pk).exists()


def may_change_account(by: Actor, person: User) -> bool:
    """For who has the right to change accounts at all."""
    if by.is_superuser:
        return True
    return not person.is_superuser and (not _sees_requests(person) or _sees_requests(by))


def may_put_into(by: Actor, groups: Iterable[str]) -> bool:
    """``groups``: their primary keys as they were sent; what is none is not looked at."""
    if by.is_superuser:
        return True
    pks = [pk for pk in groups if pk.isascii() and pk.isdecimal() and len(pk) < 10]
    return not groups_that_see_requests().filter(pk__in=pks).exists() or _sees_requests(by)


def may_delete_group(by: Actor, group: Any) -> bool:
    """``group``: its primary key, as it stands in an address. The role that sees requests goes by its own."""
    return by.is_superuser or not groups_that_see_requests().filter(pk=group).exists() or _sees_requests(by)
