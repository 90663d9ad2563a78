"""A holder -> where its badge stands, and what it says."""

from __future__ import annotations

from .. import badges
from .edition import Edition
from .public import PublicHolder

PLAIN = (badges.Variant.CARD, badges.Scheme.LIGHT)
"""The form that stands at the badge's plain address."""


def badge_address(path: str, ending: str = "svg") -> str:
    """The badge of the holder with that path, below the site's root."""
    return f"badges/{path}.{ending}"


def badge_face(
    edition: Edition,
    holder: PublicHolder,
    variant: badges.Variant = badges.Variant.CARD,
    scheme: badges.Scheme = badges.Scheme.LIGHT,
) -> badges.Face:
    """What a holder's badge says on the edition's day."""
    return badges.face_of(
        name=holder.name,
        seal=edition.seal_name,
        organisation=edition.organisation,
        address=edition.home_url,
        number=holder.seal.number,
        valid_through=holder.seal.valid_through,
        ended_on=holder.seal.ended_on,
        year=holder.seal.year,
        variant=variant,
        scheme=scheme,
        preview=edition.preview,
    )
