"""A drawing -> PNG at two pixels to the CSS pixel, with a palette.

The artwork is painted once a process; a badge is that with its words laid over it, in shades that
the palette holds ready. So nothing is mixed or counted per badge.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping

from PIL import Image

from .letters import curved, line
from .plate import Plate, plate
from .shapes import Drawing, Run, Words

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_TOUCHED = [0] + [255] * 255

_EFFORT = 5
"""Of zlib: half the time of the usual 6, for one byte in forty more."""

_PER_METRE = 5669
"""144 pixels to the inch: programs that heed it show the picture at its size in CSS pixels."""


def written(drawing: Drawing, texts: Mapping[str, str]) -> bytes:
    """The whole file; `texts` become uncompressed iTXt chunks, keyword -> text."""
    pairs = tuple(dict.fromkeys((words.colour, words.ground) for words in drawing.words))
    base = plate(drawing.art, pairs)
    image = base.image.copy()
    for words in drawing.words:
        _lay(image, words, base)
    chunks = [
        _chunk(b"IHDR", struct.pack(">IIBBBBB", *image.size, 8, 3, 0, 0, 0)),
        _chunk(b"pHYs", struct.pack(">IIB", _PER_METRE, _PER_METRE, 1)),
        _chunk(b"PLTE", base.palette),
        _chunk(b"tRNS", base.alphas),
        *(_chunk(b"iTXt", _text(keyword, text)) for keyword, text in texts.items()),
        _chunk(b"IDAT", _pixels(image)),
        _chunk(b"IEND", b""),
    ]
    return _SIGNATURE + b"".join(chunks)


def _lay(image: Image.Image, words: Words, base: Plate) -> None:
    """Lay words over the artwork; the ground beneath them is plain."""
    shades = base.shades[words.colour, words.ground]
    coverage, corner = line(words) if isinstance(words, Run) else curved(words)
    image.paste(coverage.point(shades), corner, coverage.point(_TOUCHED))


def _pixels(image: Image.Image) -> bytes:
    """Rows without a filter, which would only disturb numbers of colours."""
    across, data = image.size[0], image.tobytes()
    rows = (data[start : start + across] for start in range(0, len(data), across))
    return zlib.compress(b"\0" + b"\0".join(rows), _EFFORT)


def _text(keyword: str, text: str) -> bytes:
    """Keyword, not compressed, no language, no translated keyword, text."""
    return keyword.encode("latin-1") + b"\0\0\0\0\0" + text.encode()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
