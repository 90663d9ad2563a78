"""Proofs: what was signed is still so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Protocol

from ..diagnostics import Diagnostic, Place, Severity
from ..rulebook import Finding, enter, stamped
from .engine import each

DigestOf = Callable[[str, date], str | None]
"""A holder's path and an award's day -> the digest of its credential, None without such an award.

Raises UnreadError where the holder's records could not be read.
"""

_PATH = "content/proofs.jsonl"
_RESTORE = "restore the line from git history"

IsGenuine = Callable[[str, date], bool]
"""A holder's path and an award's day -> whether its signature holds, or is by no listed key."""


class Signed(Protocol):
    """A line of content/proofs.jsonl that counts: which award it signed, and the digest of what."""

    @property
    def line(self) -> int: ...  # noqa: D102  # said by the class
    @property
    def holder(self) -> str: ...  # noqa: D102
    @property
    def awarded_on(self) -> date: ...  # noqa: D102
    @property
    def digest(self) -> str: ...  # noqa: D102


def proof_stale(
    proofs: Iterable[Signed],
    digest_of: DigestOf,
    is_genuine: IsGenuine = lambda *_: True,
    broken_lists: Iterable[int] = (),
) -> Iterator[Finding]:
    """What a signed seal says is still what was signed, and the signature holds.

    A signature holds for the names, the number and the days of an award, and for the address of
    the registry, as they were. Its line in `content/proofs.jsonl` keeps a digest of them. The same
    is asked of the latest list of withdrawn seals. Lines of a key that registry.yaml does not list
    count for nothing, and are not accused.

    Bad:
        `build.py sign`, and then the product is given another name
    Good:
        the product is given another name, and then `build.py sign --replace`
    """

    def stale(proof: Signed) -> Iterator[Finding]:
        digest = digest_of(proof.holder, proof.awarded_on)
        award = f"{proof.holder}, awarded on {proof.awarded_on}"
        if digest is None:
            yield Finding(
                Place(_PATH, proof.line),
                f"{award}, is signed here and is not in the records",
                f"restore the award; or revoke it: `build.py sign --replace {proof.holder}`",
            )
        elif digest != proof.digest:
            yield Finding(
                Place(_PATH, proof.line),
                f"what the seal of {award}, says has changed since it was signed",
                f"undo the change, or sign it anew: `build.py sign --replace {proof.holder}`",
            )
        elif not is_genuine(proof.holder, proof.awarded_on):
            yield Finding(
                Place(_PATH, proof.line),
                f"the signature of {award}, does not hold: the line was changed",
                f"{_RESTORE}, or sign it anew: `build.py sign --replace {proof.holder}`",
            )

    yield from each(stale, proofs)
    for line in broken_lists:
        yield Finding(
            Place(_PATH, line),
            "this list of withdrawn seals is not the one that was signed",
            f"{_RESTORE}; or sign the list anew: `build.py sign`",
        )


_RULE = enter(proof_stale, Severity.ERROR)


def check_proofs(
    proofs: Iterable[Signed],
    digest_of: DigestOf,
    is_genuine: IsGenuine = lambda *_: True,
    broken_lists: Iterable[int] = (),
) -> Iterator[Diagnostic]:
    """The lines of content/proofs.jsonl that no longer tell the truth."""
    yield from stamped(_RULE, proof_stale(proofs, digest_of, is_genuine, broken_lists))
