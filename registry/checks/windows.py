"""Deadlines: what comes in comes in time, or an extension is on record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..deadlines import changes_due, independent_review_due
from ..model import InstitutionReview
from ..rulebook import Finding
from .engine import Scope, check
from .subjects import AnyRound, InstitutionRound


@check(Scope.ROUND)
def changes_late(subject: AnyRound) -> Iterator[Finding]:
    """Changes come in within ten days of the day the results went out, or within an extension.

    The day of the notification is day 0, and the last day is in time. How many days there are is
    said by the programme's rules in force on the day of the notification. A review that was
    declined may say that its changes came late.

    Bad:
        steps: {opened: 2025-02-01, notified: 2025-02-20, changes_received: 2025-03-03}
    Good:
        steps: {opened: 2025-02-01, notified: 2025-02-20, changes_received: 2025-03-02}
    """
    due = changes_due(subject.review, subject.by.settings)
    yield from _late(subject, "notified", "changes_received", due, "changes")


@check(Scope.ROUND, InstitutionReview)
def review_late(subject: InstitutionRound) -> Iterator[Finding]:
    """An independent review comes in within thirty days of the training, or within an extension.

    The day of the training session is day 0, and the last day is in time. How many days there are
    is said by the programme's rules in force on the day of the session. A review that was declined
    may say that it came late.

    Bad:
        steps: {opened: 2024-01-10, trained: 2024-01-31, submitted: 2024-03-02}
    Good:
        steps: {opened: 2024-01-10, trained: 2024-01-31, submitted: 2024-03-01}
    """
    due = independent_review_due(subject.review, subject.by.settings)
    yield from _late(subject, "trained", "submitted", due, "independent_review")


def _late(
    subject: AnyRound, start: str, step: str, due: date | None, extension: str
) -> Iterator[Finding]:
    steps = subject.review.steps
    day: date | None = getattr(steps, step)
    if day is None or due is None or day <= due or steps.declined is not None:
        return
    moved = any(e.of == extension and e.until == due for e in subject.review.extensions)
    reason = "by extension" if moved else f"counted from {start} on {getattr(steps, start)}"
    yield Finding(
        subject.review.where.place("steps", step),
        f"{step} is dated {day}; the last day, {reason}, was {due}",
        f"correct the day, decline the review, or record an extension of: {extension} with "
        "its reason",
    )
