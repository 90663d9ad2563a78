"""Membership: its periods, and what an award asks of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..diagnostics import shown
from ..model import (
    Institution,
    Member,
    MemberKey,
    Membership,
    Settings,
    SigningKey,
    Supplier,
)
from ..rulebook import Finding
from ..unread import is_unread
from .engine import Scope, check, each
from .subjects import AnyRound, Sheet
from .walk import Keys, parts

_PERIODS = {Membership: ("from", "since"), SigningKey: ("from", "since"), MemberKey: ("added",) * 2}
"""Nouns with a first and a last day: how the first is written, and the attribute it becomes."""


@check(Scope.RECORD, Settings, Supplier, Institution, Member)
def period_reversed(
    sheet: Sheet[Settings | Supplier | Institution | Member],
) -> Iterator[Finding]:
    """A period does not end before it begins; it may begin and end on one day.

    So it is for memberships, members' keys and signing keys.

    Bad:
        {tier: affiliate, from: 2025-07-01, until: 2025-06-30}
    Good:
        {tier: affiliate, from: 2024-07-01, until: 2025-06-30}
    """

    def reversed_(part: tuple[Keys, Membership | SigningKey | MemberKey]) -> Iterator[Finding]:
        keys, period = part
        key, attribute = _PERIODS[type(period)]
        first: date = getattr(period, attribute)
        if period.until is not None and period.until < first:
            yield Finding(
                sheet.noun.where.place(*keys, "until"),
                f"until is {period.until}, before {key} on {first}",
                "correct one of the two days, or leave until out while it runs",
            )

    yield from each(reversed_, parts(sheet.noun, frozenset(_PERIODS)))


@check(Scope.RECORD, Supplier, Institution, Member)
def memberships_overlap(sheet: Sheet[Supplier | Institution | Member]) -> Iterator[Finding]:
    """An organisation has one membership a day.

    A member file that names an `organisation` has no membership of its own: it comes from there.

    Bad:
        - {tier: affiliate, from: 2024-07-01, until: 2025-07-01}
        - {tier: contributing, from: 2025-07-01}
    Good:
        - {tier: affiliate, from: 2024-07-01, until: 2025-06-30}
        - {tier: contributing, from: 2025-07-01}
    """
    noun = sheet.noun
    if isinstance(noun, Member) and noun.organisation is not None and noun.membership:
        yield Finding(
            noun.where.key_place("membership"),
            f"the membership is written here, and comes from {shown(noun.organisation)} as well",
            "keep one of the two: organisation or membership",
        )
        return
    longest: Membership | None = None  # of those that began earlier, the one that runs longest
    for index, period in _by_first_day(noun.membership):
        if longest and _last_day(longest) >= period.since:
            yield Finding(
                noun.where.place("membership", index, "from"),
                f"this membership starts on {period.since}, while an earlier one "
                f"({_period(longest)}) still runs",
                "end the earlier one on the day before, with until",
            )
        longest = max(longest or period, period, key=_last_day)


def _by_first_day(memberships: tuple[Membership, ...]) -> list[tuple[int, Membership]]:
    """The memberships whose days can be read with their indices, by their first day."""
    readable = [
        (index, membership)
        for index, membership in enumerate(memberships)
        if not is_unread(membership)
        and not is_unread(membership.since)
        and not is_unread(membership.until)
    ]
    return sorted(readable, key=lambda entry: entry[1].since)


def _last_day(membership: Membership) -> date:
    return membership.until or date.max


def _period(membership: Membership) -> str:
    end = f" to {membership.until}" if membership.until else " on"
    return f"{membership.tier}, from {membership.since}{end}"


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
        periods = "; ".join(_period(period) for period in organisation.membership)
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
