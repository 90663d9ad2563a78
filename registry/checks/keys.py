"""Keys: the age recipients of members and staff."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Place, shown
from ..model import Member, MemberKey, Person, Settings
from ..recipient import problem
from ..rulebook import Finding
from .engine import Scope, check, each
from .subjects import Sheet, Whole
from .walk import Keys, parts

_HOLDERS = frozenset({Person, MemberKey})
"""Nouns that have a recipient."""


@check(Scope.RECORD, Settings, Member)
def bad_recipient(sheet: Sheet[Settings | Member]) -> Iterator[Finding]:
    """A recipient is a whole age public key of the X25519 kind: age1 and 58 more characters.

    Bad:
        recipient: age1sch4g90eswk0qkq63j5dpz0fnxx88c5kpmktr3eytpgc0d2ymuzqdnpw8
    Good:
        recipient: age1sch4g90eswk0qkq63j5dpz0fnxx88c5kpmktr3eytpgc0d2ymuzqdnpw8u
    """

    def unusable(part: tuple[Keys, Person | MemberKey]) -> Iterator[Finding]:
        keys, holder = part
        if holder.recipient is None:
            return
        what = problem(holder.recipient)
        if what:
            yield Finding(
                sheet.noun.where.place(*keys, "recipient"),
                f"{shown(holder.recipient, 70)} is not an age recipient: {what}",
                "copy the public key anew, in one piece, from the page or program that made it",
            )

    yield from each(unusable, parts(sheet.noun, _HOLDERS))


@check(Scope.REGISTRY)
def duplicate_recipient(whole: Whole) -> Iterator[Finding]:
    """A recipient stands once, among all members and the staff.

    Bad:
        the same age1… in members/river-valley.yaml and in members/tern-island.yaml
    Good:
        each desk has a key of its own
    """
    first: dict[str, Place] = {}

    def again(entry: tuple[Settings | Member, Keys, Person | MemberKey]) -> Iterator[Finding]:
        noun, keys, holder = entry
        if holder.recipient is None:
            return
        place = noun.where.place(*keys, "recipient")
        before = first.setdefault(holder.recipient, place)
        if before is not place:
            yield Finding(
                place,
                f"this recipient stands already in {before.path}, line {before.line}",
                "remove one of the two, or hand in a key of its own",
            )

    nouns: list[Settings | Member] = [whole.by.written, *whole.registry.members]
    yield from each(again, ((noun, *part) for noun in nouns for part in parts(noun, _HOLDERS)))
