"""A published site × what its build writes for members and staff -> what else lies there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from .keyring import INDEX, shard_paths
from .opening import OpeningFault, keyring_of
from .reading_room import ReadingRoom
from .recipients import recipients_on, staff_recipients
from .sealed_pages import LIST, PACKED, SEARCH
from .shells import member_shells, staff_shell
from .worklist import ADDRESS as WORKLIST

_SEALED = re.compile(r"members/sealed/[0-9a-f]{32}\.age")


def stray_faults(room: ReadingRoom, site: Path) -> Iterator[str]:
    """Files below members/ and staff/ that the build does not write, and those that are missing.

    Of the sealed pages only an opened vault tells which belong there; see `sealed_pages`.
    """
    wanted, found = set(_written(room, site)), set(_files(site))
    for address in sorted(found - wanted):
        if not _SEALED.fullmatch(address):
            yield f"{address} is none of the files that the build writes"
    yield from (f"{address} is not there" for address in sorted(wanted - found))


def sealed_pages(site: Path) -> set[str]:
    """The addresses of the files that may be sealed pages of reviews, by their names."""
    return {address for address in _files(site) if _SEALED.fullmatch(address)}


def _files(site: Path) -> Iterator[str]:
    """The address of everything below members/ and staff/ that is no folder."""
    for folder in ("members", "staff"):
        for path in (site / folder).rglob("*"):
            if path.is_symlink() or not path.is_dir():
                yield path.relative_to(site).as_posix()


def _written(room: ReadingRoom, site: Path) -> Iterator[str]:
    """The address of every file that a build writes there, but for the pages of reviews."""
    keys, staff = len(recipients_on(room.registry, room.as_of)), staff_recipients(room.registry)
    yield from (page.path for page in (*member_shells(None), staff_shell(sealed=bool(staff))))
    yield INDEX
    if keys:
        yield from (LIST, PACKED, SEARCH, *_shards(site, keys))
    if staff:
        yield WORKLIST


def _shards(site: Path, keys: int) -> list[str]:
    """The shards of the keyring that readers are led to; none where it leads nowhere."""
    try:
        return shard_paths(keyring_of(site).epoch, keys)
    except OpeningFault:
        return []
