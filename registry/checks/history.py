"""History: what one review, award or withdrawal of a holder means to the next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..deadlines import renewal_notice_on
from ..events import Cause
from ..model import Product, Review, ReviewKind, decided_on
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
def initial_twice(history: History) -> Iterator[Finding]:
    """A review is `kind: initial` only while its holder was never awarded a seal.

    Bad:
        2025-02-01.md: kind initial, awarded on 2025-03-05
        2026-01-10.md: kind initial
    Good:
        2025-02-01.md: kind initial, awarded on 2025-03-05
        2026-01-10.md: kind renewal
    """
    choice = "renewal or re-vetting" if isinstance(history.holder, Product) else "renewal"

    def again(entry: tuple[Review, Review | None]) -> Iterator[Finding]:
        review, earlier = entry
        if earlier and review.kind == ReviewKind.INITIAL:
            yield Finding(
                review.where.place("kind"),
                "the review is initial, but the holder was awarded a seal on "
                f"{earlier.steps.awarded} already",
                f"write kind: {choice}",
            )

    yield from each(again, _with_earlier_award(history))


@check(Scope.HISTORY)
def renewal_without_seal(history: History) -> Iterator[Finding]:
    """A renewal has an award to renew: the holder was awarded a seal in an earlier review.

    Bad:
        2026-02-01.md: kind renewal, the holder's first review
    Good:
        2026-02-01.md: kind initial
    """

    def groundless(entry: tuple[Review, Review | None]) -> Iterator[Finding]:
        review, earlier = entry
        if earlier is None and review.kind == ReviewKind.RENEWAL:
            yield Finding(
                review.where.place("kind"),
                "the review is a renewal, but the holder was never awarded a seal before it",
                "write kind: initial, or add the review by which the seal was awarded",
            )

    yield from each(groundless, _with_earlier_award(history))


def _with_earlier_award(history: History) -> Iterator[tuple[Review, Review | None]]:
    """Each review with the last one opened before it that was awarded."""
    earlier: Review | None = None
    for review in history.reviews:
        yield review, earlier
        if review.steps.awarded is not None:
            earlier = review


@check(Scope.HISTORY)
def renewal_too_early(history: History) -> Iterator[Finding]:
    """A renewal is not awarded before the day on which the renewal notice falls due.

    That day lies the programme's `renewal_notice` days before the seal expires, by the rules in
    force on the day of the award.

    Bad:
        kind: renewal      # the seal expires on 2026-11-15, so renewal starts on 2026-09-16
        steps: {opened: 2026-09-01, awarded: 2026-09-15}
    Good:
        kind: renewal
        steps: {opened: 2026-09-01, awarded: 2026-09-16}
    """
    timeline, settings = history.timeline(), history.by.settings

    def early(review: Review) -> Iterator[Finding]:
        awarded, before = review.steps.awarded, timeline.before(review)
        if awarded is None or before is None or review.kind != ReviewKind.RENEWAL:
            return
        start = renewal_notice_on(before.expires_on, awarded, settings)
        if awarded < start:
            yield Finding(
                review.where.place("steps", "awarded"),
                f"the renewal is awarded on {awarded}; the seal expires on {before.expires_on} "
                f"and may be renewed from {start}",
                f"award it on or after {start}",
            )

    yield from each(early, history.reviews)


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
        if ending.cause is Cause.DECISION and ending.entry is not None:
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
