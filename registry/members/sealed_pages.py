"""A reading room × an epoch's vault -> sealed files, the same as before where nothing changed.

`begin` decides whether the last build's vault still holds; only then are workers forked. Each
worker seals its share of holders and keeps a log of it, which the parent brings together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..artifact import Artifact
from ..model import Holder
from . import age, disk, memory
from .epoch import vault_of
from .keyring import keyring_index
from .listing import entry, index, text_of, texts
from .memory import Memory, Sealed, keys_mark, sha256
from .padding import padded_gzip, padded_json
from .reading_room import ReadingRoom
from .recipients import recipients_on, staff_recipients
from .shells import member_shells, staff_shell
from .vault import Vault, page_text
from .worklist import ADDRESS as WORKLIST
from .worklist import worklist_text

LIST = "members/index.age"
PACKED = "members/list.age"
"""The same list, a tenth of the size, for the reader in the browser."""
SEARCH = "members/search.age"


@dataclass(frozen=True, slots=True)
class Logged:
    """What one review left: its line in the list, its text for the search, its sealed file."""

    line: dict[str, Any]
    text: str
    sealed: Sealed


@dataclass(slots=True)
class SealedPages:
    """All members' and staff files of one build."""

    room: ReadingRoom
    old: Path
    path: Path
    recipients: tuple[str, ...]
    staff: tuple[str, ...]
    vault: Vault | None
    shards: list[Artifact]
    known: Memory
    reading: bool = True
    log: list[Logged] = field(default_factory=list)
    _others: list[Sealed] = field(default_factory=list)

    @classmethod
    def begin(
        cls,
        room: ReadingRoom,
        *,
        old: Path,
        cache: Path,
        fresh: bool = False,
        reading: bool = True,
    ) -> SealedPages:
        """Keep the last vault where its keyring still stands for the same keys; else a new one.

        `fresh` forgets the last build. Without `reading` only the staff's pages are made, for a
        site whose members read behind a gateway.
        """
        path = disk.memory_path(cache, old)
        recipients = recipients_on(room.registry, room.as_of) if reading else ()
        known = Memory() if fresh else memory.recalled(path)
        vault, shards = vault_of(recipients, known, old)
        if vault and vault.recipient != known.recipient:
            known = Memory()
        staff = staff_recipients(room.registry)
        return cls(room, old, path, recipients, staff, vault, shards, known, reading)

    @property
    def is_new(self) -> bool:
        """Whether everything is sealed anew."""
        return self.vault is not None and not self.known.recipient

    def reviews(self, holders: Iterable[Holder]) -> Iterator[Artifact]:
        """The sealed page of every review of these holders; each is entered in the log."""
        if self.vault is None:
            return
        for review in self.room.reviews(holders):
            name = self.vault.file_name(review.path)
            text = page_text(review.path, review.title, self.room.fragment(review, sealed=True))
            data, sealed = self._sealed(f"members/sealed/{name}", text)
            line = entry(review) | {"file": f"sealed/{name}"}
            self.log.append(Logged(line, text_of(review, self.room.share), sealed))
            yield Artifact(sealed.address, data)

    def rest(self, log: Sequence[Logged]) -> Iterator[Artifact]:
        """Everything else, once the logs of all workers are together."""
        self.log = list(log)
        if self.reading:
            yield from self._for_members()
        if self.staff:
            yield self._worklist()
        yield self.room.page(staff_shell(sealed=bool(self.staff)))

    def _for_members(self) -> Iterator[Artifact]:
        epoch = self.vault.epoch if self.vault else None
        yield from self.shards
        yield keyring_index(epoch, len(self.recipients))
        if self.vault:
            lines = index(one.line for one in self.log)
            found = texts((one.line["path"], one.text) for one in self.log)
            for address, text in (
                (LIST, padded_json(lines)),
                (PACKED, padded_gzip(lines)),
                (SEARCH, padded_gzip(found)),
            ):
                data, sealed = self._sealed(address, text)
                self._others.append(sealed)
                yield Artifact(address, data)
        for page in member_shells(epoch):
            yield self.room.page(page)

    def remember(self, *sites: Path) -> None:
        """Keep for the next build what it needs; to be called once the site is published.

        Raises disk.MemoryFault where the memory would lie in one of the sites, OSError of the disk.
        """
        recipient = self.vault.recipient if self.vault else ""
        files = [one.sealed for one in self.log] + self._others
        files += [Sealed(shard.path, "", sha256(shard.data)) for shard in self.shards]
        keys = keys_mark(self.recipients)
        disk.remember(self.path, memory.written(recipient, keys, files), self.old, *sites)

    def _sealed(self, address: str, text: bytes) -> tuple[bytes, Sealed]:
        if self.vault is None:
            raise ValueError("nothing is sealed without a key")
        mark = self.vault.mark(text)
        return self.known.sealed(address, text, mark, self.vault.seal, self.old)

    def _worklist(self) -> Artifact:
        """The worklist opens with the staff's own keys, so a new vault does not change it."""
        text = worklist_text(self.room)
        key = Vault(self.vault.recipient if self.vault else "")
        mark = key.mark(text + keys_mark(self.staff).encode())
        width = -(-len(self.staff) // 8) * 8 - len(self.staff)
        readers = sorted([*self.staff, *(age.Identity.new().recipient for _ in range(width))])
        data, sealed = self.known.sealed(
            WORKLIST, text, mark, lambda plaintext: age.sealed(plaintext, readers), self.old
        )
        self._others.append(sealed)
        return Artifact(WORKLIST, data)
