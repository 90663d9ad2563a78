"""Awards and known proofs -> what is to be signed. No key yet: this says only what is missing."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from ..model import SigningKey
from .book import Book
from .documents import Award
from .proofs import AwardProof, StatusProof, public_key_of


@dataclass(frozen=True, slots=True)
class Entry:
    """An award to sign: under which path of its holder, at which index, in place of which one."""

    award: Award
    holder: str
    index: int
    replaces: int | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A status list to sign: from which day it holds, and the indices it revokes."""

    since: date
    revoked: tuple[int, ...]


@dataclass(slots=True)
class Plan:
    """What to sign, and what is not signed again without being asked for.

    `stale` are proofs whose data has changed since, `gone` those whose award is no longer in the
    records, `mistaken` those that are revoked although nothing withdraws their award any more.
    """

    next_index: int
    entries: list[Entry] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)
    stale: list[AwardProof] = field(default_factory=list)
    gone: list[AwardProof] = field(default_factory=list)
    mistaken: list[AwardProof] = field(default_factory=list)


def plan(
    book: Book,
    awards: Iterable[Award],
    keys: Sequence[SigningKey],
    as_of: date,
    floor: date = date.min,
    replace: Container[str] = (),
) -> Plan:
    """What is missing on a day.

    No status list is to hold before `floor`, the signing key's first day. `replace` holds the
    paths of holders whose proofs may be replaced.
    """
    known = [award for award in awards if award.awarded_on <= as_of]
    known.sort(key=lambda award: (award.awarded_on, award.holder))
    planner = _Planner(book, frozenset(key.public for key in keys), as_of, replace)
    for award in known:
        planner.see(award)
    planner.see_gone()
    if known:
        planner.list_revoked(max(known[0].awarded_on, floor), _retired(keys, as_of))
    return planner.plan


def _retired(keys: Sequence[SigningKey], as_of: date) -> frozenset[str]:
    return frozenset(key.public for key in keys if key.until is not None and key.until < as_of)


class _Planner:
    """Looks at one award after another; what it finds missing goes into the plan."""

    def __init__(
        self, book: Book, listed: frozenset[str], as_of: date, replace: Container[str]
    ) -> None:
        self.book, self.proofs = book, book.proofs
        self.listed, self.as_of, self.replace = listed, as_of, replace
        self.plan = Plan(book.proofs.next_index)
        status = book.proofs.status_on(as_of)
        self.revoked = status.revoked if status else frozenset[int]()
        self.seen: set[int] = set()
        self.withdrawn: dict[int, date] = {}
        self.dropped = {proof.index for proof in self.proofs.replaced}
        self.dropped -= {proof.index for proof in self.proofs.awards.values()}

    def see(self, award: Award) -> None:
        """Plan a credential where the award has none that counts."""
        proof = self.book.proof_of(award)
        day = award.withdrawn_by(self.as_of)
        index = self._examine(award, proof, withdrawn=day is not None)
        self.seen.update({index} if proof is None else {index, proof.index})
        if day:
            self.withdrawn[index] = day

    def _examine(self, award: Award, proof: AwardProof | None, withdrawn: bool) -> int:
        """The index at which the award's status will stand."""
        if proof is None:
            return self._enter(award, award.holder)
        stale = not self.book.is_fresh(award, proof)
        if stale or (proof.index in self.revoked and not withdrawn):
            if award.holder in self.replace or proof.holder in self.replace:
                self.dropped.add(proof.index)
                return self._enter(award, proof.holder, proof.index)
            (self.plan.stale if stale else self.plan.mistaken).append(proof)
        elif public_key_of(proof.proof) not in self.listed:  # its key was lost or leaked
            self.plan.entries.append(Entry(award, proof.holder, proof.index, proof.index))
        return proof.index

    def _enter(self, award: Award, holder: str, replaces: int | None = None) -> int:
        index = self.plan.next_index
        self.plan.entries.append(Entry(award, holder, index, replaces))
        self.plan.next_index += 1
        return index

    def see_gone(self) -> None:
        """Drop, where asked to, what was signed for awards that the records no longer know."""
        for proof in self.proofs.awards.values():
            settled = proof.index in self.seen or proof.index in self.proofs.revoked
            if settled or proof.awarded_on > self.as_of:
                continue
            if proof.holder in self.replace:
                self.dropped.add(proof.index)
            else:
                self.plan.gone.append(proof)

    def list_revoked(self, first: date, retired: frozenset[str]) -> None:
        """Plan a status list to begin with, and one for each day of a withdrawal since."""
        last = self.proofs.statuses[-1] if self.proofs.statuses else None
        before, floor = (
            self.proofs.revoked | self.dropped,
            max(first, last.since) if last else first,
        )
        days = {max(day, floor) for day in self._new()}
        if last is None or (
            not days and (before != self.proofs.revoked or self._worn(last, retired))
        ):
            days.add(floor)
        for day in sorted(days):
            revoked = before | {index for index, on in self.withdrawn.items() if on <= day}
            self.plan.listings.append(Listing(day, tuple(sorted(revoked))))

    def _new(self) -> set[date]:
        """The days of the withdrawals that no status list has yet."""
        return {day for index, day in self.withdrawn.items() if index not in self.proofs.revoked}

    def _worn(self, last: StatusProof, retired: frozenset[str]) -> bool:
        """Whether the status list must be signed anew although nothing was withdrawn."""
        key = public_key_of(last.proof)
        return key not in self.listed or key in retired or not self.book.status_is_fresh(last)
