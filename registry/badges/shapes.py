"""The few things a badge is made of, placed in CSS pixels; SVG and PNG are drawn from the same."""

from __future__ import annotations

from dataclasses import dataclass

from .paths import Contour
from .setting import Type

Colour = str
"""#rrggbb"""


@dataclass(frozen=True, slots=True)
class Disc:
    """A full circle."""

    x: float
    y: float
    radius: float
    fill: Colour


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle's line; `radius` runs to its middle."""

    x: float
    y: float
    radius: float
    width: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Area:
    """A filled outline, in hundredths of a pixel."""

    contour: Contour
    fill: Colour


@dataclass(frozen=True, slots=True)
class Stroke:
    """Lines of one width (CSS pixels) with round ends, along contours in hundredths of a pixel."""

    contours: tuple[Contour, ...]
    width: float
    colour: Colour


Shape = Disc | Ring | Area | Stroke


@dataclass(frozen=True, slots=True)
class Run:
    """A line of letters; `x`, `y` is where its baseline starts. It stands on plain `ground`."""

    text: str
    style: Type
    x: float
    y: float
    colour: Colour
    ground: Colour


@dataclass(frozen=True, slots=True)
class Curved:
    """A line of letters around a point, its middle at the top, or at the bottom and upright.

    `radius` runs to the baseline.
    """

    text: str
    style: Type
    x: float
    y: float
    radius: float
    colour: Colour
    ground: Colour
    below: bool = False


Words = Run | Curved


@dataclass(frozen=True, eq=False)
class Art:
    """What all badges of one form, scheme and standing share.

    `edge` is the badge's outline, in hundredths of a pixel; `rim` the colour that it ends in.
    Compared by identity: there are a dozen of them, and their pixels are kept.
    """

    width: int
    height: int
    edge: Contour
    rim: Colour
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole badge: the artwork, and the words upon it."""

    art: Art
    words: tuple[Words, ...]
