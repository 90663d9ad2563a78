"""Diagnostics -> the report a person reads: place, rule, fact, the line with a caret, remedy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ..diagnostics import Diagnostic, Place, Severity, redacted

Excerpt = Callable[[Place], "str | None"]
"""Gives the line of a place as it stands in its file, None where there is none to show."""

LINE_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours of a terminal; without colour every one is empty."""

    bold: str = ""
    red: str = ""
    yellow: str = ""
    blue: str = ""
    green: str = ""
    off: str = ""


PLAIN = Ink()
COLOUR = Ink("\x1b[1m", "\x1b[31m", "\x1b[33m", "\x1b[36m", "\x1b[32m", "\x1b[0m")


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What was found outside of what was asked for: `asked` are files changed since HEAD, say."""

    asked: str = ""
    found: Sequence[Diagnostic] = ()


NOWHERE = Elsewhere()


def report(
    diagnostics: Iterable[Diagnostic],
    excerpt: Excerpt,
    ink: Ink = PLAIN,
    elsewhere: Elsewhere = NOWHERE,
) -> str:
    """Every diagnostic as a paragraph, then a line that counts them."""
    found = sorted(diagnostics)
    paragraphs = [paragraph(diagnostic, excerpt, ink) for diagnostic in found]
    return "\n".join([*paragraphs, tally(found, ink, elsewhere)]) + "\n"


def paragraph(diagnostic: Diagnostic, excerpt: Excerpt, ink: Ink = PLAIN) -> str:
    """One diagnostic, three to five lines."""
    hue = ink.red if diagnostic.severity is Severity.ERROR else ink.yellow
    lines = [
        f"{ink.bold}{diagnostic.place}{ink.off}: {hue}{diagnostic.severity}{ink.off} "
        f"{ink.blue}[{diagnostic.rule}]{ink.off} {diagnostic.message}"
    ]
    lines += _excerpt(diagnostic.place, excerpt(diagnostic.place), hue, ink)
    lines.append(f"    {ink.green}hint:{ink.off} {diagnostic.hint}")
    return "\n".join(lines) + "\n"


def _excerpt(place: Place, text: str | None, hue: str, ink: Ink) -> list[str]:
    if text is None:
        return []
    start = max(0, place.column - LINE_WIDTH * 2 // 3)
    clean = "".join(c if c.isprintable() else " " for c in text[start : start + LINE_WIDTH])
    if redacted(text) != text:
        clean, start = redacted(text)[:LINE_WIDTH], 0
    gutter = f"{place.line:>5} | "
    indent = " " * (place.column - 1 - start)
    carets = "^" * max(1, min(place.width, len(clean) - len(indent)))
    margin = " " * (len(gutter) - 2)
    return [f"{gutter}{clean.rstrip()}", f"{margin}| {indent}{hue}{carets}{ink.off}"]


def tally(
    diagnostics: Iterable[Diagnostic], ink: Ink = PLAIN, elsewhere: Elsewhere = NOWHERE
) -> str:
    """How many errors and warnings in how many files, in words; and how many elsewhere."""
    found = list(diagnostics)
    said = f"{ink.bold}{_counted(found)}{ink.off}" if found else f"{ink.green}no faults{ink.off}"
    if not elsewhere.found:
        return said
    # "No faults" alone would read as if there were none at all.
    said += "" if found else f" in {elsewhere.asked}"
    return f"{said}; elsewhere {_counted(elsewhere.found)}"


def _counted(found: Sequence[Diagnostic]) -> str:
    errors = sum(d.severity is Severity.ERROR for d in found)
    files = len({d.place.path for d in found})
    parts = [
        f"{count} {word}{'' if count == 1 else 's'}"
        for count, word in ((errors, "error"), (len(found) - errors, "warning"))
        if count
    ]
    where = "1 file" if files == 1 else f"{files} files"
    return f"{' and '.join(parts)} in {where}"
