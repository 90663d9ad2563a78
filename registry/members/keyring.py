"""A vault's identity × the keys of a day -> the keyring: small files, one of which each key opens.

A member fetches the one shard that its recipient hashes into. All shards hold equally many keys,
filled up with throw-away ones, so that a shard tells neither who is in it nor how many are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from ..artifact import Artifact, json_file
from .age import Identity, sealed

INDEX = "members/keyring/index.json"
ALGORITHM = "x25519"
_MEAN = 16
"""Keys in a shard on average, at most; opening one takes time for each."""
_ROUND = 8


def shard_count(keys: int) -> int:
    """How many shards for so many keys: a power of two, 0 for no key."""
    return 1 << max((keys - 1) // _MEAN, 0).bit_length() if keys else 0


def shard_of(recipient: str, shards: int) -> int:
    """The shard of a recipient: the first two bytes of its SHA-256, modulo the number of shards."""
    return int.from_bytes(hashlib.sha256(recipient.encode()).digest()[:2]) % shards


def shard_path(epoch: str, number: int) -> str:
    """Where a shard stands, below the site's root."""
    return f"members/keyring/{epoch}/{number:03}.age"


def shard_paths(epoch: str, keys: int) -> list[str]:
    """All shards of a keyring for so many keys."""
    return [shard_path(epoch, number) for number in range(shard_count(keys))]


def keyring(vault: Identity, epoch: str, recipients: Sequence[str]) -> Iterator[Artifact]:
    """Every shard, each an age file that holds the vault's identity as a plain identity file."""
    shelves: list[list[str]] = [[] for _ in range(shard_count(len(recipients)))]
    for recipient in recipients:
        shelves[shard_of(recipient, len(shelves))].append(recipient)
    width = -(-max(map(len, shelves), default=0) // _ROUND) * _ROUND
    plaintext = f"# the vault of epoch {epoch}\n{vault.text}\n".encode()
    for number, shelf in enumerate(shelves):
        fillers = [Identity.new().recipient for _ in range(width - len(shelf))]
        # Sorted, so that their order does not tell members from fillers.
        yield Artifact(shard_path(epoch, number), sealed(plaintext, sorted(shelf + fillers)))


def keyring_index(epoch: str | None, keys: int) -> Artifact:
    """What a reader needs to find its shard."""
    facts = {"epoch": epoch, "shards": shard_count(keys), "alg": ALGORITHM}
    return json_file(INDEX, facts)
