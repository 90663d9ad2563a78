"""The seal itself: a scalloped, engraved rosette while it holds; a cut and struck ring once not."""

from __future__ import annotations

from math import pi, sin

from .colours import Colours
from .curves import arc, keyhole, lobes, polar, polygon
from .paths import Contour
from .shapes import Area, Disc, Ring, Shape, Stroke

LOBES = 28

CUT = (68.0, 382.0)
"""From where to where the circle goes on that has lost its upper right edge, in degrees."""


def rosette(x: float, y: float, radius: float, of: Colours) -> list[Shape]:
    """A wafer seal, engraved like a banknote, around a keyhole."""
    return [
        Area(lobes(x, y, radius, radius * 0.945, LOBES), of.seal),
        Stroke(engraved(x, y, radius * 0.735, radius * 0.125, 9, 3), 0.75, of.fine),
        Ring(x, y, radius * 0.895, 0.75, of.trim),
        *_eye(x, y, radius * 0.575, of),
    ]


def wafer(x: float, y: float, radius: float, of: Colours) -> list[Shape]:
    """The same, so small that an engraving would be a blur."""
    return [
        Area(lobes(x, y, radius, radius * 0.93, LOBES * 3 // 4), of.seal),
        Ring(x, y, radius * 0.82, 0.75, of.trim),
        *_eye(x, y, radius * 0.66, of),
    ]


def _eye(x: float, y: float, radius: float, of: Colours) -> list[Shape]:
    return [
        Disc(x, y, radius, of.on_seal),
        Ring(x, y, radius, 1, of.trim),
        Area(keyhole(x, y, radius * 1.16), of.seal),
    ]


def engraved(
    x: float, y: float, radius: float, swing: float, waves: int, lines: int
) -> tuple[Contour, ...]:
    """Interlaced waves around a point: so many lines, each a little further on than the last."""

    def wave(shift: float) -> Contour:
        return polar(x, y, lambda angle: radius + swing * sin(waves * angle + shift), waves * 6)

    return tuple(wave(2 * pi * n / lines) for n in range(lines))


def struck(x: float, y: float, radius: float, of: Colours, width: float) -> list[Shape]:
    """A bare ring, cut like a cancelled document, and a keyhole with a bar through it."""
    reach = radius - width / 2
    slant = reach * 0.62
    bar = polygon((x - slant, y - slant), (x + slant, y + slant), closed=False)
    return [
        Stroke((arc(x, y, reach, *CUT, closed=True),), width, of.fine),
        Area(keyhole(x, y, radius * 0.86), of.fine),
        Stroke((bar,), width * 4, of.paper),
        Stroke((bar,), width * 2, of.trim),
    ]
