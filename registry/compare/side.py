"""A registry × a day -> one side of a comparison: its holders by identity, and their seals.

A holder's identity is its first path, which a renamed folder keeps: so a move is seen as a move,
and never as one holder gone and another come.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ..assess import HolderAssessment, Seal, Task, assess_holder, holder_known_on
from ..model import Holder, Registry
from ..number import first_path


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A holder as it was known on the day, with its seal and what is owed it.

    `written` is the holder as its files have it: two sides may share one.
    """

    written: Holder
    holder: Holder
    found: HolderAssessment

    @property
    def seal(self) -> Seal:
        """The seal on the day."""
        return self.found.seal

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The items of the worklist that concern it."""
        return self.found.tasks


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One state of the records on a day. `logos` gives each organisation's PNG."""

    registry: Registry
    as_of: date
    parties: Mapping[str, Party]
    logos: Mapping[str, bytes] = field(default_factory=dict)


def side(
    registry: Registry,
    as_of: date,
    *,
    logos: Mapping[str, bytes] | None = None,
    like: Side | None = None,
) -> Side:
    """One side. Holders that it shares with `like` are taken over, not computed anew."""
    rules = (registry.settings, registry.rubrics)
    known = {}
    if like is not None and rules == (like.registry.settings, like.registry.rubrics):
        known = {id(party.written): party for party in like.parties.values()}
    parties = {
        first_path(holder): known.get(id(holder)) or _party(holder, registry, as_of)
        for holder in registry.holders
    }
    return Side(registry=registry, as_of=as_of, parties=parties, logos=logos or {})


def _party(holder: Holder, registry: Registry, as_of: date) -> Party:
    found = assess_holder(holder, registry.settings, registry.rubrics, as_of)
    return Party(written=holder, holder=holder_known_on(holder, as_of), found=found)
