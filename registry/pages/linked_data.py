"""A holder -> schema.org's words for it, for search engines."""

from __future__ import annotations

from .edition import Edition
from .public import PublicHolder

_STATUS = {True: "CertificationActive", False: "CertificationInactive"}


def certified(edition: Edition, holder: PublicHolder) -> dict[str, object]:
    """The product or institution with its certification."""
    seal = holder.seal
    certification = {
        "@type": "Certification",
        "@id": edition.url(f"seals/{seal.number}/"),
        "name": edition.seal_name,
        "certificationIdentification": seal.number,
        "certificationStatus": f"https://schema.org/{_STATUS[holder.is_valid]}",
        "issuedBy": {
            "@type": "Organization",
            "name": edition.organisation,
            "url": edition.url(""),
        },
        "validFrom": seal.awarded_on.isoformat(),
        "expires": (seal.ended_on or seal.expires_on).isoformat(),
        "url": edition.url(holder.address),
    }
    return {"@context": "https://schema.org", **_thing(holder), "hasCertification": certification}


def _thing(holder: PublicHolder) -> dict[str, object]:
    if holder.supplier is None:
        return {
            "@type": "EducationalOrganization",
            "name": holder.name,
            "url": holder.website,
        }
    return {
        "@type": "Product",
        "name": holder.name,
        "description": holder.summary,
        "url": holder.website,
        "manufacturer": {
            "@type": "Organization",
            "name": holder.supplier.name,
            "url": holder.supplier.website,
        },
    }
