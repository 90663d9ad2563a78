"""Shelves -> nouns, one folder at a time: a unit of work that is read apart from all others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from . import faults
from .diagnostics import Diagnostic, Place, shown
from .model import (
    Holder,
    Institution,
    InstitutionReview,
    Member,
    Product,
    ProductReview,
    Rubric,
    Settings,
    Supplier,
)
from .shape import shape
from .source.layout import File, Role, Shelf
from .source.records import Loaded, load
from .source.tree import Tree

T = TypeVar("T")
_RELEASED_LINE = re.compile(r"([0-9a-f]{64}) [ *]([^/]+\.yaml)")


@dataclass(slots=True)
class Unit:
    """What one supplier's or institution's folder holds.

    A holder is incomplete when one of its reviews cannot be read, or a product its own record.
    """

    path: str
    supplier: Supplier | None = None
    products: list[Product] = field(default_factory=list)
    institution: Institution | None = None
    incomplete: set[str] = field(default_factory=set)
    faults: list[Diagnostic] = field(default_factory=list)
    logo: bytes = b""

    @property
    def holders(self) -> Iterator[Holder]:
        """The holders of the folder: a supplier's products, or the institution itself."""
        yield from self.products
        if self.institution:
            yield self.institution


@dataclass(slots=True)
class Frame:
    """What every holder is judged by: settings, rubrics, members, and the registers."""

    settings: Settings | None = None
    rubrics: list[Rubric] = field(default_factory=list)
    unreadable_rubrics: set[str] = field(default_factory=set)
    recorded: dict[str, str] = field(default_factory=dict)
    rubrics_are_listed: bool = True
    """Whether rubrics/ could be listed, so that one which is not in it is not there."""
    register_is_whole: bool = True
    """Whether every line of rubrics/RELEASED could be read."""
    members: list[Member] = field(default_factory=list)
    proofs: str = ""
    """The text of content/proofs.jsonl, which the credentials' room knows how to read."""
    faults: list[Diagnostic] = field(default_factory=list)


class _Reader:
    """Reads the files of one shelf and keeps every fault met on the way."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.faults: list[Diagnostic] = []

    def noun(self, kind: type[T], file: File, **given: Any) -> T | None:
        """The noun a file holds, None where the file could not be read at all."""
        loaded = self._load(file)
        if loaded.record is None:
            return None
        if kind is Rubric:
            given["sha256"] = loaded.record.sha256
        elif kind is ProductReview or kind is InstitutionReview:
            given["body"] = loaded.record.body
        noun, found = shape(kind, loaded.record, **given)
        self.faults.extend(found)
        return noun

    def scan(self, file: File) -> bytes:
        """A file that makes no noun: its bytes, after the checks that every file passes."""
        return self._load(file).data

    def _load(self, file: File) -> Loaded:
        """What the file gave; of one that is not plain nothing is read, and that is told."""
        loaded = load(self.tree, file) if file.plain else Loaded()
        self.faults.extend(loaded.faults)
        return loaded

    def scan_rest(self, shelf: Shelf) -> None:
        """The notes and strays of a shelf, which are read for secrets only."""
        for file in shelf.files:
            if file.role in (Role.README, Role.STRAY):
                self.scan(file)

    def reviews(self, kind: type[T], shelf: Shelf) -> tuple[list[T], bool]:
        """The reviews of a shelf in the order they were opened, and whether one is unreadable."""
        found = [(file, self.noun(kind, file, path=file.path)) for file in shelf.of(Role.REVIEW)]
        readable = sorted(
            ((file.path, review) for file, review in found if review is not None),
            key=lambda pair: pair[0],
        )
        return [review for _, review in readable], len(readable) < len(found)


def read_supplier(tree: Tree, shelf: Shelf) -> Unit:
    """A supplier with its products and their reviews."""
    reader, unit = _Reader(tree), Unit(_identity(shelf))
    for file in shelf.of(Role.SUPPLIER):
        unit.supplier = reader.noun(Supplier, file, path=unit.path, logo=_logo(shelf))
    for file in shelf.of(Role.LOGO):
        unit.logo = reader.scan(file)
    reader.scan_rest(shelf)
    for inner in shelf.shelves:
        _read_product(reader, unit, inner)
    unit.faults = [*_name_faults(shelf), *reader.faults]
    return unit


def _read_product(reader: _Reader, unit: Unit, shelf: Shelf) -> None:
    reviews, damaged = reader.reviews(ProductReview, shelf)
    reader.scan_rest(shelf)
    path = _identity(shelf)
    damaged |= not shelf.plain
    for file in shelf.of(Role.PRODUCT):
        # Faults of the product are found even where its supplier cannot be read.
        given = {"path": path, "supplier": unit.supplier, "reviews": tuple(reviews)}
        product = reader.noun(Product, file, **given)
        damaged |= product is None
        if product is not None and unit.supplier is not None:
            unit.products.append(product)
    if damaged:
        unit.incomplete.add(path)


def read_institution(tree: Tree, shelf: Shelf) -> Unit:
    """An institution with its reviews."""
    reader, unit = _Reader(tree), Unit(_identity(shelf))
    reviews, damaged = reader.reviews(InstitutionReview, shelf)
    for file in shelf.of(Role.INSTITUTION):
        given = {"path": unit.path, "reviews": tuple(reviews), "logo": _logo(shelf)}
        unit.institution = reader.noun(Institution, file, **given)
    for file in shelf.of(Role.LOGO):
        unit.logo = reader.scan(file)
    reader.scan_rest(shelf)
    if damaged:
        unit.incomplete.add(unit.path)
    unit.faults = [*_name_faults(shelf), *reader.faults]
    return unit


def _identity(shelf: Shelf) -> str:
    """A holder's or organisation's path: its folder without `content/`."""
    return shelf.path.removeprefix("content/")


def _logo(shelf: Shelf) -> str | None:
    return next((file.path for file in shelf.of(Role.LOGO)), None)


def _name_faults(shelf: Shelf) -> Iterator[Diagnostic]:
    for inner in shelf.walk():
        yield from inner.faults


def read_frame(tree: Tree, shelves: dict[str, Shelf]) -> Frame:
    """Settings, rubrics, members and registers: everything but the holders."""
    reader, frame = _Reader(tree), Frame()
    content, rubrics = shelves["content"], shelves["rubrics"]
    for file in content.of(Role.SETTINGS):
        frame.settings = reader.noun(Settings, file)
    frame.rubrics_are_listed = frame.register_is_whole = rubrics.plain
    for file in rubrics.of(Role.RUBRIC):
        _read_rubric(reader, frame, file)
    for file in rubrics.of(Role.RELEASED):
        before = len(reader.faults)
        _read_register(reader, file, _released_line(frame))
        frame.register_is_whole = file.plain and len(reader.faults) == before
    for file in content.of(Role.PROOFS):
        frame.proofs = reader.scan(file).decode("utf-8-sig", "replace")
    if members := shelves.get("content/members"):
        for file in members.of(Role.MEMBER):
            member = reader.noun(Member, file, path=file.path)
            frame.members.extend([member] if member else [])
    frame.faults = reader.faults
    for name, shelf in shelves.items():
        reader.scan_rest(shelf)
        frame.faults.extend(shelf.faults if name != "content" else content.faults)
    return frame


def _read_rubric(reader: _Reader, frame: Frame, file: File) -> None:
    version = file.path.rpartition("/")[2].removesuffix(".yaml")
    before = len(reader.faults)
    rubric = reader.noun(Rubric, file, version=version)
    if rubric is None or len(reader.faults) > before:
        frame.unreadable_rubrics.add(version)
    if rubric is not None:
        frame.rubrics.append(rubric)


def _read_register(reader: _Reader, file: File, take: Callable[[Place, str], Any]) -> None:
    """A file of lines: each is taken by itself, and a fault in one spoils no other."""
    try:
        text = reader.scan(file).decode("utf-8-sig")
    except UnicodeDecodeError:
        return  # already reported by the reader
    for number, line in enumerate(text.splitlines(), start=1):
        fault = take(Place(file.path, number), line)
        reader.faults.extend([fault] if fault else [])


def _released_line(frame: Frame) -> Callable[[Place, str], Diagnostic | None]:
    def take(place: Place, line: str) -> Diagnostic | None:
        found = _RELEASED_LINE.fullmatch(line)
        if not found:
            return faults.wrong_kind(
                place, f"the line {shown(line)}", "a line of sha256sum: 64 hex digits, a rubric"
            )
        if found[2] in frame.recorded:
            first = list(frame.recorded).index(found[2]) + 1
            return faults.duplicate_key(place, found[2], first)
        frame.recorded[found[2]] = found[1]
        return None

    return take
