"""A rule is a function: its name is the id, its docstring the law with a bad and a good example."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, NamedTuple, ParamSpec

from .diagnostics import Diagnostic, Place, Severity

P = ParamSpec("P")


class Says(NamedTuple):
    """What a rule says of a fault: the fact, and the remedy."""

    message: str
    hint: str


class Finding(NamedTuple):
    """A fault that a check found, before the rule's id and severity are stamped on it."""

    place: Place
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One law of the registry. `function` carries its text and its name."""

    id: str
    severity: Severity
    function: Callable[..., object]

    @property
    def law(self) -> str:
        """What must hold, as prose: the docstring up to its examples."""
        return self._parts()[0]

    @property
    def bad(self) -> str:
        """An example that breaks the rule."""
        return self._parts()[1]

    @property
    def good(self) -> str:
        """The same example, mended."""
        return self._parts()[2]

    def _parts(self) -> tuple[str, str, str]:
        text = inspect.getdoc(self.function) or ""
        law, _, examples = text.partition("\nBad:\n")
        bad, _, good = examples.partition("\nGood:\n")
        return (
            law.strip(),
            textwrap.dedent(bad).strip("\n"),
            textwrap.dedent(good).strip("\n"),
        )


RULES: dict[str, Rule] = {}
"""Every rule by its id, in the order of definition."""


def enter(function: Callable[..., object], severity: Severity) -> Rule:
    """Enter a function in the rule book under its own name, spelled with hyphens."""
    rule = Rule(function.__name__.replace("_", "-"), severity, function)
    RULES[rule.id] = rule
    return rule


def fault(says: Callable[P, Says]) -> Callable[Concatenate[Place, P], Diagnostic]:
    """A rule that the reader finds broken: called with the place, it gives the diagnostic."""
    rule = enter(says, Severity.ERROR)

    @wraps(says)
    def at(place: Place, /, *args: P.args, **kwargs: P.kwargs) -> Diagnostic:
        return Diagnostic(place, rule.id, *says(*args, **kwargs), rule.severity)

    return at


def stamped(rule: Rule, findings: Iterator[Finding]) -> Iterator[Diagnostic]:
    """Findings as diagnostics of their rule."""
    for place, message, hint in findings:
        yield Diagnostic(place, rule.id, message, hint, rule.severity)
