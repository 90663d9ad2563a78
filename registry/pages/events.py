"""Holders -> what happened to their seals: awarded, renewed, ended; newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ..calendar import shift
from .edition import Edition
from .public import PublicHolder, PublicTerm


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened to one seal; `kind` is a key of `words.EVENTS`."""

    on: date
    kind: str
    holder: PublicHolder
    rubric: str
    expires_on: date

    @property
    def valid_through(self) -> date:
        """The last day of the term it belongs to."""
        return shift(self.expires_on, -1)

    @property
    def ended(self) -> bool:
        """Whether the seal stopped holding by it."""
        return self.kind in ("expired", "withdrawn", "suspended")

    def id(self, edition: Edition) -> str:
        """A tag URI (RFC 4151) that stays the same whatever the build, address or name."""
        number = self.holder.seal.number
        return f"tag:{edition.host},2020:{number}/{self.on.isoformat()}/{self.kind}"


def events_of(holder: PublicHolder, as_of: date) -> Iterator[Event]:
    """What happened to one holder's seal up to the day, earliest first."""

    def event(on: date, kind: str, term: PublicTerm) -> Event:
        return Event(
            on=on, kind=kind, holder=holder, rubric=term.rubric, expires_on=term.expires_on
        )

    terms = holder.seal.terms
    for term, after in pairwise([*terms, None]):
        if term is None:
            break
        yield event(term.on, term.event, term)
        if term.ended_on:
            yield event(term.ended_on, "withdrawn", term)
        elif term.expires_on <= as_of and not (after and after.on <= term.expires_on):
            yield event(term.expires_on, "expired", term)
    if holder.seal.standing == "suspended" and holder.seal.ended_on and terms:
        yield event(holder.seal.ended_on, "suspended", terms[-1])


def events(holders: Iterable[PublicHolder], as_of: date) -> list[Event]:
    """What happened to all seals, newest first; on one day by number."""
    found = [event for holder in holders for event in events_of(holder, as_of)]
    found.sort(key=lambda one: (one.holder.seal.number, one.kind))
    return sorted(found, key=lambda one: one.on, reverse=True)
