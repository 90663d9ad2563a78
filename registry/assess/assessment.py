"""Nouns × a day -> the assessment: every seal, what is owed, and when something changes next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ..model import Holder, Registry, Rubric, Settings
from .changes import next_change
from .knowledge import holder_known_on
from .seals import Seal, seal_on
from .standing import case_of
from .worklist import Task, in_order, tasks_on


@dataclass(frozen=True, slots=True)
class HolderAssessment:
    """One holder on a day, assessed apart from all others."""

    seal: Seal
    tasks: tuple[Task, ...]
    next_change: date | None


@dataclass(frozen=True, slots=True)
class Assessment:
    """The registry on a day: seals by path, tasks by due day.

    `next_change` is the first later day on which any standing or flag differs, by what is known on
    the as-of day; None where none ever will.
    """

    as_of: date
    next_change: date | None
    seals: tuple[Seal, ...]
    tasks: tuple[Task, ...]


def assess(registry: Registry, as_of: date) -> Assessment:
    """The whole registry on a day, by what was known on it."""
    settings, rubrics = registry.settings, registry.rubrics
    holders = registry.holders
    return gathered(as_of, (assess_holder(one, settings, rubrics, as_of) for one in holders))


def assess_holder(
    holder: Holder, settings: Settings, rubrics: Sequence[Rubric], as_of: date
) -> HolderAssessment:
    """One holder on a day, by what was known on it; needs no other holder."""
    case = case_of(holder_known_on(holder, as_of), settings, tuple(rubrics))
    return HolderAssessment(
        seal=seal_on(case, as_of),
        tasks=tasks_on(case, as_of),
        next_change=next_change(case, as_of),
    )


def gathered(as_of: date, holders: Iterable[HolderAssessment]) -> Assessment:
    """The assessment of a registry from those of its holders, in whatever order they come."""
    found = sorted(holders, key=lambda one: one.seal.holder)
    changes = (one.next_change for one in found if one.next_change is not None)
    return Assessment(
        as_of=as_of,
        next_change=min(changes, default=None),
        seals=tuple(one.seal for one in found),
        tasks=in_order(task for one in found for task in one.tasks),
    )
