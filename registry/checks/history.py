"""History: reviews that follow one another, and seals that are taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..events import Cause
from ..model import Review, decided_on
from ..rulebook import Finding
from ..terms import Timeline
from .engine import Scope, check, each
from .subjects import History


@check(Scope.HISTORY)
def reviews_overlap(history: History) -> Iterator[Finding]:
    """A holder has one open review at a time.

    A review is open from the day it was opened until it is awarded or declined. The next may open
    on that very day.

    Bad:
        2026-02-01.md, declined on 2026-03-05
        2026-03-01.md
    Good:
        2026-02-01.md, declined on 2026-03-05
        2026-03-05.md
    """
    longest: list[tuple[date, Review]] = []  # of the reviews before, the one open longest

    def overlapping(review: Review) -> Iterator[Finding]:
        opened, decided = review.steps.opened, decided_on(review) or date.max
        if longest and longest[0][0] > opened:
            yield _overlap(review, longest[0][1])
        longest[:] = [max([*longest, (decided, review)], key=lambda entry: entry[0])]

    yield from each(overlapping, history.reviews)


def _overlap(review: Review, other: Review) -> Finding:
    name, decided = other.path.rpartition("/")[2], decided_on(other)
    state = f"was decided only on {decided}" if decided else "is still open"
    return Finding(
        review.where.place("steps", "opened"),
        f"this review was opened on {review.steps.opened}, but {name} {state}",
        f"award or decline {name} first, on or before {review.steps.opened}",
    )


@check(Scope.HISTORY)
def withdrawn_without_seal(history: History) -> Iterator[Finding]:
    """A withdrawal falls within a running seal: from the day of an award to the last day it holds.

    A seal that is suspended still runs. One that was withdrawn or declined, or has expired, does
    not.

    Bad:
        withdrawn: [{on: 2026-08-01, reason: Policy changed, by: mlund}]   # expired on 2026-03-05
    Good:
        withdrawn: [{on: 2026-02-01, reason: Policy changed, by: mlund}]
    """
    timeline = history.timeline()
    for ending in timeline.idle:
        if ending.entry is not None:  # a declined review with no seal to end is no fault
            yield Finding(
                history.holder.where.place("withdrawn", ending.entry, "on"),
                f"the seal is withdrawn on {ending.on}, but {_state(timeline, ending.on)}",
                "correct the day, or remove the entry",
            )


def _state(timeline: Timeline, day: date) -> str:
    """Why no seal runs on a day."""
    term = timeline.term_on(day)
    if term is None:
        return "no seal was awarded by then"
    if term.ended and term.ended.on <= day:
        cause = "was declined" if term.ended.cause is Cause.DECLINED else "was withdrawn already"
        return f"it {cause} on {term.ended.on}"
    return f"it expired on {term.expires_on}"
