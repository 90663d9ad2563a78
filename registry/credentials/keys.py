"""A private key in PEM <-> a signer. The key itself never leaves this module but for its file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .multibase import multikey
from .signing import Refusal

KEY_LIMIT = 16_384
"""Bytes; an Ed25519 key in PEM has 119."""

_NEW_KEY = "make one with `build.py sign --new-key FILE`"


@dataclass(frozen=True, slots=True)
class KeySigner:
    """An Ed25519 key that signs. Neither printing nor comparing it shows the private half."""

    public: str
    _key: Any

    def sign(self, message: bytes) -> bytes:
        """The 64-byte signature of a message; always the same for the same message."""
        signature: bytes = self._key.sign(message)
        return signature

    def __repr__(self) -> str:
        return f"KeySigner({self.public})"


def signer_from(pem: bytes, source: str) -> KeySigner | Refusal:
    """The signer that a PKCS#8 PEM holds; `source` names where it came from in the refusal."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    if b"PRIVATE KEY" not in pem and b"PUBLIC KEY" in pem:
        return Refusal(f"{source} holds a public key", "hand in the private one")
    try:
        key = load_pem_private_key(pem, password=None)
    except TypeError:
        return Refusal(f"{source} holds a key locked by a password", _NEW_KEY)
    except (ValueError, UnsupportedAlgorithm):
        return Refusal(f"{source} holds no private key in PEM that can be read", _NEW_KEY)
    if not isinstance(key, Ed25519PrivateKey):
        kind = type(key).__name__.lstrip("_").removesuffix("PrivateKey")
        return Refusal(f"{source} holds a key of another kind: {kind}, not Ed25519", _NEW_KEY)
    return KeySigner(multikey(key.public_key().public_bytes_raw()), key)


def new_key() -> tuple[str, bytes]:
    """A new key: its public half as a multikey, and the whole as PKCS#8 PEM."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return multikey(key.public_key().public_bytes_raw()), pem
