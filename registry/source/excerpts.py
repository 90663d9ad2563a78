"""A place -> the line of the file it names, for reports."""

from __future__ import annotations

from functools import lru_cache

from ..diagnostics import Place
from ..private_keys import spreads
from .tree import SIZE_LIMIT, Tree


class Excerpts:
    """Reads lines from a tree, a file at a time."""

    def __init__(self, tree: Tree) -> None:
        self._lines = lru_cache(maxsize=4)(self._read)
        self._tree = tree

    def __call__(self, place: Place) -> str | None:
        """The line at the place; None where the file is no text or has no such line."""
        lines = self._lines(place.path)
        if place.line > len(lines) or not lines[place.line - 1].strip():
            return None
        return lines[place.line - 1]

    def _read(self, path: str) -> list[str]:
        try:
            data = self._tree.read(path)
        except OSError:
            return []
        # The pieces of a private key are told from nothing else, so none of the file is shown.
        if len(data) >= SIZE_LIMIT or b"\0" in data or spreads(data):
            return []
        text = data.decode("utf-8-sig", "replace")
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
