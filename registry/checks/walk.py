"""A record -> its parts of certain types, each with the keys that lead to it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from ..diagnostics import Key
from ..kinds import Fields, Kind, Many, Table
from ..shape import FieldOf, fields_of
from ..unread import is_unread

Keys = tuple[Key, ...]


def parts(noun: Any, wanted: frozenset[type], keys: Keys = ()) -> Iterator[tuple[Keys, Any]]:
    """The noun and everything written in it that is of a wanted type; unread parts are left out."""
    kind: type = type(noun)
    if kind in wanted:
        yield keys, noun
    for item in _leading(kind, wanted):
        value = getattr(noun, item.name)
        yield from _inside(item.written.kind, value, wanted, (*keys, item.key))


def _inside(kind: Kind, value: Any, wanted: frozenset[type], keys: Keys) -> Iterator[Any]:
    if value is None or is_unread(value):
        return
    if isinstance(kind, Many):
        for index, item in enumerate(value):
            yield from _inside(kind.item, item, wanted, (*keys, index))
    elif isinstance(kind, Table):
        for key, item in value.items():
            yield from _inside(kind.value, item, wanted, (*keys, key))
    else:
        yield from parts(value, wanted, keys)


@cache
def _leading(noun: type, wanted: frozenset[type]) -> tuple[FieldOf, ...]:
    """The fields of a noun that may hold something wanted: of long records few are looked at."""
    return tuple(f for f in fields_of(noun).values() if _leads(f.written.kind, wanted))


def _leads(kind: Kind, wanted: frozenset[type]) -> bool:
    if isinstance(kind, Many):
        return _leads(kind.item, wanted)
    if isinstance(kind, Table):
        return _leads(kind.value, wanted)
    if isinstance(kind, Fields):
        return kind.noun in wanted or bool(_leading(kind.noun, wanted))
    return False
