"""Who may come in through wagtail-localize's own addresses.

They ask less than this site does: an address of the translation editor asks for any permission on the model,
in whatever language; submitting and syncing ask for one permission and not whether the person may change what
is translated; the report and the list of snippets are open to everybody in the admin. None of it can be set
otherwise, so the questions are put before its views here, once, when the app is ready
(``docs/decisions/0004-translations.md``; ``tests/test_language_rights.py`` goes through the real addresses).
"""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from rest_framework.permissions import BasePermission
from wagtail.snippets.permissions import user_can_access_snippets
from wagtail_localize.models import TranslationSource
from wagtail_localize.views import edit_translation
from wagtail_localize.views.report import TranslationsReportView
from wagtail_localize.views.snippets_api import SnippetViewSet
from wagtail_localize.views.submit_translations import SubmitTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from .rights import languages_of, may_change

SUBMIT = "wagtail_localize.submit_translation"


class MayOpenItsList(BasePermission):
    """For the list of a kind of snippet: those who may open the admin's own list of it."""

    def has_permission(self, request: Any, view: Any) -> bool:
        return user_can_access_snippets(request.user, [view.get_model()])


def _only_for_who_may_submit(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Starting and stopping a translation is one right: a stopped one is no translation any more."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(SUBMIT):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def _only_of_what_one_may_change(view_class: type[Any]) -> None:
    get_object = view_class.get_object

    @wraps(get_object)
    def guarded(self: Any) -> Any:
        found = get_object(self)
        source = found.get_source_instance() if isinstance(found, TranslationSource) else found
        if not may_change(self.request.user, source):
            raise PermissionDenied
        return found

    view_class.get_object = guarded


def _guard_report() -> None:
    dispatch, get_queryset = TranslationsReportView.dispatch, TranslationsReportView.get_queryset

    @wraps(dispatch)
    def for_who_has_a_language(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not languages_of(request.user).exists():
            raise PermissionDenied
        return dispatch(self, request, *args, **kwargs)

    @wraps(get_queryset)
    def of_own_languages(self: Any) -> QuerySet:
        return get_queryset(self).filter(target_locale__in=languages_of(self.request.user))

    TranslationsReportView.dispatch = for_who_has_a_language
    TranslationsReportView.get_queryset = of_own_languages


def _without_alias(render: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Without the editor's first button, which is always refused (``core/wagtail_hooks.py``)."""

    @wraps(render)
    def rendered(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        if "props" in context:
            props = json.loads(context["props"])
            props["links"]["convertToAliasUrl"] = None
            context["props"] = json.dumps(props, cls=DjangoJSONEncoder)
        return render(request, template, context)

    return rendered


def install() -> None:
    """Called once, when the app is ready: before the addresses are put together."""
    edit_translation.render = _without_alias(edit_translation.render)
    edit_translation.user_can_edit_instance = may_change
    edit_translation.stop_translation = _only_for_who_may_submit(edit_translation.stop_translation)
    edit_translation.restart_translation = _only_for_who_may_submit(edit_translation.restart_translation)
    for view_class in (*SubmitTranslationView.__subclasses__(), UpdateTranslationsView):
        _only_of_what_one_may_change(view_class)
    _guard_report()
    SnippetViewSet.permission_classes = [MayOpenItsList]
