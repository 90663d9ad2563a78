"""Nouns known on a day × their seal -> what members read. The only room here handed both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ..assess import Seal
from ..assess.levels import overall_level
from ..events import Ending
from ..model import (
    Holder,
    InstitutionReview,
    Law,
    Product,
    ProductReview,
    Review,
    Rubric,
    Settings,
    decided_on,
)
from ..pages.project import former_paths
from .findings import Rubrics, changes_between, read_areas
from .narrative import Narrative, narrative
from .reading import (
    MemberReview,
    Outcome,
    ReadDocument,
    ReadHolder,
    Sibling,
)
from .timeline import timeline_of


def member_reviews(
    holder: Holder, seal: Seal, settings: Settings, rubrics: Rubrics, as_of: date
) -> Iterator[MemberReview]:
    """Every review of a holder, earliest first; the holder is as it was known on the day."""
    reviews: list[Review] = sorted(holder.reviews, key=lambda review: review.steps.opened)
    siblings = tuple(_sibling(holder, review, rubrics) for review in reviews)
    endings = {term.review: term.ended for term in seal.terms if term.ended}
    told = read_holder(holder, seal)
    for number, review in enumerate(reviews):
        yield _member_review(
            review,
            told=told,
            holder=holder,
            rubric=rubrics[review.rubric],
            earlier=_last_decided(reviews[:number]),
            rubrics=rubrics,
            siblings=siblings,
            ending=endings.get(review.path),
            settings=settings,
            as_of=as_of,
        )


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


def _member_review(
    review: Review,
    *,
    told: ReadHolder,
    holder: Holder,
    rubric: Rubric,
    earlier: Review | None,
    rubrics: Rubrics,
    siblings: tuple[Sibling, ...],
    ending: Ending | None,
    settings: Settings,
    as_of: date,
) -> MemberReview:
    path, story = review_path(holder, review), _story(review, rubric)
    before = _sibling(holder, earlier, rubrics) if earlier else None
    independent = review.independent_review if isinstance(review, InstitutionReview) else None
    joint = review.joint_review if isinstance(review, InstitutionReview) else None
    return MemberReview(
        path=path,
        holder=told,
        kind=str(review.kind),
        opened=review.steps.opened,
        decision=_decision(review),
        decided=decided_on(review),
        reviewer=settings.staff[review.reviewer].name,
        rubric=rubric.version,
        rubric_title=rubric.title,
        level=overall_level(rubric, review.answers),
        areas=tuple(read_areas(rubric, review, story)),
        narrative=story.prose,
        timeline=tuple(timeline_of(review, ending, holder, as_of)),
        documents=tuple(_documents(review)),
        laws=tuple(_laws(review)),
        joint=joint.product if joint else "",
        independent=independent.product if independent else "",
        attention=(review.attention or "") if isinstance(review, InstitutionReview) else "",
        siblings=tuple(one for one in siblings if one.path != path),
        before=before,
        changes=tuple(changes_between(earlier, review, rubrics))
        if earlier and review.answers
        else (),
    )


def _story(review: Review, rubric: Rubric) -> Narrative:
    return narrative(review.body, {question.id for question in rubric.questions()})


def _decision(review: Review) -> str:
    if review.steps.awarded:
        return "awarded"
    return "declined" if review.steps.declined else "open"


def _last_decided(reviews: Sequence[Review]) -> Review | None:
    return next((one for one in reversed(reviews) if decided_on(one) and one.answers), None)


def _sibling(holder: Holder, review: Review, rubrics: Rubrics) -> Sibling:
    return Sibling(
        path=review_path(holder, review),
        kind=str(review.kind),
        opened=review.steps.opened,
        decision=_decision(review),
        decided=decided_on(review),
        rubric=review.rubric,
        level=overall_level(rubrics[review.rubric], review.answers),
    )


def _documents(review: Review) -> Iterator[ReadDocument]:
    if isinstance(review, ProductReview):
        named = (
            ("Privacy policy", review.documents.privacy_policy),
            ("Terms of service", review.documents.terms_of_service),
        )
        for title, one in named:
            if one:
                yield ReadDocument(title=title, url=one.url, retrieved=one.retrieved)


def _laws(review: Review) -> Iterator[Outcome]:
    if isinstance(review, ProductReview):
        for law in Law:
            if outcome := getattr(review.laws, law.value):
                yield Outcome(law=law.value.upper(), outcome=str(outcome))
