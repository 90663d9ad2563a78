"""What can be wrong with a record, said so that its author can mend it."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import Protocol

from .private_keys import blanked

Key = str | int
"""One step into a record: a field's name or a list's index from 0."""


class Severity(enum.StrEnum):
    """How much a fault weighs: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in the records: path relative to the root, line and column counted from 1.

    `width` is the number of characters that the fault covers, for the caret under an excerpt.
    """

    path: str
    line: int = 1
    column: int = 1
    width: int = field(default=1, compare=False)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Where(Protocol):
    """Knows the place of every field of one written record."""

    @property
    def path(self) -> str:
        """The record's file, relative to the root, with forward slashes."""

    def place(self, *keys: Key) -> Place:
        """The place of the field at `keys`, or of its nearest written parent."""

    def key_place(self, *keys: Key) -> Place:
        """The place of the field's name rather than of its value."""


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One fault: where, which rule, what is so, and what to do about it."""

    place: Place
    rule: str
    message: str
    hint: str
    severity: Severity = Severity.ERROR


def redacted(text: str) -> str:
    """The text with every private key in it blanked out: a report must not spread a secret."""
    return blanked(str(text))


def shown(text: str, limit: int = 60) -> str:
    """The text as a message may quote it: in quotes, escaped, at most `limit` characters.

    Line breaks, control and text-direction characters appear as escapes, so that no record can
    forge a line of a report.
    """
    clean = printable(redacted(text))
    return f'"{clean[: limit - 1]}…"' if len(clean) > limit else f'"{clean}"'


def printable(path: str) -> str:
    """A path as a report may print it: control characters escaped, private keys blanked out."""
    clean = redacted(path)
    if clean.isprintable():
        return clean
    return "".join(c if c.isprintable() else _escape(c) for c in clean)


def _escape(character: str) -> str:
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")
