"""Sound records -> what is to be built of them, and where."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from .. import pipeline
from ..production import Order
from ..source import git
from .desk import Desk


def order_of(found: pipeline.Examination, desk: Desk, out: str | None, **wishes: Any) -> Order:
    """The order for `out`, by default site/ in the root; `wishes` are other fields of it."""
    if found.registry is None:
        raise AssertionError("sound records have a registry")
    order = Order(
        registry=found.registry,
        as_of=found.as_of,
        root=desk.root,
        out=Path(out) if out else desk.root / "site",
        logos=found.logos,
        proofs=found.proofs,
        revision=git.head(desk.root),
    )
    return replace(order, **wishes)
