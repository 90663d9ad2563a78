"""Institutions: a review together with staff, then one that the institution makes alone."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import shown
from ..model import InstitutionReview
from ..rulebook import Finding
from .engine import Scope, check
from .subjects import InstitutionRound


@check(Scope.ROUND, InstitutionReview)
def joint_review_missing(subject: InstitutionRound) -> Iterator[Finding]:
    """An institution's seal is awarded after it reviewed an application together with staff.

    The review says which application and with whom, and dates the step `joint_review` not after
    the independent review was `submitted`.

    Bad:
        steps: {opened: 2026-01-10, submitted: 2026-02-20, awarded: 2026-03-04}
    Good:
        steps: {opened: 2026-01-10, joint_review: 2026-02-05, submitted: 2026-02-20,
                awarded: 2026-03-04}
        joint_review: {product: Reading Rooms, staff: mlund}
    """
    review, steps = subject.review, subject.review.steps
    yield from _lacking(subject, "joint_review", "joint_review", review.joint_review is None)
    if steps.awarded is None or steps.joint_review is None or steps.submitted is None:
        return
    if steps.joint_review > steps.submitted:
        yield Finding(
            review.where.place("steps", "joint_review"),
            f"the joint review is dated {steps.joint_review}, after the independent one was "
            f"submitted on {steps.submitted}",
            "correct one of the two days: the joint review comes first",
        )


@check(Scope.ROUND, InstitutionReview)
def independent_review_missing(subject: InstitutionRound) -> Iterator[Finding]:
    """An institution's seal is awarded after it reviewed an application on its own.

    The review says which application and by whom, and when it was `submitted`.

    Bad:
        steps: {opened: 2026-01-10, joint_review: 2026-02-05, awarded: 2026-03-04}
    Good:
        steps: {opened: 2026-01-10, joint_review: 2026-02-05, submitted: 2026-02-20,
                awarded: 2026-03-04}
        independent_review: {product: Story Seeds, by: L. Chen}
    """
    absent = subject.review.independent_review is None
    yield from _lacking(subject, "independent_review", "submitted", absent)


def _lacking(
    subject: InstitutionRound, block: str, step: str, block_is_absent: bool
) -> Iterator[Finding]:
    """What an awarded review does not say of one of its two reviews, its field and its step."""
    where, steps = subject.review.where, subject.review.steps
    if steps.awarded is None:
        return
    absent = [("steps", step)] if getattr(steps, step) is None else []
    absent += [(block,)] if block_is_absent else []  # type: ignore[list-item]  # keys of any depth
    if absent:
        names = " and ".join(".".join(keys) for keys in absent)
        yield Finding(
            where.place(*absent[0]),
            f"the seal is awarded on {steps.awarded}, but {names} "
            f"{'is' if len(absent) == 1 else 'are'} not written",
            f"add {names}, or take awarded out until it has happened",
        )


@check(Scope.ROUND, InstitutionReview)
def reviewer_not_designated(subject: InstitutionRound) -> Iterator[Finding]:
    """An independent review is made by one of the institution's designated persons, not by staff.

    Bad:
        designated: [S. Ortiz, L. Chen]
        independent_review: {product: Story Seeds, by: M. Lund}
    Good:
        designated: [S. Ortiz, L. Chen]
        independent_review: {product: Story Seeds, by: L. Chen}
    """
    independent, institution = subject.review.independent_review, subject.holder
    if independent is None:
        return
    staff = subject.by.settings.staff
    place = subject.review.where.place("independent_review", "by")
    persons = ", ".join(institution.designated) or "none are named"
    if independent.by in staff or independent.by in {person.name for person in staff.values()}:
        yield Finding(
            place,
            f"{shown(independent.by)} is one of the staff",
            f"the independent review is made by a designated person: {persons}",
        )
    elif independent.by not in institution.designated:
        yield Finding(
            place,
            f"{shown(independent.by)} is not one of the institution's designated persons",
            f"designated in {institution.where.path}: {persons}",
        )
