"""impact: what releasing a rubric would ask of every seal."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..impact import impact
from ..model import Registry, Rubric
from ..report import faults_text
from ..report import impact as told
from ..shape import shape
from ..source.excerpts import Excerpts
from ..source.layout import File, Role
from ..source.records import load
from ..source.tree import SIZE_LIMIT, FolderTree
from .assessed import sound_records
from .desk import Answer, Desk, UsageFault


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `impact`."""
    parser.add_argument("rubric", metavar="RUBRIC-FILE", help="a draft, such as rubrics/3.0.yaml")
    parser.add_argument(
        "--format", choices=["text", "json", "markdown"], default="text", help="default: text"
    )


def run(arguments: argparse.Namespace, desk: Desk) -> Answer:
    """Hold the rubric against the registry, by what is known on the as-of day."""
    examined = sound_records(desk)
    if examined is None or examined.registry is None:
        return Answer(code=1)
    rubric = _registered(arguments.rubric, examined.registry) or _drafted(arguments.rubric, desk)
    if rubric is None:
        return Answer(code=1)
    found = impact(rubric, examined.registry, examined.as_of)
    text = {
        "json": lambda: told.as_json(found),
        "markdown": lambda: told.as_markdown(found),
        "text": lambda: told.as_text(found, desk.ink),
    }[arguments.format]()
    return Answer(text)


def _registered(typed: str, registry: Registry) -> Rubric | None:
    """A rubric of this registry, by version or by its path from the root."""
    version = typed.removeprefix("./").removeprefix("rubrics/").removesuffix(".yaml")
    return registry.rubric(version)


def _drafted(typed: str, desk: Desk) -> Rubric | None:
    """A rubric from a file that lies elsewhere; its faults are told on stderr."""
    places = (Path(typed), desk.root / typed)
    place = next((place for place in places if place.is_file()), None)
    if place is None:
        raise UsageFault(f"there is no file {typed}")
    tree = FolderTree(place.parent)
    loaded = load(tree, File(place.name, Role.RUBRIC, min(place.stat().st_size, SIZE_LIMIT), 0))
    faults = list(loaded.faults)
    rubric = None
    if loaded.record:
        if "areas" not in loaded.record.fields.entries:
            raise UsageFault(f"{typed} is no rubric: it has no areas")
        rubric, found = shape(Rubric, loaded.record, version=place.stem)
        faults += found
    if faults:
        desk.note(faults_text.report(faults, Excerpts(tree)).rstrip())
        return None
    return rubric
