"""Holders -> the site's lists: home, suppliers, institutions, ended seals, numbers, facets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter

from .edition import Edition
from .events import Event
from .facets import Facet, FacetValue, facets
from .page import Crumb, Page
from .public import PublicHolder, PublicSupplier
from .sheets import Sheet, sheets

LATEST = 6
SUPPLIERS_A_SHEET = 60
NUMBERS_A_SHEET = 500

_BROWSE = Crumb("Browse", "browse/")


def home(
    edition: Edition,
    holders: Sequence[PublicHolder],
    happened: Sequence[Event],
    found: Sequence[Facet],
) -> Page:
    """The first page: search, counts of valid seals, latest awards."""
    valid = [one for one in holders if one.is_valid]
    products = [one for one in valid if one.kind == "product"]
    latest = [one for one in happened if not one.ended and one.holder.is_valid]
    return Page(
        address="",
        template="home.html",
        title=edition.name,
        description=f"Look up the {edition.seal_name} of {edition.organisation}: which products "
        "and institutions hold it, since when, and until when.",
        facts={
            "products": len(products),
            "suppliers": len({one.supplier.path for one in products if one.supplier}),
            "institutions": len(valid) - len(products),
            "latest": latest[:LATEST],
            "facets": found,
        },
    )


def supplier_list(edition: Edition, suppliers: Sequence[PublicSupplier]) -> Iterator[Page]:
    """Suppliers of products with a valid seal, A to Z."""
    held = [one for one in suppliers if one.valid]
    total = sum(len(one.valid) for one in held)

    def address(number: int) -> str:
        return "suppliers/" if number == 1 else f"browse/suppliers/{number}/"

    for sheet in sheets(held, attrgetter("name"), address, SUPPLIERS_A_SHEET):
        yield Page(
            address=sheet.address,
            template="suppliers/index.html",
            title=_numbered("Products", sheet),
            description=f"Products that hold a valid {edition.seal_name}, by supplier, A to Z.",
            section="suppliers",
            facts={"sheet": sheet, "suppliers": len(held), "products": total},
        )


def institution_list(edition: Edition, holders: Sequence[PublicHolder]) -> Iterator[Page]:
    """Institutions with a valid seal, A to Z."""
    held = [one for one in holders if one.is_valid and one.kind == "institution"]

    def address(number: int) -> str:
        return "institutions/" if number == 1 else f"browse/institutions/{number}/"

    for sheet in sheets(held, attrgetter("name"), address):
        yield Page(
            address=sheet.address,
            template="institutions/index.html",
            title=_numbered("Institutions", sheet),
            description=f"Schools, districts and universities that hold a valid "
            f"{edition.seal_name}.",
            section="institutions",
            facts={"sheet": sheet},
        )


def ended_list(edition: Edition, holders: Sequence[PublicHolder]) -> Iterator[Page]:
    """Seals that no longer hold, and since when."""
    ended = [one for one in holders if not one.is_valid]

    def address(number: int) -> str:
        return "ended/" if number == 1 else f"browse/ended/{number}/"

    for sheet in sheets(ended, attrgetter("name"), address):
        yield Page(
            address=sheet.address,
            template="ended/index.html",
            title=_numbered("Seals that no longer hold", sheet),
            description=f"Every {edition.seal_name} that has expired, was withdrawn or is "
            "suspended, and since when.",
            facts={"sheet": sheet},
        )


def number_list(edition: Edition, holders: Sequence[PublicHolder]) -> Iterator[Page]:
    """Every seal number there is, in order."""
    ordered = sorted(holders, key=lambda one: one.seal.number)
    parts = [ordered[i : i + NUMBERS_A_SHEET] for i in range(0, len(ordered), NUMBERS_A_SHEET)] or [
        []
    ]
    addresses = ["seals/", *(f"browse/numbers/{n}/" for n in range(2, len(parts) + 1))]
    for part, address in zip(parts, addresses, strict=True):
        yield Page(
            address=address,
            template="seals/index.html",
            title="Seal numbers"
            if address == "seals/"
            else f"Seal numbers, from {part[0].seal.number}",
            description=f"Every number of a {edition.seal_name} that was ever awarded.",
            section="verify",
            crumbs=(Crumb("Verify", "verify/"),),
            facts={
                "holders": part,
                "addresses": addresses,
                "address": address,
                "total": len(ordered),
            },
        )


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
            title=_numbered(title, sheet),
            description=f"{title}. Holders of valid seals only.",
            section="suppliers",
            crumbs=crumbs,
            facts={"sheet": sheet, "heading": title, "chosen": chosen},
        )


def _numbered_address(start: str) -> Callable[[int], str]:
    # A facet's values are one folder deep and versions hold dots, so "page-2" meets no value's name
    # below its own folder.
    return lambda number: start if number == 1 else f"{start}page-{number}/"


def _numbered(
    title: str, sheet: Sheet[object] | Sheet[PublicHolder] | Sheet[PublicSupplier]
) -> str:
    pages = len(sheet.addresses)
    return f"{title}, page {sheet.number} of {pages}" if sheet.number > 1 else title


__all__ = [
    "browse",
    "ended_list",
    "facets",
    "home",
    "institution_list",
    "number_list",
    "supplier_list",
]
