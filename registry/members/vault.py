"""An epoch's vault: one age key that opens every page, kept by nobody but the members' keyring.

Who knows its recipient can tell which file is which review, so the recipient is never published;
who knows its identity can read them all, so the identity lives only until the keyring is sealed.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

from . import age
from .padding import padded_json


@dataclass(frozen=True, slots=True)
class Vault:
    """What pages are sealed to. Holds no secret that opens them."""

    recipient: str

    @property
    def epoch(self) -> str:
        """The name of this vault's keyring folder; tells nothing of the recipient."""
        return self._named("epoch")[:16]

    def file_name(self, path: str) -> str:
        """The file of the review at `<holder path>/<opened>`, as the vault's readers know it."""
        return f"{self._named(path)[:32]}.age"

    def mark(self, data: bytes) -> str:
        """A short name for a plaintext, useless without the recipient."""
        return hashlib.blake2b(data, key=self.recipient.encode()[:64], digest_size=16).hexdigest()

    def seal(self, plaintext: bytes) -> bytes:
        """The plaintext as an age file."""
        return age.sealed(plaintext, [self.recipient])

    def _named(self, message: str) -> str:
        return hmac.new(self.recipient.encode(), message.encode(), hashlib.sha256).hexdigest()


def page_text(path: str, title: str, html: str) -> bytes:
    """What a page's file decrypts to."""
    return padded_json({"path": path, "title": title, "html": html})
