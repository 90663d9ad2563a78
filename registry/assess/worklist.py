"""A holder's case × a day -> what staff owe it. An item leaves when its step is recorded."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..calendar import days_between
from ..model import Contact
from .owed import Owed, TaskKind, owed_to_holder, owed_to_reviews
from .standing import Case


class TaskState(enum.StrEnum):
    """How pressing an item is, most pressing first; `open` has no due day."""

    OVERDUE = "overdue"
    DUE = "due"
    OPEN = "open"
    UPCOMING = "upcoming"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One item of the worklist.

    `review` is the review in whose file the step is to be recorded or that the item is about,
    `subject` an issue's summary. `days_left` is due minus as-of, negative once overdue.
    """

    kind: TaskKind
    holder: str
    name: str
    due: date | None
    state: TaskState
    days_left: int | None
    review: str | None
    subject: str
    contact: Contact

    @property
    def order(self) -> tuple[date, str, str, str, str]:
        """What a worklist is sorted by: due day, those without one last, then holder and kind."""
        return (self.due or date.max, self.holder, self.kind, self.review or "", self.subject)


def tasks_on(case: Case, as_of: date) -> tuple[Task, ...]:
    """The items of one holder whose case holds nothing that happened after as-of."""
    owed = [*owed_to_holder(case, as_of), *owed_to_reviews(case)]
    return in_order(_task(case, item, as_of) for item in owed)


def in_order(tasks: Iterable[Task]) -> tuple[Task, ...]:
    """Tasks by due day, those without one last."""
    return tuple(sorted(tasks, key=lambda task: task.order))


def within(tasks: Iterable[Task], days: int) -> tuple[Task, ...]:
    """The tasks that are to be looked at: of the upcoming only those due within so many days."""
    far = max(days, 0)
    return tuple(task for task in tasks if task.days_left is None or task.days_left <= far)


def _task(case: Case, owed: Owed, as_of: date) -> Task:
    left = None if owed.due is None else days_between(as_of, owed.due)
    return Task(
        kind=owed.kind,
        holder=case.holder.path,
        name=case.holder.name,
        due=owed.due,
        state=_state(left),
        days_left=left,
        review=owed.review,
        subject=owed.subject,
        contact=case.holder.organisation.contact,
    )


def _state(days_left: int | None) -> TaskState:
    if days_left is None:
        return TaskState.OPEN
    if days_left < 0:
        return TaskState.OVERDUE
    return TaskState.UPCOMING if days_left else TaskState.DUE
