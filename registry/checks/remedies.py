"""Remedies: what stood in the way of a seal is out of it by the award."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import shown
from ..model import (
    Answer,
    Issue,
    Level,
    ProductReview,
)
from ..rulebook import Finding
from ..unread import is_unread
from .awards import remedy
from .engine import Scope, check, each
from .subjects import AnyRound, ProductRound


@check(Scope.ROUND)
def changes_missing(subject: AnyRound) -> Iterator[Finding]:
    """A seal that something stood in the way of is awarded once the changes have come in.

    So it is for a product when an answer `was: does-not-meet`, and for an institution when its
    independent review needed `attention`.

    Bad:
        steps: {opened: 2026-02-01, notified: 2026-02-21, awarded: 2026-03-05}
        answers: {security.mfa: {level: meets, was: does-not-meet, resolved: 2026-03-01}}
    Good:
        steps: {opened: 2026-02-01, notified: 2026-02-21, changes_received: 2026-03-01,
                met: 2026-03-03, awarded: 2026-03-05}
        answers: {security.mfa: {level: meets, was: does-not-meet, resolved: 2026-03-01}}
    """
    reason = _mended(subject)
    if reason:
        yield from _missing_before_award(subject, "changes_received", reason)


@check(Scope.ROUND, ProductReview)
def second_meeting_missing(subject: ProductRound) -> Iterator[Finding]:
    """A product's seal is awarded after a second meeting when an answer `was: does-not-meet`.

    Bad:
        steps: {opened: 2026-02-01, changes_received: 2026-03-01, awarded: 2026-03-05}
        answers: {security.mfa: {level: meets, was: does-not-meet, resolved: 2026-03-01}}
    Good:
        steps: {opened: 2026-02-01, changes_received: 2026-03-01, met: 2026-03-03,
                awarded: 2026-03-05}
        answers: {security.mfa: {level: meets, was: does-not-meet, resolved: 2026-03-01}}
    """
    reason = _mended(subject)
    if reason:
        yield from _missing_before_award(subject, "met", reason)


def _mended(subject: AnyRound) -> str:
    """What had to be mended before an award, empty where nothing had to."""
    review = subject.review
    if not isinstance(review, ProductReview):
        return "" if review.attention is None else "the independent review needed attention"
    failed = [asked for asked, answer in review.answers.items() if _failed(answer)]
    more = f" and {len(failed) - 1} more" if len(failed) > 1 else ""
    return f"{failed[0]}{more} did not meet the rubric at first" if failed else ""


def _failed(answer: Answer) -> bool:
    """Whether the answer is known to have failed; one that was not read says nothing."""
    known = not is_unread(answer) and not is_unread(answer.was)
    return known and answer.was is Level.DOES_NOT_MEET


def _missing_before_award(subject: AnyRound, step: str, reason: str) -> Iterator[Finding]:
    steps = subject.review.steps
    if steps.awarded is not None and getattr(steps, step) is None:
        yield Finding(
            subject.review.where.place("steps", step),
            f"{reason}; the seal is awarded on {steps.awarded}, but the step {step} is missing",
            remedy(steps, step),
        )


@check(Scope.ROUND)
def blocking_issue_open(subject: AnyRound) -> Iterator[Finding]:
    """No blocking issue of a holder is open on the day its seal is awarded.

    One that is resolved on that very day is no longer open.

    Bad:
        issues: [{opened: 2026-02-22, summary: Sub-processor list, blocking: true}]
        steps: {opened: 2026-02-01, awarded: 2026-03-05}
    Good:
        issues: [{opened: 2026-02-22, summary: Sub-processor list, blocking: true,
                  resolved: 2026-03-05}]
        steps: {opened: 2026-02-01, awarded: 2026-03-05}
    """
    awarded = subject.review.steps.awarded
    if awarded is None:
        return

    def blocking(issue: Issue) -> Iterator[Finding]:
        closed = issue.resolved is not None and issue.resolved <= awarded
        if issue.blocking and issue.opened <= awarded and not closed:
            yield Finding(
                subject.review.where.place("steps", "awarded"),
                f"the seal is awarded on {awarded}, while the blocking issue "
                f"{shown(issue.summary)}, opened on {issue.opened}, is not resolved",
                "award the seal once it is resolved, or write the day it was in "
                f"{subject.holder.where.path}",
            )

    yield from each(blocking, subject.holder.issues)
