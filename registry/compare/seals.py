"""Two sides -> what happened to seals between them, each thing once.

Awards, declines and decisions are facts with a day of their own. Suspensions, expiries and seals
that hold again have none: they are told where the standing differs and no such fact explains it.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..assess import Standing
from ..events import Cause, Ending, events
from ..model import Review
from ..terms import Beginning, Term
from .side import Party, Side


class ChangeKind(enum.StrEnum):
    """What happened between two sides, in the order in which it is told of one holder."""

    REGISTERED = "registered"
    REMOVED = "removed"
    MOVED = "moved"
    REVIEW_OPENED = "review-opened"
    AWARDED = "awarded"
    RENEWED = "renewed"
    RE_VETTED = "re-vetted"
    RESTORED = "restored"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    HOLDS_AGAIN = "holds-again"
    CORRECTED = "corrected"
    UNDONE = "undone"


_BEGAN = {
    Beginning.FIRST_AWARD: ChangeKind.AWARDED,
    Beginning.NEW_ANCHOR: ChangeKind.AWARDED,
    Beginning.RENEWAL: ChangeKind.RENEWED,
    Beginning.RE_VETTING: ChangeKind.RE_VETTED,
    Beginning.RESTORATION: ChangeKind.RESTORED,
}
_CAUSES = {Cause.DECLINED: ChangeKind.DECLINED, Cause.DECISION: ChangeKind.WITHDRAWN}
_STOPPED = {
    Standing.SUSPENDED: ChangeKind.SUSPENDED,
    Standing.EXPIRED: ChangeKind.EXPIRED,
    Standing.WITHDRAWN: ChangeKind.WITHDRAWN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that happened to one holder.

    `on` is the fact's own day, None where the change is seen in the standing alone. `before` and
    `after` are the holder's standings on the as-of day. `formerly` is the path it moved from,
    `detail` what a correction or an undoing was about.
    """

    kind: ChangeKind
    holder: str
    name: str
    on: date | None = None
    before: Standing | None = None
    after: Standing | None = None
    valid_through: date | None = None
    rubric: str | None = None
    review: str | None = None
    formerly: str | None = None
    detail: str = ""


def changes(before: Side, after: Side) -> tuple[Change, ...]:
    """Everything that happened, holder by holder, by day."""
    found: list[Change] = []
    for identity in sorted({*before.parties, *after.parties}):
        old, new = before.parties.get(identity), after.parties.get(identity)
        if old is not new:
            found += _between(old, new)
    return tuple(sorted(found, key=_order))


_ORDER = {kind: number for number, kind in enumerate(ChangeKind)}
_FIRST = {ChangeKind.REGISTERED, ChangeKind.REMOVED, ChangeKind.MOVED}


def _order(change: Change) -> tuple[str, date, int, str]:
    """By holder: that it came, went or moved; what happened, by day; what follows."""
    undated = date.min if change.kind in _FIRST else date.max
    return change.holder, change.on or undated, _ORDER[change.kind], change.detail


def _between(old: Party | None, new: Party | None) -> Iterator[Change]:
    told = _Teller(old, new)
    if new is None:
        yield told.change(ChangeKind.REMOVED)
        return
    if old is None:
        yield told.change(ChangeKind.REGISTERED)
    elif old.holder.path != new.holder.path:
        yield told.change(ChangeKind.MOVED, formerly=old.holder.path)
    facts = [*_opened(told), *_awards(told), *_endings(told)]
    yield from facts
    yield from _standing(told, {change.kind for change in facts})


class _Teller:
    """Makes changes of one holder; reviews are known by their file's name, which a move keeps."""

    def __init__(self, old: Party | None, new: Party | None) -> None:
        self.old, self.new = old, new
        self.party = new or old

    def change(self, kind: ChangeKind, on: date | None = None, **facts: object) -> Change:
        if self.party is None:
            raise ValueError("a change is a holder's")
        before = self.old.seal.standing if self.old else None
        after = self.new.seal.standing if self.new else None
        seal = self.party.seal
        holder = {"holder": seal.holder, "name": seal.name, "before": before, "after": after}
        return Change(kind=kind, on=on, **{**holder, **facts})  # type: ignore[arg-type]

    def terms(self, party: Party | None) -> dict[str, Term]:
        return {_file(term.review): term for term in party.seal.terms} if party else {}

    def reviews(self, party: Party | None) -> dict[str, Review]:
        return {_file(review.path): review for review in party.holder.reviews} if party else {}


def _file(path: str) -> str:
    return path.rpartition("/")[2]


def _opened(told: _Teller) -> Iterator[Change]:
    had = told.reviews(told.old)
    for name, review in told.reviews(told.new).items():
        if name not in had and review.steps.awarded is None and review.steps.declined is None:
            yield told.change(
                ChangeKind.REVIEW_OPENED,
                review.steps.opened,
                rubric=review.rubric,
                review=review.path,
                detail=str(review.kind),
            )


def _awards(told: _Teller) -> Iterator[Change]:
    old, new = told.terms(told.old), told.terms(told.new)
    for name, term in new.items():
        facts = {"rubric": term.rubric, "review": term.review, "valid_through": _last(term)}
        if name not in old:
            yield told.change(_BEGAN[term.beginning], term.vetted_on, **facts)
        elif (was := _given(old[name])) != _given(term):
            yield told.change(ChangeKind.CORRECTED, term.vetted_on, **facts, detail=was)
    for name, term in old.items():
        if name not in new:
            detail = f"{_BEGAN[term.beginning]} {term.vetted_on}"
            yield told.change(ChangeKind.UNDONE, term.vetted_on, detail=detail, review=term.review)


def _given(term: Term) -> str:
    """What an award gave, in words that name all of it."""
    kind = _BEGAN[term.beginning]
    return f"{kind} {term.vetted_on} under {term.rubric}, through {_last(term)}"


def _last(term: Term) -> date:
    from ..calendar import shift

    return shift(term.expires_on, -1)


def _endings(told: _Teller) -> Iterator[Change]:
    """Declines and decisions; several decisions of one day are told apart by their number."""
    old, new = _ended(told.old), _ended(told.new)
    for (cause, on, name), review in new.items():
        if (cause, on, name) not in old:
            yield told.change(_CAUSES[cause], on, review=review)
    for cause, on, name in old:
        if (cause, on, name) not in new:
            yield told.change(ChangeKind.UNDONE, on, detail=f"{_CAUSES[cause]} {on}")


def _ended(party: Party | None) -> dict[tuple[Cause, date, str], str | None]:
    if party is None:
        return {}
    found: dict[tuple[Cause, date, str], str | None] = {}
    counted: Counter[date] = Counter()
    for event in events(party.holder):
        if isinstance(event, Ending):
            counted[event.on] += event.review is None
            name = _file(event.review) if event.review else str(counted[event.on])
            found[event.cause, event.on, name] = event.review
    # An institution's declined review ends nothing, yet it is a decision that staff took.
    for review in party.holder.reviews:
        if review.steps.declined:
            found[Cause.DECLINED, review.steps.declined, _file(review.path)] = review.path
    return found


def _standing(told: _Teller, told_already: set[ChangeKind]) -> Iterator[Change]:
    before = told.old.seal.standing if told.old else None
    seal = told.new.seal if told.new else None
    if seal is None or seal.standing is before:
        return
    explained = {ChangeKind.WITHDRAWN, ChangeKind.DECLINED} & told_already
    if seal.standing is Standing.VALID:
        if before is not None and not told_already & set(_BEGAN.values()):
            yield told.change(ChangeKind.HOLDS_AGAIN, valid_through=seal.valid_through)
    elif seal.standing and not (seal.standing is Standing.WITHDRAWN and explained):
        kind = _STOPPED[seal.standing]
        yield told.change(kind, seal.ended_on, detail=str(seal.reason or ""))
