"""Steps: the days of a review, and the order in which they stand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from ..kinds import parse_day
from ..model import InstitutionSteps, ProductReview, ProductSteps
from ..rulebook import Finding
from ..shape import fields_of
from ..unread import is_unread
from .engine import Scope, check, each
from .subjects import AnyRound


@check(Scope.ROUND)
def file_date(subject: AnyRound) -> Iterator[Finding]:
    """A review's file is named for the day it was opened.

    Bad:
        2026-02-01.md with `opened: 2026-02-03`
    Good:
        2026-02-01.md with `opened: 2026-02-01`
    """
    review = subject.review
    name = review.path.rpartition("/")[2]
    named = parse_day(name.removesuffix(".md"))
    if named and review.steps.opened != named:
        yield Finding(
            review.where.place("steps", "opened"),
            f"the review was opened on {review.steps.opened}, but its file is named {name}",
            f"rename the file to {review.steps.opened}.md, or write opened: {named}",
        )


@check(Scope.ROUND)
def steps_out_of_order(subject: AnyRound) -> Iterator[Finding]:
    """No step of a review is dated before a step that comes first.

    Among the steps that are written, a product's follow this order: opened, reminded, confirmed,
    reviewed, report_sent, notified, changes_received, met, awarded or declined, award_sent. An
    institution's: opened, reminded, oriented, trained, joint_review, submitted, notified,
    changes_received, awarded or declined, award_sent. Two steps may share a day.

    Bad:
        steps: {opened: 2026-02-01, reviewed: 2026-02-20, report_sent: 2026-02-19}
    Good:
        steps: {opened: 2026-02-01, reviewed: 2026-02-20, report_sent: 2026-02-21}
    """
    written = _written(subject)

    def backwards(pair: tuple[tuple[str, date], tuple[str, date]]) -> Iterator[Finding]:
        (earlier, first), (later, second) = pair
        if second < first:
            yield Finding(
                subject.review.where.place("steps", later),
                f"{later} is dated {second}, before {earlier} on {first}",
                f"correct one of the two days: {earlier} comes first",
            )

    yield from each(backwards, pairwise(written))


def _written(subject: AnyRound) -> list[tuple[str, date]]:
    """The steps with a readable day, in the order in which they should happen."""
    steps = subject.review.steps
    noun = ProductSteps if isinstance(subject.review, ProductReview) else InstitutionSteps
    days = [(name, getattr(steps, name)) for name in fields_of(noun)]
    return [
        (name, day)
        for name, day in days
        if day is not None
        and not is_unread(day)
        # A review that is decided twice has a fault of its own; the award then counts.
        and not (name == "declined" and steps.awarded is not None)
    ]


@check(Scope.ROUND)
def decided_twice(subject: AnyRound) -> Iterator[Finding]:
    """A review is awarded or declined, not both.

    Bad:
        steps: {opened: 2026-02-01, awarded: 2026-03-05, declined: 2026-03-05}
    Good:
        steps: {opened: 2026-02-01, awarded: 2026-03-05}
    """
    steps = subject.review.steps
    if steps.awarded is not None and steps.declined is not None:
        yield Finding(
            subject.review.where.key_place("steps", "declined"),
            f"the review is both awarded on {steps.awarded} and declined on {steps.declined}",
            "remove the one that did not happen; a later decision needs a review of its own",
        )
