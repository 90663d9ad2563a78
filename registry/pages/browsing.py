"""Products with a valid seal -> the lists under /browse/: A to Z, and by each facet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter

from .edition import Edition
from .facets import Facet, FacetValue
from .page import Crumb, Page
from .public import PublicHolder
from .sheets import numbered, sheets

_BROWSE = Crumb("Browse", "browse/")


def browse(
    edition: Edition, holders: Sequence[PublicHolder], found: Sequence[Facet]
) -> Iterator[Page]:
    """All products A to Z, and a page for every value of every facet."""
    yield Page(
        address="browse/",
        template="browse/index.html",
        title="Browse",
        description=f"Products with a valid {edition.seal_name} by subject, audience and rubric.",
        section="suppliers",
        crumbs=(Crumb("Products", "suppliers/"),),
        facts={"facets": found},
    )
    valid = [one for one in holders if one.is_valid and one.kind == "product"]
    yield from _products(valid, "browse/products/", "Products A to Z", (_BROWSE,), None)
    for facet in found:
        yield Page(
            address=facet.address,
            template="browse/facet.html",
            title=f"Products by {facet.title.lower()}",
            section="suppliers",
            crumbs=(_BROWSE,),
            facts={"facet": facet},
        )
        for value in facet.values:
            yield from _value_pages(facet, value)


def _value_pages(facet: Facet, value: FacetValue) -> Iterator[Page]:
    crumbs = (_BROWSE, Crumb(f"By {facet.title.lower()}", facet.address))
    yield from _products(
        value.holders, value.address, f"{facet.title}: {value.label}", crumbs, (facet.key, value)
    )


def _products(
    holders: Sequence[PublicHolder],
    start: str,
    title: str,
    crumbs: tuple[Crumb, ...],
    chosen: tuple[str, FacetValue] | None,
) -> Iterator[Page]:
    for sheet in sheets(holders, attrgetter("name"), _numbered_address(start)):
        yield Page(
            address=sheet.address,
            template="browse/products.html",
            title=numbered(title, sheet),
            description=f"{title}. Holders of valid seals only.",
            section="suppliers",
            crumbs=crumbs,
            facts={"sheet": sheet, "heading": title, "chosen": chosen},
        )


def _numbered_address(start: str) -> Callable[[int], str]:
    # A facet's values are one folder deep and versions hold dots, so "page-2" meets no value's name
    # below its own folder.
    return lambda number: start if number == 1 else f"{start}page-{number}/"
