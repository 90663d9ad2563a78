"""Keys and files of age, through pyrage; the only room here that knows the library."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pyrage  # type: ignore[import-untyped]  # a compiled module without stubs


class NotAKey(Exception):
    """The text is no age identity; it is not quoted, since it may be most of one."""


class NotOpened(Exception):
    """The file is damaged, altered, or sealed to others."""


@dataclass(frozen=True, slots=True)
class Identity:
    """A private key; its text never shows in a representation."""

    text: str = field(repr=False)
    recipient: str

    @classmethod
    def new(cls) -> Identity:
        """A key that nobody has."""
        return cls._of(pyrage.x25519.Identity.generate())

    @classmethod
    def read(cls, text: str) -> Identity:
        """The key that AGE-SECRET-KEY-1… stands for. Raises NotAKey."""
        try:
            return cls._of(pyrage.x25519.Identity.from_str(text))
        except pyrage.IdentityError:
            raise NotAKey from None

    @classmethod
    def _of(cls, identity: object) -> Identity:
        return cls(str(identity), str(identity.to_public()))  # type: ignore[attr-defined]


def sealed(plaintext: bytes, recipients: Iterable[str]) -> bytes:
    """The plaintext as one age file that any of the recipients opens."""
    readers = [pyrage.x25519.Recipient.from_str(one) for one in recipients]
    return bytes(pyrage.encrypt(plaintext, readers))


def unsealed(data: bytes, identity: Identity) -> bytes:
    """What an age file holds. Raises NotOpened."""
    try:
        return bytes(pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(identity.text)]))
    except pyrage.DecryptError:
        raise NotOpened from None
