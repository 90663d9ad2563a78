"""A review, and what befell its seal -> the days of its story, earliest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date

from ..calendar import long_day
from ..events import Cause, Ending
from ..model import Deadline, Holder, InstitutionReview, Review
from ..pages.words import counted
from .reading import Moment

_PRODUCT = {
    "opened": "Opened",
    "reminded": "Renewal notice sent",
    "confirmed": "Supplier confirmed what changed in its policies",
    "reviewed": "Review finished",
    "report_sent": "App Vetting Report sent",
    "notified": "Results sent",
    "changes_received": "Supplier reported its policies updated",
    "met": "Second meeting",
    "awarded": "Seal awarded",
    "declined": "Seal declined",
    "award_sent": "Award letter sent",
}
_INSTITUTION = {
    **_PRODUCT,
    "oriented": "Orientation",
    "trained": "Training session",
    "joint_review": "Application reviewed together with staff",
    "submitted": "Independent review submitted",
    "notified": "Feedback sent",
    "changes_received": "Mended review received",
}
_EXTENDED = {
    Deadline.CHANGES: "Time for changes extended",
    Deadline.INDEPENDENT_REVIEW: "Time for the independent review extended",
}


def timeline_of(review: Review, ending: Ending | None, holder: Holder, as_of: date) -> list[Moment]:
    """Steps, mended answers, talks and extensions of a review, and what took its seal back."""
    moments = [*_steps(review), *_answers(review), *_extensions(review, as_of)]
    if ending:
        moments.append(_ended(ending, holder))
    return sorted(moments, key=lambda moment: moment.on)


def _steps(review: Review) -> Iterator[Moment]:
    words = _INSTITUTION if isinstance(review, InstitutionReview) else _PRODUCT
    for step in fields(review.steps):
        if on := getattr(review.steps, step.name):
            yield Moment(on=on, what=words[step.name])


def _answers(review: Review) -> Iterator[Moment]:
    """How many answers were mended or talked through, day by day."""
    for fact, what in (("resolved", "resolved"), ("discussed", "talked through")):
        days = [day for answer in review.answers.values() if (day := getattr(answer, fact))]
        for day in sorted(set(days)):
            noun = "point" if fact == "resolved" else "reservation"
            yield Moment(on=day, what=f"{counted(days.count(day), noun)} {what}")


def _extensions(review: Review, as_of: date) -> Iterator[Moment]:
    for extension in review.extensions:
        yield Moment(
            on=extension.until,
            what=f"{_EXTENDED[extension.of]} to {long_day(extension.until)}",
            detail=extension.reason,
            planned=extension.until > as_of,
        )


def _ended(ending: Ending, holder: Holder) -> Moment:
    if ending.cause is Cause.DECISION and ending.entry is not None:
        reason = holder.withdrawn[ending.entry].reason
        return Moment(on=ending.on, what="Seal withdrawn by decision", detail=reason)
    return Moment(on=ending.on, what="Seal ended: a later review was declined")
