"""The compact badge: what the card says first, on 220 by 66 CSS pixels."""

from __future__ import annotations

from functools import cache

from .colours import colours
from .face import Face, Look, Scheme
from .layout import Line, label_of, name_of
from .medallion import struck, wafer
from .panels import cut, whole
from .shapes import Art, Drawing

WIDTH, HEIGHT = 220, 66
_FOLD = 41
_LEFT, _ACROSS = 46, 162
_MIDDLE = (24.5, 21)


def compact(face: Face) -> Drawing:
    """The face as a compact badge."""
    of = colours(face.scheme, face.look)
    line = Line(_LEFT, 31.5, _ACROSS, (16, 15, 14, 13, 12), of.ink, of.paper)
    name = line.set_over(name_of(face), (11, 10.5, 10), (23.5, 35))
    high = 14.5 if len(name) == 1 else 12
    label = Line(_LEFT, high, _ACROSS, (8, 7.5, 7), of.accent, of.paper, tracking=50)
    sizes = (12.5, 12, 11.5, 11, 10.5, 10)
    claim = Line(WIDTH / 2, 58, WIDTH - 14, sizes, of.on_band, of.band, centred=True)
    words = (label.set(label_of(face)), *name, claim.set(face.claim))
    return Drawing(_art(face.scheme, face.look), words)


@cache
def _art(scheme: Scheme, look: Look) -> Art:
    of = colours(scheme, look)
    if look is not Look.ENDED:
        edge, shapes = whole(WIDTH, HEIGHT, _FOLD, 8, 1, of)
        shapes += wafer(*_MIDDLE, 16.5, of)
    else:
        edge, shapes = cut(WIDTH, HEIGHT, _FOLD, 16, 1, of)
        shapes += struck(*_MIDDLE, 15.5, of, 1.5)
    return Art(WIDTH, HEIGHT, edge, of.rim, tuple(shapes))
