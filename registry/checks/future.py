"""The future: facts have happened by the day the records are looked at."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from typing import Any

from .. import model
from ..diagnostics import Diagnostic, Key, Severity
from ..kinds import Day, Many
from ..model import Membership, Programme, Registry, Rubric
from ..rulebook import Finding, enter, stamped
from ..shape import FieldOf, fields_of
from .engine import each
from .walk import Keys, parts

_PLANS = {(Membership, "from"), (Programme, "from"), (Rubric, "released"), (Rubric, "revet_by")}
"""Days that may lie ahead, besides every `until`."""


def date_in_future(noun: Any, as_of: date) -> Iterator[Finding]:
    """No fact is dated after the day the records are checked for.

    Plans may be: every `until`, the first day of a membership or of a set of the programme's rules,
    and the days on which a rubric is released and seals should be vetted again. Only `check` holds
    records to this; a build leaves out what is still to come, and says how much.

    Bad:
        steps: {opened: 2026-02-01, awarded: 2062-03-05}   # checked as of 2026-06-01
    Good:
        steps: {opened: 2026-02-01, awarded: 2026-03-05}
    """

    def ahead(entry: tuple[Keys, date | None]) -> Iterator[Finding]:
        keys, fact = entry
        if fact is not None and fact > as_of:
            yield Finding(
                noun.where.place(*keys),
                f"{_name(keys)} is dated {fact}, after {as_of}",
                "correct the day, or leave it out until it has happened",
            )

    yield from each(ahead, _facts(noun))


_RULE = enter(date_in_future, Severity.ERROR)


def facts_after(registry: Registry, day: date) -> Iterator[Diagnostic]:
    """Every fact that is dated after a day, as a fault of the record that states it."""
    reviews = (review for holder in registry.holders for review in holder.reviews)
    for nouns in (
        (registry.settings,),
        registry.rubrics,
        registry.suppliers,
        registry.holders,
        reviews,
        registry.members,
    ):
        for noun in nouns:
            yield from stamped(_RULE, date_in_future(noun, day))


def _facts(noun: Any) -> Iterator[tuple[Keys, Any]]:
    for keys, part in parts(noun, frozenset(_DATED)):
        for field in _DATED[type(part)]:
            value = getattr(part, field.name)
            if isinstance(field.written.kind, Day):
                yield (*keys, field.key), value
            elif isinstance(value, tuple):
                yield from (((*keys, field.key, index), item) for index, item in enumerate(value))


def _name(keys: tuple[Key, ...]) -> str:
    """The field as a person names it: its last word."""
    return str(next(key for key in reversed(keys) if isinstance(key, str)))


def _is_fact(noun: type, field: FieldOf) -> bool:
    kind = field.written.kind
    dated = isinstance(kind, Day) or (isinstance(kind, Many) and isinstance(kind.item, Day))
    return dated and field.key != "until" and (noun, field.key) not in _PLANS


def _dated() -> dict[type, list[FieldOf]]:
    """Every noun with its fields that date a fact."""
    nouns = [noun for noun in vars(model).values() if isinstance(noun, type)]
    facts = {
        noun: [field for field in fields_of(noun).values() if _is_fact(noun, field)]
        for noun in nouns
        if dataclasses.is_dataclass(noun)
    }
    return {noun: fields for noun, fields in facts.items() if fields}


_DATED = _dated()
