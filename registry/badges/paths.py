"""Curves -> SVG path data and back, and polygons for a painter who only knows straight lines.

All coordinates are whole numbers: of hundredths of a CSS pixel in the artwork, of 1/1024 em in the
letters. So SVG and PNG round the same way, and a curve is spelled in few bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

Point = tuple[int, int]
Step = tuple[Point, ...]
"""The end of a straight line, or the control point and the end of a quadratic curve."""

_TOKEN = re.compile(r"[a-z]|-?\d+")
_CHORD = 6
"""A curve is cut into this many chords, which at the size of a letter nobody can see."""


@dataclass(frozen=True, slots=True)
class Contour:
    """One stroke of the pen, closed unless said otherwise."""

    start: Point
    steps: tuple[Step, ...]
    closed: bool = True


def spelled(contours: Iterable[Contour], pen: Point = (0, 0)) -> str:
    """Contours -> relative SVG path data in the shortest commands, from where the pen stands."""
    parts = []
    for contour in contours:
        parts.append("m" + _numbers(_minus(contour.start, pen)) + _steps(contour))
        pen = contour.start
    return "".join(parts)


def _steps(contour: Contour) -> str:
    parts, letter = list[str](), ""
    pen = mirror = contour.start
    for *control, end in contour.steps:
        new, numbers = _command(control, end, pen, mirror if letter in ("q", "t") else None)
        text = _numbers(numbers)
        parts.append(new + text if new != letter else text if text[0] == "-" else " " + text)
        mirror = _mirrored(control[0], end) if control else end
        letter, pen = new, end
    return "".join(parts) + ("z" if contour.closed else "")


def _command(
    control: list[Point], end: Point, pen: Point, mirror: Point | None
) -> tuple[str, tuple[int, ...]]:
    """The shortest command for one step, and its numbers."""
    dx, dy = _minus(end, pen)
    if control:
        smooth = control[0] == mirror
        return ("t", (dx, dy)) if smooth else ("q", (*_minus(control[0], pen), dx, dy))
    if dy == 0:
        return "h", (dx,)
    return ("v", (dy,)) if dx == 0 else ("l", (dx, dy))


def parsed(data: str, start: Point = (0, 0)) -> tuple[Contour, ...]:
    """Path data as `spelled` writes it -> contours, from `start` where it begins without a move."""
    contours, steps, pen, mirror = list[Contour](), list[Step](), start, start
    for letter, numbers in _commands(data):
        if letter == "m":
            start = pen = (start[0] + numbers[0], start[1] + numbers[1])
        elif letter == "z":
            contours.append(Contour(start, tuple(steps)))
            steps, pen = [], start
        else:
            step = _step(letter, numbers, pen, mirror)
            steps.append(step)
            pen = step[-1]
            mirror = _mirrored(step[0], pen) if len(step) == 2 else pen
    return tuple(contours)


def _commands(data: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Every command with its numbers; one that repeats its letter may leave it out."""
    arity = {"m": 2, "l": 2, "t": 2, "q": 4, "h": 1, "v": 1, "z": 0}
    letter, numbers = "", list[int]()
    for token in _TOKEN.findall(data):
        if token.isalpha():
            letter = token
        else:
            numbers.append(int(token))
        if len(numbers) == arity[letter]:
            yield letter, tuple(numbers)
            numbers = []


def _step(letter: str, numbers: tuple[int, ...], pen: Point, mirror: Point) -> Step:
    x, y = pen
    if letter == "h":
        return ((x + numbers[0], y),)
    if letter == "v":
        return ((x, y + numbers[0]),)
    end = (x + numbers[-2], y + numbers[-1])
    if letter == "l":
        return (end,)
    return ((mirror if letter == "t" else (x + numbers[0], y + numbers[1])), end)


def flattened(contour: Contour) -> list[tuple[float, float]]:
    """The contour as the corners of a polygon."""
    corners: list[tuple[float, float]] = [contour.start]
    pen = contour.start
    for *control, end in contour.steps:
        if control:
            corners += _chords(pen, control[0], end)
        corners.append(end)
        pen = end
    return corners


def _chords(a: Point, b: Point, c: Point) -> Iterator[tuple[float, float]]:
    for i in range(1, _CHORD):
        t = i / _CHORD
        p, q, r = (1 - t) ** 2, 2 * t * (1 - t), t**2
        yield p * a[0] + q * b[0] + r * c[0], p * a[1] + q * b[1] + r * c[1]


def area(corners: list[tuple[float, float]]) -> float:
    """Twice the polygon's area, negative where it runs the other way round."""
    around = pairwise([*corners, corners[0]])
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in around)


def _minus(a: Point, b: Point) -> Point:
    return a[0] - b[0], a[1] - b[1]


def _mirrored(control: Point, end: Point) -> Point:
    return 2 * end[0] - control[0], 2 * end[1] - control[1]


def _numbers(numbers: Iterable[int]) -> str:
    return " ".join(map(str, numbers)).replace(" -", "-")
