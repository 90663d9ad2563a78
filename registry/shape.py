"""Records -> nouns: is every field there, and of its kind?

A field that is missing, misspelt or wrong is reported where it stands and becomes `UNREAD` in the
noun, so that all other fields can still be judged.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator
from typing import Any, TypeVar, cast

from . import faults
from .diagnostics import Diagnostic, Place, shown
from .kinds import Fields, Kind, Many, Misfit, Scalar, Table, Written
from .source.nodes import Broken, Items, Mapping, Node, Record, Text
from .unread import UNREAD

T = TypeVar("T")


@dataclasses.dataclass(frozen=True, slots=True)
class FieldOf:
    """One written field of a noun: attribute, key in the file, how it is written, its default."""

    name: str
    key: str
    written: Written
    default: Any
    required: bool


@functools.cache
def fields_of(noun: type) -> dict[str, FieldOf]:
    """The written fields of a noun by their key in the file."""
    return {field.key: field for field in _written_fields(noun)}


def _written_fields(noun: type) -> Iterator[FieldOf]:
    for item in dataclasses.fields(noun):
        written = item.metadata.get("written")
        if written is None:
            continue
        default = item.default
        if item.default_factory is not dataclasses.MISSING:
            default = item.default_factory()
        required = default is dataclasses.MISSING
        yield FieldOf(item.name, written.key or item.name, written, default, required)


def shape(noun: type[T], record: Record, **given: Any) -> tuple[T, list[Diagnostic]]:
    """A noun from a record, and the faults of its fields. `given` holds what is not written."""
    shaper = _Shaper(record.path)
    values = shaper.fields(noun, record.fields)
    return noun(**values, **given | {"where": record}), shaper.faults


class _Shaper:
    """Walks one record with the kinds of its fields; `faults` collects what does not fit."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.faults: list[Diagnostic] = []

    def fields(self, noun: type, mapping: Mapping, at: Text | None = None) -> dict[str, Any]:
        """The noun's values by attribute; `at` is where the mapping's name stands."""
        known = fields_of(noun)
        free = [key for key in known if key not in mapping.entries]
        meant = set()
        for key, (name, _) in mapping.entries.items():
            if key not in known:
                self._report(faults.unknown_field(self._place(name), key, free or known))
                meant.add(faults.near(key, free))
        return {
            field.name: self._field(field, mapping, at, misspelt=field.key in meant)
            for field in known.values()
        }

    def _field(self, field: FieldOf, mapping: Mapping, at: Text | None, *, misspelt: bool) -> Any:
        entry = mapping.entries.get(field.key)
        if entry is not None:
            return self.value(field.written.kind, entry[1], field.key, entry[0])
        if field.required:
            fault = faults.missing_field(self._place(at or mapping), field.key, field.written.help)
            self._report(fault)
            return UNREAD
        return UNREAD if misspelt else field.default

    def value(self, kind: Kind, node: Node, name: str, at: Text | None = None) -> Any:
        """A node's typed value, UNREAD where it does not fit; `at` is where its name stands."""
        if isinstance(node, Broken):
            return UNREAD
        if isinstance(node, Text) and not node.text.strip():
            return self._refuse(faults.empty_value(self._place(at or node), name))
        if isinstance(kind, Scalar):
            return self._scalar(kind, node)
        if isinstance(kind, Many):
            return self._many(kind, node, name)
        if isinstance(kind, Table):
            return self._table(kind, node)
        return self._noun(cast("Fields", kind), node, at)

    def _scalar(self, kind: Scalar[Any], node: Node) -> Any:
        if not isinstance(node, Text):
            return self._misfit(node, kind)
        value = kind.read(node.text)
        return self._refuse(value.at(self._place(node))) if isinstance(value, Misfit) else value

    def _many(self, kind: Many, node: Node, name: str) -> Any:
        if not isinstance(node, Items):
            return self._misfit(node, kind)
        return tuple(self.value(kind.item, item, name) for item in node.items)

    def _table(self, kind: Table, node: Node) -> Any:
        if not isinstance(node, Mapping):
            return self._misfit(node, kind)
        return {
            key: self.value(kind.value, value, key, name)
            for key, (name, value) in node.entries.items()
        }

    def _noun(self, kind: Fields, node: Node, at: Text | None) -> Any:
        if isinstance(node, Text) and kind.short:
            name = Text(kind.short, node.line, node.column, node.width)
            node = Mapping({kind.short: (name, node)}, node.line, node.column, node.width)
        if not isinstance(node, Mapping):
            return self._misfit(node, kind)
        return kind.noun(**self.fields(kind.noun, node, at))

    def _misfit(self, node: Node, kind: Kind) -> Any:
        found = {Text: "a text", Items: "a list", Mapping: "a mapping"}[type(node)]
        if isinstance(node, Text):
            found = f"the text {shown(node.text, 30)}"
        return self._refuse(faults.wrong_kind(self._place(node), found, kind.expected))

    def _refuse(self, diagnostic: Diagnostic) -> Any:
        self._report(diagnostic)
        return UNREAD

    def _report(self, diagnostic: Diagnostic) -> None:
        self.faults.append(diagnostic)

    def _place(self, node: Node) -> Place:
        return Place(self.path, node.line, node.column, node.width)
