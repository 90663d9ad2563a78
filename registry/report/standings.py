"""Seals and tasks -> the answers of `status` and `due`, for a person and for a program."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from ..assess import Assessment, Seal, Standing, Task, TaskState
from .faults_text import PLAIN, Ink
from .tables import table


def status_json(assessment: Assessment, seals: Iterable[Seal] | None = None) -> str:
    """The answer of `status --format json`: all seals, or those asked for."""
    asked = assessment.seals if seals is None else seals
    answer = {
        "as_of": assessment.as_of.isoformat(),
        "next_change": _iso(assessment.next_change),
        "seals": [seal_data(seal) for seal in asked],
    }
    return json.dumps(answer, indent=2, ensure_ascii=False) + "\n"


def due_json(tasks: Iterable[Task], as_of: date) -> str:
    """The answer of `due --format json`."""
    answer = {"as_of": as_of.isoformat(), "items": [task_data(task) for task in tasks]}
    return json.dumps(answer, indent=2, ensure_ascii=False) + "\n"


def seal_data(seal: Seal) -> dict[str, object]:
    """A seal as programs read it; days as YYYY-MM-DD."""
    return {
        "holder": seal.holder,
        "number": seal.number,
        "name": seal.name,
        "standing": seal.standing,
        "reason": seal.reason,
        "awarded_on": _iso(seal.awarded_on),
        "valid_through": _iso(seal.valid_through),
        "expires_on": _iso(seal.expires_on),
        "ended_on": _iso(seal.ended_on),
        "rubric": seal.rubric,
        "flags": list(seal.flags),
        "review": seal.review,
    }


def task_data(task: Task) -> dict[str, object]:
    """An item of the worklist as programs read it; days as YYYY-MM-DD."""
    return {
        "kind": task.kind,
        "holder": task.holder,
        "due": _iso(task.due),
        "state": task.state,
        "days_left": task.days_left,
        "review": task.review,
        "contact": {"name": task.contact.name, "email": task.contact.email},
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


_HUES = {
    Standing.VALID: "green",
    Standing.SUSPENDED: "yellow",
    Standing.EXPIRED: "red",
    Standing.WITHDRAWN: "red",
    None: "blue",
}


def status_text(
    assessment: Assessment, seals: Iterable[Seal] | None = None, ink: Ink = PLAIN
) -> str:
    """The seals as a table, all or those asked for, then how many there are of each standing."""
    asked = list(assessment.seals if seals is None else seals)
    head = ("holder", "number", "standing", "days", "rubric", "why and flags")
    rows = table([head, *map(_status_row, asked)])
    hues = ["bold", *(_HUES[seal.standing] for seal in asked)]
    lines = [f"{getattr(ink, hue)}{row}{ink.off}" for hue, row in zip(hues, rows, strict=True)]
    return "\n".join([*lines, "", _tally(assessment, asked)]) + "\n"


def _status_row(seal: Seal) -> tuple[str, ...]:
    return (
        seal.holder,
        seal.number,
        seal.standing or "no seal",
        _days(seal),
        seal.rubric or "",
        ", ".join(word for word in (seal.reason, *seal.flags) if word),
    )


def _days(seal: Seal) -> str:
    """Until when the seal holds, or since when it does not."""
    if seal.ended_on:
        return f"since {seal.ended_on}"
    return f"through {seal.valid_through}" if seal.valid_through else ""


def _tally(assessment: Assessment, seals: Sequence[Seal]) -> str:
    counts = [(sum(seal.standing is one for seal in seals), one) for one in (*Standing, None)]
    parts = [f"{count} {standing or 'without a seal'}" for count, standing in counts if count]
    change = assessment.next_change
    following = f"next change {change}" if change else "no change ahead"
    return f"as of {assessment.as_of}: {', '.join(parts) or 'no holders'}; {following}"


_HEADINGS = {
    TaskState.OVERDUE: ("overdue", "red"),
    TaskState.DUE: ("due today", "yellow"),
    TaskState.OPEN: ("open", "blue"),
    TaskState.UPCOMING: ("upcoming", "green"),
}


def due_text(tasks: Iterable[Task], as_of: date, ink: Ink = PLAIN) -> str:
    """The worklist, the most pressing first, as one table for each state."""
    pressing = sorted(tasks, key=lambda task: (list(TaskState).index(task.state), task.order))
    lines: list[str] = []
    for state, group in groupby(pressing, key=lambda task: task.state):
        items = list(group)
        heading, hue = _HEADINGS[state]
        lines.append(f"{ink.bold}{getattr(ink, hue)}{heading} ({len(items)}){ink.off}")
        lines += [f"  {row}" for row in table([_due_row(task) for task in items])]
        lines.append("")
    count = (
        f"{len(pressing)} item{'' if len(pressing) == 1 else 's'}" if pressing else "nothing owed"
    )
    return "\n".join([*lines, f"as of {as_of}: {count}"]) + "\n"


def _due_row(task: Task) -> tuple[str, ...]:
    person = f"{task.contact.name} " if task.contact.name else ""
    # A review lies in its holder's folder, which stands in the row already.
    file = (task.review or "").rpartition("/")[2]
    return (
        _iso(task.due) or "",
        _distance(task.days_left),
        task.kind,
        task.holder,
        f"{person}<{task.contact.email}>",
        task.subject or file,
    )


def _distance(days_left: int | None) -> str:
    """How far off, in words; empty without a due day and on the day itself."""
    if not days_left:
        return ""
    count = abs(days_left)
    unit = "day" if count == 1 else "days"
    return f"{count} {unit} late" if days_left < 0 else f"in {count} {unit}"
