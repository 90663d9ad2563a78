"""A URL -> a QR code as SVG."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

import segno

MASK = 3
"""Any of the eight masks reads alike; weighing them all would be most of a site's build."""

_EDGE = 4
"""Modules of quiet around the code."""


def qr_svg(url: str, title: str) -> bytes:
    """The code, dark on light whatever the page's colours."""
    rows = segno.make(url, error="m", micro=False, mask=MASK).matrix
    side = len(rows) + 2 * _EDGE
    path = "".join(run for y, row in enumerate(rows) for run in _runs(row, y + _EDGE))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" '
        f'shape-rendering="crispEdges"><title>{escape(title)}</title>'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{path}"/></svg>\n'
    ).encode()


def _runs(row: bytearray, y: int) -> Iterator[str]:
    """The dark modules of a row, each run as one rectangle."""
    x = _EDGE
    for dark, run in groupby(row):
        width = len(list(run))
        if dark:
            yield f"M{x} {y}h{width}v1h-{width}z"
        x += width
