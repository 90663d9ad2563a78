"""Seals -> CSV files (RFC 4180, UTF-8), with the columns that /about/data/ explains."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from ..pages.edition import Edition
from ..pages.public import PublicHolder

COLUMNS = (
    ("number", "the seal number, the same for life"),
    ("type", "product or institution"),
    ("name", "the holder’s name"),
    ("supplier", "who offers the product; empty for institutions"),
    ("standing", "valid, expired, withdrawn or suspended"),
    ("awarded_on", "the day of the award that set the present term"),
    ("valid_through", "the last day of the term"),
    ("expires_on", "the first day after the term"),
    ("ended_on", "the first day the seal did not hold; empty while it holds"),
    ("rubric", "the release of the rubric it was vetted under"),
    ("year", "the year that an institution’s seal bears"),
    ("website", "the holder’s website"),
    ("page", "the holder’s page in this register"),
)


def table(edition: Edition, holders: Iterable[PublicHolder]) -> str:
    """One line a seal."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow([name for name, _ in COLUMNS])
    for one in holders:
        seal = one.seal
        days = (seal.awarded_on, seal.valid_through, seal.expires_on, seal.ended_on)
        row = [
            seal.number,
            one.kind,
            one.name,
            one.maker,
            seal.standing,
            *(day.isoformat() if day else "" for day in days),
            seal.rubric,
            str(seal.year or ""),
            one.website,
            edition.url(one.address),
        ]
        writer.writerow([_harmless(cell) for cell in row])
    return lines.getvalue()


def _harmless(cell: str) -> str:
    """The cell, no formula to a spreadsheet that opens the file."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
