"""Holders -> the search's own index: columns of small numbers and names, made for gzip.

Seal numbers are not in it: they do not compress, and each leads to its own file anyway. Days are
counted from 1970-01-01.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date

from ..pages import words
from ..pages.public import PublicHolder
from ..pages.sheets import folded

_EPOCH = date(1970, 1, 1).toordinal()
_STANDINGS = list(words.STANDINGS)


class Column:
    """Values that repeat, each written once and then counted from 0."""

    def __init__(self) -> None:
        self.values: dict[str, int] = {}

    def at(self, value: str) -> int:
        """The number of a value."""
        return self.values.setdefault(value, len(self.values))

    def all(self, values: Iterable[str]) -> list[int]:
        """The numbers of several."""
        return [self.at(value) for value in values]


def finder_index(holders: Sequence[PublicHolder]) -> bytes:
    """The index as JSON, by name; ended seals are in it, for people who look for one by name."""
    ordered = sorted(holders, key=lambda one: (folded(one.name), one.path))
    suppliers, rubrics, subjects, audiences = Column(), Column(), Column(), Column()
    homes: dict[str, str] = {}
    for one in ordered:
        if one.supplier:
            homes.setdefault(one.supplier.path, one.supplier.name)
    paths = {path: suppliers.at(path) for path in homes}
    columns = {
        "name": [one.name for one in ordered],
        "slug": [one.slug for one in ordered],
        "supplier": [paths[one.supplier.path] if one.supplier else -1 for one in ordered],
        "standing": [_STANDINGS.index(one.seal.standing) for one in ordered],
        "awarded": [one.seal.awarded_on.toordinal() - _EPOCH for one in ordered],
        "expires": [one.seal.expires_on.toordinal() - _EPOCH for one in ordered],
        "ended": [_ended(one) for one in ordered],
        "rubric": [rubrics.at(one.seal.rubric) for one in ordered],
        "subjects": [subjects.all(one.subjects) for one in ordered],
        "audiences": [audiences.all(one.audiences) for one in ordered],
        "domains": [" ".join(one.domains) for one in ordered],
    }
    names = {
        "standings": _STANDINGS,
        "suppliers": [[path.rpartition("/")[2], homes[path]] for path in suppliers.values],
        "rubrics": list(rubrics.values),
        "subjects": list(subjects.values),
        "audiences": list(audiences.values),
    }
    text = json.dumps(
        {"columns": columns, "names": names}, ensure_ascii=False, separators=(",", ":")
    )
    return f"{text}\n".encode("utf-8", "replace")


def _ended(one: PublicHolder) -> int:
    """Days from the end of the term back to when the seal ended; 0 where it ran its term."""
    ended = one.seal.ended_on
    return one.seal.expires_on.toordinal() - ended.toordinal() if ended else 0
