"""Whether the programme takes requests now, as every page says it."""

from dataclasses import dataclass

from core.caching import kept_while_current

from .models import IntakeState, RequestPage


@dataclass(frozen=True)
class Intake:
    """The intake of requests in a language."""

    state: str
    message: str
    title: str
    """What the request page calls itself: the words of the invitation."""
    path: str
    """Address of the request page."""

    @property
    def is_open(self) -> bool:
        return self.state == IntakeState.OPEN

    @property
    def label(self) -> str:
        return str(IntakeState(self.state).label)


@kept_while_current
def intake(language: str) -> Intake | None:
    """The intake in a language; None where that language has no live request page."""
    page = (
        RequestPage.objects.live()
        .public()
        .filter(locale__language_code=language, alias_of=None)
        .select_related("locale")
        .first()
    )
    return Intake(page.intake_state, page.intake_message, page.title, page.address) if page else None
