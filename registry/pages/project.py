"""Nouns × seals -> what the public may know. The only room of the site that is handed both.

A holder never awarded gives nothing at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from ..assess import Flag, Seal
from ..assess.levels import area_levels
from ..model import Holder, Institution, Product, ProductReview, Review, Rubric, Supplier
from ..terms import Beginning, Term
from .public import (
    PublicDocument,
    PublicHolder,
    PublicLevel,
    PublicLogo,
    PublicOrganisation,
    PublicSeal,
    PublicSupplier,
    PublicTerm,
)

_EVENTS = {
    Beginning.FIRST_AWARD: "awarded",
    Beginning.NEW_ANCHOR: "awarded",
    Beginning.RENEWAL: "renewed",
    Beginning.RE_VETTING: "vetted-again",
    Beginning.RESTORATION: "restored",
}
_PUBLIC_FLAGS = (Flag.EXPIRING, Flag.RE_VETTING_DUE, Flag.RE_VETTING_OVERDUE)
"""That a review is open is members' reading; these follow from public dates."""

Logos = Mapping[str, PublicLogo]


def public_holder(
    holder: Holder,
    seal: Seal,
    *,
    as_of: date,
    logos: Logos,
    rubrics: Sequence[Rubric] = (),
    credential: str | None = None,
) -> PublicHolder | None:
    """A holder as the public may know it, None where it was never awarded a seal.

    `rubrics` only where the settings publish each area's level.
    """
    told = public_seal(seal)
    if told is None:
        return None
    review = next((one for one in holder.reviews if one.path == seal.review), None)
    shared = PublicHolder(
        path=holder.path,
        kind="product" if isinstance(holder, Product) else "institution",
        name=holder.name,
        website=holder.website,
        seal=told,
        documents=_documents(review, as_of),
        levels=_levels(review, rubrics),
        formerly=former_paths(holder),
        logo=logos.get(holder.organisation.path),
        credential=credential,
    )
    if isinstance(holder, Institution):
        return shared
    return replace(
        shared,
        summary=holder.summary,
        privacy_policy=holder.privacy_policy,
        terms_of_service=holder.terms_of_service,
        domains=holder.domains,
        subjects=holder.subjects,
        audiences=holder.audiences,
        supplier=_organisation(holder.supplier, logos),
    )


def public_seal(seal: Seal) -> PublicSeal | None:
    """A seal without its reason and its review; None where there never was one."""
    if (
        seal.standing is None
        or seal.awarded_on is None
        or seal.valid_through is None
        or seal.expires_on is None
    ):
        return None
    return PublicSeal(
        number=seal.number,
        standing=str(seal.standing),
        awarded_on=seal.awarded_on,
        valid_through=seal.valid_through,
        expires_on=seal.expires_on,
        ended_on=seal.ended_on,
        rubric=seal.rubric or "",
        year=seal.year,
        flags=tuple(str(flag) for flag in seal.flags if flag in _PUBLIC_FLAGS),
        terms=tuple(_term(term) for term in seal.terms),
    )


def _term(term: Term) -> PublicTerm:
    return PublicTerm(
        event=_EVENTS[term.beginning],
        on=term.vetted_on,
        begins_on=term.begins_on,
        expires_on=term.expires_on,
        rubric=term.rubric,
        ended_on=term.ended.on if term.ended else None,
    )


def _documents(review: Review | None, as_of: date) -> tuple[PublicDocument, ...]:
    if not isinstance(review, ProductReview):
        return ()
    named = (
        ("Privacy policy", review.documents.privacy_policy),
        ("Terms of service", review.documents.terms_of_service),
    )
    return tuple(
        PublicDocument(title=title, url=one.url, retrieved=one.retrieved)
        for title, one in named
        if one and one.retrieved <= as_of
    )


def _levels(review: Review | None, rubrics: Sequence[Rubric]) -> tuple[PublicLevel, ...]:
    rubric = next((one for one in rubrics if review and one.version == review.rubric), None)
    if rubric is None or review is None:
        return ()
    found = area_levels(rubric, review.answers)
    return tuple(
        PublicLevel(title=area.title, level=str(level))
        for area in rubric.areas
        if (level := found[area.id])
    )


def _organisation(supplier: Supplier, logos: Logos) -> PublicOrganisation:
    return PublicOrganisation(
        path=supplier.path,
        name=supplier.name,
        website=supplier.website,
        formerly=tuple(f"suppliers/{name}" for name in supplier.formerly),
        logo=logos.get(supplier.path),
    )


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
