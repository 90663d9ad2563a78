"""A git revision × what the tree holds now -> the records as they were; only what differs is read.

What was wrong with the records then is history and stops nothing: a holder that could not be read
is left out of the comparison and named.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from .model import Institution, Product, Registry, Rubric, Settings
from .source.layout import Shelf, survey
from .source.tree import Tree
from .units import Unit, read_frame, read_institution, read_supplier
from .unread import holds_unread

_RULES = ("content/registry.yaml", "rubrics/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """The registry as it was; `unreadable` are holders and organisations that could not be read."""

    registry: Registry
    logos: Mapping[str, bytes]
    unreadable: tuple[str, ...] = ()


def registry_at(
    tree: Tree, now: Registry, logos: Mapping[str, bytes], changed: Collection[str]
) -> Revision:
    """The registry that a revision holds. `changed` are the files that differ from `now`.

    Folders without a changed file are taken over from `now` as they are. Where the revision has no
    settings that can be read, those of today judge it.
    """
    shelves = survey(tree)
    touched = {"/".join(path.split("/")[1:3]) for path in changed}
    units = list(_units(tree, shelves, touched))
    settings, rubrics = _rules(tree, shelves, now, changed)
    kept = [holder for holder in now.holders if holder.organisation.path not in touched]
    read = [holder for unit in units for holder in unit.holders]
    whole = [holder for holder in read if not holds_unread(holder)]
    registry = replace(
        now,
        settings=settings,
        rubrics=rubrics,
        products=tuple(h for h in (*kept, *whole) if isinstance(h, Product)),
        institutions=tuple(h for h in (*kept, *whole) if isinstance(h, Institution)),
    )
    old_logos = {path: data for path, data in logos.items() if path not in touched}
    old_logos |= {unit.path: unit.logo for unit in units if unit.logo}
    lost = {holder.path for holder in read} - {holder.path for holder in whole}
    lost |= {path for unit in units for path in unit.incomplete}
    lost |= {unit.path for unit in units if not (unit.supplier or unit.institution)}
    return Revision(registry=registry, logos=old_logos, unreadable=tuple(sorted(lost)))


def _units(tree: Tree, shelves: Mapping[str, Shelf], touched: Collection[str]) -> Iterator[Unit]:
    for name, read in (
        ("content/suppliers", read_supplier),
        ("content/institutions", read_institution),
    ):
        if name in shelves:
            for shelf in shelves[name].shelves:
                if shelf.path.removeprefix("content/") in touched:
                    yield read(tree, shelf)


def _rules(
    tree: Tree, shelves: dict[str, Shelf], now: Registry, changed: Collection[str]
) -> tuple[Settings, tuple[Rubric, ...]]:
    if not any(path.startswith(_RULES) for path in changed):
        return now.settings, now.rubrics
    frame = read_frame(tree, shelves)
    readable = frame.settings is not None and not holds_unread(frame.settings)
    settings = frame.settings if readable and frame.settings else now.settings
    return settings, tuple(rubric for rubric in frame.rubrics if not holds_unread(rubric))
