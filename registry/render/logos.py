"""An organisation's logo as it came -> the file the site shows: drawn anew, never copied."""

from __future__ import annotations

import io

from PIL import Image

from ..artifact import Artifact
from ..pages.public import PublicLogo

BOX = 160
"""Pixels of the longer side; shown at half of that."""

COLOURS = 64
"""A logo has few; the file is a fifth of what it would be."""


def logo(path: str, data: bytes) -> tuple[PublicLogo, Artifact]:
    """The logo of the organisation with that path, which the reader has found to be a sound PNG."""
    with Image.open(io.BytesIO(data), formats=["PNG"]) as opened:
        drawn = opened.convert("RGBA")
    drawn.thumbnail((BOX, BOX), Image.Resampling.LANCZOS)
    clean = Image.new("RGBA", drawn.size)
    clean.paste(drawn)
    flat = clean.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    saved = io.BytesIO()
    flat.save(saved, "PNG", compress_level=9)
    address = f"logos/{path}.png"
    size = (max(drawn.width // 2, 1), max(drawn.height // 2, 1))
    shown = PublicLogo(address=address, width=size[0], height=size[1])
    return shown, Artifact(address, saved.getvalue())
