"""A registry as nouns -> its public site in memory; and the sample registry as nouns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from registry import pages, render
from registry.artifact import Artifact
from registry.assess import assess
from registry.model import Registry
from registry.source.layout import survey
from registry.source.tree import FolderTree
from registry.units import read_frame, read_institution, read_supplier
from tests.nouns import day as as_day

ROOT = Path(__file__).parent.parent
DAY = date(2026, 11, 23)

ELSEWHERE = ("badges/", "credentials/", "members/", "staff/", "status/", ".well-known/did.json")
"""Where other rooms put their files."""


def unsign(root: Path) -> None:
    """Take from a copy of the sample what holds only for all of it: its key and its signatures."""
    settings = root / "content/registry.yaml"
    settings.write_text(re.sub(r"(?m)^keys:\n(?: +.*\n)+", "", settings.read_text()))
    (root / "content/proofs.jsonl").unlink(missing_ok=True)


def edition_of(
    registry: Registry, day: date | str = DAY, base_url: str | None = None
) -> pages.Edition:
    found = assess(registry, as_day(day))
    return pages.edition(
        registry.settings,
        registry.rubrics,
        as_of=found.as_of,
        next_change=found.next_change,
        revision="0123456789abcdef0123456789abcdef01234567",
        base_url=base_url,
    )


def publics_of(registry: Registry, day: date | str = DAY) -> tuple[pages.PublicHolder, ...]:
    found = assess(registry, as_day(day))
    rubrics = registry.rubrics if registry.settings.show_area_levels else ()
    told = (
        pages.public_holder(holder, seal, as_of=found.as_of, logos={}, rubrics=rubrics)
        for holder, seal in zip(registry.holders, found.seals, strict=True)
    )
    return pages.settled(one for one in told if one)


def artifacts(
    edition: pages.Edition, publics: tuple[pages.PublicHolder, ...], root: Path | None = None
) -> Iterator[Artifact]:
    press = render.press(edition, root)
    for holder in publics:
        yield from render.holder_artifacts(press, holder)
    for supplier in pages.by_supplier(publics):
        yield from render.supplier_artifacts(press, supplier)
    yield from render.common_artifacts(press, publics)


def collected(found: Iterator[Artifact]) -> dict[str, bytes]:
    """Files by path; no path may come twice."""
    files: dict[str, bytes] = {}
    for one in found:
        assert one.path not in files, one.path
        files[one.path] = one.data
    return files


def made(
    registry: Registry,
    day: date | str = DAY,
    base_url: str | None = None,
    root: Path | None = None,
) -> dict[str, bytes]:
    """The public site of a registry on a day."""
    edition = edition_of(registry, day, base_url)
    return collected(artifacts(edition, publics_of(registry, day), root))


@cache
def sample() -> Registry:
    """The sample registry, read but not judged; without its keys, as its proofs are not read."""
    tree = FolderTree(ROOT)
    shelves = survey(tree)
    frame = read_frame(tree, shelves)
    assert frame.settings is not None
    suppliers = [read_supplier(tree, one) for one in shelves["content/suppliers"].shelves]
    institutions = [read_institution(tree, one) for one in shelves["content/institutions"].shelves]
    return Registry(
        settings=replace(frame.settings, keys=()),
        rubrics=tuple(frame.rubrics),
        suppliers=tuple(one.supplier for one in suppliers if one.supplier),
        products=tuple(product for one in suppliers for product in one.products),
        institutions=tuple(one.institution for one in institutions if one.institution),
    )


@cache
def sample_site() -> Mapping[str, bytes]:
    """The public site of the sample."""
    return made(sample())


def written(files: Mapping[str, bytes], out: Path) -> Path:
    """The files on disk."""
    for name, data in files.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return out
