"""Nouns × seals -> what the public may know. The only room of the site that is handed both.

A holder never awarded gives nothing at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from ..assess import Flag, Seal
from ..assess.levels import area_levels
from ..legible import legible
from ..model import Holder, Institution, Product, ProductReview, Review, Rubric, Supplier
from ..terms import Beginning, Term
from .addresses import by_supplier, former_paths, settled
from .public import (
    PublicDocument,
    PublicHolder,
    PublicLevel,
    PublicLogo,
    PublicOrganisation,
    PublicPause,
    PublicSeal,
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

    `rubrics` only where the settings publish each area's level. Every text in it is legible.
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
    return legible(shared if isinstance(holder, Institution) else _product(shared, holder, logos))


def _product(shared: PublicHolder, holder: Product, logos: Logos) -> PublicHolder:
    """What products have and institutions have not."""
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
        pauses=tuple(PublicPause(since=one.since, until=one.until) for one in seal.pauses),
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


__all__ = ["by_supplier", "former_paths", "public_holder", "public_seal", "settled"]
