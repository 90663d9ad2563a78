"""Files -> records: bytes become text, text becomes fields with places, or a fault says why not."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .. import faults
from ..diagnostics import Diagnostic, Place, printable
from . import dialect, front
from .layout import File, Role
from .logo import LOGO_LIMIT, problem
from .nodes import Record
from .tree import SIZE_LIMIT, Tree

_SCAN_LIMIT = 64 * SIZE_LIMIT

_SECRETS = (
    (re.compile(rb"AGE-SECRET-KEY-1[0-9A-Z]{20,}", re.IGNORECASE), "an age identity"),
    (re.compile(rb"-----BEGIN [A-Z0-9 ]*PRIVATE KEY( BLOCK)?-----"), "a private key"),
    # A whole key and no more: a signature may begin like one, and is nearly twice as long.
    (re.compile(rb"\bz3u2[1-9A-HJ-NP-Za-km-z]{43,45}\b"), "a private signing key"),
)

_UNSETTLED = "a merge conflict was not settled here"
_SETTLE = "keep what is right of the two sides, and remove the lines <<<<<<<, ======= and >>>>>>>"


@dataclass(slots=True)
class Loaded:
    """What one file gave: its record where it has one, its raw bytes where those are wanted."""

    record: Record | None = None
    data: bytes = b""
    faults: list[Diagnostic] = field(default_factory=list)


def load(tree: Tree, file: File) -> Loaded:
    """Read a file once, and make of it what its role asks."""
    path = printable(file.path)
    limit = LOGO_LIMIT if file.role is Role.LOGO else SIZE_LIMIT
    if file.role is Role.STRAY or file.size > limit:
        limit = _SCAN_LIMIT
    try:
        data = tree.read(file.path, limit)
    except OSError as error:
        problem = faults.yaml_syntax(
            Place(path), f"the file cannot be read: {error.strerror}", "let the build read it"
        )
        return Loaded(faults=[problem])
    loaded = Loaded(data=data, faults=list(_secrets(data, path)))
    _BY_ROLE.get(file.role, _text)(loaded, path)
    return loaded


def _secrets(data: bytes, path: str) -> Iterator[Diagnostic]:
    for pattern, what in _SECRETS:
        for found in pattern.finditer(data):
            line = data.count(b"\n", 0, found.start()) + 1
            start = data.rfind(b"\n", 0, found.start()) + 1
            column = len(data[start : found.start()].decode("utf-8", "replace")) + 1
            yield faults.secret_in_repository(Place(path, line, column), what)


def _text(loaded: Loaded, path: str) -> str | None:
    """The file as text with plain line ends, a leading byte-order mark taken off."""
    if len(loaded.data) >= SIZE_LIMIT:
        loaded.faults.append(faults.file_too_large(Place(path), SIZE_LIMIT))
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
