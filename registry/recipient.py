"""A text -> whether it is an age recipient of the X25519 kind, that is Bech32 of `age` + 32 bytes.

Bech32 is BIP 173; how age writes its keys is said at <https://age-encryption.org/v1>. The age
program reads recipients in lower case only, and so do we.
"""

from __future__ import annotations

_PREFIX = "age"
_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_LENGTH = len("age1") + 52 + 6
_FIELD = 2**255 - 19

# Points of small order on Curve25519 and its twist: a key that anybody can compute opens what is
# sealed to them, so every implementation refuses them (RFC 7748, section 6.1).
_WEAK = {
    0,
    1,
    325606250916557431795983626356110631294008115727848805560023387167927233504,
    39382357235489614581723060781553021112529911719440698176882885853963445705823,
    _FIELD - 1,
    _FIELD,
    _FIELD + 1,
}


def problem(text: str) -> str | None:
    """What keeps the text from being a recipient, None where it is one."""
    if text != text.lower():
        return "it has capital letters" if text.lower().startswith("age1") else _NOT_AGE
    if not text.startswith("age1"):
        return _NOT_AGE
    if not set(text[4:]) <= set(_LETTERS):
        return "it has characters that no recipient has"
    if len(text) != _LENGTH:
        return f"it has {len(text)} characters instead of {_LENGTH}"
    values = [_LETTERS.index(letter) for letter in text[4:]]
    if _checksum(values) != 1:
        return "its checksum does not fit, so a character is wrong"
    return _of_the_key(values[:-6])


_NOT_AGE = "it does not begin with age1"


def _checksum(values: list[int]) -> int:
    """The Bech32 checksum over the prefix and the values: 1 where it fits."""
    prefix = [ord(c) >> 5 for c in _PREFIX] + [0] + [ord(c) & 31 for c in _PREFIX]
    check = 1
    for value in (*prefix, *values):
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(_GENERATOR):
            check ^= generator if top >> bit & 1 else 0
    return check


def _of_the_key(values: list[int]) -> str | None:
    """What is wrong with the 32 bytes that 52 values of five bits hold."""
    bits = 0
    for value in values:
        bits = bits << 5 | value
    if bits & 0b1111:
        return "its last bits are not empty"
    key = (bits >> 4).to_bytes(32)
    point = int.from_bytes(key, "little") & 2**255 - 1
    return "everybody knows its private key" if point in _WEAK else None
