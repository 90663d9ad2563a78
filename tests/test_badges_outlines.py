"""The tables of outlines that badges are drawn from say what the fonts say.

The fonts are read here and nowhere else: at run time the badges need neither them nor a reader.
`accept` writes the tables anew, after a font was replaced.
"""

import unicodedata
from collections.abc import Hashable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from registry.badges.outlines import EM, Weight, outlines
from registry.badges.paths import Contour, Point, Step, spelled

HOME = Path(__file__).parent.parent / "registry" / "badges" / "inter"
FONTS = {Weight.MEDIUM: "Inter-Medium.woff2", Weight.SEMIBOLD: "Inter-SemiBold.woff2"}

SYMBOLS = "$+<=>^`|~¢£¤¥¦¨©¬®¯°±´¸×÷№℗℠™"
"""Symbols that belong to writing; the font's arrows, boxes and ticks could pass for a verdict."""

HEADER = """\
# Outlines of {name}, made from it by tests/test_badges_outlines.py: do not edit.
# Copyright (c) 2016-2018 The Inter Project Authors; SIL Open Font License 1.1, see LICENSE.txt.
# kern <left class> <right class>:<units> ...
# glyph <character> <advance> <left class> <right class> <first point> <where the pen ends> <path>
# Units: 1/1024 em, x to the right, y downwards, origin on the baseline; a path is SVG path data.
"""


def accept() -> None:
    """Write the tables anew from the fonts."""
    for weight, file in FONTS.items():
        (HOME / f"{weight}.txt").write_text(table(HOME / file), encoding="utf-8")


def table(path: Path) -> str:
    font = TTFont(path)
    assert font["head"].unitsPerEm == 2 * EM
    names = {chr(code): name for code, name in font.getBestCmap().items() if wanted(chr(code))}
    left, right, kerning = kerned(font, names)
    lines = [HEADER.format(name=path.name), *kerning]
    for character, name in sorted(names.items()):
        advance = grid(font["hmtx"][name][0])
        row = (
            f"glyph {character} {advance} {left[character]} {right[character]} {drawn(font, name)}"
        )
        lines.append(row.rstrip() + "\n")
    return "".join(lines)


def wanted(character: str) -> bool:
    """Whether names are written with it: letters, figures, punctuation and a few symbols."""
    kind = unicodedata.category(character)
    return character in (" ", *SYMBOLS) or kind[0] in "LNP" or kind == "Sc"


def grid(units: float) -> int:
    """Font units -> units of the table: even, so that halfway between two points is whole."""
    return 2 * round(units / 4)


# Outlines


def drawn(font: Any, name: str) -> str:
    """`<first point> <where the pen ends> <path>`, empty for a blank."""
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[name].draw(pen)
    contours = list(contours_of(pen.value))
    if not contours:
        return ""
    first, last = contours[0].start, contours[-1].start
    path = spelled(contours, pen=first).removeprefix("m0 0")
    return f"{first[0]},{first[1]} {last[0]},{last[1]} {path}"


def contours_of(value: list[Any]) -> Iterator[Contour]:
    """What a pen recorded -> the contours."""
    start, steps = (0, 0), list[Step]()
    for operator, points in value:
        if operator == "moveTo":
            start, steps = at(points[0]), []
        elif operator == "lineTo":
            steps.append((at(points[0]),))
        elif operator == "qCurveTo":
            corners = [at(point) for point in points if point is not None]
            if points[-1] is None:  # a contour of off-curve points alone begins between two
                start = middle(corners[-1], corners[0])
                corners.append(start)
            steps += curves(corners)
        elif operator == "closePath":
            yield Contour(start, tuple(steps))


def curves(points: list[Point]) -> Iterator[Step]:
    """Off-curve points and a last on-curve one -> quadratic curves, joined halfway."""
    *controls, last = points
    for control, following in pairwise(controls):
        yield control, middle(control, following)
    yield controls[-1], last


def at(point: tuple[float, float]) -> Point:
    return grid(point[0]), -grid(point[1])


def middle(a: Point, b: Point) -> Point:
    return (a[0] + b[0]) // 2, (a[1] + b[1]) // 2


# Kerning


def alike(kinds: Mapping[str, Hashable]) -> dict[str, str]:
    """For each name the first one of its kind."""
    first: dict[Hashable, str] = {}
    return {name: first.setdefault(kind, name) for name, kind in kinds.items()}


Side = tuple[str | int | None, ...]
"""What each subtable of a lookup knows of a glyph on one side."""


class Pairs:
    """One subtable of pairs: what it knows of a glyph on either side, and what it adds.

    Glyphs that it treats alike get the same answer, so that they need to be measured only once.
    """

    def __init__(self, subtable: Any) -> None:
        self.subtable = subtable
        sets = subtable.PairSet if subtable.Format == 1 else []
        self.sets = [{r.SecondGlyph: r.Value1.XAdvance for r in s.PairValueRecord} for s in sets]
        self.lefts = {name: self._left(i, name) for i, name in enumerate(subtable.Coverage.glyphs)}
        self.rights = alike({name: self._right(name) for each in self.sets for name in each})

    def _left(self, index: int, name: str) -> int:
        by_class = self.subtable.Format == 2
        return (
            self.subtable.ClassDef1.classDefs.get(name, 0)
            if by_class
            else self.sets.index(self.sets[index])
        )

    def _right(self, name: str) -> Hashable:
        return tuple((i, each[name]) for i, each in enumerate(self.sets) if name in each)

    def left(self, name: str) -> int | None:
        return self.lefts.get(name)

    def right(self, name: str) -> str | int | None:
        by_class = self.subtable.Format == 2
        return self.subtable.ClassDef2.classDefs.get(name, 0) if by_class else self.rights.get(name)

    def units(self, left: Any, right: Any) -> int | None:
        """What it adds; None where the pair is not its business."""
        if left is None or right is None:
            return None
        if isinstance(right, str):
            units: int | None = self.sets[left].get(right)
            return units
        value = self.subtable.Class1Record[left].Class2Record[right].Value1
        return int(value.XAdvance) if value else 0


class Lookup:
    """One lookup of pairs: of its subtables the first that knows a pair decides."""

    def __init__(self, subtables: list[Any]) -> None:
        self.subtables = [Pairs(getattr(table, "ExtSubTable", table)) for table in subtables]
        self.known: dict[tuple[Side, Side], int] = {}

    def left(self, name: str) -> Side:
        return tuple(subtable.left(name) for subtable in self.subtables)

    def right(self, name: str) -> Side:
        return tuple(subtable.right(name) for subtable in self.subtables)

    def units(self, left: Side, right: Side) -> int:
        if (left, right) not in self.known:
            each = zip(self.subtables, left, right, strict=True)
            found = (subtable.units(a, b) for subtable, a, b in each)
            self.known[left, right] = next((units for units in found if units is not None), 0)
        return self.known[left, right]


def kerned(font: Any, names: Mapping[str, str]) -> tuple[dict[str, int], dict[str, int], list[str]]:
    """The class of each character as the left and as the right of two, and the table's lines.

    Glyphs that every subtable treats alike are measured once: there are millions of pairs.
    """
    lookups = list(pair_lookups(font))
    lefts = {c: tuple(lookup.left(name) for lookup in lookups) for c, name in names.items()}
    rights = {c: tuple(lookup.right(name) for lookup in lookups) for c, name in names.items()}
    across = list(dict.fromkeys(rights.values()))

    def kern(left: tuple[Side, ...], right: tuple[Side, ...]) -> int:
        pairs = zip(lookups, left, right, strict=True)
        return grid(sum(lookup.units(a, b) for lookup, a, b in pairs))

    rows = {a: tuple(kern(a, b) for b in across) for a in dict.fromkeys(lefts.values())}
    columns = {b: tuple(row[i] for row in rows.values()) for i, b in enumerate(across)}
    left, right = numbered(rows), numbered(columns)
    units = {(left[a], right[b]): row[i] for a, row in rows.items() for i, b in enumerate(across)}
    return (
        {c: left[kind] for c, kind in lefts.items()},
        {c: right[kind] for c, kind in rights.items()},
        list(lines_of(units)),
    )


def pair_lookups(font: Any) -> Iterator[Lookup]:
    """Every lookup that Latin kerning uses, in the font's order."""
    gpos = font["GPOS"].table
    latin = next(s.Script for s in gpos.ScriptList.ScriptRecord if s.ScriptTag == "latn")
    features = [gpos.FeatureList.FeatureRecord[i] for i in latin.DefaultLangSys.FeatureIndex]
    kern = next(f.Feature for f in features if f.FeatureTag == "kern")
    for index in sorted(set(kern.LookupListIndex)):
        yield Lookup(gpos.LookupList.Lookup[index].SubTable)


def numbered(vectors: Mapping[Any, tuple[int, ...]]) -> dict[Any, int]:
    """Those that kern alike share a number, counted in order of appearance."""
    numbers: dict[tuple[int, ...], int] = {}
    return {kind: numbers.setdefault(vector, len(numbers)) for kind, vector in vectors.items()}


def lines_of(units: Mapping[tuple[int, int], int]) -> Iterator[str]:
    rows: dict[int, str] = {}
    for (a, b), value in sorted(units.items()):
        rows[a] = rows.get(a, f"kern {a}") + (f" {b}:{value}" if value else "")
    return (f"{row}\n" for row in rows.values() if ":" in row)


# The tests


@pytest.mark.parametrize("weight", FONTS)
def test_the_table_says_what_the_font_says(weight: Weight) -> None:
    assert (HOME / f"{weight}.txt").read_text(encoding="utf-8") == table(HOME / FONTS[weight])


@pytest.mark.parametrize("weight", FONTS)
def test_every_weight_draws_the_same_characters(weight: Weight) -> None:
    assert set(outlines(weight).rows) == set(outlines(Weight.MEDIUM).rows)
