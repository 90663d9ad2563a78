"""Public facts -> the site's files, streamed: of one holder, of one supplier, of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..artifact import Artifact, json_file, text_file
from ..pages.events import events
from ..pages.holders import holder_pages, supplier_pages
from ..pages.project import by_supplier
from ..pages.public import PublicHolder, PublicSupplier
from ..pages.whole import common_pages
from .api import api_files
from .calendars import calendar
from .component import component_artifacts
from .feeds import feeds, holder_feed
from .finder_index import finder_index
from .openapi import document
from .press import Press, page_artifact
from .qr import qr_svg
from .seal_files import seal_file
from .site_files import site_files, site_maps
from .tables import table


def holder_artifacts(press: Press, holder: PublicHolder) -> Iterator[Artifact]:
    """Every file of one holder, but for its badge and credentials. Needs no other holder."""
    edition = press.edition
    for page in holder_pages(edition, holder):
        yield page_artifact(press, page)
    yield seal_file(edition, holder)
    title = f"{edition.seal_name} of {holder.name}"
    files = {
        "feed.xml": holder_feed(edition, holder).encode("utf-8", "replace"),
        "seal.ics": calendar(edition, [holder], title).encode("utf-8", "replace"),
        "qr.svg": qr_svg(edition.url(f"seals/{holder.seal.number}/"), holder.seal.number),
    }
    for path in (holder.path, *holder.formerly):
        # Feed readers and calendars rarely follow a sign in HTML: old addresses get real copies.
        for name, data in files.items():
            yield Artifact(f"{path}/{name}", data)


def supplier_artifacts(press: Press, supplier: PublicSupplier) -> Iterator[Artifact]:
    """A supplier's own pages. Needs no other supplier."""
    for page in supplier_pages(press.edition, supplier):
        yield page_artifact(press, page)


def common_artifacts(press: Press, holders: Sequence[PublicHolder]) -> Iterator[Artifact]:
    """Every file about more than one holder; `holders` as `settled` gives them."""
    edition = press.edition
    suppliers = tuple(by_supplier(holders))
    happened = events(holders, edition.as_of)
    listed = [one.organisation.address for one in suppliers]
    listed += [one.address for one in holders]
    for page in common_pages(edition, holders, suppliers, happened):
        listed += [page.address] if page.listed else []
        yield page_artifact(press, page)
    yield from api_files(edition, holders, suppliers, happened)
    yield json_file("api/v1/openapi.json", document(edition))
    yield Artifact("search.json", finder_index(holders))
    yield text_file("seals.csv", table(edition, holders))
    yield text_file("institutions.csv", table(edition, _institutions(holders)))
    valid = (one for one in holders if one.is_valid)
    yield text_file("calendar.ics", calendar(edition, valid, f"{edition.name}: ends of terms"))
    yield from feeds(edition, happened)
    yield from site_files(edition, holders, suppliers)
    yield from site_maps(edition, listed)
    yield from press.assets.artifacts()
    yield from component_artifacts(press.components)


def _institutions(holders: Sequence[PublicHolder]) -> Iterator[PublicHolder]:
    return (one for one in holders if one.kind == "institution" and one.is_valid)
