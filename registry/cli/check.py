"""check: every fault in the records."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from .. import pipeline
from ..diagnostics import Diagnostic, Severity
from ..report import faults_data, faults_text
from ..report.faults_text import Elsewhere
from ..source.excerpts import Excerpts
from ..source.layout import survey
from ..units import read_frame
from .desk import Answer, Desk, UsageFault

_REGISTER = PurePosixPath("rubrics/RELEASED")


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
    judged = shown = found.diagnostics
    asked = ""
    if since:
        asked = f"files changed since {arguments.changed_since}"
        shown = [d for d in shown if d.place.path in since.touched]
    if arguments.paths:
        asked = "the paths named"
        judged = shown = list(_below(shown, arguments.paths, desk))
    rest = Elsewhere(asked, [*(Counter(found.diagnostics) - Counter(shown)).elements()])
    if rest.found and arguments.format in ("json", "sarif"):
        desk.note(faults_text.tally(shown, elsewhere=rest))
    text = {
        "json": lambda: faults_data.as_json(shown, found.as_of),
        "sarif": lambda: faults_data.as_sarif(shown),
        "github": lambda: faults_data.as_github(shown, rest),
        "text": lambda: faults_text.report(shown, Excerpts(desk.tree), desk.ink, rest),
    }[arguments.format]()
    failing = any(arguments.strict or d.severity is Severity.ERROR for d in judged)
    return Answer(text, 1 if failing else 0)


@dataclass(frozen=True)
class _Since:
    """A git revision to compare with: what changed since, and the rubrics recorded then.

    `touched` are the files that changed, and the folders that hold them or held them.
    """

    touched: frozenset[str]
    recorded: Mapping[str, str]

    @classmethod
    def revision(cls, desk: Desk, name: str) -> _Since:
        from ..source.git import GitFault, GitTree, changed_since

        try:
            tree = GitTree(desk.root, name)
            files = changed_since(desk.root, name)
        except GitFault as fault:
            raise UsageFault(f"--changed-since {name}: {fault}") from None
        return cls(_touched(files), read_frame(tree, survey(tree)).recorded)


def _touched(files: Iterable[str]) -> frozenset[str]:
    """The files and every folder above them; the register too, which speaks of every rubric."""
    places = set()
    for path in map(PurePosixPath, files):
        places |= {path, *path.parents}
        places |= {_REGISTER} if _REGISTER.parent in path.parents else set()
    return frozenset(map(str, places))


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
