"""A holder's case -> its standing, reason and flags on a day, and the days on which they change."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..deadlines import renewal_notice_on
from ..model import Holder, Product, Rubric, Settings, decided_on
from ..terms import Term, Timeline, timeline
from .revetting import ReVetting, re_vetting_on


class Standing(enum.StrEnum):
    """What a seal is on a day; a holder never awarded has none."""

    VALID = "valid"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    SUSPENDED = "suspended"


class Reason(enum.StrEnum):
    """Why a seal does not hold, in a word."""

    ANNIVERSARY = "anniversary"
    DECLINED = "declined"
    DECISION = "decision"
    MEMBERSHIP = "membership"
    RE_VETTING = "re-vetting"


class Flag(enum.StrEnum):
    """What is worth knowing beside the standing, in the order in which it is told."""

    EXPIRING = "expiring"
    RE_VETTING_DUE = "re-vetting-due"
    RE_VETTING_OVERDUE = "re-vetting-overdue"
    UNDER_REVIEW = "under-review"


@dataclass(frozen=True, slots=True)
class State:
    """A holder on one day."""

    standing: Standing | None = None
    reason: Reason | None = None
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """All that decides a holder's standing: its records, what they gave, and the rules."""

    holder: Holder
    timeline: Timeline
    settings: Settings
    rubrics: tuple[Rubric, ...]

    def re_vetting(self, term: Term, day: date) -> ReVetting:
        """What newer releases ask for while the term runs; nothing of an institution."""
        if not isinstance(self.holder, Product) or not term.runs_on(day):
            return ReVetting()
        return re_vetting_on(day, term.rubric, self.rubrics)

    def is_member(self, day: date) -> bool:
        """Whether a membership covers the day whose tier may then hold the seal."""
        eligible = self.settings.programme_on(day).eligibility(self.holder.seal_type).tiers
        memberships = self.holder.organisation.membership
        return any(m.covers(day) and m.tier in eligible for m in memberships)


def case_of(holder: Holder, settings: Settings, rubrics: tuple[Rubric, ...]) -> Case:
    """The case of a holder, as far as its records go."""
    return Case(holder, timeline(holder, settings), settings, rubrics)


def state_on(case: Case, day: date) -> State:
    """Standing, reason and flags on a day, by all that the case knows."""
    term = case.timeline.term_on(day)
    if term is None:
        return State(flags=tuple(_flags(case, None, None, day)))
    standing, reason = _standing(case, term, day)
    return State(standing, reason, tuple(_flags(case, term, standing, day)))


def standing_on(case: Case, day: date) -> Standing | None:
    """The standing alone; None before the first award."""
    term = case.timeline.term_on(day)
    return _standing(case, term, day)[0] if term else None


def _standing(case: Case, term: Term, day: date) -> tuple[Standing, Reason | None]:
    if term.ended and term.ended.on <= day:
        return Standing.WITHDRAWN, Reason(term.ended.cause)
    if term.expires_on <= day:
        return Standing.EXPIRED, Reason.ANNIVERSARY
    if not case.is_member(day):
        return Standing.SUSPENDED, Reason.MEMBERSHIP
    if case.re_vetting(term, day).suspends:
        return Standing.SUSPENDED, Reason.RE_VETTING
    return Standing.VALID, None


def _flags(case: Case, term: Term | None, standing: Standing | None, day: date) -> Iterator[Flag]:
    if term:
        notice_on = renewal_notice_on(term.expires_on, day, case.settings)
        if standing is Standing.VALID and notice_on <= day:
            yield Flag.EXPIRING
        asked = case.re_vetting(term, day)
        if asked.due:
            yield Flag.RE_VETTING_OVERDUE if asked.overdue else Flag.RE_VETTING_DUE
    if any(
        _is_open(review.steps.opened, decided_on(review), day) for review in case.holder.reviews
    ):
        yield Flag.UNDER_REVIEW


def _is_open(opened: date, decided: date | None, day: date) -> bool:
    return opened <= day and (decided is None or day < decided)
