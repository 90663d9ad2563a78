"""The card: the seal, whose it is, who says so, and until when, on 320 by 132 CSS pixels."""

from __future__ import annotations

from functools import cache

from .colours import Colours, colours
from .face import Face, Look, Scheme
from .layout import Line, addresses_of, body_of, label_of, name_of
from .medallion import rosette, struck
from .outlines import Weight
from .panels import cut, whole
from .shapes import Art, Drawing, Run

WIDTH, HEIGHT = 320, 132
_FOLD = 97
_LEFT, _ACROSS = 106, 200
_MIDDLE = (54.5, 49)


def card(face: Face) -> Drawing:
    """The face as a card."""
    of = colours(face.scheme, face.look)
    return Drawing(_art(face.scheme, face.look), (*_about(face, of), _claim(face, of)))


def _about(face: Face, of: Colours) -> list[Run]:
    """Whose seal it is, and who says so."""
    large = Line(_LEFT, 49.5, _ACROSS, (23, 22, 21, 20, 19, 18, 17), of.ink, of.paper)
    name = large.set_over(name_of(face), (16, 15, 14), (39, 56.5))
    high, low = (23, 70.5) if len(name) == 1 else (20.5, 72)
    label = Line(_LEFT, high, _ACROSS, (9.5, 9, 8.5, 8), of.accent, of.paper, tracking=60)
    body = Line(_LEFT, low, _ACROSS, (10, 9.5, 9), of.quiet, of.paper, Weight.MEDIUM)
    foot = Line(_LEFT, low + 13, _ACROSS, (9, 8.5, 8), of.quiet, of.paper, Weight.MEDIUM)
    return [
        label.set(label_of(face)),
        *name,
        body.set(body_of(face)),
        foot.set_first(addresses_of(face)),
    ]


def _claim(face: Face, of: Colours) -> Run:
    sizes = (17, 16.5, 16, 15.5, 15, 14)
    line = Line(WIDTH / 2, 120.5, WIDTH - 36, sizes, of.on_band, of.band, centred=True)
    return line.set(face.claim)


@cache
def _art(scheme: Scheme, look: Look) -> Art:
    of = colours(scheme, look)
    if look is not Look.ENDED:
        edge, shapes = whole(WIDTH, HEIGHT, _FOLD, 12, 1.5, of)
        shapes += rosette(*_MIDDLE, 40, of)
    else:
        edge, shapes = cut(WIDTH, HEIGHT, _FOLD, 26, 1, of)
        shapes += struck(*_MIDDLE, 38, of, 2.5)
    return Art(WIDTH, HEIGHT, edge, of.rim, tuple(shapes))
