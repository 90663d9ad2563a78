"""Files -> records: bytes become text, text becomes fields with places, or a fault says why not."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from .. import faults, private_keys
from ..diagnostics import Diagnostic, Place, printable
from . import dialect, front
from .layout import File, Role
from .logo import LOGO_LIMIT, problem
from .nodes import Record
from .tree import SIZE_LIMIT, Tree

_SCAN_LIMIT = 64 * SIZE_LIMIT
_LIMITS = {Role.LOGO: LOGO_LIMIT, Role.PROOFS: _SCAN_LIMIT}
"""Bytes of the largest file of a role. A register holds one line for every award there ever was."""

_UNSETTLED = "a merge conflict was not settled here"
_SETTLE = "keep what is right of the two sides, and remove the lines <<<<<<<, ======= and >>>>>>>"


@dataclass(slots=True)
class Loaded:
    """What one file gave: its record where it has one, its raw bytes where those are wanted."""

    record: Record | None = None
    data: bytes = b""
    limit: int = SIZE_LIMIT
    faults: list[Diagnostic] = field(default_factory=list)


def load(tree: Tree, file: File) -> Loaded:
    """Read a file once, and make of it what its role asks."""
    path = printable(file.path)
    limit = _LIMITS.get(file.role, SIZE_LIMIT)
    scanned = _SCAN_LIMIT if file.role is Role.STRAY or file.size > limit else limit
    try:
        data = tree.read(file.path, scanned)
    except OSError as error:
        problem = faults.yaml_syntax(
            Place(path), f"the file cannot be read: {error.strerror}", "let the build read it"
        )
        return Loaded(faults=[problem])
    loaded = Loaded(data=data, limit=limit, faults=list(_secrets(data, path)))
    if path != file.path and any(private_keys.found(file.path.encode("utf-8", "surrogateescape"))):
        loaded.faults.append(faults.secret_in_repository(Place(path), "a private key's name"))
    if loaded.faults and private_keys.spreads(data):
        # Nothing more is said of such a file: it might quote what the key goes on with.
        loaded.data = b""
    else:
        _BY_ROLE.get(file.role, _text)(loaded, path)
    return loaded


def _secrets(data: bytes, path: str) -> Iterator[Diagnostic]:
    for at, what in private_keys.found(data):
        line = data.count(b"\n", 0, at) + 1
        start = data.rfind(b"\n", 0, at) + 1
        column = len(data[start:at].decode("utf-8", "replace")) + 1
        yield faults.secret_in_repository(Place(path, line, column), what)


def _text(loaded: Loaded, path: str) -> str | None:
    """The file as text with plain line ends, a leading byte-order mark taken off."""
    if len(loaded.data) >= loaded.limit:
        loaded.faults.append(faults.file_too_large(Place(path), loaded.limit))
        loaded.data = b""
        return None
    try:
        text = loaded.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = loaded.data.count(b"\n", 0, error.start) + 1
        loaded.faults.append(faults.not_utf8(Place(path, line), error.start + 1))
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    start = _conflict(text)
    if start is not None:
        place = Place(path, text.count("\n", 0, start) + 1, 1, len("<<<<<<<"))
        loaded.faults.append(faults.yaml_syntax(place, _UNSETTLED, _SETTLE))
        return None
    return text


def _conflict(text: str) -> int | None:
    """Where git left both sides of a merge in the text: three marks, each at a line's start."""
    if "<<<<<<< " not in text:
        return None
    lines = f"\n{text}"
    first = lines.find("\n<<<<<<< ")
    middle = lines.find("\n=======\n", first) if first >= 0 else -1
    settled = middle < 0 or lines.find("\n>>>>>>> ", middle) < 0
    return None if settled else first


def _yaml(loaded: Loaded, path: str) -> None:
    text = _text(loaded, path)
    if text is None:
        return
    root, found = dialect.parse(text, path)
    loaded.faults.extend(found)
    if root is not None:
        digest = hashlib.sha256(loaded.data).hexdigest()
        loaded.record = Record(path, root, sha256=digest)


def _review(loaded: Loaded, path: str) -> None:
    text = _text(loaded, path)
    if text is None:
        return
    halves = front.split(text, path)
    if isinstance(halves, Diagnostic):
        loaded.faults.append(halves)
        return
    head, body = halves
    root, found = dialect.parse(head, path, first_line=2)
    loaded.faults.extend(found)
    if root is not None:
        loaded.record = Record(path, root, body)


def _logo(loaded: Loaded, path: str) -> None:
    if wrong := problem(loaded.data):
        loaded.faults.append(faults.bad_logo(Place(path), wrong))


def _stray(loaded: Loaded, path: str) -> None:
    """A stray file is already reported; it was read for secrets only."""


_BY_ROLE = {
    Role.SETTINGS: _yaml,
    Role.SUPPLIER: _yaml,
    Role.PRODUCT: _yaml,
    Role.INSTITUTION: _yaml,
    Role.MEMBER: _yaml,
    Role.RUBRIC: _yaml,
    Role.REVIEW: _review,
    Role.LOGO: _logo,
    Role.STRAY: _stray,
}
