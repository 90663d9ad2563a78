"""Outlines -> painted polygons, on a sheet that is finer than the picture to be made of it."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor

from PIL import ImageDraw

from .paths import area

Corners = list[tuple[float, float]]

SCALE = 2
"""Pixels of the picture to the CSS pixel."""

Ink = int | str
"""A level of grey, or a colour as #rrggbb."""


def paint(draw: ImageDraw.ImageDraw, outlines: list[Corners], ink: Ink, hole: Ink = 0) -> None:
    """Paint polygons, in pixels of the sheet; those that run against the largest are holes."""
    ordered = sorted(outlines, key=lambda corners: -abs(area(corners)))
    forward = area(ordered[0]) > 0
    for corners in ordered:
        xs, ys = zip(*corners, strict=True)
        pixels = list(zip(_pixels(xs), _pixels(ys), strict=True))
        draw.polygon(pixels, fill=ink if (area(corners) > 0) == forward else hole)


def _pixels(places: Sequence[float]) -> list[int]:
    """Places along one axis -> the outermost pixels whose middle lies within.

    The painter fills the pixels that it is given as well: with an edge at 8.0, a shape must end
    with pixel 7, or begin with pixel 8.
    """
    middle = (min(places) + max(places)) / 2
    return [ceil(p - 0.5) if p < middle else floor(p - 0.5) for p in places]
