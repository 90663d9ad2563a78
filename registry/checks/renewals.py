"""Renewals: whether a review is the first, and what a renewal renews."""

from __future__ import annotations

from collections.abc import Iterator

from ..deadlines import renewal_notice_on
from ..model import Product, ProductReview, Review, ReviewKind
from ..rulebook import Finding
from .awards import remedy
from .engine import Scope, check, each
from .subjects import History, ProductRound


@check(Scope.HISTORY)
def initial_twice(history: History) -> Iterator[Finding]:
    """A review is `kind: initial` only while its holder was never awarded a seal.

    Bad:
        2025-02-01.md: kind initial, awarded on 2025-03-05
        2026-01-10.md: kind initial
    Good:
        2025-02-01.md: kind initial, awarded on 2025-03-05
        2026-01-10.md: kind renewal
    """
    choice = "renewal or re-vetting" if isinstance(history.holder, Product) else "renewal"

    def again(entry: tuple[Review, Review | None]) -> Iterator[Finding]:
        review, earlier = entry
        if earlier and review.kind == ReviewKind.INITIAL:
            yield Finding(
                review.where.place("kind"),
                "the review is initial, but the holder was awarded a seal on "
                f"{earlier.steps.awarded} already",
                f"write kind: {choice}",
            )

    yield from each(again, _with_earlier_award(history))


@check(Scope.HISTORY)
def renewal_without_seal(history: History) -> Iterator[Finding]:
    """A renewal has an award to renew: the holder was awarded a seal in an earlier review.

    Bad:
        2026-02-01.md: kind renewal, the holder's first review
    Good:
        2026-02-01.md: kind initial
    """

    def groundless(entry: tuple[Review, Review | None]) -> Iterator[Finding]:
        review, earlier = entry
        if earlier is None and review.kind == ReviewKind.RENEWAL:
            yield Finding(
                review.where.place("kind"),
                "the review is a renewal, but the holder was never awarded a seal before it",
                "write kind: initial, or add the review by which the seal was awarded",
            )

    yield from each(groundless, _with_earlier_award(history))


def _with_earlier_award(history: History) -> Iterator[tuple[Review, Review | None]]:
    """Each review with the last one opened before it that was awarded."""
    earlier: Review | None = None
    for review in history.reviews:
        yield review, earlier
        if review.steps.awarded is not None:
            earlier = review


@check(Scope.HISTORY)
def renewal_too_early(history: History) -> Iterator[Finding]:
    """A renewal is not awarded before the day on which the renewal notice falls due.

    That day lies the programme's `renewal_notice` days before the seal expires, by the rules in
    force on the day of the award.

    Bad:
        kind: renewal      # the seal expires on 2026-11-15, so renewal starts on 2026-09-16
        steps: {opened: 2026-09-01, awarded: 2026-09-15}
    Good:
        kind: renewal
        steps: {opened: 2026-09-01, awarded: 2026-09-16}
    """
    timeline, settings = history.timeline(), history.by.settings

    def early(review: Review) -> Iterator[Finding]:
        awarded, before = review.steps.awarded, timeline.before(review)
        if awarded is None or before is None or review.kind != ReviewKind.RENEWAL:
            return
        start = renewal_notice_on(before.expires_on, awarded, settings)
        if awarded < start:
            yield Finding(
                review.where.place("steps", "awarded"),
                f"the renewal is awarded on {awarded}; the seal expires on {before.expires_on} "
                f"and may be renewed from {start}",
                f"award it on or after {start}",
            )

    yield from each(early, history.reviews)


@check(Scope.ROUND, ProductReview)
def renewal_unconfirmed(subject: ProductRound) -> Iterator[Finding]:
    """A product's seal is renewed after its supplier confirmed what changed in its policies.

    Bad:
        kind: renewal
        steps: {opened: 2027-01-04, reviewed: 2027-02-01, awarded: 2027-02-10}
    Good:
        kind: renewal
        steps: {opened: 2027-01-04, confirmed: 2027-01-20, reviewed: 2027-02-01,
                awarded: 2027-02-10}
    """
    review = subject.review
    awarded, confirmed = review.steps.awarded, review.steps.confirmed
    if awarded is not None and confirmed is None and review.kind == ReviewKind.RENEWAL:
        yield Finding(
            review.where.place("steps", "confirmed"),
            f"the renewal is awarded on {awarded}, but the step confirmed is missing",
            remedy(review.steps, "confirmed"),
        )
