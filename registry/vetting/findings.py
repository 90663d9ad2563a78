"""A review × its rubric -> what was found, area by area. Nothing here is public."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..assess.levels import area_level, overall_level
from ..deadlines import changes_due
from ..legible import legible
from ..model import (
    Answer,
    Area,
    Document,
    Holder,
    Law,
    LawOutcome,
    Level,
    Product,
    ProductReview,
    Question,
    Review,
    Rubric,
    Settings,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One question with its answer. `expected` is what meeting it looks like."""

    id: str
    ask: str
    area: str
    level: Level
    note: str
    expected: str
    looks_like: str
    was: Level | None
    resolved: date | None
    discussed: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaFindings:
    """One area: its level and every answered question in the rubric's order."""

    title: str
    level: Level | None
    findings: tuple[Finding, ...]
    unanswered: int

    def at(self, level: str) -> tuple[Finding, ...]:
        """The findings at one level."""
        return tuple(one for one in self.findings if one.level == level)

    @property
    def is_strength(self) -> bool:
        """Whether every question of the area is answered, and none with less than `meets`."""
        return self.level is Level.MEETS and not self.unanswered

    @property
    def praised(self) -> tuple[Finding, ...]:
        """What meets the expectations and was remarked on."""
        return tuple(one for one in self.at(Level.MEETS) if one.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A policy that was read."""

    title: str
    url: str
    retrieved: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was found about one law."""

    law: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VettingReport:
    """One review as its holder reads it.

    `change_by` is the last day for changes, None where nothing is due or the results have not gone
    out; `change_days` is how many days there are from the day they do.
    """

    programme: str
    mailbox: str
    seal: str
    holder: str
    path: str
    is_product: bool
    name: str
    maker: str
    about: str
    kind: str
    opened: date
    reviewed: date | None
    notified: date | None
    decided: str
    rubric: str
    version: str
    reviewer: str
    documents: tuple[Read, ...]
    laws: tuple[Outcome, ...]
    level: Level | None
    areas: tuple[AreaFindings, ...]
    attention: str
    change_by: date | None
    change_days: int

    def at(self, level: str) -> tuple[Finding, ...]:
        """The findings at one level, over all areas."""
        return tuple(one for area in self.areas for one in area.at(level))

    @property
    def concerns(self) -> tuple[Finding, ...]:
        """What does not meet the expectations, and must change before a seal can be awarded."""
        return self.at(Level.DOES_NOT_MEET)

    @property
    def reservations(self) -> tuple[Finding, ...]:
        """What meets the expectations with reservations."""
        return self.at(Level.RESERVATIONS)

    @property
    def strengths(self) -> tuple[AreaFindings, ...]:
        """The areas that meet the expectations throughout."""
        return tuple(area for area in self.areas if area.is_strength)

    @property
    def mended(self) -> tuple[Finding, ...]:
        """What did not meet the expectations at first, and was changed."""
        return tuple(one for area in self.areas for one in area.findings if one.was)

    @property
    def missing_laws(self) -> tuple[str, ...]:
        """The laws whose observance the policies do not demonstrate."""
        return tuple(
            one.law for one in self.laws if one.outcome == LawOutcome.NOT_DEMONSTRATED.value
        )

    @property
    def must_change(self) -> bool:
        """Whether anything stands in the way of a seal."""
        return bool(self.concerns or (self.attention and not self.is_product))


def vetting_report(
    holder: Holder,
    review: Review,
    rubric: Rubric,
    settings: Settings,
    *,
    on: date,
    change_by: date | None = None,
) -> VettingReport:
    """The report on a review. `on` is the day whose windows count while no results went out.

    Every text in it is legible.
    """
    person = settings.staff.get(review.reviewer)
    product = review if isinstance(review, ProductReview) else None
    start = review.steps.notified or on
    made = VettingReport(
        programme=settings.organisation,
        mailbox=settings.mailbox,
        seal=settings.seal.name,
        holder=holder.path,
        path=review.path,
        is_product=product is not None,
        name=holder.name,
        maker=holder.supplier.name if isinstance(holder, Product) else "",
        about=_about(review),
        kind=str(review.kind),
        opened=review.steps.opened,
        reviewed=_reviewed(review),
        notified=review.steps.notified,
        decided="awarded" if review.steps.awarded else "declined" if review.steps.declined else "",
        rubric=rubric.title,
        version=rubric.version,
        reviewer=person.name if person else review.reviewer,
        documents=tuple(_documents(product)) if product else (),
        laws=tuple(_laws(product)) if product else (),
        level=overall_level(rubric, review.answers),
        areas=tuple(_area(area, review) for area in rubric.areas),
        attention=getattr(review, "attention", None) or "",
        change_by=change_by or changes_due(review, settings),
        change_days=settings.programme_on(start).days.changes,
    )
    return legible(made)


def _reviewed(review: Review) -> date | None:
    """The day the review was finished, or handed in by the institution."""
    if isinstance(review, ProductReview):
        return review.steps.reviewed
    return review.steps.submitted


def _about(review: Review) -> str:
    """The application an institution reviewed on its own."""
    alone = None if isinstance(review, ProductReview) else review.independent_review
    return alone.product if alone else ""


def _documents(review: ProductReview) -> Iterator[Read]:
    named: tuple[tuple[str, Document | None], ...] = (
        ("Privacy policy", review.documents.privacy_policy),
        ("Terms of service", review.documents.terms_of_service),
    )
    for title, one in named:
        if one:
            yield Read(title=title, url=one.url, retrieved=one.retrieved)


def _laws(review: ProductReview) -> Iterator[Outcome]:
    for law in Law:
        outcome: LawOutcome | None = getattr(review.laws, law.value)
        if outcome:
            yield Outcome(law=law.value.upper(), outcome=outcome.value)


def _area(area: Area, review: Review) -> AreaFindings:
    answered = [question for question in area.questions if question.id in review.answers]
    return AreaFindings(
        title=area.title,
        level=area_level(area, review.answers),
        findings=tuple(_finding(area, q, review.answers[q.id]) for q in answered),
        unanswered=len(area.questions) - len(answered),
    )


def _finding(area: Area, question: Question, answer: Answer) -> Finding:
    return Finding(
        id=question.id,
        ask=question.ask,
        area=area.title,
        level=answer.level,
        note=answer.note or "",
        expected=question.levels.meets,
        looks_like=question.levels.of(answer.level),
        was=answer.was,
        resolved=answer.resolved,
        discussed=answer.discussed,
    )
