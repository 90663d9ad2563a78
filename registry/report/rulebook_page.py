"""The rule book -> docs/rules.md, and the text that `explain` prints."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from types import ModuleType

from .. import faults
from ..checks import ROOMS
from ..diagnostics import Severity
from ..rulebook import RULES, Rule

_WIDTH = 88

_PREFACE = """\
# The rule book

What `build.py check` holds the records to: each rule's law, with a bad and a good example.
`build.py explain RULE` prints one of them. Errors stop a build; warnings do so nowhere but under
`check --strict`.

This page is written by `make accept` from the rules themselves; change the docstring of the rule.
"""


def page() -> str:
    """docs/rules.md: every rule, grouped by subject."""
    return "\n".join([_PREFACE, *_contents(), *_chapters()])


def explain(name: str) -> str | None:
    """A rule's law, severity and examples, as a terminal shows them; None without such a rule.

    What is told as a rule is and is none of the records' has its text here too.
    """
    rule = RULES.get(name) or _BESIDE.get(name)
    if rule is None:
        return None
    return "\n".join(
        [
            f"{rule.id} ({rule.severity})",
            "",
            "\n\n".join(textwrap.fill(part, _WIDTH) for part in _paragraphs(rule)),
            "",
            "Bad:",
            textwrap.indent(rule.bad, "    "),
            "Good:",
            textwrap.indent(rule.good, "    "),
            "",
        ]
    )


def template() -> None:
    """A template can be rendered: what it names is there, and it comes to an end.

    This is no rule of the records. `build`, `serve`, `report` and `notices` tell of it, with the
    template's own line; nothing is written then. Templates of another registry, named by `--root`,
    may not change values, read private ones, or take more than a million turns of all loops.

    Bad:
        <h1>{{ holder.nmae }}</h1>
    Good:
        <h1>{{ holder.name }}</h1>
    """


_BESIDE = {"template": Rule("template", Severity.ERROR, template)}


def listing() -> str:
    """Every rule with its law in a line, grouped by subject."""
    width = max(map(len, RULES))
    lines: list[str] = []
    for room, rules in _groups():
        lines += ["", _title(room)[0]]
        lines += [f"  {rule.id:<{width}}  {_summary(rule)}" for rule in rules]
    return "\n".join(lines[1:]) + "\n"


def unknown(name: str) -> str:
    """What to say of a rule that does not exist, with the nearest ones that do."""
    near = faults.nearest(name, RULES).partition("allowed here")[0].strip()
    return f"there is no rule {name!r}; " + (near or "`build.py explain` lists them")


def _groups() -> Iterator[tuple[ModuleType, list[Rule]]]:
    """The rooms that hold rules, each with its rules in the order they are written."""
    for room in (faults, *ROOMS):
        rules = [rule for rule in RULES.values() if rule.function.__module__ == room.__name__]
        if rules:
            yield room, rules


def _title(room: ModuleType) -> tuple[str, str]:
    """A room's subject, and what it says of it."""
    first_line = (room.__doc__ or "").partition("\n")[0]
    title, _, rest = first_line.removeprefix("The laws of ").partition(": ")
    return title[:1].upper() + title[1:], rest[:1].upper() + rest[1:]


def _paragraphs(rule: Rule) -> list[str]:
    return [" ".join(part.split()) for part in rule.law.split("\n\n")]


def _summary(rule: Rule) -> str:
    return _paragraphs(rule)[0]


def _contents() -> Iterator[str]:
    for room, rules in _groups():
        links = " · ".join(f"[{rule.id}](#{rule.id})" for rule in rules)
        yield f"* **{_title(room)[0]}**: {links}"
    yield ""


def _chapters() -> Iterator[str]:
    for room, rules in _groups():
        title, rest = _title(room)
        yield f"## {title}\n\n{rest}\n"
        yield from map(_chapter, rules)


def _chapter(rule: Rule) -> str:
    law = "\n\n".join(textwrap.fill(part, 100) for part in _paragraphs(rule))
    mark = "" if rule.severity == "error" else f"*This is a {rule.severity}.*\n\n"
    examples = "".join(
        f"{word}:\n\n{textwrap.indent(text, '    ')}\n\n"
        for word, text in (("Bad", rule.bad), ("Good", rule.good))
    )
    return f"### {rule.id}\n\n{law}\n\n{mark}{examples.rstrip()}\n"
