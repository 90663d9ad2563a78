"""A noun × a day -> the noun without what is dated later; the noun itself where nothing is."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from functools import cache
from typing import Any, TypeVar

from ..kinds import Day

N = TypeVar("N")


def by(facts: tuple[N, ...], dated: str, day: date) -> tuple[N, ...]:
    """The facts that had happened by the day."""
    return tuple(fact for fact in facts if getattr(fact, dated) <= day)


def without_later(noun: N, day: date) -> N:
    """The noun with each of its dates that lies after the day taken away."""
    kind: type = type(noun)
    later = {
        name: None
        for name in _dates(kind)
        if (fact := getattr(noun, name)) is not None and fact > day
    }
    return replace(noun, **later) if later else noun  # type: ignore[type-var]


def changed(noun: N, **mended: Any) -> N:
    """The noun with other values; the noun itself where nothing is different."""
    now = {name: getattr(noun, name) for name in mended}
    different = {
        name: value
        for name, value in mended.items()
        if value is not now[name] and value != now[name]
    }
    return replace(noun, **different) if different else noun  # type: ignore[type-var]


@cache
def _dates(noun: type) -> tuple[str, ...]:
    """The fields of a noun that hold one day."""
    return tuple(
        field.name
        for field in fields(noun)
        if "written" in field.metadata and isinstance(field.metadata["written"].kind, Day)
    )
