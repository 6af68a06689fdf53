"""Who of some countries is in which group: now, and where the history is known, at other times.

Only a group whose former members are recorded with their dates (``history_is_known``) can answer for
another day than its list's own; of the others it can be said who is on the list, and as of when. Asks
nothing of the database beyond what is kept; what depends on the day is worked out at each call, never kept.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from .catalogue import MembershipSpan, Term, catalogue, membership_spans
from .models import CountryGroup


@dataclass(frozen=True)
class DatedMember:
    """A country with the day that it left the group, or joined it."""

    country: Term
    day: date


@dataclass(frozen=True)
class GroupStanding:
    """How some countries stand to one group."""

    group: Term
    now: tuple[Term, ...]
    """Members today."""
    then: date | None = None
    """The day that the rest compares with today; None where only today can be told."""
    then_and_now: tuple[Term, ...] = ()
    left: tuple[DatedMember, ...] = ()
    """Members then who have left since, each with the day of leaving."""
    joined: tuple[DatedMember, ...] = ()
    """Members today who joined after that day, each with the day of joining."""
    former: tuple[DatedMember, ...] = ()
    """Countries that had left by then and are no members today, each with the day of leaving."""

    @property
    def as_of(self) -> date | None:
        """The day for which the list of members was checked; None where it is not recorded."""
        return self.group.tag.as_of


def standings_today(
    countries: Iterable[Term], language: str, today: date | None = None
) -> list[GroupStanding]:
    """The groups that any of the countries is in today, in the groups' order, with these countries."""
    return standings(countries, language, then=None, today=today)


def standings(
    countries: Iterable[Term], language: str, *, then: date | None, today: date | None = None
) -> list[GroupStanding]:
    """The groups that any of the countries has to do with, in the groups' order.

    ``then``: the day that a project began, or ended where its start is not known; None, or a day yet to
    come, where nothing can be told but today. ``today`` is the day of the request unless given.
    """
    today = today or timezone.localdate()
    if then is not None and then > today:
        then = None
    countries = list(countries)
    wanted = {country.pk for country in countries}
    spans: dict[tuple[int, int], list[MembershipSpan]] = defaultdict(list)
    for span in membership_spans():
        if span.country_id in wanted:
            spans[span.group_id, span.country_id].append(span)
    found = []
    for group in catalogue(language).of(CountryGroup):
        of_country = [(country, spans[group.pk, country.pk]) for country in countries]
        day = then if group.tag.history_is_known else None
        standing = _standing(group, of_country, day, today)
        if standing.now or standing.left or standing.former:
            found.append(standing)
    return found


@dataclass(frozen=True)
class GroupHistory:
    """A country's time in one group."""

    group: Term
    spans: tuple[MembershipSpan, ...]
    """From when to when, the earliest first, an end yet to come left out; empty where only today is known."""
    is_member: bool
    """Today."""

    @property
    def as_of(self) -> date | None:
        """The day for which the list of members was checked; None where it is not recorded."""
        return self.group.tag.as_of


def histories(country: Term, language: str, today: date | None = None) -> list[GroupHistory]:
    """The groups that a country is in today, or is known to have been in, in the groups' order."""
    today = today or timezone.localdate()
    spans: dict[int, list[MembershipSpan]] = defaultdict(list)
    for span in membership_spans():
        if span.country_id == country.pk and (span.since is None or span.since <= today):
            spans[span.group_id].append(span)
    found = []
    for group in catalogue(language).of(CountryGroup):
        is_member = _covering(spans[group.pk], today) is not None
        known = sorted(spans[group.pk], key=lambda span: span.since or date.min)
        if group.tag.history_is_known and known:
            told = (replace(span, until=None) if span.covers(today) else span for span in known)
            found.append(GroupHistory(group, tuple(told), is_member))
        elif is_member:
            found.append(GroupHistory(group, (), is_member))
    return found


def left_since(
    countries: Iterable[Term],
    days_of: Callable[[Term], Iterable[date]],
    language: str,
    today: date | None = None,
) -> dict[int, list[DatedMember]]:
    """Countries that were in a group on a day of theirs and are not today, by the group's primary key.

    ``days_of``: a country's days; asked only of those that have left some group. Only of groups whose
    history is known.
    """
    today = today or timezone.localdate()
    histories = {group.pk for group in catalogue(language).of(CountryGroup) if group.tag.history_is_known}
    spans: dict[int, list[MembershipSpan]] = defaultdict(list)
    current = set()
    for span in membership_spans():
        if span.group_id in histories:
            spans[span.country_id].append(span)
            if span.covers(today):
                current.add((span.group_id, span.country_id))
    left: dict[int, dict[Term, date]] = defaultdict(dict)
    for country in countries:
        gone = [
            span
            for span in spans[country.pk]
            if span.until and span.until <= today and (span.group_id, country.pk) not in current
        ]
        days = list(days_of(country)) if gone else []
        for span in gone:
            if any(span.covers(day) for day in days) and span.until:
                left[span.group_id][country] = span.until
    return {
        group_pk: [DatedMember(country, until) for country, until in countries.items()]
        for group_pk, countries in left.items()
    }


def _standing(
    group: Term, of_country: list[tuple[Term, list[MembershipSpan]]], then: date | None, today: date
) -> GroupStanding:
    now = tuple(country for country, spans in of_country if _covering(spans, today))
    if then is None:
        return GroupStanding(group, now)
    then_and_now, left, joined, former = [], [], [], []
    for country, spans in of_country:
        at_the_time, current = _covering(spans, then), _covering(spans, today)
        gone = [span.until for span in spans if span.until and span.until <= then]
        if at_the_time and current:
            then_and_now.append(country)
        elif at_the_time and at_the_time.until:
            left.append(DatedMember(country, at_the_time.until))
        elif current and current.since:
            joined.append(DatedMember(country, current.since))
        elif gone:
            former.append(DatedMember(country, max(gone)))
    return GroupStanding(group, now, then, tuple(then_and_now), tuple(left), tuple(joined), tuple(former))


def _covering(spans: list[MembershipSpan], day: date) -> MembershipSpan | None:
    return next((span for span in spans if span.covers(day)), None)
