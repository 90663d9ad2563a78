"""A document and a key -> a Data Integrity proof, `eddsa-rdfc-2022`; and whether a proof holds.

What is signed is not the JSON but the statements it makes, in canonical order: W3C Data Integrity
EdDSA Cryptosuites 1.0, section 3.2. The libraries are imported here and nowhere else in the walk,
when the first proof is made or tried.
"""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Callable, Mapping
from datetime import date
from importlib.util import find_spec
from typing import Any, Protocol

from .canonical import Document
from .contexts import load
from .multibase import decoded, encoded, public_key
from .proof_lines import SUITE

LIBRARIES = {"cryptography": "cryptography", "pyld": "PyLD"}
"""Modules that signing and verifying need, and the packages that they come in."""


Stated = Callable[[Mapping[str, Any]], str]
"""A document -> the statements it makes, as canonical N-Quads."""


def missing_packages() -> list[str]:
    """The packages without which nothing can be signed or verified here; mostly none."""
    return [package for module, package in LIBRARIES.items() if find_spec(module) is None]


class Signer(Protocol):
    """Holds a private key and signs with it."""

    @property
    def public(self) -> str:
        """The public key as a multikey, `z6Mk…`."""

    def sign(self, message: bytes) -> bytes:
        """The 64-byte Ed25519 signature of a message; always the same for the same message."""


def make_proof(document: Document, signer: Signer, method: str, day: date) -> dict[str, str]:
    """The proof of a document, dated midnight UTC of `day`; the same each time."""
    claims = {
        **SUITE,
        "created": f"{day.isoformat()}T00:00:00Z",
        "verificationMethod": method,
    }
    return {**claims, "proofValue": encoded(signer.sign(_message(document, claims, statements)))}


def holds(
    document: Document, proof: Mapping[str, str], public: str, stated: Stated | None = None
) -> bool:
    """Whether the proof is that key's signature of the document, given without its proof.

    `stated` gives the document's statements; unless told, the library's processor does.
    """
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    key, signature = public_key(public), decoded(proof.get("proofValue", ""))
    if key is None or signature is None or len(signature) != 64:
        return False
    claims = {name: value for name, value in proof.items() if name != "proofValue"}
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(
            signature, _message(document, claims, stated or statements)
        )
    except (InvalidSignature, ValueError):
        return False
    return True


def _message(document: Document, claims: Mapping[str, str], stated: Stated) -> bytes:
    config = {"@context": document["@context"], **claims}
    return _hash(stated(config)) + _hash(stated(document))


def _hash(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def statements(document: Mapping[str, Any]) -> str:
    """The statements of a document as canonical N-Quads, RDFC-1.0."""
    jsonld: Any = importlib.import_module("pyld.jsonld")
    quads: str = jsonld.normalize(
        dict(document),
        {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": load},
    )
    return quads
