"""A holder -> its own page, and the short one that its number leads to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import quote

from .. import badges
from . import words
from .badge import PLAIN, badge_address
from .edition import Edition
from .embed import embed_of
from .events import events_of
from .linked_data import certified
from .page import Alternate, Crumb, Page
from .public import PublicHolder, PublicSupplier
from .ribbon import ribbon

SECTIONS = {"product": "suppliers", "institution": "institutions"}


def holder_pages(edition: Edition, holder: PublicHolder) -> Iterator[Page]:
    """The holder's page, its number's page, and a sign at each address it once had."""
    page = holder_page(edition, holder)
    yield page
    yield Page(
        address=f"seals/{holder.seal.number}/",
        template="seals/number.html",
        title=f"{edition.seal_name} {holder.seal.number}",
        description=page.description,
        canonical=page.address,
        expires_on=page.expires_on,
        facts=page.facts,
        listed=False,
    )
    for former in holder.formerly:
        yield moved(f"{former}/", page)


def holder_page(edition: Edition, holder: PublicHolder) -> Page:
    """The page of a product or an institution."""
    seal = holder.seal
    told = words.STANDINGS[seal.standing]
    through = words.through(seal.standing, seal.valid_through, seal.ended_on)
    by = f" by {holder.maker}" if holder.supplier else ""
    return Page(
        address=holder.address,
        template=f"{SECTIONS[holder.kind]}/{holder.kind}.html",
        title=f"{holder.name}{by}",
        description=f"{edition.seal_name} of {holder.name}{by}. {told.word}: {through}.",
        section=SECTIONS[holder.kind],
        crumbs=_crumbs(holder),
        alternates=_alternates(holder),
        expires_on=seal.expires_on if holder.is_valid else None,
        json_ld=certified(edition, holder),
        facts={
            "holder": holder,
            "seal": seal,
            "told": told,
            "through": through,
            "rubric": edition.rubric(seal.rubric),
            "revet_by": _revet_by(edition, holder),
            "events": list(reversed(list(events_of(holder, edition.as_of)))),
            "ribbon": ribbon(seal, edition.as_of),
            "badge": badge_address(holder.path),
            "badge_png": badge_address(holder.path, "png"),
            "badge_size": badges.size(PLAIN[0]),
            "embed": embed_of(edition, holder),
            "report": report_address(edition, holder),
        },
    )


def supplier_pages(edition: Edition, supplier: PublicSupplier) -> Iterator[Page]:
    """The supplier's page, and a sign at each address it once had."""
    held = words.counted(len(supplier.valid), "product")
    page = Page(
        address=supplier.organisation.address,
        template="suppliers/supplier.html",
        title=supplier.name,
        description=f"{supplier.name}: {held} with a valid {edition.seal_name}.",
        section="suppliers",
        crumbs=(Crumb("Products", "suppliers/"),),
        facts={"supplier": supplier},
    )
    yield page
    for former in supplier.organisation.formerly:
        yield moved(f"{former}/", page)


def moved(address: str, page: Page) -> Page:
    """A sign at an old address: it leads on by itself, with a link for those it does not lead."""
    return Page(
        address=address,
        template="moved.html",
        title=f"{page.title} has moved",
        canonical=page.address,
        facts={"target": page},
        listed=False,
    )


def report_address(edition: Edition, holder: PublicHolder) -> str:
    """A letter to the programme's mailbox about this seal, begun."""
    subject = quote(f"Seal {holder.seal.number}: {words.plain(holder.name)}", safe="")
    return f"mailto:{edition.mailbox}?subject={subject}"


def _revet_by(edition: Edition, holder: PublicHolder) -> date | None:
    """The day by which a newer release asks for another vetting."""
    if not {"re-vetting-due", "re-vetting-overdue"} & set(holder.seal.flags):
        return None
    newer = edition.after(holder.seal.rubric)
    return min((one.revet_by for one in newer if one.revet_by), default=None)


def _crumbs(holder: PublicHolder) -> tuple[Crumb, ...]:
    if holder.supplier:
        return (
            Crumb("Products", "suppliers/"),
            Crumb(holder.supplier.name, holder.supplier.address),
        )
    return (Crumb("Institutions", "institutions/"),)


def _alternates(holder: PublicHolder) -> tuple[Alternate, ...]:
    return (
        Alternate(
            "application/json", "This seal as JSON", f"api/v1/seals/{holder.seal.number}.json"
        ),
        Alternate("application/atom+xml", "What happens to this seal", f"{holder.address}feed.xml"),
        Alternate("text/calendar", "The end of its term", f"{holder.address}seal.ics"),
    )
