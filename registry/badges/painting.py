"""Artwork -> its colours and its edge, at two pixels to the CSS pixel."""

from __future__ import annotations

from PIL import Image, ImageDraw

from .curves import UNIT
from .paths import Contour, flattened
from .polygons import SCALE, Corners, paint
from .shapes import Area, Art, Colour, Disc, Ring, Shape, Stroke

FINE = 4
"""Finer pixels to the pixel, each way, in which artwork is painted before it is averaged."""

_GRAIN = SCALE * FINE


def painted(art: Art) -> Image.Image:
    """The artwork in full colour (mode RGB).

    Beyond the edge its rim goes on, so that no colour from outside mixes with it.
    """
    sheet = Image.new("RGB", (art.width * _GRAIN, art.height * _GRAIN), art.rim)
    draw = ImageDraw.Draw(sheet)
    for shape in art.shapes:
        _paint(draw, shape)
    return sheet.reduce(FINE)


def inside(art: Art) -> Image.Image:
    """How much of each pixel lies within the badge's edge (mode L, 255 is all of it)."""
    sheet = Image.new("L", (art.width * _GRAIN, art.height * _GRAIN))
    paint(ImageDraw.Draw(sheet), [_fine(art.edge)], 255)
    return sheet.reduce(FINE)


def _paint(draw: ImageDraw.ImageDraw, shape: Shape) -> None:
    match shape:
        case Disc(x, y, radius, fill):
            draw.ellipse(_box(x, y, radius), fill=fill)
        case Ring(x, y, radius, width, colour):
            box = _box(x, y, radius + width / 2)
            draw.ellipse(box, outline=colour, width=round(width * _GRAIN))
        case Area(contour, fill):
            paint(draw, [_fine(contour)], fill)
        case Stroke(contours, width, colour):
            for contour in contours:
                _stroke(draw, contour, round(width * _GRAIN), colour)


def _stroke(draw: ImageDraw.ImageDraw, contour: Contour, width: int, colour: Colour) -> None:
    corners = _fine(contour)
    # A closed line goes on to its second corner, so that the first is joined like all others.
    bent = [*corners, *corners[:2]] if contour.closed else corners
    draw.line(bent, fill=colour, width=width, joint="curve")
    if not contour.closed:
        for x, y in (corners[0], corners[-1]):
            half = width / 2
            draw.ellipse((x - half, y - half, x + half - 1, y + half - 1), fill=colour)


def _box(x: float, y: float, radius: float) -> tuple[float, float, float, float]:
    x, y, far = x * _GRAIN, y * _GRAIN, radius * _GRAIN
    return x - far, y - far, x + far - 1, y + far - 1


def _fine(contour: Contour) -> Corners:
    return [(x * _GRAIN / UNIT, y * _GRAIN / UNIT) for x, y in flattened(contour)]
