"""A review -> the same review as it was known on a day, without what its later steps brought.

While a step is not written at all, what it will bring may stand in the file already, since staff
write as they go: that is known. Once the step has a day, what it brought is known from that day on.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from ..model import (
    Answer,
    Deadline,
    Document,
    Documents,
    Extension,
    InstitutionReview,
    Laws,
    ProductReview,
    Review,
)
from .forgetting import changed, without_later

R = TypeVar("R", bound=Review)


def review_known_on(review: R, day: date) -> R:
    """A review, opened by then, without its later steps; each answer at its level of the day."""
    mended: dict[str, Any] = {
        "steps": without_later(review.steps, day),
        "extensions": tuple(e for e in review.extensions if not _ahead(day, _start(review, e))),
        "answers": {name: _answer(answer, day) for name, answer in review.answers.items()},
        **_brought(review, day),
    }
    return changed(review, **mended)


def _brought(review: Review, day: date) -> dict[str, Any]:
    """What becomes of all that the review's own steps bring."""
    if isinstance(review, ProductReview):
        return _of_product(review, day)
    return _of_institution(review, day)


def _of_product(review: ProductReview, day: date) -> dict[str, Any]:
    """What a product's review brings when it is finished, and the policies as they are read."""
    mended: dict[str, Any] = {"documents": _documents(review.documents, day)}
    if _ahead(day, review.steps.reviewed):
        mended |= {"answers": {}, "laws": Laws(), "body": ""}
    return mended


def _of_institution(review: InstitutionReview, day: date) -> dict[str, Any]:
    """What each step of an institution's review brings.

    What needs attention is known to staff before `notified`, since the feedback tells it.
    """
    mended: dict[str, Any] = {}
    if _ahead(day, review.steps.joint_review):
        mended |= {"joint_review": None}
    if _ahead(day, review.steps.submitted):
        mended |= {"answers": {}, "independent_review": None, "attention": None, "body": ""}
    return mended


def _ahead(day: date, step: date | None) -> bool:
    """Whether a step is written with a day that is still to come."""
    return step is not None and step > day


def _start(review: Review, extension: Extension) -> date | None:
    """The step that starts the window which an extension moves."""
    if extension.of is Deadline.CHANGES:
        return review.steps.notified
    return review.steps.trained if isinstance(review, InstitutionReview) else None


def _answer(answer: Answer, day: date) -> Answer:
    """An answer resolved later stands at the level it had before; its note tells of the mending."""
    if answer.resolved is None and answer.discussed is None:
        return answer  # most are so, and a large registry has a million of them
    if answer.resolved is not None and answer.resolved > day:
        before = answer.was or answer.level
        answer = replace(answer, level=before, was=None, resolved=None, note=None)
    return without_later(answer, day)


def _documents(documents: Documents, day: date) -> Documents:
    def read(document: Document | None) -> Document | None:
        return document if document and document.retrieved <= day else None

    return changed(
        documents,
        privacy_policy=read(documents.privacy_policy),
        terms_of_service=read(documents.terms_of_service),
    )
