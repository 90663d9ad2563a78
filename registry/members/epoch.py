"""Today's keys × the last build -> its vault where that still holds, else a fresh one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ..artifact import Artifact
from .age import Identity
from .keyring import keyring, shard_paths
from .memory import Memory, keys_mark
from .vault import Vault


def vault_of(
    recipients: Sequence[str], known: Memory, old: Path
) -> tuple[Vault | None, list[Artifact]]:
    """The vault and its shards: those of the last build, or fresh ones.

    The identity of a fresh vault is forgotten on the way out of here.
    """
    if not recipients:
        return None, []
    kept = Vault(known.recipient)
    if known.recipient and known.keys == keys_mark(recipients):
        shards = list(_kept_shards(kept, known, old, len(recipients)))
        if len(shards) == len(shard_paths(kept.epoch, len(recipients))):
            return kept, shards
    identity = Identity.new()
    fresh = Vault(identity.recipient)
    return fresh, list(keyring(identity, fresh.epoch, recipients))


def _kept_shards(vault: Vault, known: Memory, old: Path, keys: int) -> Iterator[Artifact]:
    for address in shard_paths(vault.epoch, keys):
        data = known.kept(address, "", old)
        if data is not None:
            yield Artifact(address, data)
