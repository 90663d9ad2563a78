"""Words that no kind of field can judge: names, zones and lists that must make sense in place.

The rules they break are in the book already, among those of reading and shape.
"""

from __future__ import annotations

import dataclasses
import difflib
import re
import zoneinfo
from collections.abc import Iterator
from datetime import date

from .. import faults
from ..diagnostics import Diagnostic, shown
from ..model import (
    Area,
    Institution,
    Member,
    Product,
    Programme,
    Question,
    Rubric,
    Settings,
    Supplier,
)
from ..source.layout import KEBAB, is_kebab
from .engine import Scope, also, each
from .subjects import Sheet
from .walk import Keys, parts

_PREFIX = re.compile(r"[A-Z]{2,8}")
_ID = re.compile(r"[a-z0-9]+([-.][a-z0-9]+)*")


@also(Scope.RECORD, Settings)
def prefix_is_capitals(sheet: Sheet[Settings]) -> Iterator[Diagnostic]:
    """The prefix of seal numbers is two to eight capital letters."""
    prefix = sheet.noun.seal.prefix
    if not _PREFIX.fullmatch(prefix):
        place = sheet.noun.where.place("seal", "prefix")
        yield faults.bad_name(place, prefix, "with two to eight capital letters, such as DPS")


@also(Scope.RECORD, Settings)
def time_zone_exists(sheet: Sheet[Settings]) -> Iterator[Diagnostic]:
    """The time zone is one of the tz database."""
    name = sheet.noun.time_zone
    if name == "UTC" or _is_zone(name):
        return
    near = difflib.get_close_matches(name, zoneinfo.available_timezones(), n=1)
    guess = f"did you mean {shown(near[0])}? " if near else ""
    yield dataclasses.replace(
        faults.unknown_value(sheet.noun.where.place("time_zone"), name, ()),
        hint=f"{guess}write a name of the tz database, such as UTC or Europe/Oslo",
    )


def _is_zone(name: str) -> bool:
    try:
        zoneinfo.ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # no such name, no name at all, a folder of names
        return False
    return True


@also(Scope.RECORD, Settings)
def programme_is_dated(sheet: Sheet[Settings]) -> Iterator[Diagnostic]:
    """There are rules to judge by, and never two sets from one day."""
    where = sheet.noun.where
    if not sheet.noun.programme:
        yield faults.empty_value(where.key_place("programme"), "programme")
    first: dict[date, int] = {}

    def again(entry: tuple[int, Programme]) -> Iterator[Diagnostic]:
        index, rules = entry
        before = first.setdefault(rules.since, index)
        if before != index:
            line = where.place("programme", before, "from").line
            place = where.place("programme", index, "from")
            yield faults.duplicate_key(place, f"from: {rules.since}", line)

    yield from each(again, enumerate(sheet.noun.programme))


@also(Scope.RECORD, Supplier, Product, Institution)
def former_names_are_names(
    sheet: Sheet[Supplier | Product | Institution],
) -> Iterator[Diagnostic]:
    """A former name was a folder's name."""

    def odd(entry: tuple[int, str]) -> Iterator[Diagnostic]:
        index, name = entry
        if not is_kebab(name):
            yield faults.bad_name(sheet.noun.where.place("formerly", index), name, KEBAB)

    yield from each(odd, enumerate(sheet.noun.formerly))


@also(Scope.RECORD, Member)
def membership_is_told(sheet: Sheet[Member]) -> Iterator[Diagnostic]:
    """A member's membership is written, or it is told where it comes from."""
    member = sheet.noun
    if member.organisation is None and not member.membership:
        yield faults.missing_field(
            member.where.place("membership"),
            "membership",
            "periods of membership; or add organisation: institutions/<i> or suppliers/<s>, "
            "where it comes from",
        )


@also(Scope.RECORD, Rubric)
def rubric_asks_something(sheet: Sheet[Rubric]) -> Iterator[Diagnostic]:
    """A rubric has areas, and each area has questions."""
    rubric = sheet.noun
    if not rubric.areas:
        yield faults.empty_value(rubric.where.key_place("areas"), "areas")

    def hollow(entry: tuple[int, Area]) -> Iterator[Diagnostic]:
        index, area = entry
        if not area.questions:
            place = rubric.where.key_place("areas", index, "questions")
            yield faults.empty_value(place, "questions")

    yield from each(hollow, enumerate(rubric.areas))


@also(Scope.RECORD, Rubric)
def ids_are_names(sheet: Sheet[Rubric]) -> Iterator[Diagnostic]:
    """Ids of areas and questions are plain words, and each is used once."""
    where = sheet.noun.where
    lines: dict[str, int] = {}

    def astray(entry: tuple[Keys, str]) -> Iterator[Diagnostic]:
        keys, name = entry
        place = where.place(*keys, "id")
        if not _ID.fullmatch(name):
            yield faults.bad_name(place, name, "in lower-case words joined by - and .")
        elif name in lines:
            yield faults.duplicate_key(place, name, lines[name])
        else:
            lines[name] = place.line

    named = parts(sheet.noun, frozenset({Area, Question}))
    yield from each(astray, ((keys, noun.id) for keys, noun in named))
