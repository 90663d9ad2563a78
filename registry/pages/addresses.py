"""Holders -> who stands and once stood at which address, and which products share a supplier."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from ..model import Holder, Product
from .public import PublicHolder, PublicSupplier


def former_paths(holder: Holder) -> tuple[str, ...]:
    """Every path that once named the holder: each name of its supplier with each of its own."""
    names = [*holder.formerly, holder.slug]
    if isinstance(holder, Product):
        homes = [*holder.supplier.formerly, holder.supplier.slug]
        paths = [f"suppliers/{home}/{name}" for home in homes for name in names]
    else:
        paths = [f"institutions/{name}" for name in names]
    return tuple(dict.fromkeys(path for path in paths if path != holder.path))


def settled(holders: Iterable[PublicHolder]) -> tuple[PublicHolder, ...]:
    """Holders by path, none claiming an address of another.

    An address that someone stands at today is theirs; of two who once stood at it, the first keeps
    it.
    """
    ordered = sorted(holders, key=lambda one: one.path)
    taken = {one.path for one in ordered} | {one.supplier.path for one in ordered if one.supplier}
    homes: dict[str, str] = {}
    return tuple(_without_claims(one, taken, homes) for one in ordered)


def _without_claims(one: PublicHolder, taken: set[str], homes: dict[str, str]) -> PublicHolder:
    formerly = tuple(path for path in one.formerly if path not in taken)
    taken.update(formerly)
    supplier = one.supplier
    if supplier:
        kept = tuple(
            path
            for path in supplier.formerly
            if path not in taken and homes.setdefault(path, supplier.path) == supplier.path
        )
        supplier = replace(supplier, formerly=kept) if kept != supplier.formerly else supplier
    if formerly == one.formerly and supplier is one.supplier:
        return one
    return replace(one, formerly=formerly, supplier=supplier)


def by_supplier(holders: Sequence[PublicHolder]) -> Iterator[PublicSupplier]:
    """The suppliers of holders that are in order of path, each with its products by name."""

    def home(one: PublicHolder) -> str:
        return one.supplier.path if one.supplier else ""

    for path, group in groupby(holders, key=home):
        products = sorted(group, key=lambda one: (one.name.casefold(), one.path))
        if path and (organisation := products[0].supplier):
            yield PublicSupplier(organisation=organisation, products=tuple(products))
