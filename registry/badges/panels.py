"""Colours and sizes -> the ground of a badge: paper, and below it a band for the date."""

from __future__ import annotations

from math import sqrt

from .colours import Colours
from .curves import clipped, rounded
from .paths import Contour
from .shapes import Area, Shape

Ground = tuple[Contour, list[Shape]]
"""The badge's edge, and what lies within it."""


def whole(
    width: float, height: float, fold: float, radius: float, rim: float, of: Colours
) -> Ground:
    """While the seal holds: round corners. `fold` is where the band begins, in CSS pixels."""
    across, inner = width - 2 * rim, radius - rim
    upper = rounded(rim, rim, across, fold - rim, (inner, inner, 0, 0))
    lower = rounded(rim, fold, across, height - fold - rim, (0, 0, inner, inner))
    edge = rounded(0, 0, width, height, (radius, radius, radius, radius))
    line = rounded(rim, fold, across, 1, (0, 0, 0, 0))
    return edge, [Area(upper, of.paper), Area(lower, of.band), Area(line, of.trim)]


def cut(width: float, height: float, fold: float, clip: float, rim: float, of: Colours) -> Ground:
    """Once it does not: a corner is cut off, `clip` pixels each way, as of a cancelled passport."""
    across, radius = width - 2 * rim, 1 + rim
    # Both cuts run at 45 degrees; so far apart, the rim is as wide there as elsewhere.
    inner = clip - (2 - sqrt(2)) * rim
    edge = clipped(0, 0, width, height, radius, clip)
    paper = clipped(rim, rim, across, height - 2 * rim, 1, inner)
    band = rounded(rim, fold, across, height - fold - rim, (0, 0, 1, 1))
    return edge, [Area(paper, of.paper), Area(band, of.band)]
