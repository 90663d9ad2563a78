"""A site's folder × an age identity -> what a reader with that key sees."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import disk
from .age import Identity, NotOpened, unsealed
from .keyfile import NoKey, identities
from .keyring import INDEX, shard_of, shard_path
from .sealed_pages import LIST, PACKED, SEARCH
from .worklist import ADDRESS as WORKLIST
from .worklist import PATH as WORKLIST_PATH

_EPOCH = re.compile(r"[0-9a-f]{16}")


class OpeningFault(Exception):
    """Something does not open or does not fit; the text says what, and never holds a key."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """What keyring/index.json leads to: the folder of a vault's shards, and how many there are."""

    epoch: str
    shards: int


@dataclass(frozen=True, slots=True)
class Opened:
    """A vault that a key opened, and the list in it."""

    site: Path
    epoch: str
    vault: Identity
    reviews: tuple[dict[str, Any], ...]

    def meant(self, asked: str) -> str:
        """The path of the review that a reader means by a path its holder has, or once had.

        Without a day it is the latest review. A path that leads nowhere is given back.
        """
        for line in self.reviews:
            for holder in (line["holder"], *line["formerly"]):
                if asked == f"{holder}/{line['opened']}" or (line["latest"] and asked == holder):
                    return str(line["path"])
        return asked

    def page(self, path: str) -> dict[str, str]:
        """The page of the review at `<holder path>/<opened>`. Raises OpeningFault."""
        line = next((one for one in self.reviews if one["path"] == path), None)
        if line is None:
            raise OpeningFault(f"there is no review at {path}")
        return _page(self.site / "members" / line["file"], self.vault, path)

    def texts(self) -> dict[str, str]:
        """What the search looks through, by the path of each review. Raises OpeningFault."""
        return dict(self._packed(SEARCH, "the search").get("texts", {}))

    def packed_reviews(self) -> tuple[dict[str, Any], ...]:
        """The list as the browser reads it. Raises OpeningFault."""
        return tuple(self._packed(PACKED, "the packed list").get("reviews", ()))

    def _packed(self, address: str, what: str) -> dict[str, Any]:
        data = _decrypted(_needed(self.site / address), self.vault, what)
        try:
            text = gzip.decompress(data)
        except (OSError, EOFError, zlib.error):
            raise OpeningFault(f"{what} is not what the build wrote") from None
        return _json(text, what)


def open_vault(site: Path, identity: Identity) -> Opened:
    """The vault of the site's epoch, opened with a member's or staff's own key.

    Raises OpeningFault where there is no keyring or the key is not in it.
    """
    index = keyring_of(site)
    number = shard_of(identity.recipient, index.shards)
    shard = _needed(site / shard_path(index.epoch, number))
    try:
        vault = identities(unsealed(shard, identity))[0]
    except NotOpened:
        raise OpeningFault(
            "the key is not in the keyring: not yet added, removed, or run out"
        ) from None
    except NoKey:
        raise OpeningFault("the keyring holds no vault: it is not what the build wrote") from None
    reviews = _json(_decrypted(_needed(site / LIST), vault, "the list"), "the list")["reviews"]
    return Opened(site, index.epoch, vault, tuple(reviews))


def keyring_of(site: Path) -> Keyring:
    """The keyring of a site. Raises OpeningFault where there is none, or its index is damaged."""
    refuse_gateway(site)
    index = _json(_needed(site / INDEX), INDEX)
    epoch, shards = index.get("epoch"), index.get("shards")
    if epoch is None and shards == 0:
        raise OpeningFault("no key is registered, so nothing is sealed")
    if not (isinstance(epoch, str) and _EPOCH.fullmatch(epoch) and isinstance(shards, int)):
        raise OpeningFault(f"{INDEX} is not what the build wrote")
    return Keyring(epoch, max(shards, 1))


def refuse_gateway(site: Path) -> None:
    """Raise OpeningFault where a site holds no sealed reviews, since a gateway serves them."""
    if (site / "build.json").is_file() and not (site / "members").exists():
        raise OpeningFault(
            f"the reviews of {site} are not sealed: members read them behind a gateway; "
            "sign in at its /members/"
        )


def open_worklist(site: Path, identity: Identity) -> dict[str, str]:
    """The staff's worklist. Raises OpeningFault where the key is not a staff key."""
    return _page(site / WORKLIST, identity, WORKLIST_PATH)


def opens_any(site: Path, identity: Identity) -> list[str]:
    """The sealed files that an identity opens by itself, by their addresses; for proofs."""
    found = []
    for path in sorted(site.rglob("*.age")):
        try:
            unsealed(disk.read(path) or b"", identity)
        except NotOpened:
            continue
        found.append(path.relative_to(site).as_posix())
    return found


def _page(file: Path, key: Identity, path: str) -> dict[str, str]:
    page = _json(_decrypted(_needed(file), key, file.name), file.name)
    if page.get("path") != path:
        raise OpeningFault(f"{file.name} holds another page than {path}")
    return {name: str(page.get(name, "")) for name in ("path", "title", "html")}


def _needed(file: Path) -> bytes:
    data = disk.read(file)
    if data is None:
        raise OpeningFault(f"{file} is not there; is the folder a site that the build wrote?")
    return data


def _decrypted(data: bytes, key: Identity, what: str) -> bytes:
    try:
        return unsealed(data, key)
    except NotOpened:
        raise OpeningFault(f"{what} does not open: damaged, altered, or sealed to others") from None


def _json(data: bytes, what: str) -> dict[str, Any]:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        raise OpeningFault(f"{what} is not what the build wrote") from None
    return value if isinstance(value, dict) else {}
