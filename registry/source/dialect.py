"""YAML text -> nodes with places, in the registry's dialect: YAML 1.2 core, every scalar a text.

The parser's events are composed here, one by one and without recursion, so that aliases, tags,
duplicate keys and bottomless nesting are refused where they stand, before anything comes of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from .. import faults
from ..diagnostics import Diagnostic, Place, shown
from .nodes import Broken, Items, Mapping, Node, Text

_Parser = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # the C parser where PyYAML has one

DEPTH_LIMIT = 24
"""Levels of nesting; the deepest record of the contract has six."""

_ONE_DOCUMENT = "keep one plain document of fields in the file"


@dataclass(slots=True)
class _Open:
    """A collection whose end has not come yet."""

    node: Items | Mapping
    key: Text | None = None
    broken: bool = False
    awaiting_key: bool = field(default=True)


class _Refused(Exception):
    """The text cannot be read any further."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic


def parse(text: str, path: str, first_line: int = 1) -> tuple[Mapping | None, list[Diagnostic]]:
    """The mapping that a YAML text holds, None where it holds none, and every fault found.

    `first_line` is the line of the file on which the text starts.
    """
    composer = _Composer(path, first_line)
    try:
        root = composer.compose(text)
    except _Refused as refused:
        return None, [*composer.faults, refused.diagnostic]
    if isinstance(root, Mapping):
        return root, composer.faults
    at = Place(path, root.line, root.column) if root else Place(path, first_line)
    what = "file" if first_line == 1 else "head"
    found = "is empty" if root is None else "holds no fields"
    fault = faults.yaml_syntax(
        at, f"the {what} {found}", "write fields as `name: value`, one a line"
    )
    return None, [*composer.faults, fault]


class _Composer:
    """Builds nodes from parser events; `faults` collects what does not stop the reading."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.shift = first_line
        self.faults: list[Diagnostic] = []
        self.stack: list[_Open] = []
        self.root: Node | None = None
        self.documents = 0
        self.last_line = 0

    def compose(self, text: str) -> Node | None:
        self._refuse_unprintable(text)
        self.last_line = text.rstrip("\n").count("\n")
        for event in self._events(text):
            self._take(event)
        return None if _is_blank(self.root) else self.root

    def _refuse_unprintable(self, text: str) -> None:
        found = yaml.reader.Reader.NON_PRINTABLE.search(text)
        if found:
            before = text[: found.start()]
            line = before.count("\n")
            place = Place(self.path, line + self.shift, found.start() - before.rfind("\n"))
            raise _Refused(
                faults.yaml_syntax(
                    place, f"the character {shown(found[0])} is not allowed", "remove it"
                )
            )

    def _events(self, text: str) -> Iterator[yaml.Event]:
        loader = _Parser(text)
        try:
            while (event := loader.get_event()) is not None:
                yield event
        except yaml.MarkedYAMLError as error:
            raise _Refused(self._syntax_fault(error)) from None
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            place = Place(self.path, self.shift)
            raise _Refused(
                faults.yaml_syntax(place, f"the YAML cannot be read: {error}", _ONE_DOCUMENT)
            ) from None
        finally:
            loader.dispose()

    def _syntax_fault(self, error: yaml.MarkedYAMLError) -> Diagnostic:
        mark = error.problem_mark or error.context_mark
        place = Place(self.path, self.shift)
        if mark and mark.line <= self.last_line:
            place = Place(self.path, mark.line + self.shift, mark.column + 1)
        elif mark:  # the parser noticed only after the end
            place = Place(self.path, self.last_line + self.shift)
        problem = re.sub(r"\s+", " ", error.problem or "it cannot be read")
        return faults.yaml_syntax(place, f"the YAML is broken here: {problem}", _remedy(problem))

    def _take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_tag(event)
            self._add(self._text(event))
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._refuse_tag(event)
            self._open(event)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._add(self.stack.pop().node)
        elif isinstance(event, yaml.AliasEvent):
            self._refuse(event, "an alias stands here", "write the value out in full")
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._refuse(event, "a second document starts here", _ONE_DOCUMENT)

    def _text(self, event: yaml.ScalarEvent) -> Text:
        (line, column), end = _start(event), event.end_mark
        width = end.column - column if end and end.line == line else 1
        return Text(event.value, line + self.shift, column + 1, width or 1)

    def _refuse_tag(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.tag is not None:
            self._refuse(event, f"the tag {shown(event.tag)} stands here", "remove the tag")

    def _refuse(self, event: yaml.Event, problem: str, remedy: str) -> None:
        raise _Refused(faults.yaml_syntax(self._place(event), problem, remedy))

    def _place(self, event: yaml.Event) -> Place:
        line, column = _start(event)
        return Place(self.path, line + self.shift, column + 1)

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        if len(self.stack) >= DEPTH_LIMIT:
            self._refuse(event, f"the values are nested over {DEPTH_LIMIT} deep", "flatten them")
        place = self._place(event)
        line, column = place.line, place.column
        node = (
            Mapping({}, line, column)
            if isinstance(event, yaml.MappingStartEvent)
            else Items([], line, column)
        )
        self.stack.append(_Open(node))

    def _add(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if isinstance(parent.node, Items):
            parent.node.items.append(node)
        elif parent.awaiting_key:
            self._add_key(parent, node)
        else:
            self._add_value(parent, parent.node, node)

    def _add_key(self, parent: _Open, node: Node) -> None:
        if not isinstance(node, Text):
            place = Place(self.path, node.line, node.column)
            raise _Refused(
                faults.yaml_syntax(place, "a key is not a plain word", "write keys as words")
            )
        parent.key, parent.awaiting_key = node, False

    def _add_value(self, parent: _Open, mapping: Mapping, node: Node) -> None:
        key = parent.key
        parent.key, parent.awaiting_key = None, True
        if key is None:
            return
        if key.text in mapping.entries:
            place = Place(self.path, key.line, key.column, key.width)
            first = mapping.entries[key.text][0]
            self.faults.append(faults.duplicate_key(place, key.text, first.line))
            mapping.entries[key.text] = (first, Broken(first.line, first.column, first.width))
        else:
            mapping.entries[key.text] = (key, node)


def _start(event: yaml.Event) -> tuple[int, int]:
    """Line and column of an event, counted from 0; every event of a text has a start."""
    mark = event.start_mark
    return (mark.line, mark.column) if mark else (0, 0)


def _is_blank(node: Node | None) -> bool:
    return node is None or (isinstance(node, Text) and not node.text)


def _remedy(problem: str) -> str:
    if "tab" in problem or r"'\t'" in problem:
        return "indent with blanks instead of tabs"
    if "mapping values are not allowed" in problem:
        return "put the value in quotes if it holds a colon, or check the indentation"
    if "found unexpected end" in problem or "quoted scalar" in problem:
        return "close the quotes"
    if "alias" in problem or "anchor" in problem:
        return "put a value that begins with * or & in quotes"
    return "check indentation, quotes and brackets on this line and the one above"
