"""What one build keeps for the next: the vault's recipient, and which bytes stood for which page.

It holds no identity, so it opens nothing. Without it, everything is sealed anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from . import disk

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Sealed:
    """One sealed file: its address, the mark of its plaintext, the SHA-256 of its bytes."""

    address: str
    mark: str
    sha256: str


@dataclass(slots=True)
class Memory:
    """The vault of the last build and its files; empty where nothing is remembered."""

    recipient: str = ""
    keys: str = ""
    files: dict[str, Sealed] = field(default_factory=dict)

    def kept(self, address: str, mark: str, old: Path) -> bytes | None:
        """The old bytes of a file, where its plaintext has this mark and nobody touched it."""
        known = self.files.get(address)
        if known is None or known.mark != mark:
            return None
        data = disk.read(old / address)
        return data if data is not None and sha256(data) == known.sha256 else None

    def sealed(
        self, address: str, plaintext: bytes, mark: str, seal: Callable[[bytes], bytes], old: Path
    ) -> tuple[bytes, Sealed]:
        """The old bytes where they still hold, new ones otherwise; and what to remember."""
        data = self.kept(address, mark, old) or seal(plaintext)
        return data, Sealed(address, mark, sha256(data))


def sha256(data: bytes) -> str:
    """The digest by which bytes are known again."""
    return hashlib.sha256(data).hexdigest()


def keys_mark(*groups: Sequence[str]) -> str:
    """Stands for a set of keys; differs as soon as one is added, removed or has run out."""
    text = "\n\n".join("\n".join(sorted(group)) for group in groups)
    return sha256(f"keyring {_VERSION}\n{text}".encode())


def recalled(path: Path) -> Memory:
    """The memory of the last build; an empty one where it is lost, old or damaged."""
    value = disk.recall(path)
    if value.get("version") != _VERSION:
        return Memory()
    try:
        files = {
            str(address): Sealed(str(address), str(mark), str(digest))
            for address, (mark, digest) in value["files"].items()
        }
        return Memory(str(value["recipient"]), str(value["keys"]), files)
    except (KeyError, TypeError, ValueError, AttributeError):
        return Memory()


def written(recipient: str, keys: str, files: Iterable[Sealed]) -> dict[str, Any]:
    """The memory as it is kept."""
    return {
        "version": _VERSION,
        "recipient": recipient,
        "keys": keys,
        "files": {one.address: [one.mark, one.sha256] for one in files},
    }
