"""What `status`, `due` and `build` share: records examined, faults told, standings computed."""

from __future__ import annotations

from .. import pipeline
from ..model import Holder, Registry
from ..report import faults_text
from ..source.excerpts import Excerpts
from .desk import Desk, holder_typed, no_holder


def sound_records(desk: Desk) -> pipeline.Examination | None:
    """The examined records; None where they have errors, which are then told on stderr."""
    examined = pipeline.examine(desk.tree, desk.day)
    if not examined.errors and examined.registry is not None:
        return examined
    desk.note(faults_text.report(examined.diagnostics, Excerpts(desk.tree)).rstrip())
    return None


def holder_named(registry: Registry, path: str) -> Holder:
    """The holder that a typed path names, with or without `content/`. Raises UsageFault."""
    wanted = holder_typed(path)
    for holder in registry.holders:
        if holder.path == wanted:
            return holder
    known = [holder.path for holder in registry.holders]
    raise no_holder(wanted, known)
