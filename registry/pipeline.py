"""The walk, as a list of plain calls: read, shape, check; assess; page, render, publish."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from . import checks, faults
from .credentials.awards import Ledger
from .credentials.book import Book
from .credentials.issuer import Issuer
from .credentials.proofs import Proofs, read_proofs
from .diagnostics import Diagnostic, Place, Severity
from .model import Registry, Settings
from .source.layout import Role, Shelf, survey
from .source.tree import Tree
from .units import Frame, Unit, read_frame, read_institution, read_supplier

PROOFS = "content/proofs.jsonl"
_FIRST_RUN = (
    "start with the sample's content/ and rubrics/ folders, "
    "or write content/registry.yaml as CONTRIBUTING.md shows"
)


@dataclass(slots=True)
class Examination:
    """All that was read and all that is wrong with it; no registry where there are no settings."""

    as_of: date
    registry: Registry | None = None
    diagnostics: list[Diagnostic] = field(default_factory=list)
    proofs: Proofs = field(default_factory=Proofs)
    logos: dict[str, bytes] = field(default_factory=dict)
    """The PNG of each organisation that has one, by its path."""

    @property
    def errors(self) -> list[Diagnostic]:
        """What stands in the way of publishing."""
        return [d for d in self.diagnostics if d.severity is Severity.ERROR]


def examine(
    tree: Tree,
    day: Callable[[Settings | None], date],
    *,
    future_facts: bool = False,
    recorded_before: Mapping[str, str] | None = None,
    released: str | None = None,
) -> Examination:
    """Read everything and judge it.

    `day` gives the as-of day once the settings are known. With `future_facts`, facts dated after it
    are faults. `recorded_before` is rubrics/RELEASED of an earlier revision; `released` names a
    rubric to be judged as if it were recorded already.
    """
    shelves = survey(tree)
    frame = read_frame(tree, shelves)
    units = list(_units(tree, shelves))
    by = checks.Yardstick.of(
        frame.settings,
        frame.rubrics,
        frame.unreadable_rubrics,
        frame.recorded if frame.register_is_whole else None,
        listed=frame.rubrics_are_listed,
    )
    unread = _unread(shelves, units)
    registry = _registry(frame, by.settings, units)
    if released and (rubric := registry.rubric(released)):
        frame.recorded.setdefault(f"{released}.yaml", rubric.sha256)
    found = Examination(day(frame.settings))
    found.diagnostics = [
        *(_without_settings(shelves) if frame.settings is None else ()),
        *frame.faults,
        *(fault for unit in units for fault in _judged(unit, by)),
        *checks.check_registry(
            registry,
            by,
            unreadable=unread,
            recorded_before=recorded_before,
        ),
    ]
    found.proofs, mistakes = read_proofs(frame.proofs)
    found.diagnostics += [
        faults.yaml_syntax(Place(PROOFS, line), message, hint) for line, message, hint in mistakes
    ]
    if frame.settings:
        book = Book(Issuer.of(registry.settings), found.proofs)
        unknown = _unread_paths(units, unread)
        ledger = Ledger(book, registry.holders, registry.settings, unknown)
        found.diagnostics += checks.check_proofs(
            found.proofs.awards.values(),
            ledger.digest_of,
            ledger.is_genuine,
            ledger.broken_lists(),
        )
    if future_facts:
        found.diagnostics += checks.facts_after(registry, found.as_of)
    found.diagnostics.sort()
    found.logos = {unit.path: unit.logo for unit in units if unit.logo}
    found.registry = registry if frame.settings else None
    return found


def _unread(shelves: Mapping[str, Shelf], units: list[Unit]) -> set[str]:
    """The paths of organisations that could not be read, and of folders that were not listed."""
    folders = {path.removeprefix("content/") for path, shelf in shelves.items() if not shelf.plain}
    return folders | {unit.path for unit in units if not (unit.supplier or unit.institution)}


def _unread_paths(units: list[Unit], unread: set[str]) -> Callable[[str], bool]:
    """Tells of a holder's path whether some of its records could not be read."""
    damaged = unread | {path for unit in units for path in unit.incomplete}
    return lambda path: any(path == one or path.startswith(f"{one}/") for one in damaged)


def stamps(tree: Tree) -> dict[str, tuple[int, int]]:
    """Size and time of every record, to notice one that changes while they are read."""
    shelves = survey(tree)
    return {
        file.path: (file.size, file.stamp)
        for name in ("content", "rubrics")
        for shelf in shelves[name].walk()
        for file in shelf.files
    }


def _units(tree: Tree, shelves: Mapping[str, Shelf]) -> Iterator[Unit]:
    for name, read in (
        ("content/suppliers", read_supplier),
        ("content/institutions", read_institution),
    ):
        if name in shelves:
            yield from (read(tree, shelf) for shelf in shelves[name].shelves)


def _judged(unit: Unit, by: checks.Yardstick) -> Iterator[Diagnostic]:
    """What is wrong with one folder, apart from all others."""
    yield from unit.faults
    if unit.supplier:
        yield from checks.check_supplier(unit.supplier, by)
    for holder in unit.holders:
        yield from checks.check_holder(holder, by, incomplete=holder.path in unit.incomplete)


def _registry(frame: Frame, settings: Settings, units: list[Unit]) -> Registry:
    return Registry(
        settings=settings,
        rubrics=tuple(frame.rubrics),
        suppliers=tuple(unit.supplier for unit in units if unit.supplier),
        products=tuple(product for unit in units for product in unit.products),
        institutions=tuple(unit.institution for unit in units if unit.institution),
        members=tuple(frame.members),
        recorded=frame.recorded,
    )


def _without_settings(shelves: Mapping[str, Shelf]) -> Iterator[Diagnostic]:
    """Without registry.yaml there is nothing to judge by; the first run of all looks like this."""
    content = shelves["content"]
    if content.plain and not any(content.of(Role.SETTINGS)):
        yield faults.missing_file(Place("content"), "registry.yaml", _FIRST_RUN)
