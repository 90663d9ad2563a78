"""Texts of the records -> Markdown that shows them as they are and lets none of them speak."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..diagnostics import printable

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#!|~&])")
_ACTS = (("@", "@\u200b"), ("\\#", "\\#\u200b"), ("://", ":\u200b//"), ("www.", "www\u200b."))
"""Mentions, references and links to elsewhere, with a blank of no width that stops them."""


def plain(text: str) -> str:
    """One line of a record: printable, without a mark that Markdown or GitHub would act on."""
    return printable(" ".join(text.split()))


def escaped(text: str) -> str:
    """A record's words in a sentence: every mark of Markdown, mention and reference is shown."""
    shown = _SPECIAL.sub(r"\\\1", plain(text))
    for acts, rests in _ACTS:
        shown = shown.replace(acts, rests)
    return shown


def code(text: str) -> str:
    """A path or a word as code; its backquotes and bars are taken out."""
    return f"`{plain(text).replace('`', '’').replace('|', '¦')}`"


def rows(head: Sequence[str], body: Iterable[Sequence[str]], limit: int) -> list[str]:
    """A table of cells that are Markdown already, with a line that counts what it leaves out."""
    cells = list(body)
    lines = [_row(head), _row(["---"] * len(head)), *map(_row, cells[:limit]), ""]
    if len(cells) > limit:
        lines += [f"and {len(cells) - limit} more", ""]
    return lines


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("\n", " ") for cell in cells) + " |"
