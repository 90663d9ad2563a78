"""A holder's case × a day -> the steps that staff owe, each a small law of the worklist."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ..deadlines import (
    award_notice_due,
    changes_due,
    independent_review_due,
    renewal_notice_on,
)
from ..model import (
    Answer,
    InstitutionReview,
    Level,
    ProductReview,
    Review,
    ReviewKind,
    Settings,
    decided_on,
)
from ..terms import Term
from .standing import Case


class TaskKind(enum.StrEnum):
    """What staff owe."""

    RENEWAL_NOTICE = "renewal-notice"
    CHANGES = "changes"
    SECOND_MEETING = "second-meeting"
    AWARD_NOTICE = "award-notice"
    INDEPENDENT_REVIEW = "independent-review"
    RESERVATION_TALK = "reservation-talk"
    RE_VETTING = "re-vetting"
    REMOVAL = "removal"
    ISSUE = "issue"


@dataclass(frozen=True, slots=True)
class Owed:
    """A step owed, and by when."""

    kind: TaskKind
    due: date | None = None
    review: str | None = None
    subject: str = ""


def owed_to_holder(case: Case, as_of: date) -> Iterator[Owed]:
    """What is owed for the seal itself, and for open points of collaboration."""
    term = case.timeline.term_on(as_of)
    if term:
        yield from _renewal_notice(case, term, as_of)
        yield from _re_vetting(case, term, as_of)
        yield from _removal(case, term, as_of)
    for issue in case.holder.issues:
        if issue.resolved is None:
            yield Owed(TaskKind.ISSUE, subject=issue.summary)


def _renewal_notice(case: Case, term: Term, as_of: date) -> Iterator[Owed]:
    """A seal runs, suspended or not, and no renewal of it has its reminder."""
    renewals = [
        review
        for review in case.holder.reviews
        if review.kind == ReviewKind.RENEWAL and review.steps.opened > term.awarded_on
    ]
    if term.runs_on(as_of) and all(review.steps.reminded is None for review in renewals):
        due = renewal_notice_on(term.expires_on, as_of, case.settings)
        yield Owed(TaskKind.RENEWAL_NOTICE, due, _running(renewals) or term.review)


def _re_vetting(case: Case, term: Term, as_of: date) -> Iterator[Owed]:
    """A newer rubric is released than the one that the seal was vetted under."""
    asked = case.re_vetting(term, as_of)
    if asked.due:
        review = _running(case.holder.reviews) or term.review
        yield Owed(TaskKind.RE_VETTING, asked.revet_by or term.expires_on, review)


def _removal(case: Case, term: Term, as_of: date) -> Iterator[Owed]:
    """A seal has ended, and nobody has seen since that its images are gone."""
    end = term.ended.on if term.ended else term.expires_on
    confirmed = any(day >= end for day in case.holder.removal_confirmed)
    if not term.runs_on(as_of) and not confirmed:
        yield Owed(TaskKind.REMOVAL, end, term.review)


def owed_to_reviews(case: Case) -> Iterator[Owed]:
    """What is owed in each review, decided or still open."""
    for review in case.holder.reviews:
        if isinstance(review, ProductReview):
            steps = _in_review(review, case.settings)
        else:
            steps = _in_institution_review(review, case.settings)
        for kind, due in steps:
            yield Owed(kind, due, review.path)


_Step = tuple[TaskKind, date | None]


def _in_review(review: ProductReview, settings: Settings) -> Iterator[_Step]:
    steps, levels = review.steps, {answer.level for answer in review.answers.values()}
    if decided_on(review) is None:
        if steps.notified and not steps.changes_received and Level.DOES_NOT_MEET in levels:
            yield TaskKind.CHANGES, changes_due(review, settings)
        if steps.changes_received and not steps.met:
            yield TaskKind.SECOND_MEETING, None
    if steps.awarded:
        if not steps.award_sent:
            yield TaskKind.AWARD_NOTICE, award_notice_due(review, settings)
        if any(map(_wants_talk, review.answers.values())):
            yield TaskKind.RESERVATION_TALK, None


def _in_institution_review(review: InstitutionReview, settings: Settings) -> Iterator[_Step]:
    steps = review.steps
    if decided_on(review) is None:
        if steps.notified and not steps.changes_received and review.attention:
            yield TaskKind.CHANGES, changes_due(review, settings)
        if steps.trained and not steps.submitted:
            yield TaskKind.INDEPENDENT_REVIEW, independent_review_due(review, settings)


def _wants_talk(answer: Answer) -> bool:
    return answer.level is Level.RESERVATIONS and answer.discussed is None


def _running(reviews: Iterable[Review]) -> str | None:
    return next((review.path for review in reviews if decided_on(review) is None), None)
