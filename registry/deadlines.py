"""A review × the programme -> the last day on which a step is in time.

The programme in force on the day that starts a window sets its length.
"""

from __future__ import annotations

from datetime import date

from .calendar import deadline, shift
from .model import Deadline, InstitutionReview, Review, Settings


def changes_due(review: Review, settings: Settings) -> date | None:
    """The last day for changes after the results went out, None while they have not."""
    start = review.steps.notified
    if start is None:
        return None
    days = settings.programme_on(start).days.changes
    return deadline(start, days, *_extensions(review, Deadline.CHANGES))


def independent_review_due(review: InstitutionReview, settings: Settings) -> date | None:
    """The last day to submit the independent review, None before the training session."""
    start = review.steps.trained
    if start is None:
        return None
    days = settings.programme_on(start).days.independent_review
    return deadline(start, days, *_extensions(review, Deadline.INDEPENDENT_REVIEW))


def award_notice_due(review: Review, settings: Settings) -> date | None:
    """The last day to send the award letter, None where nothing is awarded."""
    start = review.steps.awarded
    if start is None:
        return None
    return deadline(start, settings.programme_on(start).days.award_notice)


def renewal_notice_on(expires_on: date, on: date, settings: Settings) -> date:
    """The day the renewal notice falls due, by the programme in force `on` a day.

    Also the first day on which a renewal may be awarded, and the first of the flag `expiring`.
    """
    return shift(expires_on, -settings.programme_on(on).days.renewal_notice)


def _extensions(review: Review, of: Deadline) -> list[date]:
    return [extension.until for extension in review.extensions if extension.of is of]
