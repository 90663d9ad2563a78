"""A long list -> sheets of a readable length, each with its own address; and its letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

SHEET = 100
"""Entries on one sheet."""


@dataclass(frozen=True, slots=True)
class Group(Generic[T]):
    """The entries under one letter. `anchor` names it within a page."""

    letter: str
    anchor: str
    items: tuple[T, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of the list, and where its first entry stands."""

    letter: str
    address: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Sheet(Generic[T]):
    """One page of a list; `number` counts from 1."""

    number: int
    address: str
    addresses: tuple[str, ...]
    groups: tuple[Group[T], ...]
    letters: tuple[Letter, ...]
    total: int

    @property
    def previous(self) -> str | None:
        """The address of the sheet before."""
        return self.addresses[self.number - 2] if self.number > 1 else None

    @property
    def following(self) -> str | None:
        """The address of the sheet after."""
        return self.addresses[self.number] if self.number < len(self.addresses) else None


def folded(text: str) -> str:
    """The text for sorting and searching: small letters, without accents."""
    split = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in split if not unicodedata.combining(c))
    return bare.translate(_LETTERS)


_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ł": "l", "ı": "i", "þ": "th"})


def letter_of(name: str) -> str:
    """The letter a name stands under: A to Z, 0–9, or # for what is neither."""
    first = folded(name).lstrip("\"'“‘«([ ")[:1]
    if "a" <= first <= "z":
        return first.upper()
    return "0–9" if first.isdigit() and first.isascii() else "#"


def sheets(
    items: Sequence[T],
    name: Callable[[T], str],
    address: Callable[[int], str],
    size: int = SHEET,
) -> Iterator[Sheet[T]]:
    """The list in order of name, sheet by sheet; one empty sheet for an empty list."""
    ordered = sorted(items, key=lambda one: (letter_of(name(one)), folded(name(one)), name(one)))
    parts = [ordered[i : i + size] for i in range(0, len(ordered), size)] or [[]]
    addresses = tuple(address(number) for number in range(1, len(parts) + 1))
    letters = _letters(parts, addresses, name)
    for number, part in enumerate(parts, start=1):
        yield Sheet(
            number=number,
            address=addresses[number - 1],
            addresses=addresses,
            groups=tuple(_groups(part, name)),
            letters=letters,
            total=len(ordered),
        )


def _groups(items: Sequence[T], name: Callable[[T], str]) -> Iterator[Group[T]]:
    found: dict[str, list[T]] = {}
    for one in items:
        found.setdefault(letter_of(name(one)), []).append(one)
    for letter, group in found.items():
        yield Group(letter, _anchor(letter), tuple(group))


def _letters(
    parts: Sequence[Sequence[T]], addresses: Sequence[str], name: Callable[[T], str]
) -> tuple[Letter, ...]:
    found: dict[str, Letter] = {}
    for part, address in zip(parts, addresses, strict=True):
        for one in part:
            letter = letter_of(name(one))
            found.setdefault(letter, Letter(letter, address, _anchor(letter)))
    return tuple(found.values())


def _anchor(letter: str) -> str:
    return {"0–9": "digits", "#": "other"}.get(letter, f"letter-{letter.lower()}")


def numbered(title: str, sheet: Sheet[T]) -> str:
    """The title of a sheet: that of its list, with its number from the second on."""
    pages = len(sheet.addresses)
    return f"{title}, page {sheet.number} of {pages}" if sheet.number > 1 else title
