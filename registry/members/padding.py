"""A value -> JSON text whose length says little about it."""

from __future__ import annotations

import json

_STEP = 4096


def padded_json(value: object) -> bytes:
    """The value as JSON in UTF-8, filled up with blanks, which JSON allows at its end."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return text.ljust(padded_length(len(text) + 1) - 1) + b"\n"


def padded_length(length: int) -> int:
    """The next length of a coarse scale: steps of 4 KiB, of an eighth of the size when larger.

    An eighth of the power of two at or below it, so that large files do not grow by more than that.
    """
    step = max(_STEP, 1 << max(length.bit_length() - 4, 0))
    return -(-length // step) * step
