"""Reviews × withdrawals × programme -> a holder's timeline: what each award gave, what ended it.

An award on A gives a half-open term: `expires_on`, A's anniversary, is the first day it no longer
holds.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from datetime import date

from .calendar import anniversary
from .deadlines import renewal_notice_on
from .events import Ending, events
from .model import Holder, Review, ReviewKind, Settings


class Beginning(enum.StrEnum):
    """What an award did for its holder: it began, prolonged or confirmed a term."""

    FIRST_AWARD = "first-award"
    RENEWAL = "renewal"
    RE_VETTING = "re-vetting"
    RESTORATION = "restoration"
    NEW_ANCHOR = "new-anchor"


@dataclass(frozen=True, slots=True)
class Term:
    """What one award gave.

    `vetted_on` is the day of this award, `awarded_on` the day of the award that set `expires_on`:
    they differ where a re-vetting or restoration kept the end. `begins_on` is the first day of the
    year of validity: the anniversary for a renewal, which may be awarded before it. `years` is the
    end counted from the anchor. `ended` is what took the seal back while this award stood.
    """

    beginning: Beginning
    review: str
    rubric: str
    vetted_on: date
    awarded_on: date
    begins_on: date
    expires_on: date
    anchor: date
    years: int
    ended: Ending | None = None

    def runs_on(self, day: date) -> bool:
        """Whether a seal runs by this award on the day, suspended or not."""
        begun = self.vetted_on <= day < self.expires_on
        return begun and (self.ended is None or day < self.ended.on)


@dataclass(frozen=True, slots=True)
class Timeline:
    """A holder's terms in the order of their awards, and the endings that found nothing to end."""

    terms: tuple[Term, ...] = ()
    idle: tuple[Ending, ...] = ()

    def term_on(self, day: date) -> Term | None:
        """The term given by the last award on or before the day, whether or not it still runs."""
        return next((term for term in reversed(self.terms) if term.vetted_on <= day), None)

    def running_on(self, day: date) -> Term | None:
        """The term by which a seal runs on the day, suspended or not."""
        term = self.term_on(day)
        return term if term and term.runs_on(day) else None

    def before(self, review: Review) -> Term | None:
        """The term that stood when a review was awarded, or stands now where it is not."""
        earlier: Term | None = None
        for term in self.terms:
            if term.review == review.path:
                break
            earlier = term
        return earlier

    def year_on(self, day: date) -> int | None:
        """The calendar year in which the term of the day began; None before the first award."""
        begun = (t.begins_on for t in reversed(self.terms) if max(t.begins_on, t.vetted_on) <= day)
        return next((first.year for first in begun), None)


def timeline(holder: Holder, settings: Settings) -> Timeline:
    """All that a holder's awards, decisions and declined reviews did to its seal."""
    terms: list[Term] = []
    idle: list[Ending] = []
    for event in events(holder):
        before = terms[-1] if terms else None
        if not isinstance(event, Ending):
            terms.append(_awarded(event.review, event.on, before, settings))
        elif before and before.runs_on(event.on):
            terms[-1] = replace(before, ended=event)
        else:
            idle.append(event)
    return Timeline(tuple(terms), tuple(idle))


def _awarded(review: Review, day: date, before: Term | None, settings: Settings) -> Term:
    """The term that an award gives, by what stood before it."""
    years = settings.programme_on(day).term_years
    if before and _renews(review, day, before, settings):
        years += before.years
        begins_on, expires_on = before.expires_on, anniversary(before.anchor, years)
        beginning, awarded_on, anchor = Beginning.RENEWAL, day, before.anchor
    elif before and day < before.expires_on:
        beginning = Beginning.RESTORATION if before.ended else Beginning.RE_VETTING
        begins_on, expires_on, years = before.begins_on, before.expires_on, before.years
        awarded_on, anchor = before.awarded_on, before.anchor
    else:
        beginning = Beginning.NEW_ANCHOR if before else Beginning.FIRST_AWARD
        begins_on = awarded_on = anchor = day
        expires_on = anniversary(day, years)
    return Term(
        beginning=beginning,
        review=review.path,
        rubric=review.rubric,
        vetted_on=day,
        awarded_on=awarded_on,
        begins_on=begins_on,
        expires_on=expires_on,
        anchor=anchor,
        years=years,
    )


def _renews(review: Review, day: date, before: Term, settings: Settings) -> bool:
    """Whether an award is a renewal in time; on the anniversary itself it still is."""
    opens = renewal_notice_on(before.expires_on, day, settings)
    return review.kind == ReviewKind.RENEWAL and opens <= day <= before.expires_on
