"""The nouns -> what `explain` says of a field: where it stands, what it means, what it may be."""

from __future__ import annotations

import difflib
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..kinds import Fields, Kind, Many, Table
from ..schema import NOUNS
from ..shape import FieldOf, fields_of

_WIDTH = 88
_FILES = {
    "registry": "content/registry.yaml",
    "supplier": "supplier.yaml",
    "product": "product.yaml",
    "product-review": "a product's review",
    "institution": "institution.yaml",
    "institution-review": "an institution's review",
    "member": "content/members/<organisation>.yaml",
    "rubric": "rubrics/<version>.yaml",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One field of one kind of record; `path` leads to it, `steps.notified` for instance."""

    record: str
    path: str
    field: FieldOf

    @property
    def name(self) -> str:
        """The path with its record: `product-review.steps.notified`."""
        return f"{self.record}.{self.path}"


@cache
def entries() -> tuple[Entry, ...]:
    """Every field that staff may write."""
    return tuple(entry for record, noun in NOUNS.items() for entry in _within(record, noun, ""))


def _within(record: str, noun: type, above: str) -> Iterator[Entry]:
    for key, field in fields_of(noun).items():
        path = f"{above}{key}"
        yield Entry(record, path, field)
        inner = _inner(field.written.kind)
        if inner is not None:
            yield from _within(record, inner, f"{path}.")


def _inner(kind: Kind) -> type | None:
    """The noun inside a field, through lists and mappings."""
    while isinstance(kind, Many | Table):
        kind = kind.item if isinstance(kind, Many) else kind.value
    return kind.noun if isinstance(kind, Fields) else None


def explain(typed: str) -> str | None:
    """What a field means, wherever one of that name is written; None where there is none."""
    wanted = typed.strip().strip(".").removesuffix(":")
    found = [entry for entry in entries() if f".{entry.name}".endswith(f".{wanted}")]
    return "\n".join(_told(entry) for entry in found) or None


def _told(entry: Entry) -> str:
    written = entry.field.written
    must = "required" if entry.field.required else "optional"
    lines = [
        f"{entry.path} in {_FILES[entry.record]} ({must})",
        textwrap.fill(
            f"{written.help}: {_expected(written.kind)}.",
            _WIDTH,
            initial_indent="  ",
            subsequent_indent="  ",
        ),
    ]
    inner = _inner(written.kind)
    if inner is not None:
        listed = ", ".join(key if f.required else f"[{key}]" for key, f in fields_of(inner).items())
        told = f"fields, the optional ones in brackets: {listed}"
        lines.append(textwrap.fill(told, _WIDTH, initial_indent="  ", subsequent_indent="    "))
    return "\n".join(lines) + "\n"


def _expected(kind: Kind) -> str:
    if isinstance(kind, Many):
        return f"a list; each item {_expected(kind.item)}"
    if isinstance(kind, Table):
        return f"a mapping by {kind.key}; each value {_expected(kind.value)}"
    return kind.expected


def nearest(typed: str) -> str | None:
    """The field whose name comes closest to what was typed."""
    names = sorted({entry.path for entry in entries()} | {e.field.key for e in entries()})
    return next(iter(difflib.get_close_matches(typed, names, n=1)), None)
