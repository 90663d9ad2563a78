"""Texts of the records -> Markdown that shows them as they are and lets none of them speak."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..diagnostics import printable

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~@:&-])")


def plain(text: str) -> str:
    """One line of a record: printable, without a mark that Markdown or GitHub would act on."""
    return printable(" ".join(text.split()))


def escaped(text: str) -> str:
    """A record's words in a sentence: every mark of Markdown, mention and reference is shown."""
    return _SPECIAL.sub(r"\\\1", plain(text)).replace("\\@", "@\u200b").replace("\\#", "#\u200b")


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
