"""Who may work in which language.

Wagtail's rights on pages hang on the tree, and each language has a tree of its own below its home page. What
is not a page (tag names, site texts) has no tree, and Django's permissions are for a whole model. So the
languages that someone may work in are read from the one place that knows them, the rights on pages: all
languages for who may change pages from the tree's root on, else those of the home pages that they may change.
Who may add texts of a kind keeps them, in every language, though they may have no pages at all.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.models import Locale, Page
from wagtail.permissions import ModelPermissionPolicy, page_permission_policy
from wagtail.snippets.permissions import get_permission_name

HOME_DEPTH = 2
"""Home pages stand right below the tree's root."""


def languages_of(user: Any) -> QuerySet[Locale]:
    """The languages that someone may change texts in. One query for the rights, once a request."""
    if not user.is_active:
        return Locale.objects.none()
    if user.is_superuser:
        return Locale.objects.all()
    pages = [
        right.page
        for right in page_permission_policy.get_cached_permissions_for_user(user)
        if right.permission.codename == "change_page"
    ]
    if any(page.is_root() for page in pages):
        return Locale.objects.all()
    return Locale.objects.filter(pk__in={page.locale_id for page in pages if page.depth == HOME_DEPTH})


def languages_for(user: Any, model: type) -> QuerySet[Locale]:
    """The languages that someone may change texts of a kind in, as far as they may change any."""
    if user.has_perm(get_permission_name("add", model)):
        return Locale.objects.all()
    return languages_of(user)


def works_in_language_of(user: Any, instance: Any) -> bool:
    return languages_for(user, type(instance)).filter(pk=instance.locale_id).exists()


def may_change(user: Any, instance: Any) -> bool:
    """Whether someone may change this very page, or this text outside pages."""
    if isinstance(instance, Page):
        return instance.permissions_for_user(user).can_edit()
    may = user.has_perm(get_permission_name("change", type(instance)))
    return may and works_in_language_of(user, instance)


class LanguagePermissionPolicy(ModelPermissionPolicy):
    """A model's permissions, for the rows of someone's own languages."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return self.user_has_permission(user, action) and works_in_language_of(user, instance)

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet:
        instances = super().instances_user_has_any_permission_for(user, actions)
        return instances.filter(locale__in=languages_for(user, self.model))


class InOwnLanguages:
    """Mixin before ``SnippetViewSet``: lists, and opens in any of its views, rows of someone's own languages.

    Wagtail's snippet views ask for the model's permission only, whatever the policy says of a row.
    """

    model: Any

    @property
    def permission_policy(self) -> LanguagePermissionPolicy:
        return LanguagePermissionPolicy(self.model)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return self.model._default_manager.filter(locale__in=languages_for(request.user, self.model))

    def construct_view(self, view_class: type, **kwargs: Any) -> Callable[..., HttpResponse]:
        view = super().construct_view(view_class, **kwargs)  # type: ignore[misc]

        @wraps(view)
        def in_own_languages(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if "pk" in kwargs:
                instance = get_object_or_404(self.model, pk=unquote(str(kwargs["pk"])))
                if not works_in_language_of(request.user, instance):
                    raise PermissionDenied
            return view(request, *args, **kwargs)

        return in_own_languages
