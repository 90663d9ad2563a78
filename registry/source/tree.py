"""Folders and files as the records' reader sees them: a folder on disk, or a git revision."""

from __future__ import annotations

import enum
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

SIZE_LIMIT = 1024 * 1024
"""Bytes a record may have at most: under 1 MiB."""


class EntryKind(enum.Enum):
    """What a name in a folder stands for."""

    FILE = "file"
    FOLDER = "folder"
    LINK = "link"
    OTHER = "other"


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One name in a folder. `stamp` changes when a file on disk does."""

    name: str
    kind: EntryKind
    size: int = 0
    stamp: int = 0


class Tree(Protocol):
    """A tree of records. Paths are relative, with forward slashes."""

    def entries(self, folder: str) -> list[Entry] | None:
        """The names in a folder, sorted; None where there is no such folder."""

    def read(self, path: str, limit: int = SIZE_LIMIT) -> bytes:
        """The first `limit` + 1 bytes of a file. Raises OSError where it cannot be read."""


class FolderTree:
    """The records below a folder on disk. Never follows a link below its root."""

    def __init__(self, root: Path) -> None:
        self.root = os.fspath(root)

    def entries(self, folder: str) -> list[Entry] | None:
        """The names in a folder, sorted; None where there is no such folder."""
        try:
            with os.scandir(os.path.join(self.root, folder)) as scan:
                return sorted(_entry(item) for item in scan)
        except (FileNotFoundError, NotADirectoryError):
            return None

    def read(self, path: str, limit: int = SIZE_LIMIT) -> bytes:
        """The first `limit` + 1 bytes of a file. Raises OSError where it cannot be read."""
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        handle = os.open(os.path.join(self.root, path), flags)
        try:
            parts = []
            left = limit + 1
            while left > 0 and (part := os.read(handle, left)):
                parts.append(part)
                left -= len(part)
            return b"".join(parts)
        finally:
            os.close(handle)


def _entry(item: os.DirEntry[str]) -> Entry:
    if item.is_symlink():
        return Entry(item.name, EntryKind.LINK)
    status = item.stat(follow_symlinks=False)
    if stat.S_ISDIR(status.st_mode):
        return Entry(item.name, EntryKind.FOLDER)
    if stat.S_ISREG(status.st_mode):
        return Entry(item.name, EntryKind.FILE, status.st_size, status.st_mtime_ns)
    return Entry(item.name, EntryKind.OTHER)
