"""The round badge: a stamp of 200 by 200 CSS pixels."""

from __future__ import annotations

from functools import cache
from math import radians

from .colours import Colours, colours
from .curves import arc, keyhole, lobes
from .face import Face, Look, Scheme
from .layout import Line, body_of, label_of, name_of
from .medallion import CUT, engraved, struck
from .outlines import Weight
from .setting import Room, Type, fitted
from .shapes import Area, Art, Curved, Disc, Drawing, Ring, Run, Stroke, Words

SIDE = 200
_MIDDLE = SIDE / 2
_TRACKING = 90


def roundel(face: Face) -> Drawing:
    """The face as a stamp."""
    of = colours(face.scheme, face.look)
    words = (*_around(face, of), *_within(face, of))
    return Drawing(_whole(face.scheme, face.look) if face.holds else _cut(face.scheme), words)


def _around(face: Face, of: Colours) -> list[Words]:
    """The seal's name along the top, its body's name along the bottom."""
    colour, ground = (of.on_seal, of.seal) if face.holds else (of.quiet, of.paper)
    above = _bent(label_of(face), 80, 200)
    below = _bent(body_of(face).upper(), 86.5, 150)
    return [
        Curved(*above, _MIDDLE, _MIDDLE, 80, colour, ground),
        Curved(*below, _MIDDLE, _MIDDLE, 86.5, colour, ground, below=True),
    ]


def _bent(text: str, radius: float, degrees: float) -> tuple[str, Type]:
    """The text as it fits so much of a circle, and its style."""
    room = Room(radius * radians(degrees), (9.5, 9, 8.5, 8, 7.5))
    size, (line,) = fitted(text, Weight.SEMIBOLD, room, _TRACKING)
    return line, Type(Weight.SEMIBOLD, size, _TRACKING)


def _within(face: Face, of: Colours) -> list[Run]:
    """Whose seal it is and until when, within the circle's width at that height."""
    ink, ground, low = (of.accent, of.paper, 123.0) if face.holds else (of.on_band, of.band, 124.5)
    name = Line(_MIDDLE, 101, 112, (19, 18, 17, 16, 15, 14, 13), of.ink, of.paper, centred=True)
    until = Line(_MIDDLE, low, 104, (10,), ink, ground, centred=True)
    sizes = (13, 12.5, 12, 11.5, 11, 10)
    day = Line(_MIDDLE, low + 15, 104, sizes, ink, ground, centred=True)
    return [
        *name.set_over(name_of(face), (13, 12, 11), (92, 106)),
        until.set(face.claim_words),
        day.set(face.claim_day),
    ]


@cache
def _whole(scheme: Scheme, look: Look) -> Art:
    of = colours(scheme, look)
    shapes = (
        Ring(_MIDDLE, _MIDDLE, 92.5, 1, of.trim),
        Stroke(engraved(_MIDDLE, _MIDDLE, 68.75, 4.5, 26, 2), 0.75, of.fine),
        Disc(_MIDDLE, _MIDDLE, 63, of.paper),
        Ring(_MIDDLE, _MIDDLE, 63, 1, of.trim),
        Area(keyhole(_MIDDLE, 61, 28), of.seal),
    )
    return Art(SIDE, SIDE, lobes(_MIDDLE, _MIDDLE, 99.5, 96, 44), of.seal, shapes)


@cache
def _cut(scheme: Scheme) -> Art:
    of = colours(scheme, Look.ENDED)
    shapes = (
        Area(arc(_MIDDLE, _MIDDLE, 98, *CUT, closed=True), of.paper),
        Area(arc(_MIDDLE, _MIDDLE, 70, 99, 261, closed=True), of.band),
        Ring(_MIDDLE, _MIDDLE, 70, 1, of.fine),
        *struck(_MIDDLE, 59.5, 18, of, 1.5),
    )
    return Art(SIDE, SIDE, arc(_MIDDLE, _MIDDLE, 99, *CUT, closed=True), of.rim, shapes)
