"""A stand-in for a field that was written but could not be read.

Its fault is already reported. Whoever looks at the value raises `UnreadError`, so that a rule which
needs it stops and accuses nothing that merely follows from the first fault. `is None` is not a
look: the field was written, only not readably.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, NoReturn


class UnreadError(Exception):
    """Something looked at a field that could not be read."""


class Unread:
    """A value nobody may look at."""

    __slots__ = ()

    def _refuse(self, *_: Any) -> NoReturn:
        raise UnreadError

    __bool__ = __contains__ = __iter__ = __len__ = __getitem__ = _refuse
    __lt__ = __le__ = __gt__ = __ge__ = __add__ = __radd__ = __sub__ = __rsub__ = _refuse
    __eq__ = __ne__ = __hash__ = __str__ = __format__ = _refuse

    def __getattr__(self, name: str) -> NoReturn:
        raise UnreadError

    def __repr__(self) -> str:
        return "UNREAD"


UNREAD = Unread()


def is_unread(value: object) -> bool:
    """Whether the value is the stand-in."""
    return value is UNREAD


def holds_unread(value: object) -> bool:
    """Whether the value is the stand-in, or has it anywhere inside."""
    if value is UNREAD:
        return True
    if isinstance(value, tuple):
        return any(map(holds_unread, value))
    if isinstance(value, Mapping):
        return any(map(holds_unread, value.values()))
    if dataclasses.is_dataclass(value):
        return any(holds_unread(getattr(value, f.name)) for f in dataclasses.fields(value))
    return False
