"""What is to be signed, and a key -> new lines for content/proofs.jsonl.

Every date in a signature comes from the records: signing the same records again with the same key
gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ..model import SigningKey
from .bits import SIZE
from .book import Book
from .canonical import Document, canonical, digest
from .documents import STATUS_LIST, Award, award_credential, renamed, status_credential
from .integrity import Signer, make_proof
from .plan import Entry, Listing, Plan, plan
from .proof_lines import written


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing was signed, or no key made or read; and what to do about it."""

    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class SignReport:
    """What was signed, and the text to append to content/proofs.jsonl for it, which may be empty.

    `plan` also tells what would be signed only on request: its stale, gone and mistaken proofs.
    """

    plan: Plan
    lines: str

    @property
    def code(self) -> int:
        """The exit code: 0 all is signed, 1 some proofs do not fit the records."""
        return 1 if self.plan.stale or self.plan.gone or self.plan.mistaken else 0


def sign(
    book: Book,
    awards: Iterable[Award],
    keys: Sequence[SigningKey],
    signer: Signer,
    as_of: date,
    replace: Container[str] = (),
) -> SignReport | Refusal:
    """Sign what is missing on a day. `replace` holds the paths of holders to sign anew."""
    key = next((key for key in keys if key.public == signer.public), None)
    if key is None:
        return Refusal(
            f"the key {signer.public} is not listed in registry.yaml",
            f"add it there, below `keys:`\n  {keys_line(signer.public, as_of)}",
        )
    if refusal := _unfit(key, as_of):
        return refusal
    work = plan(book, awards, keys, as_of, key.since, replace)
    if work.next_index > SIZE:
        return Refusal("the status list is full", f"it has room for {SIZE:,} awards")
    pen = _Pen(book, signer, key.since)
    lines = [*map(pen.award_line, work.entries), *map(pen.status_line, work.listings)]
    return SignReport(work, "".join(lines))


def keys_line(public: str, since: date) -> str:
    """The entry for a key under `keys` in registry.yaml."""
    return f"- {{public: {public}, from: {since.isoformat()}}}"


def _unfit(key: SigningKey, as_of: date) -> Refusal | None:
    if as_of < key.since:
        return Refusal(
            f"registry.yaml says that this key signs from {key.since.isoformat()} on",
            "sign then, or mend its `from`",
        )
    if key.until is not None and key.until < as_of:
        return Refusal(
            f"registry.yaml says that this key signed until {key.until.isoformat()}",
            "sign with the key that took its place",
        )
    return None


@dataclass(frozen=True, slots=True)
class _Pen:
    """Writes lines with one key. No signature is dated before the key's own first day."""

    book: Book
    signer: Signer
    since: date

    def award_line(self, entry: Entry) -> str:
        award = renamed(entry.award, entry.holder)
        document = award_credential(self.book.issuer, award, entry.index)
        replaces = {} if entry.replaces is None else {"replaces": entry.replaces}
        return written(
            holder=award.holder,
            award=award.awarded_on.isoformat(),
            index=entry.index,
            **replaces,
            **self._signed(document, award.awarded_on),
        )

    def status_line(self, listing: Listing) -> str:
        document = status_credential(self.book.issuer, listing.since, listing.revoked)
        return written(
            status=STATUS_LIST,
            **{"from": listing.since.isoformat()},
            revoked=listing.revoked,
            **self._signed(document, listing.since),
        )

    def _signed(self, document: Document, day: date) -> dict[str, object]:
        method = self.book.issuer.method(self.signer.public)
        proof = make_proof(document, self.signer, method, max(day, self.since))
        return {"digest": digest(canonical(document)), "proof": proof}
