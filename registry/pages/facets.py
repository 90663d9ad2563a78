"""Holders of valid seals -> what they can be sorted by: subject, audience, rubric; with counts."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from .public import PublicHolder
from .sheets import folded


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet, with the holders that have it."""

    label: str
    slug: str
    address: str
    holders: tuple[PublicHolder, ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """A question one may sort by; `key` names it in query strings."""

    key: str
    title: str
    address: str
    values: tuple[FacetValue, ...]


FACETS: tuple[tuple[str, str, str, Callable[[PublicHolder], Sequence[str]]], ...] = (
    ("subject", "Subject", "browse/subjects/", lambda one: one.subjects),
    ("audience", "Audience", "browse/audiences/", lambda one: one.audiences),
    ("rubric", "Rubric", "browse/rubrics/", lambda one: (one.seal.rubric,)),
)


def facets(holders: Iterable[PublicHolder]) -> tuple[Facet, ...]:
    """The facets of products with a valid seal."""
    valid = [one for one in holders if one.is_valid and one.kind == "product"]
    return tuple(
        Facet(key, title, address, _values(valid, address, of))
        for key, title, address, of in FACETS
    )


def _values(
    holders: Sequence[PublicHolder], address: str, of: Callable[[PublicHolder], Sequence[str]]
) -> tuple[FacetValue, ...]:
    """Values by name; spellings that differ in case or accents alone are one value."""
    found: dict[str, list[PublicHolder]] = {}
    labels: dict[str, str] = {}
    for one in holders:
        for slug, value in {slug_of(value): value for value in of(one)}.items():
            found.setdefault(slug, []).append(one)
            labels[slug] = min(labels.get(slug, value), value)
    values = (
        FacetValue(labels[slug], slug, f"{address}{slug}/", tuple(group))
        for slug, group in found.items()
    )
    return tuple(sorted(values, key=lambda value: (folded(value.label), value.slug)))


def slug_of(value: str) -> str:
    """A value as an address has it; versions keep their dots."""
    slug = re.sub(r"[^a-z0-9.]+", "-", folded(value)).strip("-.")
    if slug and len(slug) <= 60:
        return slug
    return "x-" + hashlib.sha256(value.encode()).hexdigest()[:12]
