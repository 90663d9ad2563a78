"""Bytes or text -> the private keys in them, however they were copied there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

BLANK = "[private key, not shown]"

_BECH32 = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"
_DASH = r"[^0-9A-Za-z\s]{1,3}"  # a word processor makes others of them, of up to three bytes
_NAME = rf"(?:AGE{_DASH})?SECRET{_DASH}KEY{_DASH}(?:[0-9A-Z]{{1,9}}{_DASH})?1"
_PEM = r"-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----"
_PUTTY = "PuTTY-User-Key-File-[0-9]"
_JWK = r'"d"\s*:\s*"[0-9A-Za-z_-]{40,}"'


class Kind(NamedTuple):
    """A kind of private key: what it is called, what it contains in lower case, how it looks."""

    what: str
    sign: bytes
    looks: str


_KINDS = (
    Kind("an age identity", b"secret", rf"(?i:{_NAME}[0-9A-Z]{{20,}})"),
    Kind("an age plugin's identity", b"plugin", rf"(?i:AGE{_DASH}PLUGIN{_DASH}[0-9A-Z+._-]{{8,}})"),
    Kind("a private key", b"private key", _PEM),
    Kind("a private key", b"putty-user-key-file", _PUTTY),
    Kind("a private key", b'"d"', _JWK),
    # A whole key and no more: a signature may begin like one, and is nearly twice as long.
    Kind("a private signing key", b"z3u2", r"\bz3u2[1-9A-HJ-NP-Za-km-z]{43,45}\b"),
)
_PATTERNS = [(kind, re.compile(kind.looks.encode())) for kind in _KINDS]
_LONG = [re.compile(looks.encode()) for looks in (_PEM, _PUTTY)]

_BODY = re.compile(rf"\b[{_BECH32}]{{58}}\b".encode())
"""An age identity that has lost its name."""
_CAPITALS = bytes(ord("A") if chr(code) in _BECH32 else ord(" ") for code in range(256))

_BETWEEN = b" \t\r\n\0#>|\"'\\"
"""What may stand between the pieces of a key that was wrapped, quoted, or saved as UTF-16."""
_WHOLE = re.compile(rf"(?i:SECRET{_DASH}KEY{_DASH}1[{_BECH32}]{{58}})".encode())

_SHOWN = re.compile(
    rf"(?i:{_NAME}[0-9A-Z-]*(?:\s+[0-9A-Z]{{12,}})*|AGE{_DASH}SECRET{_DASH}[0-9A-Z-]*"
    rf"|AGE{_DASH}PLUGIN{_DASH}[0-9A-Z+._-]{{8,}})"
    rf"|[{_BECH32}]{{30,}}|{_JWK}|{_KINDS[-1].looks}|(?is:-----BEGIN[A-Z0-9 ]*PRIVATE KEY.*)"
)


def found(data: bytes) -> Iterator[tuple[int, str]]:
    """Where each private key begins, and what it is. One that lies in pieces counts as well."""
    start = scattered(data)
    if start is not None:
        yield start, "an age identity in pieces"
        return
    lower = data.lower()
    whole = [
        (match.start(), kind.what)
        for kind, pattern in _PATTERNS
        if kind.sign in lower
        for match in pattern.finditer(data)
    ]
    yield from whole
    if not whole and b"A" * 58 in data.translate(_CAPITALS):
        yield from ((match.start(), "an age identity") for match in _BODY.finditer(data))


def scattered(data: bytes) -> int | None:
    """Where an age identity begins that does not stand in one piece; None where there is none."""
    squeezed = data.translate(None, _BETWEEN)
    if b"secret" not in squeezed.lower():
        return None
    match = _WHOLE.search(squeezed)
    if match is None or _WHOLE.search(data):
        return None
    kept = (at for at, byte in enumerate(data) if byte not in _BETWEEN)
    return next(islice(kept, match.start(), None))


def spreads(data: bytes) -> bool:
    """Whether a private key takes several lines, of which only the first can be told for one."""
    return scattered(data) is not None or any(pattern.search(data) for pattern in _LONG)


def blanked(text: str) -> str:
    """The text with every private key in it blanked out: a report must not spread a secret."""
    return _SHOWN.sub(BLANK, text)
