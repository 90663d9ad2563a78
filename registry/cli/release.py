"""release: enters a rubric in rubrics/RELEASED, if nothing stands in the way."""

from __future__ import annotations

import argparse
import hashlib

from .. import pipeline
from ..diagnostics import Diagnostic, Severity
from ..model import Rubric
from ..readiness import DATED, obstacles
from ..report import faults_text
from ..source.excerpts import Excerpts
from .desk import Answer, Desk, UsageFault
from .outbox import replace


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `release`."""
    parser.add_argument("rubric", metavar="RUBRIC", help="a version, such as 3.0, or the file")


def run(arguments: argparse.Namespace, desk: Desk) -> Answer:
    """Record the rubric's digest, or say what stands in the way."""
    version = arguments.rubric.replace("\\", "/").rpartition("/")[2].removesuffix(".yaml")
    name = f"{version}.yaml"
    try:
        data = (desk.root / "rubrics" / name).read_bytes()
    except OSError:
        raise UsageFault(f"there is no rubrics/{name}") from None
    examined = pipeline.examine(desk.tree, desk.day, released=version)
    rubric = examined.registry.rubric(version) if examined.registry else None
    faults = _in_the_way(examined, rubric)
    if faults or rubric is None:
        desk.note(faults_text.report(faults, Excerpts(desk.tree), desk.ink).rstrip())
        return Answer(code=1)
    if rubric.released is None:
        raise UsageFault(f"rubrics/{name} is a draft; write `released: YYYY-MM-DD` in it first")
    return _record(name, data, desk)


def _in_the_way(examined: pipeline.Examination, rubric: Rubric | None) -> list[Diagnostic]:
    """The records' errors, and the rubric's own. What follows from its day is told once, there."""
    errors = [d for d in examined.diagnostics if d.severity is Severity.ERROR]
    if (
        examined.registry is None
        or rubric is None
        or any(d.place.path == rubric.where.path for d in errors)
    ):
        return errors
    found = list(obstacles(rubric, examined.registry))
    dated = any(d.rule == DATED for d in found)
    return [*(d for d in errors if not (dated and d.rule == DATED)), *found]


def _record(name: str, data: bytes, desk: Desk) -> Answer:
    recorded = desk.root / "rubrics" / "RELEASED"
    before = recorded.read_bytes() if recorded.exists() else b""
    if name in before.decode().split():
        return Answer(f"{name} is recorded already\n")
    line = f"{hashlib.sha256(data).hexdigest()}  {name}\n"
    if before and not before.endswith(b"\n"):
        before += b"\n"
    try:
        replace(recorded, before + line.encode())
    except OSError as error:
        raise UsageFault(f"rubrics/RELEASED could not be written: {error.strerror}") from error
    return Answer(line)
