"""Folders -> the records they hold, by role; what does not belong there becomes a diagnostic."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from .. import faults
from ..diagnostics import Diagnostic, Place, printable
from ..kinds import parse_day
from .tree import Entry, EntryKind, Tree

NAME_LIMIT = 64
_KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_VERSION = re.compile(r"[0-9]+(\.[0-9]+)*")


class Role(enum.Enum):
    """What a file is for."""

    SETTINGS = "registry.yaml"
    SUPPLIER = "supplier.yaml"
    PRODUCT = "product.yaml"
    INSTITUTION = "institution.yaml"
    REVIEW = "a review"
    MEMBER = "a member"
    RUBRIC = "a rubric"
    RELEASED = "RELEASED"
    PROOFS = "proofs.jsonl"
    LOGO = "logo.png"
    README = "README.md"
    STRAY = "a file that does not belong"


@dataclass(frozen=True, slots=True)
class File:
    """A file and what it is for.

    `plain` is false for what has a file's name and is none, such as a link: it is never read.
    """

    path: str
    role: Role
    size: int = 0
    stamp: int = 0
    plain: bool = True


@dataclass(slots=True)
class Shelf:
    """The files of one folder by role, its sub-shelves, and what is wrong with its names.

    `plain` is false for what has a folder's name and is none, and where the disk does not list it.
    """

    path: str
    files: list[File] = field(default_factory=list)
    shelves: list[Shelf] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)
    plain: bool = True

    def of(self, role: Role) -> Iterator[File]:
        """The files of one role, by name."""
        return (file for file in self.files if file.role is role)

    def walk(self) -> Iterator[Shelf]:
        """This shelf and every one below it."""
        yield self
        for shelf in self.shelves:
            yield from shelf.walk()


@dataclass(frozen=True, slots=True)
class _Plan:
    """What may lie in a folder: fixed names, patterned names, and folders."""

    expected: str
    names: dict[str, Role]
    pattern: tuple[Role, str, Callable[[str], bool], str] | None = None
    inner: _Plan | None = None
    must: Role | None = None


def is_kebab(name: str) -> bool:
    """Whether a name is lower-case ASCII kebab-case of at most 64 characters."""
    return len(name) <= NAME_LIMIT and _KEBAB.fullmatch(name) is not None


def is_version(name: str) -> bool:
    """Whether a name is a rubric version: numbers joined by dots."""
    return len(name) <= NAME_LIMIT and _VERSION.fullmatch(name) is not None


def _is_day(name: str) -> bool:
    return parse_day(name) is not None


KEBAB = (
    f"in lower-case words joined by hyphens, at most {NAME_LIMIT} characters, such as bright-path"
)
"""How a folder is named, as a remedy says it."""

_REVIEWS = (Role.REVIEW, ".md", _is_day, "for the day it was opened, such as 2026-02-01.md")
_PRODUCT = _Plan(
    "product.yaml, reviews named YYYY-MM-DD.md, README.md",
    {"product.yaml": Role.PRODUCT},
    _REVIEWS,
    must=Role.PRODUCT,
)
_SUPPLIER = _Plan(
    "supplier.yaml, logo.png, README.md and a folder for each product",
    {"supplier.yaml": Role.SUPPLIER, "logo.png": Role.LOGO},
    inner=_PRODUCT,
    must=Role.SUPPLIER,
)
_INSTITUTION = _Plan(
    "institution.yaml, logo.png, README.md, reviews named YYYY-MM-DD.md",
    {"institution.yaml": Role.INSTITUTION, "logo.png": Role.LOGO},
    _REVIEWS,
    must=Role.INSTITUTION,
)
SUPPLIERS = _Plan("a folder for each supplier, README.md", {}, inner=_SUPPLIER)
INSTITUTIONS = _Plan("a folder for each institution, README.md", {}, inner=_INSTITUTION)
MEMBERS = _Plan(
    "a file <organisation>.yaml for each member, README.md",
    {},
    (Role.MEMBER, ".yaml", is_kebab, KEBAB + ".yaml"),
)
RUBRICS = _Plan(
    "a file <version>.yaml for each rubric, RELEASED, README.md",
    {"RELEASED": Role.RELEASED},
    (
        Role.RUBRIC,
        ".yaml",
        is_version,
        f"for its version, numbers joined by dots, at most {NAME_LIMIT} characters: 2.0.yaml",
    ),
)
_CONTENT_FOLDERS = {"suppliers": SUPPLIERS, "institutions": INSTITUTIONS, "members": MEMBERS}
_CONTENT = _Plan(
    "registry.yaml, suppliers/, institutions/, members/, proofs.jsonl, README.md",
    {"registry.yaml": Role.SETTINGS, "proofs.jsonl": Role.PROOFS},
)


def survey(tree: Tree) -> dict[str, Shelf]:
    """Every shelf at the top: content, content/suppliers, content/institutions, …, rubrics."""
    top = Shelf("content")
    shelves = {"content": top}
    linked = {e.name for e in _listed(tree, "", []) or [] if e.kind is EntryKind.LINK}
    for name, plan in (("content", _CONTENT), ("rubrics", RUBRICS)):
        shelf = Shelf(name, plain=name not in linked)
        if name in linked:
            shelf.faults.append(faults.symlink(Place(name), name))
        else:
            shelf = _shelf(tree, name, plan, _CONTENT_FOLDERS if name == "content" else {})
        shelves[name] = shelf
    for shelf in shelves["content"].shelves:
        shelves[shelf.path] = shelf
    return shelves


def _shelf(tree: Tree, path: str, plan: _Plan, folders: dict[str, _Plan]) -> Shelf:
    shelf = Shelf(path)
    entries = _listed(tree, path, shelf.faults)
    if entries is None:
        shelf.plain = False
        return shelf
    for entry in entries:
        place = Place(printable(f"{path}/{entry.name}"))
        if entry.kind is EntryKind.FILE:
            _place_file(shelf, plan, entry, place)
        elif entry.kind is EntryKind.FOLDER and _role(plan, entry.name) is Role.STRAY:
            _place_folder(tree, shelf, plan, entry, folders, place)
        else:
            _set_aside(shelf, plan, entry, folders, place)
            if entry.kind is EntryKind.FOLDER:
                shelf.files.extend(_buried(tree, f"{path}/{entry.name}", shelf.faults))
    if plan.must and not any(shelf.of(plan.must)):
        shelf.faults.append(faults.missing_file(Place(printable(path)), plan.must.value))
    return shelf


def _listed(tree: Tree, path: str, found: list[Diagnostic]) -> list[Entry] | None:
    """The names in a folder; None where the disk refuses to list them, which is then a fault."""
    try:
        return tree.entries(path) or []
    except OSError as error:
        fact = f"the folder cannot be read: {error.strerror}"
        found.append(faults.yaml_syntax(Place(printable(path)), fact, "let the build read it"))
        return None


def _role(plan: _Plan, name: str) -> Role:
    """What a file of this name is for, whether or not the name is all that it should be."""
    if name == "README.md":
        return Role.README
    if plan.pattern and name.endswith(plan.pattern[1]) and name not in plan.names:
        return plan.pattern[0]
    return plan.names.get(name, Role.STRAY)


def _place_file(shelf: Shelf, plan: _Plan, entry: Entry, place: Place) -> None:
    role = _role(plan, entry.name)
    if role is Role.STRAY:
        shelf.faults.append(faults.stray_file(place, entry.name, plan.expected))
    elif plan.pattern and role is plan.pattern[0]:
        _, ending, fits, hint = plan.pattern
        if not fits(entry.name.removesuffix(ending)):
            shelf.faults.append(faults.bad_name(place, entry.name, hint))
    shelf.files.append(File(f"{shelf.path}/{entry.name}", role, entry.size, entry.stamp))


def _place_folder(
    tree: Tree, shelf: Shelf, plan: _Plan, entry: Entry, folders: dict[str, _Plan], place: Place
) -> None:
    path = f"{shelf.path}/{entry.name}"
    if entry.name in folders:
        shelf.shelves.append(_shelf(tree, path, folders[entry.name], {}))
    elif plan.inner:
        if not is_kebab(entry.name):
            shelf.faults.append(faults.bad_name(place, entry.name, KEBAB))
        shelf.shelves.append(_shelf(tree, path, plan.inner, {}))
    else:
        shelf.faults.append(faults.stray_file(place, entry.name + "/", plan.expected))
        shelf.files.extend(_buried(tree, path, shelf.faults))


def _set_aside(
    shelf: Shelf, plan: _Plan, entry: Entry, folders: dict[str, _Plan], place: Place
) -> None:
    """A link, or what has a file's name and is none: told, not opened, and known to be there."""
    path, role = f"{shelf.path}/{entry.name}", _role(plan, entry.name)
    if entry.kind is EntryKind.LINK:
        shelf.faults.append(faults.symlink(place, entry.name))
    else:
        own = role is not Role.STRAY
        shelf.faults.append(faults.stray_file(place, entry.name, plan.expected, in_place=own))
    if role is not Role.STRAY:
        shelf.files.append(File(path, role, plain=False))
    elif entry.name in folders or (plan.inner and is_kebab(entry.name)):
        shelf.shelves.append(Shelf(path, plain=False))


def _buried(tree: Tree, path: str, found: list[Diagnostic], depth: int = 0) -> Iterator[File]:
    """Files in a folder that does not belong: read for secrets only."""
    for entry in _listed(tree, path, found) or []:
        if entry.kind is EntryKind.FILE:
            yield File(f"{path}/{entry.name}", Role.STRAY, entry.size, entry.stamp)
        elif entry.kind is EntryKind.FOLDER and depth < NAME_LIMIT:
            yield from _buried(tree, f"{path}/{entry.name}", found, depth + 1)
