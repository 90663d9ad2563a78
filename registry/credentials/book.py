"""Awards and known proofs -> what the build publishes. No private key.

A build rebuilds each document from the records, compares its digest with the one that was signed,
and attaches the proof; so it gives the same bytes wherever it runs. Whether the signatures hold was
told by the check.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ..model import SigningKey
from .canonical import Document, canonical, digest
from .documents import (
    STATUS_PATH,
    Award,
    award_credential,
    credential_path,
    renamed,
    status_credential,
)
from .integrity import holds
from .issuer import Issuer, did_document
from .proofs import AwardProof, Proofs, StatusProof, public_key_of
from .quads import quads


@dataclass(frozen=True, slots=True)
class Issued:
    """A file of the site: its path below the site's root and its text, one line of JSON."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Book:
    """The issuer's awards that were signed. Stale proofs, which `check` reports, issue nothing."""

    issuer: Issuer
    proofs: Proofs

    def proof_of(self, award: Award) -> AwardProof | None:
        """The proof of an award, also where it was signed under a former path of its holder."""
        for holder in (award.holder, *award.aliases):
            if proof := self.proofs.awards.get((holder, award.awarded_on)):
                return proof
        return None

    def credential(self, award: Award, as_of: date) -> Issued | None:
        """The signed credential of an award; None where it has no proof yet, or a stale one."""
        proof = self.proof_of(award)
        if proof is None or not proof.created_by(as_of):
            return None
        unsigned = self.unsigned(award, proof)
        if digest(canonical(unsigned)) != proof.digest:
            return None
        path = credential_path(proof.holder, proof.awarded_on)
        return Issued(path, canonical({**unsigned, "proof": [proof.proof]}))

    def unsigned(self, award: Award, proof: AwardProof) -> Document:
        """What the records say today of an award that the proof signed."""
        return award_credential(self.issuer, renamed(award, proof.holder), proof.index)

    def digest_now(self, proof: AwardProof, award: Award | None) -> str | None:
        """The digest of what the records say today of an award; None where they have none.

        An award that was struck from the records and revoked is settled: its digest stays.
        """
        if award is None:
            return proof.digest if proof.index in self.proofs.revoked else None
        return digest(canonical(self.unsigned(award, proof)))

    def is_fresh(self, award: Award, proof: AwardProof) -> bool:
        """Whether the records still say of the award what was signed, and the signature holds."""
        return self.digest_now(proof, award) == proof.digest and self.is_genuine(award, proof)

    def is_genuine(self, award: Award, proof: AwardProof) -> bool:
        """Whether the proof is a signature, by the key that it names, of what the records say."""
        return self._signed(self.unsigned(award, proof), proof.proof)

    def _signed(self, document: Document, proof: Mapping[str, str]) -> bool:
        public = public_key_of(proof)
        if proof["verificationMethod"] != self.issuer.method(public):
            return False
        return holds(document, proof, public, quads)

    def is_revoked(self, award: Award, as_of: date) -> bool:
        """Whether the status list of a day revokes the award's credential.

        A revocation is final, so it may outlast the withdrawal that it was made for.
        """
        proof, status = self.proof_of(award), self.proofs.status_on(as_of)
        return bool(proof and status and proof.index in status.revoked)

    def status(self, as_of: date) -> Issued | None:
        """The signed status list of a day; None before the first, and where it is stale."""
        proof = self.proofs.status_on(as_of)
        if proof is None or not self.status_is_fresh(proof):
            return None
        unsigned = status_credential(self.issuer, proof.since, proof.revoked)
        return Issued(STATUS_PATH, canonical({**unsigned, "proof": proof.proof}))

    def status_is_fresh(self, proof: StatusProof) -> bool:
        """Whether the settings still give the status list that was signed, as it was signed."""
        unsigned = status_credential(self.issuer, proof.since, proof.revoked)
        fresh = digest(canonical(unsigned)) == proof.digest
        return fresh and self._signed(unsigned, proof.proof)

    def did(
        self, keys: Sequence[SigningKey], awards: Iterable[Award], as_of: date
    ) -> Issued | None:
        """The DID document of a day; None where registry.yaml lists no keys."""
        if not keys:
            return None
        listed = self.keys_on(keys, awards, as_of)
        return Issued(self.issuer.did_path, canonical(did_document(self.issuer, listed)))

    def keys_on(
        self, keys: Sequence[SigningKey], awards: Iterable[Award], as_of: date
    ) -> list[str]:
        """The keys that verifiers need on a day, in the order of registry.yaml.

        A key is needed while it signs, and as long as anything that it signed still counts.
        """
        needed = {k.public for k in keys if k.since <= as_of and _signs_on(k, as_of)}
        if status := self.proofs.status_on(as_of):
            needed.add(public_key_of(status.proof))
        for award in awards:
            proof = self.proof_of(award) if award.runs_on(as_of) else None
            if proof and proof.created_by(as_of):
                needed.add(public_key_of(proof.proof))
        return [key.public for key in keys if key.public in needed]


def _signs_on(key: SigningKey, day: date) -> bool:
    return key.until is None or day <= key.until
