"""Nouns -> the same nouns as they were known on a day: every fact dated after it is taken out.

Plans are known before they come true, so each `until`, a membership's or programme's `from`, and a
rubric's `released` and `revet_by` stay. A noun without a later fact is given back as it is.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from ..model import Holder, Member, Product, Registry, Settings, Supplier
from .forgetting import by, changed, without_later
from .known_reviews import review_known_on

H = TypeVar("H", bound=Holder)


def known_on(registry: Registry, day: date) -> Registry:
    """The whole registry as it was known on the day."""
    suppliers = {s.path: supplier_known_on(s, day) for s in registry.suppliers}
    products = (
        _holder(product, day, supplier=suppliers.get(product.supplier.path, product.supplier))
        for product in registry.products
    )
    return replace(
        registry,
        settings=_settings(registry.settings, day),
        suppliers=tuple(suppliers.values()),
        products=tuple(products),
        institutions=tuple(holder_known_on(one, day) for one in registry.institutions),
        members=tuple(_member(member, day) for member in registry.members),
    )


def holder_known_on(holder: H, day: date) -> H:
    """A product with its supplier and reviews, or an institution with its reviews."""
    if isinstance(holder, Product):
        return _holder(holder, day, supplier=supplier_known_on(holder.supplier, day))
    return _holder(holder, day, training=by(holder.training, "completed", day))


def supplier_known_on(supplier: Supplier, day: date) -> Supplier:
    """A supplier without the trainings it completed later."""
    return changed(supplier, training=by(supplier.training, "completed", day))


def _holder(holder: H, day: date, **mended: Any) -> H:
    """What products and institutions have in common; `mended` is what they have not."""
    reviews = (review_known_on(r, day) for r in holder.reviews if r.steps.opened <= day)
    issues = (without_later(issue, day) for issue in by(holder.issues, "opened", day))
    removals = (confirmed for confirmed in holder.removal_confirmed if confirmed <= day)
    mended |= {
        "reviews": tuple(reviews),
        "issues": tuple(issues),
        "removal_confirmed": tuple(removals),
    }
    if isinstance(holder, Product):
        mended["withdrawn"] = by(holder.withdrawn, "on", day)
    return changed(holder, **mended)


def _member(member: Member, day: date) -> Member:
    return changed(member, keys=by(member.keys, "added", day))


def _settings(settings: Settings, day: date) -> Settings:
    return changed(settings, keys=by(settings.keys, "since", day))
