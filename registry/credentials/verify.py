"""The text of a credential and a built site -> a verdict on it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from ..diagnostics import shown
from ..kinds import parse_day
from ..model import SealType
from .authority import Authority, Site, authority_of, parsed, same_shape
from .bits import bit
from .documents import STATUS_PATH, Award, award_credential, status_credential
from .issuer import Issuer
from .proof_lines import is_proof
from .verdict import Facts, Verdict, Word

_ADDRESS = re.compile(r".*/credentials/(.+)/[0-9]{4}-[0-9]{2}-[0-9]{2}\.json")
_NOBODY = Issuer("", "", "", "")
_NOTHING = Award(
    holder="",
    awarded_on=date.min,
    valid_through=date.min,
    number="",
    name="",
    seal_type=SealType.SUPPLIER,
    rubric="",
)
# Should the form of our documents ever change, the earlier forms have to be known here as well.
_CREDENTIAL = award_credential(_NOBODY, _NOTHING, 0)
_LIST = status_credential(_NOBODY, date.min, ())


def judge(text: str, site: Site, as_of: date) -> Verdict:
    """The verdict on one credential, on a day."""
    document, authority = parsed(text), authority_of(site)
    if document is None or "issuer" not in document:
        return Verdict(Word.UNREADABLE, "this is not a credential")
    if authority is None:
        return Verdict(Word.UNDECIDED, "the site has no did.json, so it vouches for nothing")
    issuer = document["issuer"]
    named = issuer.get("id") if isinstance(issuer, dict) else issuer
    if named != authority.did:
        return Verdict(Word.NOT_OURS, f"issued by {shown(str(named), 200)}, not by {authority.did}")
    refused = _forged(document, authority)
    return refused or _dated(_facts(document), site, authority, as_of)


def _forged(document: Mapping[str, Any], authority: Authority) -> Verdict | None:
    """Why a credential that claims to be ours is not genuine; None where it is."""
    unsigned = {name: value for name, value in document.items() if name != "proof"}
    proofs = document.get("proof")
    if not same_shape(unsigned, _CREDENTIAL):
        return Verdict(Word.TAMPERED, "it does not have the form of what this registry signs")
    if not isinstance(proofs, list) or len(proofs) != 1 or not is_proof(proofs[0]):
        return Verdict(Word.TAMPERED, "it bears no signature of the kind this registry makes")
    if proofs[0]["verificationMethod"] not in authority.keys:
        return Verdict(
            Word.UNKNOWN_KEY,
            "signed with a key that the registry does not list: forged, or signed long ago with a"
            " key since retired or lost",
        )
    if not authority.vouches(unsigned, proofs[0]):
        return Verdict(Word.TAMPERED, "the signature does not fit: something in it was changed")
    return None


def _facts(document: Mapping[str, Any]) -> Facts:
    """What a genuine credential says."""
    subject, address = document["credentialSubject"], _ADDRESS.fullmatch(document["id"])
    return Facts(
        name=subject["identifier"][0]["identityHash"],
        number=subject["licenseNumber"],
        holder=address[1] if address else document["id"],
        valid_from=_day(document["validFrom"]),
        valid_through=_day(document["validUntil"]),
        index=int(document["credentialStatus"]["statusListIndex"]),
    )


def _day(moment: str) -> date:
    return parse_day(moment[:10]) or date.max


def _dated(facts: Facts, site: Site, authority: Authority, as_of: date) -> Verdict:
    """The verdict on a genuine credential: withdrawn counts before expired, and that before all."""
    revoked = _revoked(facts.index, site, authority)
    if revoked:
        return Verdict(Word.WITHDRAWN, "genuine, but the seal was withdrawn", facts)
    if as_of > facts.valid_through:
        since = facts.valid_through + timedelta(days=1)
        return Verdict(Word.EXPIRED, f"genuine, but no longer valid since {since}", facts)
    if revoked is None:
        return Verdict(
            Word.UNDECIDED,
            "genuine, but the site has no signed status list to tell whether it was withdrawn",
            facts,
        )
    if as_of < facts.valid_from:
        return Verdict(Word.NOT_YET, f"genuine, but valid only from {facts.valid_from}", facts)
    return Verdict(Word.VALID, f"genuine, and valid through {facts.valid_through}", facts)


def _revoked(index: int, site: Site, authority: Authority) -> bool | None:
    """Whether the site's status list revokes the index; None where no list of ours says so."""
    document = parsed(site.read(STATUS_PATH))
    proof = document.pop("proof", None) if document else None
    if not document or not isinstance(proof, dict) or not is_proof(proof):
        return None
    genuine = document.get("issuer") == authority.did and same_shape(document, _LIST)
    if not genuine or not authority.vouches(document, proof):
        return None
    return bit(document["credentialSubject"]["encodedList"], index)
