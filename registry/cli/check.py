"""check: every fault in the records."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .. import pipeline
from ..diagnostics import Diagnostic, Severity
from ..report import faults_data, faults_text
from ..source.excerpts import Excerpts
from ..source.layout import survey
from ..units import read_frame
from .desk import Answer, Desk, UsageFault


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


def run(arguments: argparse.Namespace, desk: Desk) -> Answer:
    """Examine all, show what was asked for."""
    since = _Since.revision(desk, arguments.changed_since) if arguments.changed_since else None
    found = pipeline.examine(
        desk.tree,
        desk.day,
        future_facts=True,
        recorded_before=since.recorded if since else None,
    )
    changed = since.files if since else frozenset()
    diagnostics = [d for d in found.diagnostics if not since or d.place.path in changed]
    judged = found.diagnostics
    if arguments.paths:
        judged = diagnostics = [d for d in diagnostics if _within(d, arguments.paths, desk)]
    elif hidden := len(found.diagnostics) - len(diagnostics):
        desk.note(f"{hidden} more in files not changed since {arguments.changed_since}")
    text = {
        "json": lambda: faults_data.as_json(diagnostics, found.as_of),
        "sarif": lambda: faults_data.as_sarif(diagnostics),
        "github": lambda: faults_data.as_github(diagnostics, changed),
        "text": lambda: faults_text.report(diagnostics, Excerpts(desk.tree), desk.ink),
    }[arguments.format]()
    failing = any(arguments.strict or d.severity is Severity.ERROR for d in judged)
    return Answer(text, 1 if failing else 0)


@dataclass(frozen=True)
class _Since:
    """A git revision to compare with: the files changed since, and the rubrics recorded then."""

    files: frozenset[str]
    recorded: Mapping[str, str]

    @classmethod
    def revision(cls, desk: Desk, name: str) -> _Since:
        from ..source.git import GitFault, GitTree, changed_since

        try:
            tree = GitTree(desk.root, name)
            files = changed_since(desk.root, name)
        except GitFault as fault:
            raise UsageFault(f"--changed-since {name}: {fault}") from None
        return cls(files, read_frame(tree, survey(tree)).recorded)


def _within(diagnostic: Diagnostic, paths: list[str], desk: Desk) -> bool:
    """Whether a fault lies in or below one of the paths typed, relative to here or to the root."""
    root = desk.root.resolve()
    for typed in paths:
        path = Path(typed).resolve()
        place = path.relative_to(root).as_posix() if path.is_relative_to(root) else typed
        place = place.strip("/")
        if place == "." or f"{diagnostic.place.path}/".startswith(f"{place}/"):
            return True
    return False
