"""Two sides -> the public pages that would read differently, known before anything is rendered."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ..pages.edition import Edition, edition
from ..pages.events import events
from ..pages.project import by_supplier, public_holder, settled
from ..pages.public import PublicHolder, PublicLogo
from ..pages.whole import common_pages
from .side import Party, Side

Shared = Mapping[str, PublicHolder | None]

_VETTED_AGAIN = {"re-vetting-due", "re-vetting-overdue"}


@dataclass(frozen=True, slots=True)
class PageChanges:
    """Addresses below the site's root; `all` where settings changed that every page shows."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    all: bool = False

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone or self.all)


def changed_pages(before: Side, after: Side) -> PageChanges:
    """What a visitor would see change. Nothing is rendered: the pages' facts are compared."""
    old_edition, new_edition = _edition(before), _edition(after)
    same_rubrics = old_edition.rubrics == new_edition.rubrics
    shared = _shared(before, after)
    old = _pages(before, old_edition, shared, same_rubrics=same_rubrics)
    new = _pages(after, new_edition, shared, same_rubrics=same_rubrics)
    return PageChanges(
        new=tuple(sorted(new.keys() - old.keys())),
        changed=tuple(sorted(at for at in new.keys() & old.keys() if new[at] != old[at])),
        gone=tuple(sorted(old.keys() - new.keys())),
        all=_frame(old_edition) != _frame(new_edition),
    )


def _edition(of: Side) -> Edition:
    registry = of.registry
    return edition(
        registry.settings, registry.rubrics, as_of=of.as_of, next_change=None, revision=None
    )


def _frame(of: Edition) -> Edition:
    """What every page shows, whatever it is about; rules and rubrics have pages of their own."""
    return replace(of, rubrics=())


def _pages(of: Side, shown: Edition, shared: Shared, *, same_rubrics: bool) -> Mapping[str, object]:
    """What stands at each address, as a value to compare."""
    found: dict[str, object] = {}
    holders = settled(_public(of, shared))
    for one in holders:
        # A page tells by when its product is to be vetted again, which is not in its projection.
        releases = () if same_rubrics or not _VETTED_AGAIN & set(one.seal.flags) else shown.rubrics
        for address in (one.address, f"seals/{one.seal.number}/", *(f"{p}/" for p in one.formerly)):
            found[address] = (one, releases)
    suppliers = list(by_supplier(holders))
    for supplier in suppliers:
        for path in (supplier.path, *supplier.organisation.formerly):
            found[f"{path}/"] = supplier
    for page in common_pages(shown, holders, suppliers, events(holders, of.as_of)):
        found[page.address or "/"] = (page.title, page.facts)
    return found


def _public(of: Side, shared: Shared) -> Iterator[PublicHolder]:
    logos = {path: _stand_in(data) for path, data in of.logos.items()}
    for identity, party in of.parties.items():
        told = shared[identity] if identity in shared else _told(of, party, logos)
        if told is not None:
            yield told


def _told(of: Side, party: Party, logos: Mapping[str, PublicLogo]) -> PublicHolder | None:
    rubrics = of.registry.rubrics if of.registry.settings.show_area_levels else ()
    return public_holder(party.holder, party.seal, as_of=of.as_of, logos=logos, rubrics=rubrics)


def _shared(before: Side, after: Side) -> Shared:
    """Holders that both sides have in common, made public once: what is the same compares fast."""
    logos = {path: _stand_in(data) for path, data in after.logos.items()}
    return {
        identity: _told(after, party, logos)
        for identity, party in after.parties.items()
        if before.parties.get(identity) is party
        and before.logos.get(home := party.holder.organisation.path) == after.logos.get(home)
    }


def _stand_in(logo: bytes) -> PublicLogo:
    """A logo that nobody draws: it differs where the picture does."""
    return PublicLogo(address=hashlib.sha256(logo).hexdigest(), width=0, height=0)
