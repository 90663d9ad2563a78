"""Levels of areas and of the whole."""

from __future__ import annotations

from itertools import product as combinations

import pytest

from registry.assess.levels import area_level, area_levels, is_awardable, overall_level
from registry.model import Answer, Level

from .nouns import answer, area, question, rubric

MEETS, RESERVATIONS, FAILS, NONE = Level
DATA = area("data", question("data.kept"), question("data.shared"), question("data.sold"))
SECURITY = area("security", question("security.mfa"))


def answers(*levels: Level, **more: Level) -> dict[str, Answer]:
    names = ["data.kept", "data.shared", "data.sold"]
    given = dict(zip(names, levels, strict=False)) | more
    return {name.replace("_", "."): answer(level) for name, level in given.items()}


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ((MEETS, MEETS, MEETS), MEETS),
        ((MEETS, RESERVATIONS, MEETS), RESERVATIONS),
        ((FAILS, RESERVATIONS, NONE), FAILS),
        ((NONE, MEETS, RESERVATIONS), RESERVATIONS),
        ((NONE, NONE, MEETS), MEETS),
        ((NONE, NONE, NONE), MEETS),
        ((NONE, RESERVATIONS), RESERVATIONS),
        ((), None),
    ],
)
def test_an_area_is_as_good_as_its_worst_answered_question(
    levels: tuple[Level, ...], expected: Level | None
) -> None:
    assert area_level(DATA, answers(*levels)) is expected


def test_the_whole_is_as_good_as_its_worst_area_and_awardable_when_none_fails() -> None:
    both = rubric("2.0", "2025-01-01", DATA, SECURITY)
    rank = [MEETS, RESERVATIONS, FAILS]
    for levels in combinations(Level, repeat=4):
        given = answers(*levels[:3], security_mfa=levels[3])
        counted = [MEETS if level is NONE else level for level in levels]
        whole = max(counted, key=rank.index)
        assert overall_level(both, given) is whole
        assert is_awardable(both, given) == (FAILS not in levels)
        assert area_levels(both, given) == {
            "data": max(counted[:3], key=rank.index),
            "security": counted[3],
        }


def test_an_area_that_nobody_has_answered_says_nothing_of_the_whole() -> None:
    both = rubric("2.0", "2025-01-01", DATA, SECURITY)
    assert overall_level(both, answers(RESERVATIONS)) is RESERVATIONS
    assert area_levels(both, answers(RESERVATIONS))["security"] is None
    assert overall_level(both, {}) is None
    assert overall_level(both, {"gone.question": answer(FAILS)}) is None
