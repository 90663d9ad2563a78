"""Answers × a rubric -> the level of each area, and of the whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..model import Answer, Area, Level, Rubric

_WORST_FIRST = (Level.DOES_NOT_MEET, Level.RESERVATIONS, Level.MEETS)


def worst(levels: Iterable[Level]) -> Level | None:
    """The worst of some levels, None of none; `not-applicable` counts as `meets`."""
    found = {Level.MEETS if level is Level.NOT_APPLICABLE else level for level in levels}
    return next((level for level in _WORST_FIRST if level in found), None)


def area_level(area: Area, answers: Mapping[str, Answer]) -> Level | None:
    """The level of an area: its worst answered question. None while none is answered."""
    return worst(answers[q.id].level for q in area.questions if q.id in answers)


def area_levels(rubric: Rubric, answers: Mapping[str, Answer]) -> dict[str, Level | None]:
    """The level of each area by its id, in the rubric's order."""
    return {area.id: area_level(area, answers) for area in rubric.areas}


def overall_level(rubric: Rubric, answers: Mapping[str, Answer]) -> Level | None:
    """The level of the whole: that of its worst area. None while nothing is answered."""
    return worst(level for level in area_levels(rubric, answers).values() if level)


def is_awardable(rubric: Rubric, answers: Mapping[str, Answer]) -> bool:
    """Whether a seal can be awarded on these answers: no area is at `does-not-meet`."""
    return overall_level(rubric, answers) is not Level.DOES_NOT_MEET
