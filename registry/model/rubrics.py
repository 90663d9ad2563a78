"""A rubric: areas, questions and what each level looks like."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from ..diagnostics import Where
from ..kinds import Day, Fields, Flag, Line, Many, Prose, Word, written
from .words import Level, OnOverdue


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelTexts:
    """What each level of a question looks like."""

    meets: str = written(Prose(), "what meeting it looks like")
    reservations: str = written(
        Prose(), "what meeting it with reservations looks like", key="meets-with-reservations"
    )
    does_not_meet: str = written(Prose(), "what not meeting it looks like", key="does-not-meet")

    def of(self, level: Level) -> str:
        """The text for a level; empty for `not-applicable`, which describes itself."""
        return {
            Level.MEETS: self.meets,
            Level.RESERVATIONS: self.reservations,
            Level.DOES_NOT_MEET: self.does_not_meet,
        }.get(level, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of a rubric."""

    id: str = written(Line(), "lower-case words joined by - and ., unique in the rubric")
    ask: str = written(Prose(), "the question")
    help: str | None = written(Prose(), "how to find the answer", default=None)
    not_applicable: bool = written(
        Flag(), "whether `not-applicable` is an allowed answer", default=False
    )
    levels: LevelTexts = written(Fields(LevelTexts), "what each level looks like")


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A group of questions with one level of its own: the worst of them."""

    id: str = written(Line(), "lower-case words joined by - and ., unique in the rubric")
    title: str = written(Line(), "the area's title")
    questions: tuple[Question, ...] = written(Many(Fields(Question)), "its questions")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubric:
    """One release of the vetting rubric, or a draft while `released` is absent."""

    version: str
    sha256: str = ""
    title: str = written(Line(), "the rubric's title")
    released: date | None = written(
        Day(), "the day it is released; leave it out for a draft", default=None
    )
    revet_by: date | None = written(Day(), "the last day to vet earlier seals again", default=None)
    on_overdue: OnOverdue = written(
        Word(OnOverdue), "what happens to a seal after revet_by", default=OnOverdue.KEEP
    )
    areas: tuple[Area, ...] = written(Many(Fields(Area)), "the areas, each with its questions")
    where: Where = field(compare=False, repr=False)

    def questions(self) -> Iterator[Question]:
        """Every question, in the rubric's order."""
        for area in self.areas:
            yield from area.questions
