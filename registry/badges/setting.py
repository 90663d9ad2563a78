"""Text and the room it has -> lines, their size, and where every letter stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

from .outlines import EM, Glyph, Weight, outlines

ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Type:
    """How letters are set: how bold, how large (CSS pixels), and how far apart (1/1024 em)."""

    weight: Weight
    size: float
    tracking: int = 0


@lru_cache(maxsize=8192)
def placed(text: str, weight: Weight, tracking: int = 0) -> tuple[tuple[int, Glyph], ...]:
    """Every letter with the place of its origin, in 1/1024 em from the line's start."""
    font = outlines(weight)
    glyphs = [font.glyph(character) for character in text]
    if not glyphs:
        return ()
    steps = (a.advance + tracking + font.kern(a, b) for a, b in pairwise(glyphs))
    return tuple(zip(accumulate(steps, initial=0), glyphs, strict=True))


def width(text: str, style: Type) -> float:
    """How long the line is, in CSS pixels."""
    letters = placed(text, style.weight, style.tracking)
    return (letters[-1][0] + letters[-1][1].advance) * style.size / EM if letters else 0.0


def turned(
    text: str, style: Type, radius: float, *, below: bool
) -> list[tuple[float, float, Glyph]]:
    """A line around a point: every letter's angle, its shift and its outline.

    The letter is centred, shifted down by so many 1/1024 em, then turned about the point by so many
    radians, clockwise. `radius` runs to the baseline, in CSS pixels.
    """
    letters = placed(text, style.weight, style.tracking)
    lift = radius * EM / style.size * (1 if below else -1)
    half = (letters[-1][0] + letters[-1][1].advance) / 2 if letters else 0
    return [(-(x + glyph.advance / 2 - half) / lift, lift, glyph) for x, glyph in letters]


@dataclass(frozen=True, slots=True)
class Room:
    """What a text may take: so many CSS pixels across, on one line or two, in which sizes.

    Sizes are tried from the first to the last, on one line, then on two.
    """

    width: float
    one: tuple[float, ...]
    two: tuple[float, ...] = ()


@lru_cache(maxsize=4096)
def fitted(text: str, weight: Weight, room: Room, tracking: int = 0) -> tuple[float, list[str]]:
    """The text in its room: it shrinks, then wraps, then ends in an ellipsis -> size, lines."""
    # A single word would be broken inside of itself: rather than that it shrinks further.
    for size in room.one if " " in text else room.one + room.two:
        if width(text, Type(weight, size, tracking)) <= room.width:
            return size, [text]
    for size in room.two:
        lines = _halved(text, Type(weight, size, tracking), room.width)
        if lines:
            return size, lines
    last = Type(weight, (room.two or room.one)[-1], tracking)
    if not room.two:
        return last.size, [_cut(text, last, room.width)]
    first = _filled(text, last, room.width)
    return last.size, [first, _cut(text[len(first) :].strip(), last, room.width)]


def _halved(text: str, style: Type, across: float) -> list[str] | None:
    """The text on two lines as even as its words allow, None where they are too long."""
    fitting = []
    for first, second in _breaks(text):
        longest = max(width(first, style), width(second, style))
        if longest <= across:
            fitting.append((longest, first, second))
    return list(min(fitting)[1:]) if fitting else None


def _breaks(text: str) -> Iterator[tuple[str, str]]:
    """Every way to break a text at a blank or behind a hyphen or a slash."""
    for i, character in enumerate(text[:-1], start=1):
        if character == " ":
            yield text[: i - 1], text[i:]
        elif character in "-–—/" and text[i] != " ":
            yield text[:i], text[i:]


def _filled(text: str, style: Type, across: float) -> str:
    """As much of the text as the first line takes: whole words, or letters of a very long one."""
    whole = [first for first, _ in _breaks(text) if width(first, style) <= across]
    letters = text[: _count(text, style, across)]
    longest = max(whole, key=len, default="")
    return longest if len(longest) * 2 > len(letters) else letters


def _cut(text: str, style: Type, across: float) -> str:
    """As much of the text as fits with an ellipsis behind it; all of it where it fits."""
    if width(text, style) <= across:
        return text
    dots = width(ELLIPSIS, style)
    return text[: _count(text, style, across - dots)].rstrip(" -–—/.,;:") + ELLIPSIS


def _count(text: str, style: Type, across: float) -> int:
    """How many letters fit; at least one."""
    ends = _ends(placed(text, style.weight, style.tracking))
    return max(1, sum(1 for end in ends if end * style.size / EM <= across))


def _ends(letters: Sequence[tuple[int, Glyph]]) -> Iterator[int]:
    return (x + glyph.advance for x, glyph in letters)
