"""What every command has at hand: its options, the records, the day, and somewhere to talk to."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from ..diagnostics import Place, redacted
from ..faults import nearest
from ..kinds import Base, Misfit, parse_day
from ..model import Settings
from ..report.faults_text import COLOUR, PLAIN, Ink
from ..source.tree import FolderTree


class UsageFault(Exception):
    """The command cannot do what was asked for; its text says why, and exit code 2 follows."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command gives: text for stdout, and the exit code."""

    text: str = ""
    code: int = 0


def day_argument(text: str) -> date:
    """A day typed on the command line. Raises argparse's error where there is no such day."""
    day = parse_day(text)
    if day is None:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day from 1900 to 2999, YYYY-MM-DD")
    return day


def days_argument(text: str) -> int:
    """A number of days typed on the command line, 0 or more. Raises argparse's error else."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of days, 0 or more")
    return int(text)


def base_argument(text: str) -> str:
    """A site's address typed on the command line. Raises argparse's error where it is none."""
    value = Base().read(text)
    if isinstance(value, Misfit):
        raise argparse.ArgumentTypeError(told(value))
    return value


def told(misfit: Misfit) -> str:
    """What `check` would say of a value, with its remedy, on one line."""
    fault = misfit.at(Place(""))
    return f"{fault.message}; {fault.hint}"


def holder_typed(text: str) -> str:
    """A holder's path as somebody typed it, with or without `content/` and slashes around it."""
    return text.strip("/").removeprefix("content/")


def no_holder(wanted: str, known: Sequence[str]) -> UsageFault:
    """That nobody has this path, with the nearest one that somebody has."""
    start = "none is registered yet: start with `new product` or `new institution`"
    return UsageFault(f"there is no holder {wanted!r}; {nearest(wanted, known, start)}")


def common_options(*, as_of: bool = True) -> argparse.ArgumentParser:
    """The options that every command has, as a parent for its parser or its sub-commands'."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument(
        "--root",
        metavar="DIR",
        default=os.fspath(Path(__file__).parent.parent.parent),
        help="the folder with content/ and rubrics/ (default: this registry)",
    )
    if as_of:
        parser.add_argument(
            "--as-of",
            metavar="DATE",
            type=day_argument,
            help="the day everything is computed for, YYYY-MM-DD (default: today)",
        )
    return parser


class Desk:
    """The records under one root, and the day they are looked at."""

    def __init__(self, root: Path, now: datetime, arguments: argparse.Namespace) -> None:
        if not root.is_dir():
            raise UsageFault(f"--root {root}: there is no such folder")
        self.root = root
        self.tree = FolderTree(root)
        self._now = now
        self._as_of: date | None = getattr(arguments, "as_of", None)

    def day(self, settings: Settings | None) -> date:
        """The as-of day: the one asked for, or today in the registry's time zone."""
        if self._as_of:
            return self._as_of
        try:
            zone = ZoneInfo(settings.time_zone if settings else "UTC")
        except Exception:  # an unknown zone is reported as a fault of registry.yaml
            zone = ZoneInfo("UTC")
        return self._now.astimezone(zone).date()

    def environment(self, name: str) -> str | None:
        """The text of an environment variable, None where it is not set or empty."""
        return os.environ.get(name) or None

    def note(self, text: str) -> None:
        """A line for whoever watches; never part of the answer."""
        sys.stderr.write(redacted(text) + "\n")

    @cached_property
    def ink(self) -> Ink:
        """Colours where the answer goes to a terminal that wants them."""
        wanted = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        return COLOUR if wanted and os.environ.get("TERM") != "dumb" else PLAIN
