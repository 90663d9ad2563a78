"""Bytes of a logo -> what is wrong with it, if anything."""

from __future__ import annotations

import io
import struct
import warnings

LOGO_LIMIT = 512 * 1024
"""Bytes a logo may have at most."""
SIDE_LIMIT = 4096
"""Pixels a logo may have on a side; what is larger could exhaust the memory of a build."""

_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def problem(data: bytes) -> str | None:
    """Why the bytes are no logo; None where they are one."""
    if len(data) > LOGO_LIMIT:
        return f"the logo is larger than {LOGO_LIMIT // 1024} KiB"
    if not data.startswith(_SIGNATURE) or data[12:16] != b"IHDR" or len(data) < 24:
        return "the file is not a PNG"
    width, height = struct.unpack(">II", data[16:24])
    if not (0 < width <= SIDE_LIMIT and 0 < height <= SIDE_LIMIT):
        return f"the logo has {width:,} × {height:,} pixels"
    return None if _can_be_drawn(data) else "the PNG is damaged"


def _can_be_drawn(data: bytes) -> bool:
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a broken chunk; whether it draws is what counts
            with Image.open(io.BytesIO(data), formats=["PNG"]) as image:
                image.load()
    except Exception:  # Pillow has many words for a damaged file
        return False
    return True
