"""Which translations wait: for a translator, or for someone to publish them."""

from contextvars import ContextVar
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import Page, TranslatableMixin
from wagtail.permissions import page_permission_policy
from wagtail.snippets.models import get_snippet_models
from wagtail.snippets.permissions import get_permission_name
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from core.site_structure import language_homes

from .rights import languages_of
from .texts import texts_of


def _lacks_a_text() -> Exists:
    translated = StringTranslation.objects.filter(
        translation_of=OuterRef("string"),
        context=OuterRef("context"),
        locale=OuterRef(OuterRef("target_locale")),
        has_error=False,
    )
    return Exists(StringSegment.objects.filter(source=OuterRef("source")).exclude(Exists(translated)))


def waiting_translations() -> QuerySet[Translation]:
    """Translations that lack a text or whose live words are not theirs of now. One query.

    The longest out of date first.
    """
    return (
        Translation.objects.filter(_lacks_a_text() | Q(state__is_behind=True), enabled=True)
        .select_related("source", "target_locale")
        .order_by("source__last_updated_at", "pk")
    )


def waiting_for(user: Any) -> QuerySet[Translation]:
    """Of those, what someone can act on: in their languages, of what they may change, and to be
    published only for those who may publish.
    """
    closed = [
        model for model in get_snippet_models() if not user.has_perm(get_permission_name("change", model))
    ]
    waiting = (
        waiting_translations()
        .filter(target_locale__in=languages_of(user))
        .exclude(source__specific_content_type__in=ContentType.objects.get_for_models(*closed).values())
    )
    if page_permission_policy.user_has_permission(user, "publish"):
        return waiting
    return waiting.filter(_lacks_a_text())


def not_handed_over() -> QuerySet[Page]:
    """Live pages in the site's own language that no translator has been given, in one of its others.

    The latest first. One query.
    """
    own, *others = language_homes().values()
    lacking = Q(pk__in=[])
    for home in others:
        twin = Page.objects.filter(translation_key=OuterRef("translation_key"), locale=home.locale)
        lacking |= Q(~Exists(twin))
    return (
        Page.objects.live()
        .filter(lacking, locale=own.locale, alias_of=None, depth__gt=1)
        .order_by("-last_published_at", "-pk")
    )


def note_whether_behind(
    twin: TranslatableMixin, source: TranslationSource, is_known_to_be_whole: bool = False
) -> None:
    """Compare what readers see of a translation with what it would give now; to be called on publication."""
    from core.models import TranslationState

    translation = source.translations.filter(target_locale_id=twin.locale_id, enabled=True).first()
    if translation is None:
        return
    is_behind = False
    if not is_known_to_be_whole:
        given = source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
        live = type(twin)._base_manager.get(pk=twin.pk)
        is_behind = live.live and texts_of(given) != texts_of(live)
    TranslationState.objects.update_or_create(translation=translation, defaults={"is_behind": is_behind})


is_importing: ContextVar[bool] = ContextVar("a finished translation is brought in", default=False)


def note_new_words(sender: Any, instance: StringTranslation, **kwargs: Any) -> None:
    """A text has been translated anew: until the translation is published, readers see the old one."""
    from core.models import TranslationState

    if is_importing.get():  # and published with the last of them
        return
    for translation in Translation.objects.filter(
        source__object_id=instance.context.object_id, target_locale_id=instance.locale_id, enabled=True
    ):
        TranslationState.objects.update_or_create(translation=translation, defaults={"is_behind": True})
