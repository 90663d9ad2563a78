"""A review: one round of vetting, one file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from ..diagnostics import Where
from ..kinds import Day, Fields, Line, Many, Prose, Table, Url, Word, written
from .words import Deadline, InstitutionReviewKind, LawOutcome, Level, ReviewKind, SealType


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductSteps:
    """What happened in a product's review, and when; in the order it should happen."""

    opened: date = written(Day(), "the day the request came in; also the file's name")
    reminded: date | None = written(
        Day(), "renewals: the day the renewal notice went out", default=None
    )
    confirmed: date | None = written(
        Day(), "renewals: the day the supplier confirmed what changed", default=None
    )
    reviewed: date | None = written(Day(), "the day the review was finished", default=None)
    report_sent: date | None = written(
        Day(), "the day the App Vetting Report went out", default=None
    )
    notified: date | None = written(Day(), "the day the results went out", default=None)
    changes_received: date | None = written(
        Day(), "the day the supplier said its policy is updated", default=None
    )
    met: date | None = written(Day(), "the day of the second meeting", default=None)
    awarded: date | None = written(Day(), "the day the seal was awarded", default=None)
    declined: date | None = written(Day(), "the day the seal was declined", default=None)
    award_sent: date | None = written(Day(), "the day the award letter went out", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class InstitutionSteps:
    """What happened in an institution's review, and when; in the order it should happen."""

    opened: date = written(Day(), "the day the request came in; also the file's name")
    reminded: date | None = written(
        Day(), "renewals: the day the renewal notice went out", default=None
    )
    oriented: date | None = written(Day(), "the day of the orientation", default=None)
    trained: date | None = written(
        Day(), "the day of the training session; starts the independent review", default=None
    )
    joint_review: date | None = written(
        Day(), "the day an application was reviewed together with staff", default=None
    )
    submitted: date | None = written(Day(), "the day the independent review came in", default=None)
    notified: date | None = written(Day(), "the day the feedback went out", default=None)
    changes_received: date | None = written(
        Day(), "the day the mended review came in", default=None
    )
    awarded: date | None = written(Day(), "the day the seal was awarded", default=None)
    declined: date | None = written(Day(), "the day the seal was declined", default=None)
    award_sent: date | None = written(Day(), "the day the award letter went out", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """A deadline moved, with the reason on record."""

    of: Deadline = written(Word(Deadline), "which deadline is moved")
    until: date = written(Day(), "the new last day")
    reason: str = written(Line(), "why")
    by: str = written(Line(), "the staff key of who granted it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A policy as it was read."""

    url: str = written(Url(), "where it was read")
    retrieved: date = written(Day(), "the day it was read")


@dataclass(frozen=True, slots=True, kw_only=True)
class Documents:
    """The policies a review is about."""

    privacy_policy: Document | None = written(
        Fields(Document), "the privacy policy that was read", default=None
    )
    terms_of_service: Document | None = written(
        Fields(Document), "the terms of service that were read", default=None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Laws:
    """Whether the policies show that the application follows each law."""

    coppa: LawOutcome | None = written(Word(LawOutcome), "outcome for COPPA", default=None)
    ferpa: LawOutcome | None = written(Word(LawOutcome), "outcome for FERPA", default=None)
    gdpr: LawOutcome | None = written(Word(LawOutcome), "outcome for GDPR", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The level given to one question, with what led to it."""

    level: Level = written(Word(Level), "how well the policies answer the question")
    note: str | None = written(
        Prose(), "what was found; needed for reservations and does-not-meet", default=None
    )
    was: Level | None = written(Word(Level), "the level at first, where it changed", default=None)
    resolved: date | None = written(Day(), "the day the change was confirmed", default=None)
    discussed: date | None = written(
        Day(), "the day a reservation was talked through with the supplier", default=None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductReview:
    """One round of vetting of a product. Its path is the file's."""

    seal_type: ClassVar = SealType.SUPPLIER

    path: str
    body: str = ""
    kind: ReviewKind = written(Word(ReviewKind), "why the product is reviewed")
    rubric: str = written(Line(), "the rubric's version, in quotes")
    reviewer: str = written(Line(), "the staff key of the reviewer")
    steps: ProductSteps = written(Fields(ProductSteps), "what happened, and when")
    extensions: tuple[Extension, ...] = written(
        Many(Fields(Extension)), "deadlines moved, with reasons", default=()
    )
    documents: Documents = written(
        Fields(Documents), "the policies that were read", default=Documents()
    )
    laws: Laws = written(Fields(Laws), "the outcome for each law", default=Laws())
    answers: Mapping[str, Answer] = written(
        Table(Fields(Answer, short="level"), "question"),
        "a level for every question",
        default_factory=dict,
    )
    where: Where = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class JointReview:
    """The application that staff and institution reviewed together."""

    product: str = written(Line(), "any application's name")
    staff: str = written(Line(), "the staff key of who took part")


@dataclass(frozen=True, slots=True, kw_only=True)
class IndependentReview:
    """The application that the institution reviewed on its own."""

    product: str = written(Line(), "another application's name")
    by: str = written(Line(), "which of the designated persons reviewed it")


@dataclass(frozen=True, slots=True, kw_only=True)
class InstitutionReview:
    """One round of training and vetting with an institution. Its path is the file's."""

    seal_type: ClassVar = SealType.INSTITUTION

    path: str
    body: str = ""
    kind: InstitutionReviewKind = written(
        Word(InstitutionReviewKind), "why the institution is reviewed"
    )
    rubric: str = written(Line(), "the rubric's version, in quotes")
    reviewer: str = written(Line(), "the staff key of who guides")
    steps: InstitutionSteps = written(Fields(InstitutionSteps), "what happened, and when")
    extensions: tuple[Extension, ...] = written(
        Many(Fields(Extension)), "deadlines moved, with reasons", default=()
    )
    joint_review: JointReview | None = written(
        Fields(JointReview), "the review made together with staff", default=None
    )
    independent_review: IndependentReview | None = written(
        Fields(IndependentReview), "the review the institution made alone", default=None
    )
    attention: str | None = written(
        Prose(), "what had to be mended in the independent review", default=None
    )
    answers: Mapping[str, Answer] = written(
        Table(Fields(Answer, short="level"), "question"),
        "the independent review: a level for every question",
        default_factory=dict,
    )
    where: Where = field(compare=False, repr=False)


Review = ProductReview | InstitutionReview
"""One round of vetting: one file, one pull request stream."""


def decided_on(review: Review) -> date | None:
    """The day the review was awarded or declined, None while it is open."""
    return review.steps.awarded or review.steps.declined
