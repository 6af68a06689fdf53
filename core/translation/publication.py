"""A translation is published whole, by someone who may publish, under a translated parent; or not at all.

wagtail-localize publishes with ``fallback=True``: what is not translated goes live in the source's
language. All of its views come through ``Translation.save_target``, and it offers no hook there, so that
method is wrapped here (``docs/decisions/0004-translations.md``; ``tests/test_publication_guard.py`` goes
through the real views). Every other way to publish in Wagtail comes through ``publish`` of the model
itself: ``PublishedWhole``.
"""

import json
from contextvars import ContextVar
from functools import wraps
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import DraftStateMixin, Locale, Page, Revision, TranslatableMixin
from wagtail.snippets.permissions import get_permission_name
from wagtail_localize.models import Translation, TranslationSource

from .rights import may_change
from .texts import texts_of


class PublishRefused(Exception):
    """Raised with a message for the person at the screen; ``PublishRefusedMiddleware`` shows it."""


def require_complete(translation: Translation) -> None:
    """Raise ``PublishRefused`` where a text of the translation is missing or in error."""
    total, translated = translation.get_progress()
    missing = total - translated
    if missing:
        raise PublishRefused(
            ngettext(
                "Not published: %(missing)d text of %(total)d is not translated yet (%(language)s).",
                "Not published: %(missing)d texts of %(total)d are not translated yet (%(language)s).",
                missing,
            )
            % {
                "missing": missing,
                "total": total,
                "language": translation.target_locale.get_display_name(),
            }
        )


def require_same_words(translation: Translation, revision: Revision) -> None:
    """Raise ``PublishRefused`` where a revision does not hold the words of its complete translation.

    A draft made before the translator was done holds the source's words where texts were missing.
    """
    translated = translation.source.get_ephemeral_translated_instance(translation.target_locale)
    if texts_of(translated) != texts_of(revision.as_object()):
        raise PublishRefused(
            _("Not published: the draft is older than its translation. Publish it in the translation editor.")
        )


def require_known_figures(revision: Revision) -> None:
    """Raise ``PublishRefused`` where a text refers to a figure that is not in the register."""
    from core.figures import unknown_figures

    if unknown := unknown_figures([json.dumps(revision.content, cls=DjangoJSONEncoder)]):
        raise PublishRefused(
            _("There is no such figure in the register: %(figures)s.") % {"figures": ", ".join(unknown)}
        )


_giving_whole: ContextVar[bool] = ContextVar("a complete translation is being saved", default=False)


def is_given_whole(revision: Revision | None) -> bool:
    """Whether it was made of a complete translation just now: there is nothing in it to look for."""
    return getattr(revision, "_is_given_whole", False)


class PublishedWhole:
    """Mixin before ``DraftStateMixin``: of a translation only its complete words can be published."""

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        revision = super().save_revision(*args, **kwargs)  # type: ignore[misc]
        revision._is_given_whole = _giving_whole.get()
        return revision

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        # A revision approved for later was complete when it was approved.
        if revision.approved_go_live_at is None and not is_given_whole(revision):
            require_known_figures(revision)
            translation = Translation.objects.filter(
                source__object_id=self.translation_key,  # type: ignore[attr-defined]
                target_locale_id=self.locale_id,  # type: ignore[attr-defined]
                enabled=True,
            ).first()
            if translation:
                require_complete(translation)
                require_same_words(translation, revision)
        super().publish(revision, *args, **kwargs)  # type: ignore[misc]

    def check_room_in(self, locale: Locale) -> None:
        """Raise ``PublishRefused`` where something else has the place of the translation into ``locale``."""


def may_publish(user: Any, target: TranslatableMixin) -> bool:
    if isinstance(target, Page):
        return target.permissions_for_user(user).can_publish()
    return user.has_perm(get_permission_name("publish", type(target))) and may_change(user, target)


def _require_translated_parent(source: Page, translation: Translation) -> None:
    """Without it, wagtail-localize makes aliases of the parents: live, in the source's language."""
    parent = source.get_parent()
    if parent.is_root() or parent.has_translation(translation.target_locale):
        return
    raise PublishRefused(
        _("Translate the parent page “%(title)s” first (%(language)s).")
        % {
            "title": parent.get_admin_display_title(),
            "language": translation.target_locale.get_display_name(),
        }
    )


def _require_one_source(translation: Translation) -> None:
    """Two sources of one page would each call the third language up to date."""
    sources = TranslationSource.objects.filter(object_id=translation.source.object_id)
    first = sources.order_by("pk").select_related("locale").first()
    if first is not None and first.pk != translation.source_id:
        raise PublishRefused(
            _("This is a translation itself. Translate from its source (%(language)s).")
            % {"language": first.locale.get_display_name()}
        )


def install() -> None:
    """Wrap ``Translation.save_target``; called once, when the app is ready."""
    save_target = Translation.save_target

    @wraps(save_target)
    def guarded(self: Translation, user: Any = None, publish: bool = True) -> Any:
        source = self.source.get_source_instance()
        target = source.get_translation_or_none(self.target_locale)
        _require_one_source(self)
        if isinstance(source, Page) and target is None:
            _require_translated_parent(source, self)
        if isinstance(source, PublishedWhole) and target is None:
            source.check_room_in(self.target_locale)
        if publish:
            require_complete(self)
            if user is not None and not may_publish(user, target or source):
                raise PublishRefused(_("You are not allowed to publish this translation."))
        elif isinstance(target, DraftStateMixin) and target.live:
            # A draft is written into the row that readers see: leave their last complete words alone.
            return None
        token = _giving_whole.set(publish)
        try:
            return save_target(self, user=user, publish=publish)
        finally:
            _giving_whole.reset(token)

    Translation.save_target = guarded
