"""new: starts a supplier, product, review, renewal, institution or member."""

from __future__ import annotations

import argparse

from ..serve import BESIDE
from .desk import Answer, Desk, UsageFault, common_options, day_argument
from .outbox import replace
from .records import FIELDS, new_record
from .rounds import new_round

NESTED = True


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `new`, a sub-command for each kind of record."""
    kinds = parser.add_subparsers(dest="what", required=True, metavar="KIND")
    common = [common_options()]
    for what, fields in FIELDS.items():
        kind = kinds.add_parser(what, help=f"a new {what}", parents=common)
        form = "SUPPLIER/PRODUCT" if what == "product" else "FOLDER"
        kind.add_argument(
            "folder", nargs="?", metavar=form, help="lower-case words joined by hyphens"
        )
        for flag in fields:
            kind.add_argument(f"--{flag.replace('_', '-')}", metavar="TEXT")
        if what != "product":
            kind.add_argument("--tier", metavar="TIER", help="a membership that starts on --from")
            kind.add_argument("--from", dest="since", type=day_argument, metavar="DATE")
    for what in ("review", "renewal"):
        line = f"a new {what}, with every question of the rubric"
        kind = kinds.add_parser(what, help=line, parents=common)
        kind.add_argument(
            "holder", nargs="?", metavar="HOLDER", help="suppliers/<s>/<p> or institutions/<i>"
        )
        kind.add_argument("--opened", type=day_argument, metavar="DATE", help="default: today")
        kind.add_argument("--reviewer", metavar="KEY", help="a key of registry.yaml's staff")
        if what == "review":
            kind.add_argument("--kind", choices=["initial", "re-vetting"], help="default: fitting")


def run(arguments: argparse.Namespace, desk: Desk) -> Answer:
    """Write the record and say where it is. On a terminal, what was not typed is asked."""
    if arguments.what in ("review", "renewal"):
        path, text = new_round(arguments, desk)
    else:
        path, text = new_record(arguments, desk)
    place = desk.root / path
    if place.exists():
        raise UsageFault(f"{path} is there already")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        replace(place, text.encode())
    except OSError as error:
        raise UsageFault(f"{path} could not be written: {error.strerror}") from error
    if arguments.what in ("product", "institution"):
        holder = path.parent.relative_to("content").as_posix()
        desk.note(f"`build.py serve` shows its badge as it would look, at {BESIDE}{holder}/")
    return Answer(f"{path}\n")
