"""Two sides -> the items of the worklist that came, went, or are due on another day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ..assess import Task, TaskKind
from .side import Party, Side

_OF_A_REVIEW = {
    TaskKind.CHANGES,
    TaskKind.SECOND_MEETING,
    TaskKind.AWARD_NOTICE,
    TaskKind.INDEPENDENT_REVIEW,
    TaskKind.RESERVATION_TALK,
}
"""Kinds of which a holder may have one for each review; the others stand once for the holder."""

Key = tuple[str, str, str, int]


@dataclass(frozen=True, slots=True)
class Moved:
    """An item that is due on another day than before."""

    before: Task
    after: Task


@dataclass(frozen=True, slots=True)
class WorklistChanges:
    """What came, what went, and what moved; each by due day."""

    new: tuple[Task, ...] = ()
    closed: tuple[Task, ...] = ()
    moved: tuple[Moved, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.closed or self.moved)


def worklist_changes(before: Side, after: Side) -> WorklistChanges:
    """The difference between two worklists; a holder that moved keeps its items."""
    old, new = _items(before, after), _items(after, before)
    moved = (Moved(old[key], new[key]) for key in old.keys() & new.keys())
    return WorklistChanges(
        new=_ordered(new[key] for key in new.keys() - old.keys()),
        closed=_ordered(old[key] for key in old.keys() - new.keys()),
        moved=tuple(
            sorted(
                (one for one in moved if one.before.due != one.after.due),
                key=lambda one: one.after.order,
            )
        ),
    )


def _ordered(tasks: object) -> tuple[Task, ...]:
    return tuple(sorted(tasks, key=lambda task: task.order))  # type: ignore[call-overload]


def _items(of: Side, other: Side) -> dict[Key, Task]:
    found: dict[Key, Task] = {}
    for identity, party in of.parties.items():
        if other.parties.get(identity) is not party:
            found.update(_of_holder(identity, party))
    return found


def _of_holder(identity: str, party: Party) -> dict[Key, Task]:
    """A holder's items by what makes each the same from one day to the next."""
    counted: Counter[tuple[str, str]] = Counter()
    found: dict[Key, Task] = {}
    for task in party.tasks:
        about = task.subject
        if task.kind in _OF_A_REVIEW:
            about = (task.review or "").rpartition("/")[2]
        counted[task.kind, about] += 1
        found[identity, task.kind, about, counted[task.kind, about]] = task
    return found
