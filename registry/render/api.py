"""Public facts -> the lists of /api/v1.

Only the index knows the day, so that a change of day alone changes no other file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ..artifact import Artifact, json_file
from ..pages import words
from ..pages.comparison import compare
from ..pages.edition import Edition
from ..pages.events import Event
from ..pages.public import PublicHolder, PublicSupplier
from ..pages.rules import PublicArea, PublicRubric
from .seal_files import Json, iso, summary

VERSION = "1"
"""Of the API: fields may be added within it, none is renamed, removed or given another meaning."""


def api_files(
    edition: Edition,
    holders: Sequence[PublicHolder],
    suppliers: Sequence[PublicSupplier],
    happened: Sequence[Event],
) -> Iterator[Artifact]:
    """The index and the whole lists."""
    yield json_file("api/v1/index.json", _index(edition, holders))
    yield json_file("api/v1/seals.json", {"seals": [summary(edition, one) for one in holders]})
    yield json_file(
        "api/v1/suppliers.json", {"suppliers": [_supplier(edition, one) for one in suppliers]}
    )
    institutions = [one for one in holders if one.kind == "institution" and one.is_valid]
    yield json_file(
        "api/v1/institutions.json",
        {"institutions": [summary(edition, one) for one in institutions]},
    )
    yield json_file("api/v1/rubrics.json", {"rubrics": [*_rubrics(edition)]})
    yield json_file("api/v1/changes.json", {"changes": [change(edition, one) for one in happened]})


def _index(edition: Edition, holders: Sequence[PublicHolder]) -> Json:
    standings = Counter(one.seal.standing for one in holders)
    names = ("seals", "suppliers", "institutions", "rubrics", "changes", "openapi")
    return {
        "version": VERSION,
        "registry": edition.name,
        "organisation": edition.organisation,
        "as_of": edition.as_of.isoformat(),
        "next_change": iso(edition.next_change),
        "revision": edition.revision,
        "counts": {standing: standings[standing] for standing in words.STANDINGS},
        "files": {name: edition.url(f"api/v1/{name}.json") for name in names}
        | {"seal": edition.url("api/v1/seals/{number}.json")},
    }


def _supplier(edition: Edition, one: PublicSupplier) -> Json:
    return {
        "path": one.path,
        "name": one.name,
        "website": one.organisation.website,
        "page": edition.url(one.organisation.address),
        "formerly": list(one.organisation.formerly),
        "products": [
            {
                "number": product.seal.number,
                "holder": product.path,
                "name": product.name,
                "standing": product.seal.standing,
                "expires_on": product.seal.expires_on.isoformat(),
            }
            for product in one.products
        ],
    }


def _rubrics(edition: Edition) -> Iterator[Json]:
    before: PublicRubric | None = None
    for one in edition.rubrics:
        changed = compare(before, one) if before else None
        yield {
            "version": one.version,
            "title": one.title,
            "released": one.released.isoformat(),
            "revet_by": iso(one.revet_by),
            "page": edition.url(one.address),
            "changes": {
                kind: [change.id for change in changed.of(kind)]
                for kind in ("added", "changed", "removed")
            }
            if changed
            else None,
            "areas": [_area(area) for area in one.areas],
        }
        before = one


def _area(area: PublicArea) -> Json:
    return {
        "id": area.id,
        "title": area.title,
        "questions": [
            {
                "id": one.id,
                "ask": one.ask,
                "not_applicable": one.not_applicable,
                "levels": dict(one.levels),
            }
            for one in area.questions
        ],
    }


def change(edition: Edition, one: Event) -> Json:
    """One thing that happened to one seal."""
    return {
        "id": one.id(edition),
        "on": one.on.isoformat(),
        "event": one.kind,
        "number": one.holder.seal.number,
        "type": one.holder.kind,
        "holder": one.holder.path,
        "name": one.holder.name,
        "supplier": one.holder.maker or None,
        "rubric": one.rubric,
        "expires_on": one.expires_on.isoformat(),
        "page": edition.url(one.holder.address),
    }
