"""Registry × proofs × a day -> the credentials that the site publishes; needs no key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from .artifact import Artifact
from .assess import Seal, Standing
from .credentials.awards import awards_of
from .credentials.book import Book, Issued
from .credentials.documents import Award, credential_path
from .credentials.issuer import Issuer
from .credentials.proofs import Proofs
from .model import Holder, Settings


@dataclass(frozen=True, slots=True)
class Issue:
    """The credentials of one holder: all that were signed, and the one in force.

    `still_counts` tells that one was taken back and that the signed list does not say so yet.
    """

    all: tuple[Issued, ...] = ()
    current: Issued | None = None
    still_counts: bool = False


class Issuing:
    """What was signed by a day. A preview issues nothing."""

    def __init__(self, settings: Settings, proofs: Proofs, as_of: date, *, preview: bool) -> None:
        self._settings, self._as_of, self._preview = settings, as_of, preview
        listed = {key.public for key in settings.keys}
        self._book = Book(Issuer.of(settings), proofs.by(listed))
        self._awards: list[Award] = []

    def of(self, holder: Holder, seal: Seal) -> Issue:
        """A holder's credentials. While its seal does not hold, none is in force."""
        if self._preview or not self._settings.keys:
            return Issue()
        awards = awards_of(holder, seal.terms, self._settings.seal.prefix)
        self._awards += awards
        known = {award: self._book.credential(award, self._as_of) for award in awards}
        last = awards[-1] if awards and seal.standing is Standing.VALID else None
        # A revocation is final: it may outlast the withdrawal that it was made for.
        holds = last and not self._book.is_revoked(last, self._as_of)
        issued = {award: one for award, one in known.items() if one}
        return Issue(
            all=tuple(copy for award, one in issued.items() for copy in _copies(award, one)),
            current=issued.get(last) if last and holds else None,
            still_counts=any(map(self._still_counts, issued)),
        )

    def _still_counts(self, award: Award) -> bool:
        taken_back = award.withdrawn_by(self._as_of) is not None
        return taken_back and not self._book.is_revoked(award, self._as_of)

    def common(self) -> Iterator[Artifact]:
        """The DID document and the status list; call it after every holder was asked for."""
        if self._preview:
            return
        did = self._book.did(self._settings.keys, self._awards, self._as_of)
        for one in (did, self._book.status(self._as_of) if self._settings.keys else None):
            if one:
                yield artifact(one)


def _copies(award: Award, issued: Issued) -> Iterator[Issued]:
    """A credential at the address that it names, and at that of its holder's present path."""
    yield issued
    present = credential_path(award.holder, award.awarded_on)
    if present != issued.path:
        yield Issued(present, issued.text)


def artifact(issued: Issued) -> Artifact:
    """An issued document as a file of the site."""
    return Artifact(issued.path, issued.text.encode())


def missing(seals: Mapping[str, Seal], issues: Mapping[str, Issue]) -> list[str]:
    """The paths of holders whose seal is valid and has no signed credential."""
    return [
        path
        for path, seal in seals.items()
        if seal.standing is Standing.VALID and not issues[path].current
    ]
