"""Tasks -> the staff's worklist as HTML, sealed to the staff's own keys."""

from __future__ import annotations

from collections.abc import Sequence

from ..assess import Task, TaskState, within
from ..render.templates import rendered
from .reading_room import ReadingRoom
from .vault import page_text

ADDRESS = "staff/worklist.age"
PATH = "staff/worklist"
_AHEAD = 30
"""Days ahead of which upcoming items are shown at once; later ones are folded away."""


def worklist_text(room: ReadingRoom) -> bytes:
    """What the worklist's file decrypts to."""
    tasks = room.tasks
    near = list(within(tasks, _AHEAD))
    groups = [(state, [task for task in near if task.state is state]) for state in TaskState]
    facts = {
        "groups": [(state, group) for state, group in groups if group],
        "later": _later(tasks, near),
        "ahead": _AHEAD,
        "as_of": room.as_of,
        "opened": {task.review: _fragment(task) for task in tasks},
    }
    return page_text(PATH, "Worklist", rendered(room.press.env, "staff/_worklist.html", facts))


def _later(tasks: Sequence[Task], near: Sequence[Task]) -> list[Task]:
    shown = set(map(id, near))
    return [task for task in tasks if id(task) not in shown]


def _fragment(task: Task) -> str:
    """Where the reader finds the review of a task: its holder's path and the day it was opened."""
    name = (task.review or "").rpartition("/")[2].removesuffix(".md")
    return f"{task.holder}/{name}" if name else task.holder
