"""A weight and a character -> its outline, width and kerning, from a table made of the font.

The tables stand beside the font they were made from; a test holds them equal to it. So badges are
drawn without a font reader, and the same on every machine.
"""

from __future__ import annotations

import enum
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

EM = 1024
"""Units of the table to the em; x runs right, y down, the origin lies on the baseline."""


class Weight(enum.StrEnum):
    """How bold the letters are."""

    MEDIUM = "inter-500"
    SEMIBOLD = "inter-600"


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character's outline.

    `first` is the first point; `path`, SVG path data in relative terms, goes on from there; `last`
    is where a pen then stands. `left` and `right` are its classes for kerning, as the left and as
    the right one of two. Blank characters have an empty path.
    """

    advance: int
    left: int
    right: int
    first: tuple[int, int] = (0, 0)
    last: tuple[int, int] = (0, 0)
    path: str = ""


@dataclass(frozen=True, slots=True)
class Outlines:
    """All characters of one weight."""

    rows: Mapping[str, str]
    kerning: Mapping[tuple[int, int], int]

    def __contains__(self, character: str) -> bool:
        """Whether the font can draw the character."""
        return character in self.rows

    def glyph(self, character: str) -> Glyph:
        """The character's outline; KeyError where the font has none."""
        return _glyph(self.rows[character])

    def kern(self, left: Glyph, right: Glyph) -> int:
        """Units to add between two neighbours, mostly none or a few less."""
        return self.kerning.get((left.left, right.right), 0)


@cache
def outlines(weight: Weight) -> Outlines:
    """The table of one weight, read once."""
    data = pkgutil.get_data(__name__, f"inter/{weight}.txt") or b""
    rows: dict[str, str] = {}
    kerning: dict[tuple[int, int], int] = {}
    for line in data.decode().splitlines():
        if line.startswith("glyph "):
            rows[line[6]] = line[8:]
        elif line.startswith("kern "):
            _, left, *pairs = line.split()
            for right, _, units in (pair.partition(":") for pair in pairs):
                kerning[int(left), int(right)] = int(units)
    return Outlines(rows, kerning)


@cache
def _glyph(row: str) -> Glyph:
    advance, left, right, *drawn = row.split(" ", 5)
    if not drawn:
        return Glyph(int(advance), int(left), int(right))
    first, last, path = drawn
    return Glyph(int(advance), int(left), int(right), _point(first), _point(last), path)


def _point(text: str) -> tuple[int, int]:
    x, _, y = text.partition(",")
    return int(x), int(y)
