"""Scheme and look -> colours, each named for its office."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .face import Look, Scheme
from .shapes import Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """One set of colours. Every text stands on `paper` or `band`, at a contrast of 4.5 or more."""

    paper: Colour
    rim: Colour
    ink: Colour
    quiet: Colour
    accent: Colour
    band: Colour
    on_band: Colour
    seal: Colour
    on_seal: Colour
    fine: Colour
    trim: Colour


HOLDS = {
    Scheme.LIGHT: Colours(
        paper="#fdfcf8",
        rim="#0c4a45",
        ink="#10302d",
        quiet="#4a615d",
        accent="#0c5f57",
        band="#0c4a45",
        on_band="#ffffff",
        seal="#0c4a45",
        on_seal="#fdfcf8",
        fine="#5fae9f",
        trim="#c79a45",
    ),
    Scheme.DARK: Colours(
        paper="#0e2422",
        rim="#3f8f81",
        ink="#f3f7f3",
        quiet="#a9c2bb",
        accent="#8fdcc6",
        band="#8fdcc6",
        on_band="#06211d",
        seal="#8fdcc6",
        on_seal="#0e2422",
        fine="#2f8272",
        trim="#e3bd6d",
    ),
}

ENDED = {
    Scheme.LIGHT: Colours(
        paper="#f5f2ee",
        rim="#8d8178",
        ink="#3b3632",
        quiet="#645c56",
        accent="#645c56",
        band="#f3d9d2",
        on_band="#7c1d10",
        seal="#f5f2ee",
        on_seal="#8d8178",
        fine="#8d8178",
        trim="#a5301d",
    ),
    Scheme.DARK: Colours(
        paper="#211d1b",
        rim="#8f837b",
        ink="#e4ddd7",
        quiet="#b3a9a1",
        accent="#b3a9a1",
        band="#4b1c14",
        on_band="#ffc2b3",
        seal="#211d1b",
        on_seal="#8f837b",
        fine="#8f837b",
        trim="#ff8b73",
    ),
}


# As it would look, in amber throughout: nobody should take it for a seal.
PREVIEW = {
    Scheme.LIGHT: replace(
        HOLDS[Scheme.LIGHT],
        rim="#855000",
        accent="#855000",
        band="#f4c04e",
        on_band="#2b1d00",
        seal="#f4c04e",
        on_seal="#4a3000",
        fine="#a87a1c",
        trim="#855000",
    ),
    Scheme.DARK: replace(
        HOLDS[Scheme.DARK],
        rim="#a87a1c",
        accent="#f4c04e",
        band="#f4c04e",
        on_band="#2b1d00",
        seal="#f4c04e",
        on_seal="#2b1d00",
        fine="#a87a1c",
        trim="#f4c04e",
    ),
}

_OF = {Look.HOLDS: HOLDS, Look.ENDED: ENDED, Look.PREVIEW: PREVIEW}


def colours(scheme: Scheme, look: Look) -> Colours:
    """The colours of a badge."""
    return _OF[look][scheme]


Triple = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""


def rgb(colour: Colour) -> Triple:
    """#rrggbb as numbers."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mixed(a: Triple, b: Triple, share: float) -> Triple:
    """So large a share of the second colour in the first."""
    red, green, blue = (round(x + (y - x) * share) for x, y in zip(a, b, strict=True))
    return red, green, blue
