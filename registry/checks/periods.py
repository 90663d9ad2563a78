"""Periods: when memberships and keys begin and end."""

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
from .subjects import Sheet
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
                f"({spoken(longest)}) still runs",
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


def spoken(membership: Membership) -> str:
    """A membership as a message tells it: its tier and its days."""
    end = f" to {membership.until}" if membership.until else " on"
    return f"{membership.tier}, from {membership.since}{end}"
