"""Holders -> the site's lists: home, suppliers, institutions, ended seals, numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter

from .edition import Edition
from .events import Event
from .facets import Facet
from .page import Crumb, Page
from .public import PublicHolder, PublicSupplier
from .sheets import numbered, sheets

LATEST = 6
SUPPLIERS_A_SHEET = 60
NUMBERS_A_SHEET = 500


def home(
    edition: Edition,
    holders: Sequence[PublicHolder],
    happened: Sequence[Event],
    found: Sequence[Facet],
) -> Page:
    """The first page: search, counts of valid seals, latest awards."""
    valid = [one for one in holders if one.is_valid]
    products = [one for one in valid if one.kind == "product"]
    latest = [one for one in happened if one.awarded and one.holder.is_valid]
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
            title=numbered("Products", sheet),
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
            title=numbered("Institutions", sheet),
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
            title=numbered("Seals that no longer hold", sheet),
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
