"""Awards: what must have happened by the day a seal is awarded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..model import (
    Answer,
    InstitutionSteps,
    Level,
    ProductReview,
    ProductSteps,
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
            remedy(steps, step),
        )


def remedy(steps: ProductSteps | InstitutionSteps, step: str) -> str:
    """What to write for a step that an award must not be without."""
    noun: type = type(steps)
    help_text = fields_of(noun)[step].written.help
    return f"write {step}: {help_text}, on or before the award"
