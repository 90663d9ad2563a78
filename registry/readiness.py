"""A rubric about to be released × the registry -> what stands in the way, at its own lines.

Once recorded a rubric is never edited again, so more is asked of it here than of a draft.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from .diagnostics import Diagnostic, Key, shown
from .model import ProductReview, Registry, Review, Rubric

_UNFINISHED = re.compile(r"\b(TODO|TBD|FIXME|XXX)\b|^\W*$")

DATED = "rubric-superseded"
"""The rule that a review made too late under an older release breaks."""


def obstacles(rubric: Rubric, registry: Registry) -> Iterator[Diagnostic]:
    """Every reason not to record the rubric yet."""
    yield from _unfinished(rubric)
    yield from _backwards(rubric)
    yield from _too_late(rubric, registry)


def _unfinished(rubric: Rubric) -> Iterator[Diagnostic]:
    """Texts that somebody meant to come back to."""
    for keys, text in _texts(rubric):
        if _UNFINISHED.search(text):
            yield Diagnostic(
                rubric.where.place(*keys),
                "empty-value",
                f"{keys[-1]} is not finished: {shown(text)}",
                "write the text; a released rubric is never edited again",
            )


def _texts(rubric: Rubric) -> Iterator[tuple[tuple[Key, ...], str]]:
    yield ("title",), rubric.title
    for a, area in enumerate(rubric.areas):
        yield ("areas", a, "title"), area.title
        for q, question in enumerate(area.questions):
            at: tuple[Key, ...] = ("areas", a, "questions", q)
            yield (*at, "ask"), question.ask
            if question.help is not None:
                yield (*at, "help"), question.help
            for key, text in (
                ("meets", question.levels.meets),
                ("meets-with-reservations", question.levels.reservations),
                ("does-not-meet", question.levels.does_not_meet),
            ):
                yield (*at, "levels", key), text


def _backwards(rubric: Rubric) -> Iterator[Diagnostic]:
    if rubric.released and rubric.revet_by and rubric.revet_by <= rubric.released:
        yield Diagnostic(
            rubric.where.place("revet_by"),
            "period-reversed",
            f"revet_by {rubric.revet_by} is not after the release on {rubric.released}",
            "give suppliers time between the release and the last day to be vetted again",
        )


def _too_late(rubric: Rubric, registry: Registry) -> Iterator[Diagnostic]:
    """Reviews made under an older release on or after the day: they would be at fault for it."""
    behind = [
        (made, review.path)
        for holder in registry.holders
        for review in holder.reviews
        if rubric.released
        and (made := _made(review))
        and made >= rubric.released
        and _is_older(registry.rubric(review.rubric), rubric.released)
    ]
    if behind:
        last, path = max(behind)
        count = "1 review was" if len(behind) == 1 else f"{len(behind)} reviews were"
        yield Diagnostic(
            rubric.where.place("released"),
            DATED,
            f"the release on {rubric.released} lies behind reviews already made: {count} finished "
            f"on or after it under an earlier release, the last on {last} ({path})",
            f"release it after {last}: a review keeps the rubric that was in force on its day",
        )


def _made(review: Review) -> date | None:
    if isinstance(review, ProductReview):
        return review.steps.reviewed
    return review.steps.submitted


def _is_older(rubric: Rubric | None, day: date) -> bool:
    return rubric is not None and rubric.released is not None and rubric.released < day
