"""One line of proofs.jsonl <-> its values: is each field there, and of its kind?"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, TypeGuard

from ..diagnostics import shown
from ..kinds import parse_day
from .bits import SIZE
from .multibase import public_key

_SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*"
_HOLDER = re.compile(f"suppliers/{_SLUG}/{_SLUG}|institutions/{_SLUG}")
_DIGEST = re.compile("[0-9a-f]{64}")
_MIDNIGHT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T00:00:00Z")
_METHOD = re.compile(r"did:web:[A-Za-z0-9.%:_~-]+#(z6Mk[1-9A-HJ-NP-Za-km-z]+)")
_SIGNATURE = re.compile("z[1-9A-HJ-NP-Za-km-z]{64,88}")
_RESTORE = "restore the line from git history; lines are written by `build.py sign` only"

SUITE = {
    "type": "DataIntegrityProof",
    "cryptosuite": "eddsa-rdfc-2022",
    "proofPurpose": "assertionMethod",
}
"""What every proof of ours says of itself."""


class Misshapen(Exception):
    """A line that cannot be used: what is wrong with it, and how to mend it."""

    def __init__(self, message: str, hint: str = _RESTORE) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


AwardValues = tuple[str, date, int, str, dict[str, str], int | None]
StatusValues = tuple[date, frozenset[int], str, dict[str, str]]


def award_line(data: Mapping[str, Any]) -> AwardValues:
    """Holder, award day, index, digest, proof, and the index replaced. Raises Misshapen."""
    _fields(data, ("holder", "award", "index", "digest", "proof"), optional="replaces")
    holder, day = _text(data, "holder", is_holder), parse_day(_text(data, "award"))
    if day is None:
        raise Misshapen(f"{_said(data, 'award')} is not a calendar day")
    replaces = _index("replaces", data["replaces"]) if "replaces" in data else None
    return holder, day, _index("index", data["index"]), _digest(data), _proof(data), replaces


def status_line(data: Mapping[str, Any]) -> StatusValues:
    """First day, revoked indices, digest and proof of a status list. Raises Misshapen."""
    _fields(data, ("status", "from", "revoked", "digest", "proof"))
    if data["status"] is True or data["status"] != 1:
        raise Misshapen(f"{_said(data, 'status')} is not 1, the number of the only status list")
    day = parse_day(_text(data, "from"))
    if day is None:
        raise Misshapen(f"{_said(data, 'from')} is not a calendar day")
    return day, _indices(data["revoked"]), _digest(data), _proof(data)


def written(**fields: Any) -> str:
    """A line as it is appended to the file, with its line break; fields in the order given."""
    return json.dumps(fields, ensure_ascii=False) + "\n"


def _fields(data: Mapping[str, Any], required: Iterable[str], optional: str = "") -> None:
    for name in required:
        if name not in data:
            raise Misshapen(f"the line has no {shown(name)}")
    unknown = sorted(set(data) - {*required, optional})
    if unknown:
        raise Misshapen(f"the line has a field {shown(unknown[0])}, which is not known")


def _said(data: Mapping[str, Any], name: str) -> str:
    return f"{shown(name)}: {shown(str(data[name]))}"


def _text(
    data: Mapping[str, Any], name: str, allowed: Callable[[str], object] = lambda _: True
) -> str:
    value = data[name]
    if isinstance(value, str) and allowed(value):
        return value
    raise Misshapen(f"{_said(data, name)} is not of its kind")


def _digest(data: Mapping[str, Any]) -> str:
    return _text(data, "digest", _DIGEST.fullmatch)


def _index(name: str, value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < SIZE:
        return value
    raise Misshapen(f"{shown(name)} is not a number from 0 to {SIZE - 1:,}")


def _indices(value: object) -> frozenset[int]:
    if not isinstance(value, list):
        raise Misshapen('"revoked" is not a list')
    indices = [_index("revoked", item) for item in value]
    if indices != sorted(set(indices)):
        raise Misshapen('"revoked" is not in ascending order, each index once')
    return frozenset(indices)


def _proof(data: Mapping[str, Any]) -> dict[str, str]:
    proof = data["proof"]
    if not is_proof(proof):
        raise Misshapen('"proof" is not an Ed25519 Data Integrity proof')
    return proof


def is_holder(text: str) -> bool:
    """Whether a text is a path that a holder can have."""
    return _HOLDER.fullmatch(text) is not None


def is_proof(proof: object) -> TypeGuard[dict[str, str]]:
    """Whether a value has just the fields that `sign` writes, each in the form it writes."""
    if not isinstance(proof, dict):
        return False
    texts = {name: value for name, value in proof.items() if isinstance(value, str)}
    created = _MIDNIGHT.fullmatch(texts.get("created", ""))
    method = _METHOD.fullmatch(texts.get("verificationMethod", ""))
    return (
        set(texts) == set(proof) == {*SUITE, "created", "verificationMethod", "proofValue"}
        and texts.items() >= SUITE.items()
        and created is not None
        and parse_day(created[1]) is not None
        and method is not None
        and _is_key(method[1])
        and _SIGNATURE.fullmatch(texts["proofValue"]) is not None
    )


@lru_cache(maxsize=64)
def _is_key(text: str) -> bool:
    return public_key(text) is not None
