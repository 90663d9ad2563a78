"""Kinds of written values: text as it was typed -> a typed value, or the fault it has."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar
from urllib.parse import urlsplit

from . import faults
from .diagnostics import Diagnostic, Place, shown

T = TypeVar("T")
E = TypeVar("E", bound=enum.StrEnum)

LINE_LIMIT = 300
URL_LIMIT = 2000

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+")


class Misfit:
    """A value that is not of its kind: the fault it is, once its place is known."""

    __slots__ = ("_details", "_facts", "_fault")

    def __init__(self, fault: Callable[..., Diagnostic], *facts: object, **details: object) -> None:
        self._fault = fault
        self._facts = facts
        self._details = details

    def at(self, place: Place) -> Diagnostic:
        """The fault at its place."""
        return self._fault(place, *self._facts, **self._details)


class Kind:
    """What a written value may be. `expected` finishes the sentence "it must be …"."""

    expected: str = "a value"


class Scalar(Kind, Generic[T]):
    """A value written as one text; it must not be empty."""

    expected = "a text"

    def read(self, text: str) -> T | Misfit:
        """The typed value of a non-empty text, or why it is none."""
        raise NotImplementedError


class Line(Scalar[str]):
    """One line of text, at most 300 characters."""

    expected = "one line of text"

    def read(self, text: str) -> str | Misfit:
        if len(text) > LINE_LIMIT:
            return Misfit(faults.text_too_long, len(text), LINE_LIMIT)
        if len(text.splitlines()) > 1:
            return Misfit(faults.wrong_kind, "a text of several lines", self.expected)
        return text.strip()


class Prose(Scalar[str]):
    """Text of any number of lines."""

    def read(self, text: str) -> str | Misfit:
        return text.strip()


class Url(Scalar[str]):
    """An absolute http or https address."""

    expected = "a web address"

    def read(self, text: str) -> str | Misfit:
        if len(text) > URL_LIMIT:
            return Misfit(faults.text_too_long, len(text), URL_LIMIT)
        return (
            text if is_url(text) else Misfit(faults.bad_url, text, "write https:// and the address")
        )


class Base(Url):
    """The address of a site: others are made by writing on, so it holds no query or fragment."""

    expected = "the address of a site"

    def read(self, text: str) -> str | Misfit:
        if is_url(text) and re.search("[?#]", text):
            remedy = "leave out ? or # and what follows it: pages are named by writing on"
            return Misfit(faults.bad_url, text, remedy, self.expected)
        return super().read(text)


def is_url(text: str) -> bool:
    """Whether the text is an http(s) URL with a host and no blanks, quotes or credentials."""
    if not text.isprintable() or re.search(r"[\s<>\"'`\\{}|^]", text):
        return False
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    return (
        parts.scheme in ("http", "https")
        and "@" not in parts.netloc
        and port != 0
        and re.fullmatch(r"[^\s/:?#\[\]@]+|[0-9a-f:.]*:[0-9a-f:.]+", host) is not None
    )


class Host(Scalar[str]):
    """A host name; hosts have no case, so it is read in lower case."""

    expected = "a host name"

    def read(self, text: str) -> str | Misfit:
        host = text.lower()
        if _HOST.fullmatch(host):
            return host
        plain = _in_ascii(host)
        remedy = (
            f"write it as it is looked up: {plain}"
            if _HOST.fullmatch(plain)
            else "write the bare host name, such as quizlab.example"
        )
        return Misfit(faults.bad_url, text, remedy, self.expected)


def _in_ascii(host: str) -> str:
    """A host name as the name service knows it (xn--…), empty where it has no such form."""
    try:
        return host.encode("idna").decode("ascii") if len(host) <= LINE_LIMIT else ""
    except UnicodeError:
        return ""


class Email(Scalar[str]):
    """One e-mail address."""

    expected = "an e-mail address"

    def read(self, text: str) -> str | Misfit:
        plain = len(text) <= LINE_LIMIT and _EMAIL.fullmatch(text)
        return text if plain else Misfit(faults.bad_email, text)


class Multikey(Scalar[str]):
    """An Ed25519 public key as multibase: z6Mk and 44 more characters of base 58."""

    expected = "an Ed25519 public key, z6Mk…, as `build.py sign --new-key` prints it"

    def read(self, text: str) -> str | Misfit:
        fits = re.fullmatch(r"z6Mk[1-9A-HJ-NP-Za-km-z]{44}", text)
        return (
            text
            if fits
            else Misfit(faults.wrong_kind, f"the text {shown(text, 20)}", self.expected)
        )


class Day(Scalar[date]):
    """A calendar day."""

    expected = "a day, YYYY-MM-DD"

    def read(self, text: str) -> date | Misfit:
        return parse_day(text) or Misfit(faults.bad_date, text, exists=_exists(text))


def parse_day(text: str) -> date | None:
    """The day that YYYY-MM-DD names, from 1900 to 2999, or None where there is no such day."""
    within = "1900" <= text[:4] <= "2999"
    return date.fromisoformat(text) if within and _exists(text) else None


def _exists(text: str) -> bool:
    """Whether YYYY-MM-DD names a day of any year."""
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


@dataclass(frozen=True)
class Word(Scalar[E]):
    """One word of a fixed choice."""

    words: type[E]

    @property
    def expected(self) -> str:  # type: ignore[override]  # each choice names its own words
        return "one of: " + ", ".join(self.words)

    def read(self, text: str) -> E | Misfit:
        if text in self.words._value2member_map_:
            return self.words(text)
        return Misfit(faults.unknown_value, text, list(self.words))


class Flag(Scalar[bool]):
    """true or false, in the spellings of YAML 1.2."""

    expected = "true or false"

    def read(self, text: str) -> bool | Misfit:
        if text in ("true", "True", "TRUE", "false", "False", "FALSE"):
            return text.lower() == "true"
        return Misfit(faults.wrong_kind, f"the text {shown(text, 20)}", self.expected)


@dataclass(frozen=True)
class Count(Scalar[int]):
    """A whole number between two bounds, both included."""

    least: int
    most: int

    @property
    def expected(self) -> str:  # type: ignore[override]  # each count names its own bounds
        return f"a whole number from {self.least} to {self.most}"

    def read(self, text: str) -> int | Misfit:
        if re.fullmatch(r"[0-9]{1,6}", text) and self.least <= int(text) <= self.most:
            return int(text)
        return Misfit(faults.wrong_kind, f"the text {shown(text, 20)}", self.expected)


@dataclass(frozen=True)
class Many(Kind):
    """A list; absent means empty."""

    item: Kind
    expected = "a list"


@dataclass(frozen=True)
class Table(Kind):
    """A mapping whose keys the author chooses."""

    value: Kind
    key: str = "name"
    expected = "a mapping"


@dataclass(frozen=True)
class Fields(Kind):
    """A mapping with the fields of one noun.

    Where `short` names a field, a bare text stands for a mapping with that field alone.
    """

    noun: type
    short: str | None = None
    expected = "a mapping with fields"


@dataclass(frozen=True, slots=True)
class Written:
    """How one field of a noun is written: its key in the file, its kind, and what it means."""

    kind: Kind
    help: str
    key: str | None = None


def written(kind: Kind, help: str, *, key: str | None = None, **options: Any) -> Any:  # noqa: A002
    """A field of a noun that staff write; required unless it has a default."""
    return field(metadata={"written": Written(kind, help, key)}, **options)
