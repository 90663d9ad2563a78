"""Membership: what a review and an award ask of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..diagnostics import shown
from ..rulebook import Finding
from .engine import Scope, check, each
from .periods import spoken
from .subjects import AnyRound


@check(Scope.ROUND)
def not_a_member(subject: AnyRound) -> Iterator[Finding]:
    """The organisation is a member on the day a review is opened and on the day of its award.

    A product's membership is its supplier's.

    Bad:
        membership: [{tier: affiliate, from: 2024-07-01, until: 2026-01-31}]
        steps: {opened: 2026-02-01}
    Good:
        membership: [{tier: affiliate, from: 2024-07-01}]
        steps: {opened: 2026-02-01}
    """
    organisation, steps = subject.holder.organisation, subject.review.steps

    def outside(step: str) -> Iterator[Finding]:
        day: date | None = getattr(steps, step)
        if day is None or any(period.covers(day) for period in organisation.membership):
            return
        periods = "; ".join(spoken(period) for period in organisation.membership)
        yield Finding(
            subject.review.where.place("steps", step),
            f"{shown(organisation.name)} was not a member on {day}, the day the review was {step}",
            f"correct the day, or the membership in {organisation.where.path} "
            f"({periods or 'none is written there'})",
        )

    yield from each(outside, ("opened", "awarded"))


def tier_on(subject: AnyRound, day: date) -> str | None:
    """The organisation's tier on a day, None where it is no member then."""
    periods = subject.holder.organisation.membership
    return next((period.tier for period in periods if period.covers(day)), None)


@check(Scope.ROUND)
def tier_not_eligible(subject: AnyRound) -> Iterator[Finding]:
    """The organisation's tier on the day of the award may hold this kind of seal.

    Which tiers may is said by the programme's rules in force on that day.

    Bad:
        membership: [{tier: associate, from: 2024-07-01}]
        steps: {opened: 2026-02-01, awarded: 2026-03-05}
    Good:
        membership: [{tier: contributing, from: 2024-07-01}]
        steps: {opened: 2026-02-01, awarded: 2026-03-05}
    """
    awarded, kind = subject.review.steps.awarded, subject.holder.seal_type
    if awarded is None:
        return
    tier = tier_on(subject, awarded)
    allowed = subject.by.settings.programme_on(awarded).eligibility(kind).tiers
    if tier is not None and tier not in allowed:
        yield Finding(
            subject.review.where.place("steps", "awarded"),
            f"the award is on {awarded}, when {shown(subject.holder.organisation.name)} "
            f"was a member of the tier {shown(tier)}",
            f"tiers that may hold {_seal(kind)}: {', '.join(allowed)}; correct the day, "
            f"or the membership in {subject.holder.organisation.where.path}",
        )


def _seal(kind: str) -> str:
    return f"{'an' if kind == 'institution' else 'a'} {kind} seal"
