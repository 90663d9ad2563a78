"""A holder and its terms -> the awards that get a credential, and what the records say of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date, timedelta
from functools import cached_property

from ..model import Holder, Product, Settings
from ..number import seal_number
from ..terms import Beginning, Term, timeline
from ..unread import UnreadError
from .book import Book
from .documents import Award
from .proofs import public_key_of


def awards_of(holder: Holder, terms: Iterable[Term], prefix: str) -> list[Award]:
    """The awards that started or extended a term or restored a seal, earliest first.

    A re-vetting that only confirmed a running term has none of its own: the credential of that
    term goes on. An ending withdraws every credential that would still hold on its day, so also
    the one of the year before where a renewal came early.
    """
    known = list(terms)
    endings = [term.ended.on for term in known if term.ended]
    # By day: of two awards on one day, the later one is what they came to.
    lasting = {t.vetted_on: t for t in known if t.beginning is not Beginning.RE_VETTING}
    number, aliases = seal_number(holder, prefix), former_paths(holder)
    return [_award(holder, number, aliases, term, endings) for term in lasting.values()]


def _award(
    holder: Holder, number: str, aliases: tuple[str, ...], term: Term, endings: list[date]
) -> Award:
    through = term.expires_on - timedelta(days=1)
    return Award(
        holder=holder.path,
        awarded_on=term.vetted_on,
        valid_through=through,
        number=number,
        name=holder.name,
        seal_type=holder.seal_type,
        rubric=term.rubric,
        withdrawn_on=min((on for on in endings if term.vetted_on <= on <= through), default=None),
        aliases=aliases,
    )


def former_paths(holder: Holder) -> tuple[str, ...]:
    """Every path the holder may have had, by its own former names and its supplier's."""
    names = (*holder.formerly, holder.slug)
    if isinstance(holder, Product):
        homes = (*holder.supplier.formerly, holder.supplier.slug)
        paths = [f"suppliers/{home}/{name}" for home in homes for name in names]
    else:
        paths = [f"institutions/{name}" for name in names]
    return tuple(path for path in paths if path != holder.path)


class Ledger:
    """What the rule proof-stale asks of a proof, by its holder's path and the day of the award.

    The path is the one that the holder had when it was signed. `is_unread` tells of a path whether
    the holder's records could not be read; then UnreadError is raised, since nothing is to be said
    of them.
    """

    def __init__(
        self,
        book: Book,
        holders: Iterable[Holder],
        settings: Settings,
        is_unread: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self._book, self._settings, self._is_unread = book, settings, is_unread
        self._by_path = {path: holder for holder in holders for path in _paths(holder)}
        self._awards: dict[str, dict[date, Award]] = {}

    def digest_of(self, path: str, awarded_on: date) -> str | None:
        """The digest of the credential that the records make today; None without such an award."""
        holder = self._by_path.get(path)
        if self._is_unread(holder.path if holder else path):
            raise UnreadError
        proof = self._book.proofs.awards.get((path, awarded_on))
        return self._book.digest_now(proof, self._award(path, awarded_on)) if proof else None

    def is_genuine(self, path: str, awarded_on: date) -> bool:
        """Whether the signature holds; one by a key that is not listed is not looked at."""
        proof, award = self._book.proofs.awards[path, awarded_on], self._award(path, awarded_on)
        if award is None or not self._is_listed(proof.proof):
            return True
        return self._book.is_genuine(award, proof)

    def broken_lists(self) -> Iterator[int]:
        """The line of the latest list of withdrawn seals, where it is not what was signed."""
        for proof in self._book.proofs.statuses[-1:]:
            with suppress(UnreadError):
                if self._is_listed(proof.proof) and not self._book.status_is_fresh(proof):
                    yield proof.line

    @cached_property
    def _listed(self) -> frozenset[str]:
        return frozenset(key.public for key in self._settings.keys)

    def _is_listed(self, proof: Mapping[str, str]) -> bool:
        return public_key_of(proof) in self._listed

    def _award(self, path: str, awarded_on: date) -> Award | None:
        holder = self._by_path.get(path)
        if holder is None:
            return None
        if path not in self._awards:
            terms = timeline(holder, self._settings).terms
            known = awards_of(holder, terms, self._settings.seal.prefix)
            self._awards[path] = {one.awarded_on: one for one in known}
        return self._awards[path].get(awarded_on)


def _paths(holder: Holder) -> tuple[str, ...]:
    """The holder's path and its former ones, as far as they could be read."""
    try:
        return (*former_paths(holder), holder.path)
    except UnreadError:
        return (holder.path,)
