"""The stages of a request, and which may follow which: the one place that says so."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    RECEIVED = "received", _("Received")
    CHECKED = "checked", _("Checked")
    WITH_DELEGATION = "with_delegation", _("With the EU Delegation")
    IN_COMMITTEE = "in_committee", _("Before the steering committee")
    ACCEPTED = "accepted", _("Accepted")
    FACT_FINDING = "fact_finding", _("Fact-finding mission")
    IN_DESIGN = "in_design", _("In design")
    UNDER_WAY = "under_way", _("Under way")
    CLOSED = "closed", _("Closed")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


WAY = (
    Stage.RECEIVED,
    Stage.CHECKED,
    Stage.WITH_DELEGATION,
    Stage.IN_COMMITTEE,
    Stage.ACCEPTED,
    Stage.FACT_FINDING,
    Stage.IN_DESIGN,
    Stage.UNDER_WAY,
    Stage.CLOSED,
)
"""The stages of a request that succeeds, in order; one may be left out."""

BECOMES_PROJECT = frozenset(WAY[WAY.index(Stage.ACCEPTED) :])
"""The stages of a request that was accepted: a project's page can be made of it."""

ENDED = frozenset({Stage.CLOSED, Stage.DECLINED, Stage.WITHDRAWN})

TRANSITIONS: dict[Stage, tuple[Stage, ...]] = {
    Stage.RECEIVED: (Stage.CHECKED, Stage.DECLINED, Stage.WITHDRAWN),
    Stage.CHECKED: (Stage.WITH_DELEGATION, Stage.IN_COMMITTEE, Stage.DECLINED, Stage.WITHDRAWN),
    Stage.WITH_DELEGATION: (Stage.IN_COMMITTEE, Stage.DECLINED, Stage.WITHDRAWN),
    Stage.IN_COMMITTEE: (Stage.ACCEPTED, Stage.WITH_DELEGATION, Stage.DECLINED, Stage.WITHDRAWN),
    Stage.ACCEPTED: (Stage.FACT_FINDING, Stage.IN_DESIGN, Stage.WITHDRAWN),
    Stage.FACT_FINDING: (Stage.IN_DESIGN, Stage.DECLINED, Stage.WITHDRAWN),
    Stage.IN_DESIGN: (Stage.UNDER_WAY, Stage.WITHDRAWN),
    Stage.UNDER_WAY: (Stage.CLOSED, Stage.WITHDRAWN),
    Stage.CLOSED: (),
    # Taken up again: a decision that was reconsidered, a withdrawal that was a mistake.
    Stage.DECLINED: (Stage.RECEIVED,),
    Stage.WITHDRAWN: (Stage.RECEIVED,),
}

PARTNER_MAY_WITHDRAW = frozenset(
    stage for stage, following in TRANSITIONS.items() if Stage.WITHDRAWN in following
)


def may_follow(now: str, following: str) -> bool:
    return following in TRANSITIONS[Stage(now)]


def needs_reason(now: str, following: str) -> bool:
    """Whether the partner is owed one: for an end without success, and for what is undone."""
    return following in (Stage.DECLINED, Stage.WITHDRAWN) or now in ENDED
