"""The words that staff wrote for partners, in a language, kept until they change."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import translation

from core.caching import kept_while_current

from .models import MailText, StageText
from .stages import Stage


@dataclass(frozen=True)
class StageWords:
    """A stage as a partner reads of it."""

    stage: Stage
    name: str
    explanation: str
    normal_days: int | None


@kept_while_current
def stage_words(language: str) -> dict[str, StageWords]:
    """All stages in a language. Where nobody has written of one, its name alone, in the interface's words."""
    written = {
        text.stage: text for text in StageText.objects.filter(live=True, locale__language_code=language)
    }
    days = dict(
        StageText.objects.filter(live=True, locale__language_code=settings.LANGUAGE_CODE).values_list(
            "stage", "normal_days"
        )
    )
    found = {}
    with translation.override(language):
        for stage in Stage:
            text = written.get(stage)
            found[stage.value] = StageWords(
                stage,
                text.name if text else str(stage.label),
                text.explanation if text else "",
                text.normal_days if text else days.get(stage),
            )
    return found


@kept_while_current
def mail_words(kind: str, language: str) -> tuple[str, str] | None:
    """Subject and text of a kind of e-mail: in the language, else in the site's own; else None."""
    texts = {
        text.locale.language_code: (text.subject, text.body)
        for text in MailText.objects.filter(
            live=True, kind=kind, locale__language_code__in=[language, settings.LANGUAGE_CODE]
        ).select_related("locale")
    }
    return texts.get(language) or texts.get(settings.LANGUAGE_CODE)
