"""Revoked indices <-> the status list's bit string, as W3C Bitstring Status List 1.0 encodes it."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterable

SIZE = 131_072
"""Entries of the list: the least that hides one holder's check among many."""

_RUN = 258  # the longest repetition that DEFLATE knows
_REPEAT = "11000101" + "00000"  # length code 285, which is 258; distance code 0, the byte before
_HEAD = b"\x1f\x8b\x08\0\0\0\0\0\0\xff"  # gzip: no name, no time, no system


def encoded_list(revoked: Iterable[int]) -> str:
    """The list with these bits set, the first the highest of its byte: gzipped, multibase `u…`."""
    bits = bytearray(SIZE // 8)
    for index in revoked:
        bits[index // 8] |= 0x80 >> index % 8
    return "u" + base64.urlsafe_b64encode(_gzip(bytes(bits))).decode().rstrip("=")


def bit(encoded: str, index: int) -> bool | None:
    """Whether the bit at `index` is set; None where the text is no such list or has no such bit."""
    text, unpacker = encoded[1:], zlib.decompressobj(wbits=31)
    try:
        packed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        bits = unpacker.decompress(packed, SIZE // 8 + 1)
    except (ValueError, zlib.error):
        return None
    if not encoded.startswith("u") or len(bits) != SIZE // 8 or not unpacker.eof:
        return None
    return bool(bits[index // 8] & 0x80 >> index % 8) if 0 <= index < SIZE else None


def _gzip(data: bytes) -> bytes:
    """A gzip stream that packs runs of zeros and leaves all else as it is.

    Written out here because zlib's releases and replacements pack alike data differently, and what
    is signed must come out the same on every machine.
    """
    codes = "".join(map(_codes, re.findall(rb"\0+|[^\0]+", data)))
    bits = "1" + "10" + codes + "0000000"  # one last block, in fixed codes; its end
    packed = int(bits[::-1], 2).to_bytes((len(bits) + 7) // 8, "little")
    return _HEAD + packed + zlib.crc32(data).to_bytes(4, "little") + len(data).to_bytes(4, "little")


def _codes(stretch: bytes) -> str:
    """The DEFLATE codes of some bytes, which are all zeros or none."""
    if stretch[0]:
        return "".join(map(_literal, stretch))
    runs, single = divmod(len(stretch) - 1, _RUN)
    return _literal(0) * (1 + single) + _REPEAT * runs


def _literal(byte: int) -> str:
    """The fixed Huffman code of a byte (RFC 1951, 3.2.6), highest bit first."""
    return f"{0x30 + byte:08b}" if byte < 144 else f"{0x190 + byte - 144:09b}"
