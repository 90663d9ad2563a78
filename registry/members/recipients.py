"""Members and staff × a day -> the keys that open pages on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ..model import Member, Membership, Organisation, Registry


def recipients_on(registry: Registry, day: date) -> tuple[str, ...]:
    """The recipients of every member and of staff on a day, each once, in order."""
    return tuple(sorted({*_of_members(registry, day), *staff_recipients(registry)}))


def staff_recipients(registry: Registry) -> tuple[str, ...]:
    """The recipients of the staff who have one."""
    staff = registry.settings.staff.values()
    return tuple(sorted({person.recipient for person in staff if person.recipient}))


def _of_members(registry: Registry, day: date) -> Iterator[str]:
    memberships = _memberships(registry)
    for member in registry.members:
        if any(one.covers(day) for one in _of(member, memberships)):
            yield from (
                key.recipient
                for key in member.keys
                if key.added <= day and (key.until is None or day <= key.until)
            )


def _memberships(registry: Registry) -> dict[str, Sequence[Membership]]:
    organisations: list[Organisation] = [*registry.suppliers, *registry.institutions]
    return {one.path: one.membership for one in organisations}


def _of(member: Member, memberships: dict[str, Sequence[Membership]]) -> Sequence[Membership]:
    """A member's own periods, or those of the organisation that it is."""
    if member.organisation is None:
        return member.membership
    return memberships.get(member.organisation, ())
