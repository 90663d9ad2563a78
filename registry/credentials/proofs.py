"""content/proofs.jsonl -> typed proofs and faults; new proofs -> its lines.

The file grows and is never rewritten. Two kinds of line:

    {"holder": …, "award": …, "index": …, "digest": …, "proof": {…}}     an award's credential
    {"status": 1, "from": …, "revoked": […], "digest": …, "proof": {…}}  the status list

`digest` is the SHA-256, in lower-case hex, of the unsigned document's canonical JSON (see
`canonical`). An award has one line. A second one says with `"replaces"` whose index it takes the
place of: the same index where only the signature is new (a key was lost or leaked), another where
the data is (the old index is then revoked). Of the status lines, the last one counts.
"""

from __future__ import annotations

import json
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from .proof_lines import Misshapen, award_line, status_line

AwardKey = tuple[str, date]
"""A holder's path, as it was when the award was signed, and the award day."""


class ProofFault(NamedTuple):
    """What is wrong with a line of proofs.jsonl, counted from 1, and how to mend it."""

    line: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class AwardProof:
    """The signature of one award's credential, and the index of its status."""

    line: int
    holder: str
    awarded_on: date
    index: int
    digest: str
    proof: Mapping[str, str]
    replaces: int | None = None

    @property
    def key(self) -> AwardKey:
        """Which award this is."""
        return self.holder, self.awarded_on

    def created_by(self, day: date) -> bool:
        """Whether the signature was there on the day: an award can be older than the key."""
        return self.proof["created"][:10] <= day.isoformat()


@dataclass(frozen=True, slots=True)
class StatusProof:
    """The signature of the status list as it holds from `since` on."""

    line: int
    since: date
    revoked: frozenset[int]
    digest: str
    proof: Mapping[str, str]


@dataclass(slots=True)
class Proofs:
    """Every sound line of the file: for each award the proof that counts, and the status lists."""

    awards: dict[AwardKey, AwardProof] = field(default_factory=dict)
    replaced: list[AwardProof] = field(default_factory=list)
    statuses: list[StatusProof] = field(default_factory=list)
    owners: dict[int, AwardKey] = field(default_factory=dict)

    @property
    def next_index(self) -> int:
        """The first index that was never given to an award."""
        return max(self.owners, default=-1) + 1

    @property
    def revoked(self) -> frozenset[int]:
        """The indices that the latest status list revokes."""
        return self.statuses[-1].revoked if self.statuses else frozenset()

    def by(self, keys: Container[str]) -> Proofs:
        """Only what these keys signed: a key that is not listed counts for nothing."""
        return Proofs(
            {key: one for key, one in self.awards.items() if public_key_of(one.proof) in keys},
            self.replaced,
            [one for one in self.statuses if public_key_of(one.proof) in keys],
            self.owners,
        )

    def status_on(self, day: date) -> StatusProof | None:
        """The status list that held on a day: the last line that had begun by then."""
        return next((s for s in reversed(self.statuses) if s.since <= day), None)


def public_key_of(proof: Mapping[str, str]) -> str:
    """The multikey that signed a proof: the fragment of its verification method."""
    return proof["verificationMethod"].rpartition("#")[2]


def read_proofs(text: str) -> tuple[Proofs, list[ProofFault]]:
    """The proofs that a file's text holds, and every fault; a fault in one line spoils no other."""
    proofs, faults = Proofs(), []
    for number, line in enumerate(text.removeprefix("\N{BOM}").split("\n"), start=1):
        if line.strip():
            try:
                _take(proofs, number, _json(line))
            except Misshapen as misshapen:
                faults.append(ProofFault(number, misshapen.message, misshapen.hint))
    return proofs, faults


def _json(line: str) -> Mapping[str, Any]:
    try:
        data = _DECODER.decode(line)
    except (ValueError, RecursionError):
        raise Misshapen("the line is not JSON", "restore it from git history") from None
    if not isinstance(data, dict):
        raise Misshapen("the line holds no JSON object", "restore it from git history")
    return data


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        raise Misshapen("a field stands twice in the line", "restore it from git history")
    return fields


_DECODER = json.JSONDecoder(object_pairs_hook=_once)


def _take(proofs: Proofs, number: int, data: Mapping[str, Any]) -> None:
    if "status" in data:
        _take_status(proofs, StatusProof(number, *status_line(data)))
    else:
        _take_award(proofs, AwardProof(number, *award_line(data)))


def _take_award(proofs: Proofs, proof: AwardProof) -> None:
    before, owner = proofs.awards.get(proof.key), proofs.owners.get(proof.index)
    if owner is not None and not (before and proof.index == before.index == proof.replaces):
        raise Misshapen(
            f"index {proof.index} already belongs to {owner[0]}, awarded {owner[1]}",
            "an index is never used twice: remove the line that was not published, sign again",
        )
    if proof.replaces != (before.index if before else None):
        raise Misshapen(_second(proof, before), "remove the line that was not published")
    if before and before.index == proof.index and before.digest != proof.digest:
        raise Misshapen(
            f"the line signs other data than line {before.line} under the same index",
            "remove the line and sign again with --replace, which gives a new index",
        )
    if before:
        proofs.replaced.append(before)
    proofs.awards[proof.key] = proof
    proofs.owners[proof.index] = proof.key


def _second(proof: AwardProof, before: AwardProof | None) -> str:
    which = f"{proof.holder}, awarded {proof.awarded_on},"
    if before is None:
        return f"{which} has no proof at index {proof.replaces} that this line could replace"
    return f"{which} already has a proof on line {before.line}"


def _take_status(proofs: Proofs, proof: StatusProof) -> None:
    unknown = sorted(proof.revoked - proofs.owners.keys())
    if unknown:
        raise Misshapen(
            f"the list revokes index {unknown[0]}, which no award above has",
            "restore the line from git history, or remove it and sign again",
        )
    forgotten = sorted(proofs.revoked - proof.revoked)
    if forgotten:
        raise Misshapen(
            f"index {forgotten[0]} was revoked on line {proofs.statuses[-1].line}, and is not here",
            "a revocation is final: remove this line and sign again",
        )
    proofs.statuses.append(proof)
