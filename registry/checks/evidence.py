"""Evidence: the policies a review has read, and what they show of the law."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Severity
from ..model import Law, LawOutcome, ProductReview
from ..rulebook import Finding
from .engine import Scope, check, each
from .subjects import ProductRound


@check(Scope.ROUND, ProductReview)
def documents_missing(subject: ProductRound) -> Iterator[Finding]:
    """Once a product is reviewed, its privacy policy and its terms of service are both cited.

    Bad:
        documents:
          privacy_policy: {url: https://quizlab.example/privacy, retrieved: 2026-02-19}
    Good:
        documents:
          privacy_policy: {url: https://quizlab.example/privacy, retrieved: 2026-02-19}
          terms_of_service: {url: https://quizlab.example/terms, retrieved: 2026-02-19}
    """
    review = subject.review
    cited = {
        "privacy_policy": review.documents.privacy_policy,
        "terms_of_service": review.documents.terms_of_service,
    }
    missing = [name for name, document in cited.items() if document is None]
    if subject.vetted is not None and missing:
        yield Finding(
            review.where.place("documents", missing[0]),
            f"the review is finished on {subject.vetted} without {' and '.join(missing)} "
            "among its documents",
            "cite each with its url and the day it was retrieved",
        )


@check(Scope.ROUND, ProductReview)
def laws_missing(subject: ProductRound) -> Iterator[Finding]:
    """Once a product is reviewed, COPPA, FERPA and GDPR each have an outcome.

    Bad:
        laws: {coppa: demonstrated, ferpa: demonstrated}
    Good:
        laws: {coppa: demonstrated, ferpa: demonstrated, gdpr: not-applicable}
    """
    review = subject.review
    missing = [law for law in Law if getattr(review.laws, law) is None]
    if subject.vetted is not None and missing:
        yield Finding(
            review.where.place("laws", missing[0]),
            f"the review is finished on {subject.vetted} without an outcome for "
            + " and ".join(law.upper() for law in missing),
            "write for each law: demonstrated, not-demonstrated or not-applicable",
        )


@check(Scope.ROUND, ProductReview, severity=Severity.WARNING)
def law_not_demonstrated(subject: ProductRound) -> Iterator[Finding]:
    """An awarded product's policies demonstrate compliance with each law that applies.

    They should, and need not: this is a warning.

    Bad:
        steps: {opened: 2026-02-01, awarded: 2026-03-05}
        laws: {coppa: not-demonstrated, ferpa: demonstrated, gdpr: not-applicable}
    Good:
        steps: {opened: 2026-02-01, awarded: 2026-03-05}
        laws: {coppa: demonstrated, ferpa: demonstrated, gdpr: not-applicable}
    """
    review, awarded = subject.review, subject.review.steps.awarded
    if awarded is None:
        return

    def undemonstrated(law: Law) -> Iterator[Finding]:
        if getattr(review.laws, law) == LawOutcome.NOT_DEMONSTRATED:
            yield Finding(
                review.where.place("laws", law),
                f"the seal is awarded on {awarded}, though compliance with {law.upper()} is not "
                "demonstrated",
                "ask the supplier to show it in its policies, or write not-applicable if the law "
                "does not apply",
            )

    yield from each(undemonstrated, Law)
