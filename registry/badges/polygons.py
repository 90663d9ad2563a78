"""Outlines -> painted polygons, on a sheet that is finer than the picture to be made of it."""

from __future__ import annotations

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
        # A pixel is where its middle is, half a step from its corner.
        middles = [(round(x - 0.5), round(y - 0.5)) for x, y in corners]
        draw.polygon(middles, fill=ink if (area(corners) > 0) == forward else hole)
