"""Rows -> lines with aligned columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..diagnostics import printable


def table(rows: Iterable[Sequence[str]]) -> list[str]:
    """Rows of one length as aligned lines; a column that is empty throughout is left out."""
    clean = [[printable(cell) for cell in row] for row in rows]
    columns = [column for column in zip(*clean, strict=True) if any(column)]
    widths = [max(map(len, column)) for column in columns]
    padded = zip(
        *([c.ljust(w) for c in col] for col, w in zip(columns, widths, strict=True)), strict=True
    )
    return ["  ".join(cells).rstrip() for cells in padded]
