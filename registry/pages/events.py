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
    until: date | None = None
    """Of a suspension that is over, the first day on which the seal was valid again."""

    @property
    def valid_through(self) -> date:
        """The last day of the term it belongs to."""
        return shift(self.expires_on, -1)

    @property
    def ended(self) -> bool:
        """Whether the seal stopped holding by it."""
        return self.kind in ("expired", "withdrawn", "suspended")

    @property
    def awarded(self) -> bool:
        """Whether it was an award of any kind."""
        return not self.ended and self.kind != "resumed"

    def id(self, edition: Edition) -> str:
        """A tag URI (RFC 4151) that stays the same whatever the build, address or name."""
        number = self.holder.seal.number
        return f"tag:{edition.host},2020:{number}/{self.on.isoformat()}/{self.kind}"


def events_of(holder: PublicHolder, as_of: date) -> Iterator[Event]:
    """What happened to one holder's seal up to the day, earliest first."""
    # The sort is stable: on one day an award stays before what it brought about.
    yield from sorted((*_of_terms(holder, as_of), *_of_pauses(holder)), key=lambda one: one.on)


def _event(
    holder: PublicHolder, on: date, kind: str, term: PublicTerm, until: date | None = None
) -> Event:
    return Event(
        on=on,
        kind=kind,
        holder=holder,
        rubric=term.rubric,
        expires_on=term.expires_on,
        until=until,
    )


def _of_terms(holder: PublicHolder, as_of: date) -> Iterator[Event]:
    terms = holder.seal.terms
    for term, after in pairwise([*terms, None]):
        if term is None:
            break
        yield _event(holder, term.on, term.event, term)
        if term.ended_on:
            yield _event(holder, term.ended_on, "withdrawn", term)
        elif term.expires_on <= as_of and not (after and after.on <= term.expires_on):
            yield _event(holder, term.expires_on, "expired", term)


def _of_pauses(holder: PublicHolder) -> Iterator[Event]:
    seal = holder.seal
    awards = {term.on for term in seal.terms}
    for pause in seal.pauses:
        term = seal.term_on(pause.since)
        yield _event(holder, pause.since, "suspended", term, pause.until)
        if pause.until and pause.until not in awards:  # an award says so itself
            yield _event(holder, pause.until, "resumed", seal.term_on(pause.until))


def events(holders: Iterable[PublicHolder], as_of: date) -> list[Event]:
    """What happened to all seals, newest first; on one day by number."""
    found = [event for holder in holders for event in events_of(holder, as_of)]
    found.sort(key=lambda one: (one.holder.seal.number, one.kind))
    return sorted(found, key=lambda one: one.on, reverse=True)
