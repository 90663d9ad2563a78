"""A holder and its terms -> the awards that get a credential, and what the records say of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import cache

from ..model import Holder, Product, Settings
from ..number import seal_number
from ..terms import Beginning, Term, timeline
from ..unread import UnreadError
from .book import Book
from .documents import Award


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


def digester(
    book: Book,
    holders: Iterable[Holder],
    settings: Settings,
    is_unread: Callable[[str], bool] = lambda _: False,
) -> Callable[[str, date], str | None]:
    """The function `digest_of(holder, award day)` that the rule proof-stale asks.

    It takes the holder's path as the proof has it, and gives the digest of the credential that the
    records make today; None where they know no such award. Where the holder's records could not be
    read, which `is_unread` tells of a path, it raises UnreadError: nothing is to be said of them.
    """
    by_path = {path: holder for holder in holders for path in _paths(holder)}

    @cache
    def awards(path: str) -> dict[date, Award]:
        holder = by_path[path]
        terms = timeline(holder, settings).terms
        return {one.awarded_on: one for one in awards_of(holder, terms, settings.seal.prefix)}

    def digest_of(path: str, awarded_on: date) -> str | None:
        proof = book.proofs.awards.get((path, awarded_on))
        holder = by_path.get(path)
        if is_unread(holder.path if holder else path):
            raise UnreadError
        if proof is None:
            return None
        return book.digest_now(proof, awards(path).get(awarded_on) if holder else None)

    return digest_of


def _paths(holder: Holder) -> tuple[str, ...]:
    """The holder's path and its former ones, as far as they could be read."""
    try:
        return (*former_paths(holder), holder.path)
    except UnreadError:
        return (holder.path,)
