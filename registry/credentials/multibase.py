"""Bytes <-> multibase base58btc (`z…`), and Ed25519 public keys as multikeys (`z6Mk…`)."""

from __future__ import annotations

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_VALUE = {letter: value for value, letter in enumerate(_ALPHABET)}
_ED25519 = b"\xed\x01"  # multicodec ed25519-pub, as a varint
_LONGEST = 128  # letters; the longest text of ours, a signature, has 89


def encoded(data: bytes) -> str:
    """The bytes in base58btc after the letter z."""
    number, text = int.from_bytes(data), ""
    while number:
        number, value = divmod(number, 58)
        text = _ALPHABET[value] + text
    zeros = len(data) - len(data.lstrip(b"\0"))
    return "z" + "1" * zeros + text


def decoded(text: str) -> bytes | None:
    """The bytes of a multibase base58btc text, None where it is not one."""
    if not text.startswith("z") or len(text) > _LONGEST:
        return None
    number = 0
    for letter in text[1:]:
        if letter not in _VALUE:
            return None
        number = number * 58 + _VALUE[letter]
    zeros = len(text) - 1 - len(text[1:].lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8)


def multikey(public: bytes) -> str:
    """A raw 32-byte Ed25519 public key as it stands in registry.yaml and did.json."""
    return encoded(_ED25519 + public)


def public_key(text: str) -> bytes | None:
    """The raw 32 bytes of an Ed25519 multikey, None where the text is not one."""
    data = decoded(text)
    if data is None or len(data) != 34 or not data.startswith(_ED25519):
        return None
    return data[2:]
