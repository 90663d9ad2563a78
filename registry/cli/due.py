"""due: what staff owe, and by when."""

from __future__ import annotations

import argparse

from ..assess import TaskState, assess, within
from ..letters import LETTER_FOR
from ..report import appointments, standings, worklist
from .assessed import sound_records
from .desk import Answer, Desk, days_argument

_WITHIN = 30


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `due`."""
    parser.add_argument(
        "--format",
        choices=["text", "json", "csv", "markdown", "ics"],
        default="text",
        help="default: text",
    )
    parser.add_argument(
        "--within",
        type=days_argument,
        default=_WITHIN,
        metavar="DAYS",
        help=f"how far ahead to look, the last day included (default: {_WITHIN})",
    )
    parser.add_argument("--fail-on", choices=["overdue"], help="exit 1 where something is overdue")


def run(arguments: argparse.Namespace, desk: Desk) -> Answer:
    """The worklist: open, overdue, due, and upcoming items within the days asked for."""
    examined = sound_records(desk)
    if examined is None or examined.registry is None:
        return Answer(code=1)
    registry = examined.registry
    assessment = assess(registry, examined.as_of)
    tasks = within(assessment.tasks, arguments.within)
    late = any(task.state is TaskState.OVERDUE for task in tasks)
    code = 1 if arguments.fail_on and late else 0
    text = {
        "json": lambda: standings.due_json(tasks, assessment.as_of),
        "csv": lambda: worklist.due_csv(tasks, LETTER_FOR),
        "markdown": lambda: worklist.due_markdown(tasks, assessment.as_of),
        "ics": lambda: appointments.due_ics(tasks, assessment.seals, registry.settings),
        "text": lambda: standings.due_text(tasks, assessment.as_of, desk.ink),
    }[arguments.format]()
    return Answer(text, code)
