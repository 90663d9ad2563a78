"""An award -> its unsigned Open Badges 3.0 credential; revoked indices -> the unsigned status list.

Every word here is signed: change one, and no signature made before holds any longer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from ..model import SealType
from .bits import encoded_list
from .canonical import Document
from .issuer import Issuer

CREDENTIALS_V2 = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
STATUS_LIST = 1
"""The number of the one status list, in its address and in its lines of proofs.jsonl."""

_DESCRIPTIONS = {
    SealType.SUPPLIER: (
        "Certifies that the privacy policy and the terms of service of an application were vetted"
        " under the rubric named here and meet it."
    ),
    SealType.INSTITUTION: (
        "Certifies that an institution was trained in vetting applications for privacy and"
        " security and vets them under the rubric named here."
    ),
}

# Libraries disagree on how RDF writes these, and a signature must not depend on the library.
_UNSIGNABLE = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\ufffe\\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """One award that started or extended a term, or restored a withdrawn seal.

    `aliases` are the holder's former paths: what was signed under one of them still holds.
    """

    holder: str
    awarded_on: date
    valid_through: date
    number: str
    name: str
    seal_type: SealType
    rubric: str
    withdrawn_on: date | None = None
    aliases: tuple[str, ...] = ()

    def runs_on(self, day: date) -> bool:
        """Whether the day lies within the award's dates, be it withdrawn or not."""
        return self.awarded_on <= day <= self.valid_through

    def withdrawn_by(self, day: date) -> date | None:
        """The day of its withdrawal, where that had happened by the day."""
        return self.withdrawn_on if self.withdrawn_on and self.withdrawn_on <= day else None


def renamed(award: Award, holder: str) -> Award:
    """The award as it was under that path of its holder."""
    return replace(award, holder=holder, aliases=())


def credential_path(holder: str, awarded_on: date) -> str:
    """Where an award's credential lies in the site."""
    return f"credentials/{holder}/{awarded_on.isoformat()}.json"


STATUS_PATH = f"status/{STATUS_LIST}.json"
"""Where the signed status list lies in the site."""


def award_credential(issuer: Issuer, award: Award, index: int) -> Document:
    """The unsigned credential of an award whose status stands at `index` of the status list."""
    return {
        "@context": [CREDENTIALS_V2, OPEN_BADGES],
        "id": issuer.url(credential_path(award.holder, award.awarded_on)),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": _plain(f"{issuer.seal}: {award.name}"),
        "issuer": {
            "id": issuer.did,
            "type": ["Profile"],
            "name": _plain(issuer.organisation),
            "url": issuer.url(""),
        },
        "validFrom": f"{award.awarded_on.isoformat()}T00:00:00Z",
        "validUntil": f"{award.valid_through.isoformat()}T23:59:59Z",
        "credentialSubject": {
            "id": issuer.url(f"seals/{award.number}/"),
            "type": ["AchievementSubject"],
            "licenseNumber": award.number,
            "identifier": [_name(award.name)],
            "achievement": _achievement(issuer, award),
        },
        "credentialStatus": {
            "id": issuer.url(f"{STATUS_PATH}#{index}"),
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(index),
            "statusListCredential": issuer.url(STATUS_PATH),
        },
    }


def _name(name: str) -> Document:
    return {
        "type": "IdentityObject",
        "hashed": False,
        "identityHash": _plain(name),
        "identityType": "name",
    }


def _achievement(issuer: Issuer, award: Award) -> Document:
    rubric = issuer.url(f"rubrics/{award.rubric}/")
    return {
        "id": f"{rubric}#{award.seal_type.value}-seal",
        "type": ["Achievement"],
        "achievementType": "Certification",
        "name": _plain(issuer.seal),
        "version": award.rubric,
        "description": _DESCRIPTIONS[award.seal_type],
        "criteria": {"id": rubric},
    }


def status_credential(issuer: Issuer, since: date, revoked: Iterable[int]) -> Document:
    """The unsigned status list that says from `since` on which indices are revoked."""
    return {
        "@context": [CREDENTIALS_V2],
        "id": issuer.url(STATUS_PATH),
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer.did,
        "validFrom": f"{since.isoformat()}T00:00:00Z",
        "credentialSubject": {
            "id": issuer.url(f"{STATUS_PATH}#list"),
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encoded_list(revoked),
        },
    }


def _plain(text: str) -> str:
    return _UNSIGNABLE.sub("\N{REPLACEMENT CHARACTER}", text)
