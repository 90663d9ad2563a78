"""Rules × subjects -> diagnostics; a rule that meets an unread value stops there and only there."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from ..diagnostics import Diagnostic, Severity, printable
from ..rulebook import Finding, Rule, enter, stamped
from ..unread import UnreadError, holds_unread

S = TypeVar("S")
T = TypeVar("T")
Found = TypeVar("Found", Finding, Diagnostic)


class Scope(enum.Enum):
    """What a rule is handed: one record, a review with its holder, a holder's past, or all."""

    RECORD = "record"
    ROUND = "round"
    HISTORY = "history"
    REGISTRY = "registry"


@dataclass(frozen=True, slots=True)
class Check:
    """A function that finds faults in the nouns named; without a rule it finds several rules'."""

    function: Callable[[Any], Iterator[Any]]
    nouns: tuple[type, ...]
    rule: Rule | None

    def run(self, subject: object) -> Iterator[Diagnostic]:
        """The faults found before the end, or before a value that nobody could read."""
        found = self.function(subject)
        try:
            yield from stamped(self.rule, found) if self.rule else found
        except (UnreadError, TypeError) as stop:
            _raise_unless_unread(stop, subject)


_CHECKS: dict[Scope, list[Check]] = {scope: [] for scope in Scope}

Finder = Callable[[S], Iterator[Finding]]
Completer = Callable[[S], Iterator[Diagnostic]]


def check(
    scope: Scope, *nouns: type, severity: Severity = Severity.ERROR
) -> Callable[[Finder[S]], Finder[S]]:
    """A rule: entered in the book, and run on every subject of the scope that is one of `nouns`.

    Without `nouns` it is run on all.
    """

    def entered(function: Finder[S]) -> Finder[S]:
        _CHECKS[scope].append(Check(function, nouns, enter(function, severity)))
        return function

    return entered


def also(scope: Scope, *nouns: type) -> Callable[[Completer[S]], Completer[S]]:
    """A check that finds rules broken which are in the book already."""

    def kept(function: Completer[S]) -> Completer[S]:
        _CHECKS[scope].append(Check(function, nouns, None))
        return function

    return kept


def run(scope: Scope, noun: object, subject: object) -> Iterator[Diagnostic]:
    """What every check of the scope finds in a subject; `noun` is what the subject is about."""
    for item in _CHECKS[scope]:
        if not item.nouns or isinstance(noun, item.nouns):
            yield from map(_legible, item.run(subject))


def _legible(fault: Diagnostic) -> Diagnostic:
    """The fault with control characters escaped: names stand in it as somebody typed them."""
    if fault.message.isprintable() and fault.hint.isprintable():
        return fault
    return replace(fault, message=printable(fault.message), hint=printable(fault.hint))


def each(finder: Callable[[T], Iterator[Found]], items: Iterable[T]) -> Iterator[Found]:
    """What the finder finds in each item: one that nobody could read spoils no other."""
    for item in items:
        try:
            yield from finder(item)
        except (UnreadError, TypeError) as stop:
            _raise_unless_unread(stop, item)


def _raise_unless_unread(stop: UnreadError | TypeError, subject: object) -> None:
    """Let a rule stop at an unread value; Python's own functions call such a look a TypeError."""
    if isinstance(stop, TypeError) and not holds_unread(subject):
        raise stop
