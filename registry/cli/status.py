"""status: the standings of seals."""

from __future__ import annotations

import argparse

from ..assess import assess
from ..report import standings
from .assessed import sound_records
from .desk import Answer, Desk, holder_typed, no_holder


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `status`."""
    parser.add_argument("holders", nargs="*", metavar="HOLDER", help="only these holders, by path")
    parser.add_argument("--format", choices=["text", "json"], default="text", help="default: text")


def run(arguments: argparse.Namespace, desk: Desk) -> Answer:
    """Every holder's standing on the day, or those of the holders named."""
    examined = sound_records(desk)
    if examined is None or examined.registry is None:
        return Answer(code=1)
    assessment = assess(examined.registry, examined.as_of)
    wanted = list(map(holder_typed, arguments.holders))
    known = [seal.holder for seal in assessment.seals]
    for name in wanted:
        if not any(path == name or path.startswith(name + "/") for path in known):
            raise no_holder(name, known)
    seals = [
        seal
        for seal in assessment.seals
        if not wanted or any(seal.holder == n or seal.holder.startswith(n + "/") for n in wanted)
    ]
    if arguments.format == "json":
        return Answer(standings.status_json(assessment, seals))
    return Answer(standings.status_text(assessment, seals, desk.ink))
