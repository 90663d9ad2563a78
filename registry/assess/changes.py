"""A holder's case -> the days on which its state changed and will change.

A state is constant between the days on which anything begins or ends, so only those are looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..calendar import shift
from .standing import Case, Standing, State, standing_on, state_on


@dataclass(frozen=True, slots=True)
class Pause:
    """Days on which a running seal was suspended.

    `since` is the first; `until` the first on which it was valid again, None where it is still
    suspended or ended meanwhile.
    """

    since: date
    until: date | None = None


def next_change(case: Case, as_of: date) -> date | None:
    """The first day after as-of on which standing or flags differ; None where they never will."""
    now = _shown(state_on(case, as_of))
    later = (day for day in _turns(case) if day > as_of)
    return next((day for day in later if _shown(state_on(case, day)) != now), None)


def ended_on(case: Case, as_of: date) -> date | None:
    """The first day of the unbroken run of days up to as-of on which the seal did not hold.

    None while it holds, and for a holder never awarded: before its award there is no seal.
    """
    first: date | None = None
    for day in reversed([day for day in _turns(case) if day <= as_of]):
        if standing_on(case, day) in (None, Standing.VALID):
            break
        first = day
    return first


def pauses(case: Case, as_of: date) -> tuple[Pause, ...]:
    """Every suspension that began by the day, earliest first."""
    found: list[Pause] = []
    since: date | None = None
    for day in (day for day in _turns(case) if day <= as_of):
        standing = standing_on(case, day)
        if standing is Standing.SUSPENDED:
            since = since or day
        elif since:
            found.append(Pause(since, day if standing is Standing.VALID else None))
            since = None
    return (*found, Pause(since)) if since else tuple(found)


def _shown(state: State) -> tuple[object, ...]:
    return state.standing, state.flags


def _turns(case: Case) -> list[date]:
    """Every day on which the state may change, in order.

    Steps of reviews are none of them: those known lie in the past, where only standings matter.
    """
    return sorted({*_of_terms(case), *_of_rules(case), *_of_membership(case)})


def _of_terms(case: Case) -> Iterator[date]:
    for term in case.timeline.terms:
        yield term.vetted_on
        yield term.expires_on
        if term.ended:
            yield term.ended.on
        for programme in case.settings.programme:
            yield shift(term.expires_on, -programme.days.renewal_notice)


def _of_membership(case: Case) -> Iterator[date]:
    for membership in case.holder.organisation.membership:
        yield membership.since
        if membership.until:
            yield shift(membership.until, 1)


def _of_rules(case: Case) -> Iterator[date]:
    for programme in case.settings.programme:
        yield programme.since
    for rubric in case.rubrics:
        if rubric.released:
            yield rubric.released
        if rubric.revet_by:
            yield shift(rubric.revet_by, 1)
