"""Artwork -> a plate: its pixels as numbers of a palette that holds every shade words will need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from PIL import Image

from .colours import Triple, mixed, rgb
from .painting import inside, painted
from .shapes import Art, Colour

COLOURS = 16
"""How many colours the artwork is reduced to: more weigh bytes that nobody sees."""

STEPS = 6
"""Shades from a text's ground to its colour, and from nothing to the rim, both ends counted."""

Pair = tuple[Colour, Colour]
"""A text's colour and the ground it stands on."""

_LEVEL = [round(coverage * (STEPS - 1) / 255) for coverage in range(256)]
_PARTLY = [255] * 255 + [0]


@dataclass(frozen=True, slots=True)
class Plate:
    """Pixels as numbers of colours (mode L); palette and alphas as PNG wants them.

    `shades` turns coverage by a text, 0 to 255, into numbers of colours.
    """

    image: Image.Image
    palette: bytes
    alphas: bytes
    shades: Mapping[Pair, bytes]


@cache
def plate(art: Art, pairs: tuple[Pair, ...]) -> Plate:
    """The artwork with the shades for words of these colours; never to be drawn upon itself."""
    reduced = painted(art).quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    palette = _triples(reduced.getpalette() or ())[:COLOURS]
    for ground in dict.fromkeys(rgb(ground) for _, ground in pairs):
        palette[_nearest(palette, ground)] = ground
    image = Image.frombytes("L", reduced.size, reduced.tobytes())
    opaque = len(palette)
    _fade(image, art, opaque)
    palette += [rgb(art.rim)] * STEPS
    alphas = [255] * opaque + [round(step * 255 / (STEPS - 1)) for step in range(STEPS)]
    shades = {pair: _shades(palette, *map(rgb, pair)) for pair in pairs}
    return Plate(image, bytes(sum(palette, ())), bytes(alphas), shades)


def _fade(image: Image.Image, art: Art, first: int) -> None:
    """Outside of the edge, and where it runs through a pixel: the rim, more or less transparent."""
    edge = inside(art)
    image.paste(edge.point([first + level for level in _LEVEL]), (0, 0), edge.point(_PARTLY))


def _shades(palette: list[Triple], colour: Triple, ground: Triple) -> bytes:
    """Enter the steps from ground to colour in the palette -> coverage to number."""
    numbers = [palette.index(ground), *range(len(palette), len(palette) + STEPS - 1)]
    palette += [mixed(ground, colour, step / (STEPS - 1)) for step in range(1, STEPS)]
    return bytes(numbers[level] for level in _LEVEL)


def _nearest(palette: list[Triple], colour: Triple) -> int:
    def distance(number: int) -> int:
        return sum((a - b) ** 2 for a, b in zip(palette[number], colour, strict=True))

    return min(range(len(palette)), key=distance)


def _triples(values: Iterable[int]) -> list[Triple]:
    following = iter(values)
    return list(zip(following, following, following, strict=True))
