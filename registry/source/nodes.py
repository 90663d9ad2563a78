"""Written values with their places: what a record says before it is known what it means.

Nodes are tuples because a large registry has millions of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from ..diagnostics import Key, Place


class Text(NamedTuple):
    """A scalar: the text that was typed, quotes taken off. Lines and columns count from 1."""

    text: str
    line: int
    column: int
    width: int = 1


class Items(NamedTuple):
    """A list of values."""

    items: list[Node]
    line: int
    column: int
    width: int = 1


class Mapping(NamedTuple):
    """Keys with their values, in the order written; of a key written twice, the first."""

    entries: dict[str, tuple[Text, Node]]
    line: int
    column: int
    width: int = 1


class Broken(NamedTuple):
    """A value whose fault is already reported."""

    line: int
    column: int
    width: int = 1


Node = Text | Items | Mapping | Broken


@dataclass(frozen=True, slots=True)
class Record:
    """One file that could be read: its path, its fields, and a review's narrative.

    `fields` of an unshapely file (a list at the top, say) never gets this far.
    """

    path: str
    fields: Mapping
    body: str = ""
    sha256: str = field(default="", compare=False)

    def place(self, *keys: Key) -> Place:
        """The place of the value at `keys`, or of its nearest written parent.

        A value that is a block stands below its key, so its key is the better place to show.
        """
        shown: Node = self.fields
        for key, name, value in self._walk(keys):
            shown = name if name and isinstance(value, Mapping | Items) else value
            del key
        return self._at(shown)

    def key_place(self, *keys: Key) -> Place:
        """The place of the field's name at `keys`, or of the nearest written parent's."""
        shown: Node = self.fields
        for _, name, value in self._walk(keys):
            shown = name or value
        return self._at(shown)

    def _walk(self, keys: tuple[Key, ...]) -> Iterator[tuple[Key, Text | None, Node]]:
        node: Node = self.fields
        for key in keys:
            name: Text | None = None
            if isinstance(node, Mapping) and key in node.entries:
                name, node = node.entries[str(key)]
            elif isinstance(node, Items) and isinstance(key, int) and key < len(node.items):
                node = node.items[key]
            else:
                return
            yield key, name, node

    def _at(self, node: Node) -> Place:
        return Place(self.path, node.line, node.column, node.width)
