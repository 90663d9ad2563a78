"""Outlines are spelled shortly, read back exactly, and set as a typesetter would."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.badges.curves import arc, clipped, keyhole, lobes, polygon, rounded
from registry.badges.outlines import EM, Weight, outlines
from registry.badges.paths import Contour, area, flattened, parsed, spelled
from registry.badges.setting import Room, Type, fitted, placed, turned, width

points = st.tuples(st.integers(-5000, 5000), st.integers(-5000, 5000))
steps = st.tuples(points) | st.tuples(points, points)
contours = st.lists(
    st.builds(Contour, points, st.lists(steps, min_size=1, max_size=8).map(tuple)),
    min_size=1,
    max_size=3,
)


@given(contours)
def test_what_is_spelled_is_read_back(drawn: list[Contour]) -> None:
    assert parsed(spelled(drawn)) == tuple(drawn)


@given(contours, points)
def test_a_path_begins_where_the_pen_stands(drawn: list[Contour], pen: tuple[int, int]) -> None:
    moved = spelled(drawn, pen)
    assert parsed(moved, pen) == tuple(drawn)


def test_commands_are_as_short_as_can_be() -> None:
    square = polygon((0, 0), (0.1, 0), (0.1, 0.2), (0, 0.2))
    assert spelled([square]) == "m0 0h10v20h-10z"
    smooth = Contour((0, 0), (((10, 0), (20, 10)), ((30, 20), (40, 10)), ((50, 0), (60, 10))))
    assert spelled([smooth]) == "m0 0q10 0 20 10t20 0 20 0z"


@pytest.mark.parametrize("weight", Weight)
def test_every_outline_can_be_read(weight: Weight) -> None:
    font = outlines(weight)
    for character in font.rows:
        glyph = font.glyph(character)
        drawn = parsed(glyph.path, glyph.first)
        assert bool(drawn) == bool(glyph.path)
        if drawn:
            assert drawn[0].start == glyph.first
            assert drawn[-1].start == glyph.last
        assert glyph.advance >= 0


def test_a_letter_with_an_eye_has_a_hole() -> None:
    glyph = outlines(Weight.SEMIBOLD).glyph("o")
    outer, inner = (area(flattened(c)) for c in parsed(glyph.path, glyph.first))
    assert (outer > 0) != (inner > 0)
    assert abs(outer) > abs(inner)


@pytest.mark.parametrize(
    "contour",
    [
        rounded(0, 0, 20, 10, (2, 2, 2, 2)),
        clipped(0, 0, 20, 10, 2, 4),
        lobes(10, 10, 10, 9, 24),
        arc(10, 10, 10, 68, 382, closed=True),
        keyhole(10, 10, 20),
    ],
    ids=["rounded", "clipped", "lobes", "arc", "keyhole"],
)
def test_shapes_stay_within_their_measure(contour: Contour) -> None:
    xs, ys = zip(*flattened(contour), strict=True)
    assert min(xs) >= -4
    assert min(ys) >= -4
    assert max(xs) <= 2004
    assert max(ys) <= 2004


# Setting


def test_letters_are_kerned() -> None:
    apart = sum(placed(letter, Weight.SEMIBOLD)[0][1].advance for letter in "AV")
    style = Type(Weight.SEMIBOLD, EM)
    assert width("AV", style) < apart


def test_tracking_opens_a_line() -> None:
    tight, open_ = (width("DATA", Type(Weight.MEDIUM, 10, tracking)) for tracking in (0, 60))
    assert open_ == pytest.approx(tight + 3 * 60 * 10 / EM)


def test_nothing_has_no_width() -> None:
    assert width("", Type(Weight.MEDIUM, 10)) == 0


def test_a_line_around_a_point_is_centred() -> None:
    angles = [angle for angle, _, _ in turned("OTTO", Type(Weight.MEDIUM, 10), 50, below=False)]
    assert angles[0] == pytest.approx(-angles[-1])
    assert angles == sorted(angles)


def test_a_line_below_a_point_runs_from_left_to_right() -> None:
    letters = turned("OTTO", Type(Weight.MEDIUM, 10), 50, below=True)
    assert letters[0][0] > 0 > letters[-1][0]
    assert letters[0][1] > 0


@given(st.text(st.sampled_from("abcW -/é1"), max_size=60), st.floats(40, 300))
def test_fitted_lines_fit(text: str, across: float) -> None:
    room = Room(across, (20, 16), (14, 12))
    size, lines = fitted(text, Weight.MEDIUM, room)
    assert 1 <= len(lines) <= 2
    for line in lines:
        assert width(line, Type(Weight.MEDIUM, size)) <= across + 1e-6


def test_two_lines_are_as_even_as_the_words_allow() -> None:
    room = Room(100, (20,), (12,))
    assert fitted("Reading and writing", Weight.MEDIUM, room)[1] == ["Reading", "and writing"]


def test_a_line_may_break_behind_a_hyphen() -> None:
    room = Room(80, (20,), (12,))
    assert fitted("Reading and-writing", Weight.MEDIUM, room)[1] == ["Reading", "and-writing"]
    assert fitted("ab Reading-writing", Weight.MEDIUM, Room(70, (20,), (12,)))[1] == [
        "ab Reading-",
        "writing",
    ]
