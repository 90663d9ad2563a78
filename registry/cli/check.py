"""check: every fault in the records."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
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
        judged = diagnostics = list(_below(diagnostics, arguments.paths, desk))
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


def _below(
    diagnostics: Sequence[Diagnostic], typed: Sequence[str], desk: Desk
) -> Iterator[Diagnostic]:
    """The faults in or below the paths typed. Raises UsageFault for a path that means nothing."""
    found = set()
    for path in typed:
        places = _places(path, desk)
        there = any((desk.root / place).exists() for place in places)
        # That a file is missing is said of its folder.
        homes = () if there else {place.rpartition("/")[0] for place in places}
        below = {
            one
            for one in diagnostics
            if one.place.path in homes or any(_is_below(one, place) for place in places)
        }
        if not (there or below):
            raise UsageFault(f"{path}: there is no such file or folder in {desk.root}")
        found |= below
    return (one for one in diagnostics if one in found)


def _places(typed: str, desk: Desk) -> list[str]:
    """What a path may mean, relative to the root: typed from here, or from the root."""
    root = desk.root.resolve()
    paths = ((base / typed).resolve() for base in (Path.cwd(), root))
    return [path.relative_to(root).as_posix() for path in paths if path.is_relative_to(root)]


def _is_below(diagnostic: Diagnostic, place: str) -> bool:
    return place == "." or f"{diagnostic.place.path}/".startswith(f"{place}/")
