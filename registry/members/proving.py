"""A published site × its records × some keys -> what is wrong with who can read what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from .age import Identity
from .listing import text_of
from .opening import (
    Opened,
    OpeningFault,
    open_vault,
    open_worklist,
    opens_any,
    refuse_gateway,
)
from .reading_room import ReadingRoom
from .recipients import recipients_on, staff_recipients
from .strays import sealed_pages, stray_faults
from .vault import Vault, page_text
from .worklist import ADDRESS as WORKLIST
from .worklist import worklist_text


def proof_faults(
    room: ReadingRoom, site: Path, keys: Sequence[tuple[str, Identity]]
) -> Iterator[str]:
    """Every way in which the site does not keep its promise, as sentences; keys come with names.

    A key of the records opens every page, and each page says what the records say; any other key,
    one made on the spot among them, opens no file at all. The worklist opens for staff alone, and
    nothing lies beside what the build writes. Raises OpeningFault where nothing is sealed, since
    members read behind a gateway.
    """
    refuse_gateway(site)
    current = set(recipients_on(room.registry, room.as_of))
    stranger = ("a key made just now", Identity.new())
    opened: dict[str, Opened] = {}
    for name, key in [*keys, stranger]:
        if key.recipient in current:
            try:
                opened[name] = open_vault(site, key)
            except OpeningFault as fault:
                yield f"{name} is on the list of readers, yet: {fault}"
        elif found := opens_any(site, key):
            yield f"{name} is not on the list of readers, yet opens {', '.join(found[:3])}"
    vaults = {one.vault.recipient: (name, one) for name, one in opened.items()}
    if len(vaults) > 1:
        yield "the keyring's shards hold different vaults"
    for name, one in list(vaults.values())[:1]:
        yield from _page_faults(room, site, name, one)
    readers = [(name, key) for name, key in keys if key.recipient in current]
    yield from _worklist_faults(room, site, readers)
    yield from stray_faults(room, site)


def _worklist_faults(
    room: ReadingRoom, site: Path, readers: Sequence[tuple[str, Identity]]
) -> Iterator[str]:
    """Who of the readers opens the worklist, and what it says to them."""
    staff = staff_recipients(room.registry)
    for name, key in readers:
        try:
            page = open_worklist(site, key)
        except OpeningFault as fault:
            if key.recipient in staff:
                yield f"{name} is a staff key, yet: {fault}"
            continue
        if key.recipient not in staff:
            yield f"{name} is no staff key, yet opens {WORKLIST}"
        elif page_text(**page) != worklist_text(room):
            yield "the worklist says something else than the records do"


def _page_faults(room: ReadingRoom, site: Path, name: str, opened: Opened) -> Iterator[str]:
    """The pages that one vault opens, set against the records and against the folder."""
    vault = Vault(opened.vault.recipient)
    files = sealed_pages(site)
    listed = {str(one["path"]): str(one["file"]) for one in opened.reviews}
    try:
        if opened.packed_reviews() != opened.reviews:
            yield "the browser reads another list than the age program"
        texts = opened.texts()
    except OpeningFault as fault:
        yield f"{name} does not open everything: {fault}"
        texts = None
    for review in room.reviews(room.registry.holders):
        file = f"sealed/{vault.file_name(review.path)}"
        files.discard(f"members/{file}")
        if listed.pop(review.path, None) != file:
            yield f"{review.path} is not in the list under its file"
            continue
        if texts is not None and texts.pop(review.path, None) != text_of(review, room.share):
            yield f"the search has another text for {review.path} than the records do"
        html = room.fragment(review, sealed=True)
        try:
            page = opened.page(review.path)
        except OpeningFault as fault:
            yield f"{name} does not open {review.path}: {fault}"
            continue
        if page_text(**page) != page_text(review.path, review.title, html):
            yield f"{review.path} says something else than the records do"
    unknown = [*listed, *(texts or {})]
    yield from (f"the list names {path}, which the records do not have" for path in unknown)
    yield from (f"{file} belongs to no review" for file in sorted(files))
