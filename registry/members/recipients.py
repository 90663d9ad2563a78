"""Members and staff × a day -> the keys that open pages on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ..model import Member, MemberKey, Membership, Organisation, Registry


def recipients_on(registry: Registry, day: date) -> tuple[str, ...]:
    """The recipients of every member and of staff on a day, each once, in order."""
    return tuple(sorted({*_of_members(registry, day), *staff_recipients(registry)}))


def staff_recipients(registry: Registry) -> tuple[str, ...]:
    """The recipients of the staff who have one."""
    staff = registry.settings.staff.values()
    return tuple(sorted({person.recipient for person in staff if person.recipient}))


def running_out(registry: Registry, day: date, within: timedelta) -> list[tuple[str, date]]:
    """The members, by path, whose key opens pages on a day and not much longer, and until when."""
    found = [
        (member.path, key.until)
        for member, key in _keys(registry, day)
        if key.until and key.until <= day + within
    ]
    return sorted(found, key=lambda pair: (pair[1], pair[0]))


def _of_members(registry: Registry, day: date) -> Iterator[str]:
    return (key.recipient for _, key in _keys(registry, day))


def _keys(registry: Registry, day: date) -> Iterator[tuple[Member, MemberKey]]:
    """Every key that opens pages on a day, and whose it is."""
    memberships = _memberships(registry)
    for member in registry.members:
        if any(one.covers(day) for one in _of(member, memberships)):
            for key in member.keys:
                if key.added <= day and (key.until is None or day <= key.until):
                    yield member, key


def _memberships(registry: Registry) -> dict[str, Sequence[Membership]]:
    organisations: list[Organisation] = [*registry.suppliers, *registry.institutions]
    return {one.path: one.membership for one in organisations}


def _of(member: Member, memberships: dict[str, Sequence[Membership]]) -> Sequence[Membership]:
    """A member's own periods, or those of the organisation that it is."""
    if member.organisation is None:
        return member.membership
    return memberships.get(member.organisation, ())
