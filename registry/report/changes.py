"""What lies between two states of the records -> the answer of `diff`: text, JSON, Markdown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from ..assess import Task
from ..compare import Change, ChangeKind, PageChanges, WorklistChanges
from .faults_text import PLAIN, Ink
from .markdown import code, plain, rows
from .tables import table

MARKER = "<!-- seal-registry: diff -->"
"""By this line the one comment of a pull request is found again."""

PAGES_SHOWN = 40
ROWS_SHOWN = 200
"""A comment on GitHub holds 65,536 characters; what is left out is counted."""

_SIGNS = {"new": "+", "closed": "-", "moved": "~"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """All that `diff` has to tell. `against` is the full name of the commit compared with."""

    as_of: date
    against: str
    changes: tuple[Change, ...]
    worklist: WorklistChanges
    pages: PageChanges
    unreadable: tuple[str, ...] = ()


def as_json(found: Difference) -> str:
    """The answer of `diff --format json`."""
    answer = {
        "as_of": found.as_of.isoformat(),
        "against": found.against,
        "changes": [_change_data(change) for change in found.changes],
        "worklist": {
            "new": [_task_data(task) for task in found.worklist.new],
            "closed": [_task_data(task) for task in found.worklist.closed],
            "moved": [
                {**_task_data(one.after), "due_before": _iso(one.before.due)}
                for one in found.worklist.moved
            ],
        },
        "pages": {
            "new": found.pages.new,
            "changed": found.pages.changed,
            "gone": found.pages.gone,
            "all": found.pages.all,
        },
        "unreadable": found.unreadable,
    }
    return json.dumps(answer, indent=2, ensure_ascii=False) + "\n"


def _change_data(change: Change) -> dict[str, object]:
    return {
        "kind": change.kind,
        "holder": change.holder,
        "name": change.name,
        "on": _iso(change.on),
        "standing": {"before": change.before, "after": change.after},
        "valid_through": _iso(change.valid_through),
        "rubric": change.rubric,
        "review": change.review,
        "formerly": change.formerly,
        "detail": change.detail,
    }


def _task_data(task: Task) -> dict[str, object]:
    return {
        "kind": task.kind,
        "holder": task.holder,
        "due": _iso(task.due),
        "state": task.state,
        "review": task.review,
        "subject": task.subject,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def as_text(found: Difference, ink: Ink = PLAIN) -> str:
    """What a person reads on a terminal."""
    lines = [f"{ink.bold}against {found.against[:12]}, as of {found.as_of}{ink.off}", ""]
    for holder, group in groupby(found.changes, key=lambda change: change.holder):
        lines.append(f"{ink.bold}{plain(holder)}{ink.off}")
        lines += [f"  {row}" for row in table([_change_row(change) for change in group])]
    if found.changes:
        lines.append("")
    if found.worklist:
        lines.append(f"{ink.bold}worklist{ink.off}")
        lines += [f"  {row}" for row in table([list(r) for r in _task_rows(found.worklist)])]
        lines.append("")
    lines += _page_lines(found.pages)
    lines += [f"not readable then: {path}" for path in found.unreadable]
    return "\n".join([*lines, _tally(found)]) + "\n"


def _change_row(change: Change) -> tuple[str, ...]:
    return (change.kind, _iso(change.on) or "", _standings(change), sentence(change))


def _standings(change: Change) -> str:
    before, after = change.before or "no seal", change.after or "no seal"
    return after if before == after else f"{before} → {after}"


def sentence(change: Change) -> str:
    """What a change comes to, in a few words."""
    if change.kind is ChangeKind.MOVED:
        return f"from {change.formerly}; number and addresses stay"
    if change.kind is ChangeKind.CORRECTED:
        return f"was {change.detail}; now through {change.valid_through}, under {change.rubric}"
    if change.kind is ChangeKind.UNDONE:
        return f"no longer in the records: {change.detail}"
    if change.kind is ChangeKind.REMOVED:
        return "its folder is gone; if it was renamed, name the old folder under `formerly`"
    parts = [
        change.detail,
        f"through {change.valid_through}" if change.valid_through else "",
        f"rubric {change.rubric}" if change.rubric else "",
    ]
    return ", ".join(part for part in parts if part)


def _task_rows(worklist: WorklistChanges) -> Iterator[tuple[str, ...]]:
    for name, tasks in (("new", worklist.new), ("closed", worklist.closed)):
        for task in tasks:
            yield _SIGNS[name], task.kind, task.holder, _due(task), task.subject
    for one in worklist.moved:
        due = f"{_due(one.before)} → {_due(one.after)}"
        yield _SIGNS["moved"], one.after.kind, one.after.holder, due, one.after.subject


def _due(task: Task) -> str:
    return _iso(task.due) or "no due day"


def _page_lines(pages: PageChanges) -> list[str]:
    if pages.all:
        return ["public pages: every page, for the registry's settings changed", ""]
    groups = [("new", pages.new), ("changed", pages.changed), ("gone", pages.gone)]
    if not pages:
        return []
    counts = ", ".join(f"{len(found)} {word}" for word, found in groups if found)
    lines = [f"public pages: {counts}"]
    listed = [f"  {word:<8}{address}" for word, found in groups for address in found]
    lines += listed[:PAGES_SHOWN]
    if len(listed) > PAGES_SHOWN:
        lines.append(f"  and {len(listed) - PAGES_SHOWN} more")
    return [*lines, ""]


def _tally(found: Difference) -> str:
    if not found.changes and not found.worklist and not found.pages:
        return "nothing changes: no seal, no item of the worklist, no public page"
    counts = [(sum(change.kind is kind for change in found.changes), kind) for kind in ChangeKind]
    parts = [f"{count} {kind}" for count, kind in counts if count]
    return ", ".join(parts) or "no seal changes"


def as_markdown(found: Difference) -> str:
    """A comment for the pull request; nothing in it is a contact, a note or a narrative."""
    lines = [
        MARKER,
        "### What this changes",
        "",
        f"{_tally(found).capitalize()}.",
        f"Compared with {code(found.against[:12])}, both as of {found.as_of}.",
        "",
    ]
    if found.changes:
        lines += rows(
            ("Holder", "What", "On", "Standing", ""), map(_cells, found.changes), ROWS_SHOWN
        )
    if found.worklist:
        signs = {"+": "new", "-": "closed", "~": "moved"}
        cells = [
            (signs[sign], code(kind), code(holder), due)
            for sign, kind, holder, due, _ in _task_rows(found.worklist)
        ]
        lines += ["#### Worklist", "", *rows(("", "Item", "Holder", "Due"), cells, ROWS_SHOWN)]
    pages = _page_lines(found.pages)
    if pages:
        body = [f"- {code(line.split()[-1])} {line.split()[0]}" for line in pages[1:-1]]
        if found.pages and len(pages) > 2 and pages[-2].startswith("  and "):
            body[-1] = f"- {pages[-2].strip()}"
        lines += ["<details><summary>", "", pages[0].capitalize(), "", "</summary>", "", *body]
        lines += ["", "</details>", ""]
    lines += [f"- Not readable then: {code(path)}" for path in found.unreadable]
    return "\n".join(lines).rstrip() + "\n"


def _cells(change: Change) -> tuple[str, ...]:
    what = f"**{change.kind}**"
    told = plain(sentence(change))
    return code(change.holder), what, _iso(change.on) or "", _standings(change), told
