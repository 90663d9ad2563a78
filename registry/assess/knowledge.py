"""Nouns -> the same nouns as they were known on a day: every fact dated after it is taken out.

Plans are known before they come true, so each `until`, a membership's or programme's `from`, and a
rubric's `released` and `revet_by` stay. A noun without a later fact is given back as it is.
"""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from functools import cache
from typing import Any, TypeVar

from ..kinds import Day
from ..model import (
    Answer,
    Document,
    Documents,
    Holder,
    Member,
    Product,
    ProductReview,
    Registry,
    Review,
    Settings,
    Supplier,
)

N = TypeVar("N")
H = TypeVar("H", bound=Holder)
R = TypeVar("R", bound=Review)


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
    return _holder(holder, day, training=_by(holder.training, "completed", day))


def supplier_known_on(supplier: Supplier, day: date) -> Supplier:
    """A supplier without the trainings it completed later."""
    return _with(supplier, training=_by(supplier.training, "completed", day))


def review_known_on(review: R, day: date) -> R:
    """A review, opened by then, without its later steps; each answer at its level of the day."""
    answers = {name: _answer(answer, day) for name, answer in review.answers.items()}
    mended: dict[str, Any] = {"steps": _without_later(review.steps, day), "answers": answers}
    if isinstance(review, ProductReview):
        mended["documents"] = _documents(review.documents, day)
    return _with(review, **mended)


def _holder(holder: H, day: date, **mended: Any) -> H:
    """What products and institutions have in common; `mended` is what they have not."""
    reviews = (review_known_on(r, day) for r in holder.reviews if r.steps.opened <= day)
    issues = (_without_later(issue, day) for issue in _by(holder.issues, "opened", day))
    removals = (confirmed for confirmed in holder.removal_confirmed if confirmed <= day)
    mended |= {
        "reviews": tuple(reviews),
        "issues": tuple(issues),
        "removal_confirmed": tuple(removals),
    }
    if isinstance(holder, Product):
        mended["withdrawn"] = _by(holder.withdrawn, "on", day)
    return _with(holder, **mended)


def _answer(answer: Answer, day: date) -> Answer:
    """An answer resolved later stands at the level it had before."""
    if answer.resolved is None and answer.discussed is None:
        return answer  # most are so, and a large registry has a million of them
    if answer.resolved is not None and answer.resolved > day:
        answer = replace(answer, level=answer.was or answer.level, was=None, resolved=None)
    return _without_later(answer, day)


def _documents(documents: Documents, day: date) -> Documents:
    def read(document: Document | None) -> Document | None:
        return document if document and document.retrieved <= day else None

    return _with(
        documents,
        privacy_policy=read(documents.privacy_policy),
        terms_of_service=read(documents.terms_of_service),
    )


def _member(member: Member, day: date) -> Member:
    return _with(member, keys=_by(member.keys, "added", day))


def _settings(settings: Settings, day: date) -> Settings:
    return _with(settings, keys=_by(settings.keys, "since", day))


def _by(facts: tuple[N, ...], dated: str, day: date) -> tuple[N, ...]:
    """The facts that had happened by the day."""
    return tuple(fact for fact in facts if getattr(fact, dated) <= day)


def _without_later(noun: N, day: date) -> N:
    """The noun with each of its dates that lies after the day taken away."""
    kind: type = type(noun)
    later = {
        name: None
        for name in _dates(kind)
        if (fact := getattr(noun, name)) is not None and fact > day
    }
    return replace(noun, **later) if later else noun  # type: ignore[type-var]


@cache
def _dates(noun: type) -> tuple[str, ...]:
    """The fields of a noun that hold one day."""
    return tuple(
        field.name
        for field in fields(noun)
        if "written" in field.metadata and isinstance(field.metadata["written"].kind, Day)
    )


def _with(noun: N, **mended: Any) -> N:
    """The noun with other values; the noun itself where nothing is different."""
    now = {name: getattr(noun, name) for name in mended}
    different = {
        name: value
        for name, value in mended.items()
        if value is not now[name] and value != now[name]
    }
    return replace(noun, **different) if different else noun  # type: ignore[type-var]
