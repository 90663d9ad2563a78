"""A letter × the registry -> the names that its template may use, each with one plain meaning.

docs/letters.md lists them; a test holds the list against this room.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from ..assess import Seal
from ..assess.revetting import re_vetting_on
from ..model import Product, Registry, Rubric
from ..pages import words
from ..vetting import VettingReport, vetting_report
from .occasions import Letter


def facts_of(letter: Letter, registry: Registry, as_of: date) -> dict[str, Any]:
    """What the template of a letter is handed."""
    settings, holder, seal, review = registry.settings, letter.holder, letter.seal, letter.review
    days = settings.programme_on(as_of).days
    staff = settings.staff.get(review.reviewer) if review else None
    contact = holder.organisation.contact
    newest = _newest(registry, as_of)
    return {
        "as_of": as_of,
        "due": letter.due,
        "programme": words.plain(settings.organisation),
        "mailbox": settings.mailbox,
        "seal": words.plain(settings.seal.name),
        "holder": words.plain(holder.name),
        "supplier": words.plain(holder.supplier.name) if isinstance(holder, Product) else "",
        "is_product": isinstance(holder, Product),
        "greeting": words.plain(contact.name or holder.organisation.name),
        "staff": words.plain(staff.name) if staff else words.plain(settings.organisation),
        "number": seal.number,
        "page": f"{settings.base_url.rstrip('/')}/{holder.path}/",
        "awarded_on": seal.awarded_on,
        "valid_through": seal.valid_through,
        "expires_on": seal.expires_on,
        "ended_on": seal.ended_on,
        "reason": str(seal.reason or ""),
        "review_kind": str(review.kind) if review else "",
        "trained_on": getattr(review.steps, "trained", None) if review else None,
        "rubric": newest.version if newest else "",
        "revet_by": _revet_by(seal, registry, as_of),
        "change_days": days.changes,
        "review_days": days.independent_review,
        "issue": words.plain(letter.subject),
        "report": report_for(letter, registry, as_of),
        "attached": letter.attached,
    }


def report_for(letter: Letter, registry: Registry, as_of: date) -> VettingReport | None:
    """The report on the letter's review; its changes are due on the day that the letter tells."""
    review = letter.review
    rubric = registry.rubric(review.rubric) if review else None
    if review is None or rubric is None:
        return None
    by = letter.due if letter.attached and review.steps.notified is None else None
    return vetting_report(letter.holder, review, rubric, registry.settings, on=as_of, change_by=by)


def _newest(registry: Registry, as_of: date) -> Rubric | None:
    released = [(r.released, r) for r in registry.rubrics if r.released and r.released <= as_of]
    return max(released, key=lambda pair: pair[0])[1] if released else None


def _revet_by(seal: Seal, registry: Registry, as_of: date) -> date | None:
    """The day by which newer releases ask for another vetting of this seal."""
    return re_vetting_on(as_of, seal.rubric or "", registry.rubrics).revet_by
