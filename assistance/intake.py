"""Whether the programme takes requests now, as every page says it."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from core.caching import kept_while_current
from core.templatetags.locale_format import full_date

from .models import IntakeState, RequestPage


@dataclass(frozen=True)
class Intake:
    """The intake of requests in a language. Days pass while it is kept: its state is asked anew each time."""

    set_to: str
    """What staff set it to."""
    opens: date | None
    closes: date | None
    """First and last day, where it is set to be open."""
    message: str
    title: str
    """What the request page calls itself: the words of the invitation."""
    path: str
    """Address of the request page."""

    @property
    def state(self) -> str:
        """Today's."""
        return IntakeState.CLOSED if self._is_yet_to_open or self._is_over else self.set_to

    @property
    def is_open(self) -> bool:
        return self.state == IntakeState.OPEN

    @property
    def takes_something(self) -> bool:
        """Requests, or expressions of interest."""
        return self.state in (IntakeState.OPEN, IntakeState.BETWEEN_PHASES)

    @property
    def label(self) -> str:
        if self._is_yet_to_open and self.opens:
            return _("Closed: requests are welcome from %(day)s on") % {"day": full_date(self.opens)}
        if self.is_open and self.closes:
            return _("Open until %(day)s: requests are welcome") % {"day": full_date(self.closes)}
        return str(IntakeState(self.state).label)

    @property
    def _is_yet_to_open(self) -> bool:
        return self._has_days and self.opens is not None and timezone.localdate() < self.opens

    @property
    def _is_over(self) -> bool:
        return self._has_days and self.closes is not None and timezone.localdate() > self.closes

    @property
    def _has_days(self) -> bool:
        return self.set_to == IntakeState.OPEN


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
    return intake_of(page) if page else None


def intake_of(page: RequestPage) -> Intake:
    """As a page says it, a draft too."""
    return Intake(
        page.intake_state,
        page.intake_opens,
        page.intake_closes,
        page.intake_message,
        page.title,
        page.address,
    )
