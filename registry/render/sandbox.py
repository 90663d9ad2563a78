"""Templates -> an environment in which they can neither harm nor hang the build.

Templates may come with another registry, so none is trusted: no private attribute, no change of a
value, no loop or text without end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from jinja2 import Environment, StrictUndefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

ROUNDS = 1_000_000
"""Turns of all loops of one page together."""

OURS = "<ours>/"
"""Begins the file names of our own templates, which are trusted to end."""

LARGEST = 8_000_000
"""Characters of one page; also how far one text may be multiplied."""


_OPTIONS: dict[str, Any] = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "auto_reload": False,
    "cache_size": -1,
}


class Workshop(Environment):
    """Where our own templates run, which are trusted and so run twice as fast."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**_OPTIONS, **options)

    def begin(self) -> None:
        """A new page begins."""


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox with a meter on loops, for `begin` to set back before each page."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, **options: Any) -> None:
        super().__init__(**_OPTIONS, **options)
        self._rounds = 0
        self.filters["metered"] = self._metered
        for name in ("format", "center", "indent", "filesizeformat", "pprint", "random", "xmlattr"):
            del self.filters[name]
        for name in ("lipsum", "cycler", "joiner"):
            del self.globals[name]

    def begin(self) -> None:
        """A new page begins."""
        self._rounds = 0

    def _metered(self, items: Iterable[Any]) -> Iterator[Any]:
        for item in items:
            self._rounds += 1
            if self._rounds > ROUNDS:
                raise SecurityError(f"the loops take more than {ROUNDS:,} turns")
            yield item

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        if not (filename or "").startswith(OURS):
            for loop in tree.find_all(nodes.For):
                loop.iter = nodes.Filter(loop.iter, "metered", [], [], None, None)
        return tree

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Sums of numbers as they are; nothing is multiplied without end."""
        numbers = all(isinstance(one, int | float) for one in (left, right))
        if not numbers or operator == "**" or abs(left) > LARGEST or abs(right) > LARGEST:
            raise SecurityError(f"a template may not reckon {operator} with these values")
        return super().call_binop(context, operator, left, right)
