"""Awards: what must have happened by the day a seal is awarded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..diagnostics import shown
from ..model import (
    Answer,
    InstitutionSteps,
    Issue,
    Level,
    ProductReview,
    ProductSteps,
    ReviewKind,
)
from ..rulebook import Finding
from ..shape import fields_of
from .engine import Scope, check, each
from .subjects import AnyRound, ProductRound


@check(Scope.ROUND)
def award_not_earned(subject: AnyRound) -> Iterator[Finding]:
    """No question of an awarded review stands at does-not-meet.

    Bad:
        steps: {opened: 2026-02-01, awarded: 2026-03-05}
        answers: {security.mfa: {level: does-not-meet, note: Not mentioned.}}
    Good:
        steps: {opened: 2026-02-01, declined: 2026-03-05}
        answers: {security.mfa: {level: does-not-meet, note: Not mentioned.}}
    """
    review, awarded = subject.review, subject.review.steps.awarded
    if awarded is None:
        return

    def unmet(entry: tuple[str, Answer]) -> Iterator[Finding]:
        asked, answer = entry
        if answer.level == Level.DOES_NOT_MEET:
            yield Finding(
                review.where.place("answers", asked, "level"),
                f"{asked} is at does-not-meet, yet the seal is awarded on {awarded}",
                "decline the review; or, if it was mended, write the new level with "
                "was: does-not-meet and the day it was resolved",
            )

    yield from each(unmet, review.answers.items())


@check(Scope.ROUND, ProductReview)
def report_missing(subject: ProductRound) -> Iterator[Finding]:
    """A product's seal is awarded after the review was finished and its report sent.

    `reviewed` and `report_sent` are both dated on or before the award.

    Bad:
        steps: {opened: 2026-02-01, reviewed: 2026-02-20, notified: 2026-02-21, awarded: 2026-03-05}
    Good:
        steps: {opened: 2026-02-01, reviewed: 2026-02-20, report_sent: 2026-02-21,
                notified: 2026-02-21, awarded: 2026-03-05}
    """
    for step in ("reviewed", "report_sent"):
        yield from _not_by_award(subject, step)


@check(Scope.ROUND, ProductReview)
def award_before_notice(subject: ProductRound) -> Iterator[Finding]:
    """A product's seal is awarded on or after the day its supplier was notified of the results.

    Bad:
        steps: {opened: 2026-02-01, reviewed: 2026-02-20, report_sent: 2026-02-21,
                awarded: 2026-03-05}
    Good:
        steps: {opened: 2026-02-01, reviewed: 2026-02-20, report_sent: 2026-02-21,
                notified: 2026-02-21, awarded: 2026-03-05}
    """
    yield from _not_by_award(subject, "notified")


def _not_by_award(subject: AnyRound, step: str) -> Iterator[Finding]:
    """The step, where an award was made without it or before it."""
    steps = subject.review.steps
    day: date | None = getattr(steps, step)
    if steps.awarded is not None and (day is None or day > steps.awarded):
        state = "is missing" if day is None else f"is dated {day}"
        yield Finding(
            subject.review.where.place("steps", step),
            f"the seal is awarded on {steps.awarded}, but the step {step} {state}",
            _remedy(steps, step),
        )


def _remedy(steps: ProductSteps | InstitutionSteps, step: str) -> str:
    noun: type = type(steps)
    help_text = fields_of(noun)[step].written.help
    return f"write {step}: {help_text}, on or before the award"


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
    return answer.was is not None and answer.was == Level.DOES_NOT_MEET


def _missing_before_award(subject: AnyRound, step: str, reason: str) -> Iterator[Finding]:
    steps = subject.review.steps
    if steps.awarded is not None and getattr(steps, step) is None:
        yield Finding(
            subject.review.where.place("steps", step),
            f"{reason}; the seal is awarded on {steps.awarded}, but the step {step} is missing",
            _remedy(steps, step),
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


@check(Scope.ROUND, ProductReview)
def renewal_unconfirmed(subject: ProductRound) -> Iterator[Finding]:
    """A product's seal is renewed after its supplier confirmed what changed in its policies.

    Bad:
        kind: renewal
        steps: {opened: 2027-01-04, reviewed: 2027-02-01, awarded: 2027-02-10}
    Good:
        kind: renewal
        steps: {opened: 2027-01-04, confirmed: 2027-01-20, reviewed: 2027-02-01,
                awarded: 2027-02-10}
    """
    review = subject.review
    awarded, confirmed = review.steps.awarded, review.steps.confirmed
    if awarded is not None and confirmed is None and review.kind == ReviewKind.RENEWAL:
        yield Finding(
            review.where.place("steps", "confirmed"),
            f"the renewal is awarded on {awarded}, but the step confirmed is missing",
            _remedy(review.steps, "confirmed"),
        )
