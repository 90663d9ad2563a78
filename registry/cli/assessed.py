"""What `status`, `due` and `build` share: records examined, faults told, standings computed."""

from __future__ import annotations

from .. import pipeline
from ..report import faults_text
from ..source.excerpts import Excerpts
from .desk import Desk


def sound_records(desk: Desk) -> pipeline.Examination | None:
    """The examined records; None where they have errors, which are then told on stderr."""
    examined = pipeline.examine(desk.tree, desk.day)
    if not examined.errors and examined.registry is not None:
        return examined
    desk.note(faults_text.report(examined.diagnostics, Excerpts(desk.tree)).rstrip())
    return None
