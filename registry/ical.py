"""Lines of an iCalendar file -> its text, folded as RFC 5545 asks."""

from __future__ import annotations

from collections.abc import Iterable

_OCTETS = 75
"""Bytes a line may have, its line end left out."""


def ical(lines: Iterable[str]) -> str:
    """The file's text, with the line ends that calendars read."""
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _folded(line: str) -> str:
    """The line in pieces of at most 75 bytes, none cut within a character."""
    if len(line.encode("utf-8", "replace")) <= _OCTETS:
        return line
    pieces, size = [""], 0
    for character in line:
        weight = len(character.encode("utf-8", "replace"))
        if size + weight > _OCTETS:
            pieces.append("")
            size = 1  # the blank that marks a piece as a continuation
        pieces[-1] += character
        size += weight
    return "\r\n ".join(pieces)
