"""Two releases of a rubric -> what changed, question by question, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from . import words
from .rules import PublicQuestion, PublicRubric


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words: `kind` is same, added or removed."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class TextChange:
    """One text of a question, as it was and as it is."""

    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class QuestionChange:
    """One question that is new, gone or different; `kind` is added, removed or changed."""

    kind: str
    id: str
    area: str
    question: PublicQuestion
    texts: tuple[TextChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a release changed against the one before it."""

    before: PublicRubric
    after: PublicRubric
    changes: tuple[QuestionChange, ...]

    def of(self, kind: str) -> tuple[QuestionChange, ...]:
        """The questions added, removed or changed."""
        return tuple(one for one in self.changes if one.kind == kind)

    @property
    def unchanged(self) -> int:
        """How many questions stayed as they were."""
        return len(self.after.questions) - len(self.of("added")) - len(self.of("changed"))


def compare(before: PublicRubric, after: PublicRubric) -> Comparison:
    """Every question that differs, in the newer release's order; those gone come last."""
    old = {one.id: one for one in before.questions}
    return Comparison(before, after, tuple(_changes(before, after, old)))


def _changes(
    before: PublicRubric, after: PublicRubric, old: dict[str, PublicQuestion]
) -> Iterator[QuestionChange]:
    kept = set()
    for area in after.areas:
        for one in area.questions:
            kept.add(one.id)
            if one.id not in old:
                yield QuestionChange("added", one.id, area.title, one)
            elif texts := tuple(_texts(old[one.id], one)):
                yield QuestionChange("changed", one.id, area.title, one, texts)
    for area in before.areas:
        for one in area.questions:
            if one.id not in kept:
                yield QuestionChange("removed", one.id, area.title, one)


def _texts(old: PublicQuestion, new: PublicQuestion) -> Iterator[TextChange]:
    allowed = {True: "“Does not apply” is an allowed answer", False: "Every holder must answer"}
    pairs = [
        ("Question", old.ask, new.ask),
        ("Help", old.help, new.help),
        *(
            (words.LEVELS[level], dict(old.levels).get(level, ""), text)
            for level, text in new.levels
        ),
        ("Answers", allowed[old.not_applicable], allowed[new.not_applicable]),
    ]
    for label, was, now in pairs:
        if was != now:
            yield TextChange(label, tuple(_pieces(was, now)))


def _pieces(was: str, now: str) -> Iterator[Piece]:
    old, new = re.findall(r"\S+\s*", was), re.findall(r"\S+\s*", now)
    bare_old, bare_new = [w.strip() for w in old], [w.strip() for w in new]
    matched = SequenceMatcher(None, bare_old, bare_new, autojunk=False).get_opcodes()
    for kind, i1, i2, j1, j2 in matched:
        if kind == "equal":
            yield Piece("same", " ".join(bare_new[j1:j2]))
            continue
        if i2 > i1:
            yield Piece("removed", " ".join(bare_old[i1:i2]))
        if j2 > j1:
            yield Piece("added", " ".join(bare_new[j1:j2]))
