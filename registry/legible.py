"""Texts as they were written -> texts that every file of the site and every screen can hold.

YAML can name characters that XML, iCalendar and terminals have no place for: BEL, NUL, U+FFFF. A
record may hold them; what is made of it holds a mark in their place, as its credential does.
"""

from __future__ import annotations

import dataclasses
from typing import Any, TypeVar, cast

T = TypeVar("T")

_CONTROLS = {*range(0x20), *range(0x7F, 0xA0)} - {ord("\t"), ord("\n")}
_NO_CHARACTERS = {*range(0xD800, 0xE000), 0xFFFE, 0xFFFF}
_MARKED = dict.fromkeys(_CONTROLS | _NO_CHARACTERS, "\N{REPLACEMENT CHARACTER}")


def legible(value: T) -> T:
    """The value with every text in it legible; a value that is so already is given back as it is.

    Looks into tuples and dataclasses, which projections are made of.
    """
    return cast("T", _legible(value))


def _legible(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isprintable() else value.translate(_MARKED)
    if isinstance(value, tuple):
        made = tuple(map(_legible, value))
        return made if any(new is not old for new, old in zip(made, value, strict=True)) else value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _rewritten(value)
    return value


def _rewritten(noun: Any) -> Any:
    found = ((f.name, getattr(noun, f.name)) for f in dataclasses.fields(noun))
    changes = {name: new for name, old in found if (new := _legible(old)) is not old}
    return dataclasses.replace(noun, **changes) if changes else noun
