"""release: enters a rubric in rubrics/RELEASED, if no record would be at fault for it."""

from __future__ import annotations

import argparse
import hashlib

from .. import pipeline
from ..diagnostics import Severity
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
    errors = [d for d in examined.diagnostics if d.severity is Severity.ERROR]
    if examined.registry is None or errors:
        desk.note(faults_text.report(errors, Excerpts(desk.tree), desk.ink))
        return Answer(code=1)
    rubric = examined.registry.rubric(version)
    if rubric is None or rubric.released is None:
        raise UsageFault(f"rubrics/{name} is a draft; write `released: YYYY-MM-DD` in it first")
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
