"""check: every fault in the records."""

from __future__ import annotations

import argparse

from .. import pipeline
from ..diagnostics import Severity
from ..report import faults_data, faults_text
from ..source.excerpts import Excerpts
from .desk import Answer, Desk


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `check`."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="show only faults below these")
    parser.add_argument(
        "--format",
        choices=["text", "github", "json", "sarif"],
        default="text",
        help="default: text",
    )
    parser.add_argument("--strict", action="store_true", help="warnings fail too")
    parser.add_argument(
        "--changed-since",
        metavar="REV",
        help="show only faults in files changed since a git revision; all files are still read",
    )
    parser.add_argument("--jobs", type=int, metavar="N", help="processes (default: one a core)")


def run(arguments: argparse.Namespace, desk: Desk) -> Answer:
    """Examine all, show what was asked for."""
    from .changes import changed_since, within

    found = pipeline.examine(
        desk.tree, desk.day, future_facts=True, jobs=arguments.jobs, base=arguments.changed_since
    )
    diagnostics = found.diagnostics
    changed: frozenset[str] = frozenset()
    if arguments.changed_since:
        changed = changed_since(desk.root, arguments.changed_since)
        diagnostics = [d for d in diagnostics if d.place.path in changed]
    if arguments.paths:
        diagnostics = [d for d in diagnostics if within(d.place.path, arguments.paths, desk.root)]
    failing = [d for d in diagnostics if arguments.strict or d.severity is Severity.ERROR]
    text = {
        "json": lambda: faults_data.as_json(diagnostics, found.as_of),
        "sarif": lambda: faults_data.as_sarif(diagnostics),
        "github": lambda: faults_data.as_github(diagnostics, changed),
        "text": lambda: faults_text.report(diagnostics, Excerpts(desk.tree), desk.ink),
    }[arguments.format]()
    return Answer(text, 1 if failing else 0)
