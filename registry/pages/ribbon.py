"""A seal's terms -> a line of time: bars, year marks and the as-of day, in percent of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from .public import PublicSeal

_Scale = Callable[[date], float]
_SLACK = 45
"""Days of empty line at either end."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time on the line: `kind` is held, running or paused."""

    kind: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A point on the line with its name."""

    label: str
    x: float


@dataclass(frozen=True, slots=True)
class Ribbon:
    """The whole drawing, in percent of its length."""

    bars: tuple[Bar, ...]
    years: tuple[Mark, ...]
    awards: tuple[float, ...]
    today: float


def ribbon(seal: PublicSeal, as_of: date) -> Ribbon:
    """The drawing of a seal's terms as they stand on the day."""
    first = min((term.on for term in seal.terms), default=as_of).toordinal() - _SLACK
    last = max(as_of, *(term.stopped_on for term in seal.terms)).toordinal() + _SLACK
    span = max(last - first, 1)

    def x(day: date) -> float:
        return round((day.toordinal() - first) * 100 / span, 1)

    return Ribbon(
        bars=tuple(_bars(seal, x)),
        years=tuple(_years(first, last, x)),
        awards=tuple(x(term.on) for term in seal.terms),
        today=x(as_of),
    )


def _bars(seal: PublicSeal, x: _Scale) -> Iterator[Bar]:
    for term in seal.terms:
        start = term.begins_on if term.event == "renewed" else term.on
        running = term is seal.terms[-1] and seal.standing in ("valid", "suspended")
        left, right = x(start), x(term.stopped_on)
        yield Bar("running" if running else "held", left, round(max(right - left - 0.2, 0.3), 1))
    for pause in seal.pauses:
        # By what is known, it stays suspended: nothing ahead is drawn as if it held.
        left, right = x(pause.since), x(pause.until or seal.term_on(pause.since).stopped_on)
        yield Bar("paused", left, round(max(right - left - 0.2, 0.5), 1))


def _years(first: int, last: int, x: _Scale) -> Iterator[Mark]:
    years = range(date.fromordinal(first).year + 1, date.fromordinal(last).year + 1)
    step = 1 + len(years) // 8
    for year in years[::step]:
        yield Mark(str(year), x(date(year, 1, 1)))
