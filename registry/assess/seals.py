"""A holder's case × a day -> its seal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..calendar import shift
from ..model import SealType
from ..number import seal_number
from ..terms import Term
from .changes import Pause, ended_on, pauses
from .standing import Case, Flag, Reason, Standing, state_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """A holder's seal on a day; derived, never written. Never awarded, it has no standing.

    `awarded_on` is the day of the award that set `expires_on`, the first day it no longer holds;
    `valid_through` is the day before. `ended_on` is the first day that a seal which does not hold
    did not hold. `rubric` and `review` are those of the last awarded review. `year` is borne by
    institutions' seals. `terms` is its history, one for each award; `pauses` its suspensions.
    """

    holder: str
    seal_type: SealType
    number: str
    name: str
    standing: Standing | None = None
    reason: Reason | None = None
    awarded_on: date | None = None
    valid_through: date | None = None
    expires_on: date | None = None
    ended_on: date | None = None
    rubric: str | None = None
    flags: tuple[Flag, ...] = ()
    review: str | None = None
    year: int | None = None
    terms: tuple[Term, ...] = ()
    pauses: tuple[Pause, ...] = ()


def seal_on(case: Case, as_of: date) -> Seal:
    """The seal of a holder whose case holds nothing that happened after as-of."""
    holder, state, term = case.holder, state_on(case, as_of), case.timeline.term_on(as_of)
    bears_year = holder.seal_type is SealType.INSTITUTION
    return Seal(
        holder=holder.path,
        seal_type=holder.seal_type,
        number=seal_number(holder, case.settings.seal.prefix),
        name=holder.name,
        standing=state.standing,
        reason=state.reason,
        awarded_on=term.awarded_on if term else None,
        valid_through=shift(term.expires_on, -1) if term else None,
        expires_on=term.expires_on if term else None,
        ended_on=ended_on(case, as_of),
        rubric=term.rubric if term else None,
        flags=state.flags,
        review=term.review if term else None,
        year=case.timeline.year_on(as_of) if bears_year else None,
        terms=case.timeline.terms,
        pauses=pauses(case, as_of),
    )
