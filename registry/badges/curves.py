"""Plain geometry in CSS pixels -> contours in hundredths of one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import cos, pi, sin, tan

from .paths import Contour, Point, Step

UNIT = 100
"""Units of a contour to the CSS pixel."""

Corner = tuple[float, float]


def point(x: float, y: float) -> Point:
    """On even hundredths, so that halfway between two points is a whole one too."""
    return 2 * round(x * UNIT / 2), 2 * round(y * UNIT / 2)


def polygon(*corners: Corner, closed: bool = True) -> Contour:
    """Straight lines from corner to corner."""
    start, *others = (point(*corner) for corner in corners)
    return Contour(start, tuple((corner,) for corner in others), closed)


def loop(controls: Sequence[Corner]) -> Contour:
    """A smooth closed curve that is drawn towards each of the points in turn."""
    points = [point(*control) for control in controls]
    steps = tuple((a, _middle(a, b)) for a, b in pairwise([*points, points[0]]))
    return Contour(_middle(points[-1], points[0]), steps)


def polar(x: float, y: float, radius: Callable[[float], float], points: int) -> Contour:
    """A smooth closed curve around a point: for every angle (radians, from the top) a radius."""
    angles = (2 * pi * i / points for i in range(points))
    return loop([(x + radius(a) * sin(a), y - radius(a) * cos(a)) for a in angles])


def lobes(x: float, y: float, radius: float, inner: float, count: int) -> Contour:
    """The edge of a wafer seal: so many lobes around a point, `inner` where two of them meet."""
    turn = 2 * pi / count
    # A quadratic curve reaches halfway to its control point.
    far = 2 * radius - inner * cos(turn / 2)
    steps = tuple(
        (
            point(x + far * sin((i + 0.5) * turn), y - far * cos((i + 0.5) * turn)),
            point(x + inner * sin((i + 1) * turn), y - inner * cos((i + 1) * turn)),
        )
        for i in range(count)
    )
    return Contour(steps[-1][-1], steps)


def arc(x: float, y: float, radius: float, start: float, end: float, *, closed: bool) -> Contour:
    """Part of a circle between two angles in degrees, clockwise from the top."""
    first, *steps = _arc(x, y, radius, start, end)
    return Contour(first[-1], tuple(steps), closed)


def _arc(x: float, y: float, radius: float, start: float, end: float) -> list[Step]:
    """The start alone, then curves; a circle of no size is its middle."""
    if radius == 0:
        return [(point(x, y),)]
    # A curve over 45 degrees strays from its circle by a 300th of the radius, half of it by a
    # sixteenth of that.
    count = max(1, round(abs(end - start) / (45 if radius < 15 else 22.5)))
    turn = (end - start) * pi / 180 / count
    first = start * pi / 180
    far = radius / cos(turn / 2)
    steps: list[Step] = [(point(x + radius * sin(first), y - radius * cos(first)),)]
    for i in range(count):
        middle, last = first + turn * (i + 0.5), first + turn * (i + 1)
        control = point(x + far * sin(middle), y - far * cos(middle))
        steps.append((control, point(x + radius * sin(last), y - radius * cos(last))))
    return steps


def rounded(
    left: float, top: float, width: float, height: float, radii: tuple[float, float, float, float]
) -> Contour:
    """A rectangle with rounded corners, from the top left clockwise."""
    right, bottom = left + width, top + height
    a, b, c, d = radii
    corners = [
        *_arc(left + a, top + a, a, 270, 360),
        *_arc(right - b, top + b, b, 0, 90),
        *_arc(right - c, bottom - c, c, 90, 180),
        *_arc(left + d, bottom - d, d, 180, 270),
    ]
    return Contour(corners[0][-1], tuple(corners[1:]))


def clipped(
    left: float, top: float, width: float, height: float, radius: float, clip: float
) -> Contour:
    """A rectangle with rounded corners whose top right one is cut off, `clip` pixels each way."""
    right, bottom = left + width, top + height
    corners = [
        *_arc(left + radius, top + radius, radius, 270, 360),
        (point(right - clip, top),),
        (point(right, top + clip),),
        *_arc(right - radius, bottom - radius, radius, 90, 180),
        *_arc(left + radius, bottom - radius, radius, 180, 270),
    ]
    return Contour(corners[0][-1], tuple(corners[1:]))


def keyhole(x: float, y: float, height: float) -> Contour:
    """A keyhole around a point: a round head, and below it a stem that widens."""
    head = height * 0.29
    foot, bottom, soft = head * 0.84, y + height / 2, head * 0.16
    centre = y - height / 2 + head
    shoulder = soft * tan(pi / 8)
    stem: list[Step] = [
        (point(x + foot - shoulder, bottom - soft),),
        (point(x + foot, bottom), point(x + foot - soft, bottom)),
        (point(x - foot + soft, bottom),),
        (point(x - foot, bottom), point(x - foot + shoulder, bottom - soft)),
    ]
    start, *around = _arc(x, centre, head, -150, 150)
    return Contour(start[-1], (*around, *stem))


def _middle(a: Point, b: Point) -> Point:
    return (a[0] + b[0]) // 2, (a[1] + b[1]) // 2
