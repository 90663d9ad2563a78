"""Tasks -> the answers of `due` for a spreadsheet, and for a page that shows Markdown."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby

from ..assess import Task, TaskKind, TaskState
from ..diagnostics import printable
from .markdown import code, escaped, rows

_COLUMNS = (
    "kind",
    "holder",
    "name",
    "due",
    "state",
    "days_left",
    "review",
    "contact_name",
    "contact_email",
    "subject",
    "letter",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_HEADINGS = {
    TaskState.OVERDUE: "Overdue",
    TaskState.DUE: "Due today",
    TaskState.OPEN: "Open",
    TaskState.UPCOMING: "Upcoming",
}
_LIMIT = 500
"""Rows of a table; a job's summary on GitHub holds 1 MiB."""


def due_csv(tasks: Iterable[Task], letters: Mapping[TaskKind, str]) -> str:
    """One line for each item, after a line of headings (RFC 4180), with the draft that fits."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    for task in tasks:
        writer.writerow(
            [
                task.kind,
                task.holder,
                _cell(task.name),
                task.due.isoformat() if task.due else "",
                task.state,
                "" if task.days_left is None else task.days_left,
                task.review or "",
                _cell(task.contact.name or ""),
                _cell(task.contact.email),
                _cell(task.subject),
                letters.get(task.kind, ""),
            ]
        )
    return text.getvalue()


def _cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    clean = printable(text)
    return f"'{clean}" if clean.startswith(_FORMULA) else clean


def due_markdown(tasks: Iterable[Task], as_of: date) -> str:
    """The worklist, the most pressing first, a table for each state; for staff's eyes."""
    order = list(TaskState)
    pressing = sorted(tasks, key=lambda task: (order.index(task.state), task.order))
    count = f"{len(pressing)} item{'' if len(pressing) == 1 else 's'}" if pressing else "Nothing"
    lines = ["## Worklist", "", f"{count} owed as of {as_of}.", ""]
    for state, group in groupby(pressing, key=lambda task: task.state):
        items = list(group)
        lines += [f"### {_HEADINGS[state]} ({len(items)})", ""]
        lines += rows(("Due", "Item", "Holder", "Contact", "About"), map(_row, items), _LIMIT)
    return "\n".join(lines).rstrip() + "\n"


def _row(task: Task) -> tuple[str, ...]:
    person = f"{escaped(task.contact.name)} " if task.contact.name else ""
    about = escaped(task.subject) if task.subject else code(task.review) if task.review else ""
    due = task.due.isoformat() if task.due else ""
    return due, code(task.kind), code(task.holder), person + code(task.contact.email), about
