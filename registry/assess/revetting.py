"""Rubric releases -> what they ask of a seal that was vetted under an earlier one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..model import OnOverdue, Rubric


@dataclass(frozen=True, slots=True)
class ReVetting:
    """What newer releases ask for on a day; `revet_by` is the earliest of their dates."""

    due: bool = False
    overdue: bool = False
    suspends: bool = False
    revet_by: date | None = None


def re_vetting_on(day: date, vetted_under: str, rubrics: Iterable[Rubric]) -> ReVetting:
    """What the releases newer than a seal's rubric ask for on a day.

    A planned release counts from its release day. None is newer than a rubric without a release.
    """
    released = {rubric.version: rubric for rubric in rubrics if rubric.released is not None}
    base = released.get(vetted_under)
    if base is None or base.released is None:
        return ReVetting()
    newer = [r for r in released.values() if r.released and base.released < r.released <= day]
    dates = [rubric.revet_by for rubric in newer if rubric.revet_by]
    late = [rubric for rubric in newer if rubric.revet_by and rubric.revet_by < day]
    return ReVetting(
        due=bool(newer),
        overdue=bool(late),
        suspends=any(rubric.on_overdue is OnOverdue.SUSPEND for rubric in late),
        revet_by=min(dates, default=None),
    )
