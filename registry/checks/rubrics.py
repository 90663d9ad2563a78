"""Rubrics: which release a review may name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..model import Rubric
from ..rulebook import Finding
from ..unread import is_unread
from .engine import Scope, check
from .subjects import AnyRound, Yardstick


@check(Scope.ROUND)
def rubric_not_released(subject: AnyRound) -> Iterator[Finding]:
    """A review names a released rubric, and is finished on or after the day of its release.

    A product's review is finished when it is `reviewed`, an institution's when it is `submitted`.

    Bad:
        rubric: "3.0"      # released on 2026-09-01
        steps: {opened: 2026-02-01, reviewed: 2026-02-20}
    Good:
        rubric: "2.0"      # released on 2026-01-15
        steps: {opened: 2026-02-01, reviewed: 2026-02-20}
    """
    where, rubric, vetted = subject.review.where, subject.rubric, subject.vetted
    if rubric is None:
        return
    if rubric.released is None:
        yield Finding(
            where.place("rubric"),
            f"rubric {rubric.version} is a draft",
            f"name a released rubric: {_releases(subject.by)}",
        )
    elif vetted is not None and vetted < rubric.released:
        yield Finding(
            where.place("steps", subject.vetting_step),
            f"{subject.vetting_step} is dated {vetted}, before rubric {rubric.version} "
            f"is released on {rubric.released}",
            _then(subject.by, vetted),
        )


@check(Scope.ROUND)
def rubric_superseded(subject: AnyRound) -> Iterator[Finding]:
    """A review that is finished on or after the day of a newer release is made under that release.

    Bad:
        rubric: "1.0"      # 2.0 was released on 2026-01-15
        steps: {opened: 2026-01-10, reviewed: 2026-01-15}
    Good:
        rubric: "2.0"
        steps: {opened: 2026-01-10, reviewed: 2026-01-15}
    """
    rubric, vetted = subject.rubric, subject.vetted
    if rubric is None or rubric.released is None or vetted is None:
        return
    newer = [
        (day, other) for day, other in _released(subject.by) if rubric.released < day <= vetted
    ]
    if newer:
        day, latest = newer[-1]
        yield Finding(
            subject.review.where.place("steps", subject.vetting_step),
            f"{subject.vetting_step} is dated {vetted}; rubric {latest.version}, "
            f"released on {day}, had then replaced {rubric.version}",
            f"answer the questions of rubric {latest.version}, or correct the day",
        )


def _released(by: Yardstick) -> list[tuple[date, Rubric]]:
    """Every release whose day can be read, the oldest first."""
    dated = [
        (rubric.released, rubric)
        for rubric in by.rubrics.values()
        if rubric.released is not None and not is_unread(rubric.released)
    ]
    return sorted(dated, key=lambda pair: pair[0])


def _then(by: Yardstick, vetted: date) -> str:
    """The remedy that names the rubric in force on a day."""
    earlier = [(day, rubric) for day, rubric in _released(by) if day <= vetted]
    if not earlier:
        return "correct the day: no rubric was released by then"
    day, rubric = earlier[-1]
    return f"correct the day, or name the rubric in force then: {rubric.version} ({day})"


def _releases(by: Yardstick) -> str:
    """The releases with their days, as a remedy names them."""
    return ", ".join(f"{r.version} ({day})" for day, r in _released(by)) or "there is none"
