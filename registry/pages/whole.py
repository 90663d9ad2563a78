"""All holders -> every page that is not one holder's or supplier's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from . import fixed, lists
from .browsing import browse
from .edition import Edition
from .events import Event
from .facets import facets
from .page import Page
from .public import PublicHolder, PublicSupplier


def common_pages(
    edition: Edition,
    holders: Sequence[PublicHolder],
    suppliers: Sequence[PublicSupplier],
    happened: Sequence[Event],
) -> Iterator[Page]:
    """Home, lists, rubrics, about pages and the rest, one at a time."""
    found = facets(holders)
    yield lists.home(edition, holders, happened, found)
    yield from lists.supplier_list(edition, suppliers)
    yield from lists.institution_list(edition, holders)
    yield from lists.ended_list(edition, holders)
    yield from lists.number_list(edition, holders)
    yield from browse(edition, holders, found)
    yield from fixed.rubric_pages(edition, holders)
    yield from fixed.about_pages(edition)
    yield from fixed.change_pages(happened)
    yield from fixed.desk_pages()
