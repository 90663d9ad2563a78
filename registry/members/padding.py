"""A value -> JSON text, plain or packed, whose length says little about it."""

from __future__ import annotations

import json
import zlib

_STEP = 4096


_HEAD = b"\x1f\x8b\x08\x10\0\0\0\0\0\xff"
"""What a gzip file begins with: deflated, with a comment, without a time (RFC 1952)."""


def padded_json(value: object) -> bytes:
    """The value as JSON in UTF-8, filled up with blanks, which JSON allows at its end."""
    text = _json(value)
    return text.ljust(padded_length(len(text) + 1) - 1) + b"\n"


def padded_gzip(value: object) -> bytes:
    """The value as JSON in a gzip file, filled up with a comment of blanks, which is in no text."""
    text = _json(value)
    deflate = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    tail = b"\0" + deflate.compress(text) + deflate.flush()
    tail += zlib.crc32(text).to_bytes(4, "little") + (len(text) % 2**32).to_bytes(4, "little")
    return _HEAD.ljust(padded_length(len(_HEAD) + len(tail)) - len(tail)) + tail


def _json(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")


def padded_length(length: int) -> int:
    """The next length of a coarse scale: steps of 4 KiB, of an eighth of the size when larger.

    An eighth of the power of two at or below it, so that large files do not grow by more than that.
    """
    step = max(_STEP, 1 << max(length.bit_length() - 4, 0))
    return -(-length // step) * step
