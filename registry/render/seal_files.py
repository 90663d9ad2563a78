"""A holder -> its seal as the API tells it, in full and as a line of a list."""

from __future__ import annotations

from datetime import date

from ..artifact import Artifact, json_file
from ..pages import words
from ..pages.badge import badge_address
from ..pages.edition import Edition
from ..pages.events import events_of
from ..pages.public import PublicHolder, PublicTerm

Json = dict[str, object]


def seal_file(edition: Edition, holder: PublicHolder) -> Artifact:
    """All that is public about one seal."""
    return json_file(f"api/v1/seals/{holder.seal.number}.json", whole_seal(edition, holder))


def whole_seal(edition: Edition, holder: PublicHolder) -> Json:
    """A seal with its history, documents and addresses."""
    facts = summary(edition, holder)
    facts["history"] = [_term(term) for term in holder.seal.terms]
    facts["events"] = [
        {"on": one.on.isoformat(), "event": one.kind} for one in events_of(holder, edition.as_of)
    ]
    facts["documents"] = [
        {"title": one.title, "url": one.url, "retrieved": one.retrieved.isoformat()}
        for one in holder.documents
    ]
    if holder.levels:
        facts["area_levels"] = [{"area": one.title, "level": one.level} for one in holder.levels]
    facts["credential"] = edition.url(holder.credential) if holder.credential else None
    return facts


def summary(edition: Edition, holder: PublicHolder) -> Json:
    """A seal as the lists have it."""
    seal = holder.seal
    facts: Json = {
        "number": seal.number,
        "type": holder.kind,
        "holder": holder.path,
        "name": holder.name,
        "standing": seal.standing,
        "standing_text": words.through(seal.standing, seal.valid_through, seal.ended_on),
        "awarded_on": seal.awarded_on.isoformat(),
        "valid_through": seal.valid_through.isoformat(),
        "expires_on": seal.expires_on.isoformat(),
        "ended_on": iso(seal.ended_on),
        "year": seal.year,
        "rubric": seal.rubric,
        "flags": list(seal.flags),
        "website": holder.website,
    }
    facts |= _product(holder)
    return facts | {
        "page": edition.url(holder.address),
        "short": edition.url(f"seals/{seal.number}/"),
        "api": edition.url(f"api/v1/seals/{seal.number}.json"),
        "badge": edition.url(badge_address(holder.path)),
        "formerly": list(holder.formerly),
    }


def _product(holder: PublicHolder) -> Json:
    if holder.supplier is None:
        return {}
    return {
        "supplier": {"path": holder.supplier.path, "name": holder.supplier.name},
        "summary": holder.summary,
        "privacy_policy": holder.privacy_policy,
        "terms_of_service": holder.terms_of_service,
        "domains": list(holder.domains),
        "subjects": list(holder.subjects),
        "audiences": list(holder.audiences),
    }


def _term(term: PublicTerm) -> Json:
    return {
        "event": term.event,
        "on": term.on.isoformat(),
        "begins_on": term.begins_on.isoformat(),
        "expires_on": term.expires_on.isoformat(),
        "ended_on": iso(term.ended_on),
        "rubric": term.rubric,
    }


def iso(day: date | None) -> str | None:
    """The day as JSON has it, null where there is none."""
    return day.isoformat() if day else None
