"""Nouns known on a day × their seal -> what members read. The only room here handed both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..assess import Seal, holder_known_on
from ..assess.levels import overall_level
from ..model import (
    Holder,
    Institution,
    Law,
    Product,
    ProductReview,
    Review,
    Settings,
    decided_on,
)
from ..pages.project import former_paths
from .findings import Rubrics, changes_between, read_areas
from .narrative import narrative
from .reading import (
    MemberReview,
    Outcome,
    ReadDocument,
    ReadHolder,
    Sibling,
)
from .timeline import timeline_of


def known_to_members(holder: Holder, day: date) -> Holder:
    """A holder by what was known on a day, without feedback that was given later.

    Staff know before what needs attention, since they write it; members read what was told.
    """
    known = holder_known_on(holder, day)
    if not isinstance(known, Institution):
        return known
    told = {r.path for r in holder.reviews if not (r.steps.notified and r.steps.notified > day)}
    return replace(
        known,
        reviews=tuple(
            one if one.path in told else replace(one, attention=None) for one in known.reviews
        ),
    )


def member_reviews(
    holder: Holder, seal: Seal, settings: Settings, rubrics: Rubrics, as_of: date
) -> Iterator[MemberReview]:
    """Every review of a holder, earliest first; the holder as `known_to_members`."""
    history = _History(holder, read_holder(holder, seal), seal, settings, rubrics, as_of)
    reviews: list[Review] = sorted(holder.reviews, key=lambda review: review.steps.opened)
    siblings = tuple(history.sibling(review) for review in reviews)
    for number, review in enumerate(reviews):
        one = history.read(review)
        others = tuple(sibling for sibling in siblings if sibling.path != one.path)
        yield history.compared(replace(one, siblings=others), review, reviews[:number])


def read_holder(holder: Holder, seal: Seal) -> ReadHolder:
    """The holder as members see it."""
    is_product = isinstance(holder, Product)
    return ReadHolder(
        path=holder.path,
        kind="product" if is_product else "institution",
        name=holder.name,
        maker=holder.supplier.name if isinstance(holder, Product) else "",
        website=holder.website,
        number=seal.number,
        standing=str(seal.standing) if seal.standing else None,
        valid_through=seal.valid_through,
        ended_on=seal.ended_on,
        subjects=holder.subjects if isinstance(holder, Product) else (),
        audiences=holder.audiences if isinstance(holder, Product) else (),
        formerly=former_paths(holder),
    )


def review_path(holder: Holder, review: Review) -> str:
    """What names a review to its readers: `<holder path>/<day opened>`."""
    return f"{holder.path}/{review.steps.opened.isoformat()}"


@dataclass(frozen=True, slots=True)
class _History:
    """A holder with all that its reviews are read by."""

    holder: Holder
    told: ReadHolder
    seal: Seal
    settings: Settings
    rubrics: Rubrics
    as_of: date

    def read(self, review: Review) -> MemberReview:
        """One review by itself."""
        rubric = self.rubrics[review.rubric]
        story = narrative(review.body, {question.id for question in rubric.questions()})
        ending = next((t.ended for t in self.seal.terms if t.review == review.path), None)
        one = MemberReview(
            path=review_path(self.holder, review),
            holder=self.told,
            kind=str(review.kind),
            opened=review.steps.opened,
            decision=_decision(review),
            decided=decided_on(review),
            reviewer=self.settings.staff[review.reviewer].name,
            rubric=rubric.version,
            rubric_title=rubric.title,
            level=overall_level(rubric, review.answers),
            areas=tuple(read_areas(rubric, review, story)),
            narrative=story.prose,
            timeline=tuple(timeline_of(review, ending, self.holder, self.as_of)),
        )
        return _with_basis(one, review)

    def compared(self, one: MemberReview, review: Review, before: Sequence[Review]) -> MemberReview:
        """The review set against the latest decided one before it."""
        earlier = next((r for r in reversed(before) if decided_on(r) and r.answers), None)
        if earlier is None or not review.answers:
            return one
        changes = tuple(changes_between(earlier, review, self.rubrics))
        return replace(one, before=self.sibling(earlier), changes=changes)

    def sibling(self, review: Review) -> Sibling:
        """The review as a line of a list."""
        rubric = self.rubrics[review.rubric]
        return Sibling(
            path=review_path(self.holder, review),
            kind=str(review.kind),
            opened=review.steps.opened,
            decision=_decision(review),
            decided=decided_on(review),
            rubric=review.rubric,
            level=overall_level(rubric, review.answers),
            complete=all(question.id in review.answers for question in rubric.questions()),
        )


def _with_basis(one: MemberReview, review: Review) -> MemberReview:
    """What the review rests on: documents and laws of a product, applications of a school."""
    if isinstance(review, ProductReview):
        return replace(one, documents=tuple(_documents(review)), laws=tuple(_laws(review)))
    joint, independent = review.joint_review, review.independent_review
    return replace(
        one,
        joint=joint.product if joint else "",
        independent=independent.product if independent else "",
        attention=review.attention or "",
    )


def _decision(review: Review) -> str:
    if review.steps.awarded:
        return "awarded"
    return "declined" if review.steps.declined else "open"


def _documents(review: ProductReview) -> Iterator[ReadDocument]:
    named = (
        ("Privacy policy", review.documents.privacy_policy),
        ("Terms of service", review.documents.terms_of_service),
    )
    for title, one in named:
        if one:
            yield ReadDocument(title=title, url=one.url, retrieved=one.retrieved)


def _laws(review: ProductReview) -> Iterator[Outcome]:
    for law in Law:
        if outcome := getattr(review.laws, law.value):
            yield Outcome(law=law.value.upper(), outcome=str(outcome))
