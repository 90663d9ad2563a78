"""Words -> how much of each pixel they cover, from the same outlines as the SVG's."""

from __future__ import annotations

from functools import cache, lru_cache
from math import ceil, cos, floor, sin

from PIL import Image, ImageDraw

from .outlines import EM, Glyph
from .paths import flattened, parsed
from .polygons import SCALE, Corners, paint
from .setting import placed, turned
from .shapes import Curved, Run

FINE = 8
"""Finer pixels to the pixel, each way, in which letters are painted before they are averaged."""

PHASES = 2
"""A letter may begin at so many places within a pixel: fewer would set it visibly unevenly."""

Coverage = tuple[Image.Image, tuple[int, int]]
"""Mode L, 255 where a pixel is wholly covered; and where its top left corner lies, in pixels."""


@lru_cache(maxsize=1024)
def line(run: Run) -> Coverage:
    """A straight line's coverage of the picture."""
    em, baseline = run.style.size * SCALE, round(run.y * SCALE)
    left, top = floor(run.x * SCALE) - 2, baseline - ceil(em * 1.2)
    letters = placed(run.text, run.style.weight, run.style.tracking)
    end = letters[-1][0] + letters[-1][1].advance if letters else 0
    sheet = Image.new("L", (ceil(end * em / EM) + 6, ceil(em * 1.6)))
    for origin, glyph in letters:
        if glyph.path:
            step = round((run.x * SCALE + origin * em / EM - left) * PHASES)
            mask, (dx, dy) = _letter(glyph, em, step % PHASES)
            sheet.paste(255, (step // PHASES + dx, baseline - top + dy), mask)
    return sheet, (left, top)


@lru_cache(maxsize=64)
def curved(words: Curved) -> Coverage:
    """The coverage of a line around a point.

    Every letter stands at an angle of its own, so the whole line is painted, and kept.
    """
    scale = words.style.size * SCALE * FINE / EM
    x, y = words.x * SCALE * FINE, words.y * SCALE * FINE
    letters = turned(words.text, words.style, words.radius, below=words.below)
    return _covered(
        [
            [(x + px * scale, y + py * scale) for px, py in _turned(corners, angle, lift, glyph)]
            for angle, lift, glyph in letters
            for corners in _outlines(glyph)
        ]
    )


def _turned(corners: Corners, angle: float, lift: float, glyph: Glyph) -> Corners:
    sine, cosine, middle = sin(angle), cos(angle), glyph.advance // 2
    moved = ((x - middle, y + lift) for x, y in corners)
    return [(x * cosine - y * sine, x * sine + y * cosine) for x, y in moved]


@lru_cache(maxsize=16384)
def _letter(glyph: Glyph, em: float, phase: int) -> Coverage:
    """A letter's coverage; its corner counts from its origin on the baseline."""
    scale, shift = em / EM * FINE, phase * FINE / PHASES
    return _covered([[(x * scale + shift, y * scale) for x, y in c] for c in _outlines(glyph)])


@cache
def _outlines(glyph: Glyph) -> list[Corners]:
    """The letter as polygons in 1/1024 em."""
    return [flattened(contour) for contour in parsed(glyph.path, glyph.first)]


def _covered(outlines: list[Corners]) -> Coverage:
    """Polygons in fine pixels -> their coverage, cut to what they touch."""
    if not outlines:
        return Image.new("L", (1, 1)), (0, 0)
    xs, ys = zip(*(corner for corners in outlines for corner in corners), strict=True)
    left, top = floor(min(xs) / FINE), floor(min(ys) / FINE)
    across, down = floor(max(xs) / FINE) + 1 - left, floor(max(ys) / FINE) + 1 - top
    sheet = Image.new("L", (across * FINE, down * FINE))
    moved = [[(x - left * FINE, y - top * FINE) for x, y in corners] for corners in outlines]
    paint(ImageDraw.Draw(sheet), moved, 255)
    return sheet.reduce(FINE), (left, top)
