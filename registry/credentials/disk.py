"""The door of the credentials: key files, content/proofs.jsonl, and a built site."""

from __future__ import annotations

import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from .keys import KEY_LIMIT, KeySigner, new_key, signer_from
from .lookup import verify_address, verify_bytes
from .signing import Refusal
from .verdict import Verdict, Word

FILE_LIMIT = 8_388_608
"""Bytes of the largest file that `verify` reads; our largest image has a hundredth of it."""


class TooLarge(Exception):
    """A file is larger than anything the registry gives out."""


def write_new_key(path: Path, root: Path) -> str | Refusal:
    """Make a key and write it to a new file that only its owner reads; give its public half.

    Refused inside the records' own folder `root`, where it could be committed.
    """
    if path.resolve().is_relative_to(root.resolve()):
        return Refusal(f"{path} lies inside the registry, where it could be committed", _ELSEWHERE)
    public, pem = new_key()
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return Refusal(f"{path} is already there, and a key is never written over", _ELSEWHERE)
    except OSError as fault:
        return Refusal(f"{path} cannot be written: {fault.strerror}", _ELSEWHERE)
    with os.fdopen(handle, "wb") as file:
        os.fchmod(handle, 0o600)
        file.write(pem)
        file.flush()
        os.fsync(handle)
    return public


_ELSEWHERE = "name a new file in a folder of your own"


def read_key(path: Path) -> KeySigner | Refusal:
    """The signer in a key file; refused where anyone but its owner may read or write it."""
    try:
        # Not blocking, so that a pipe with nothing in it cannot hold us up.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError as fault:
        return Refusal(f"{path} cannot be read: {fault.strerror}", "name the key's file")
    with _closing(handle):
        state = os.fstat(handle)
        if not stat.S_ISREG(state.st_mode) or state.st_size > KEY_LIMIT:
            return Refusal(f"{path} is no key file", "name the key's file")
        if state.st_mode & 0o077:
            return Refusal(
                f"{path} can be read by others (mode {stat.S_IMODE(state.st_mode):o})",
                f"chmod 600 {path}; if others may have read it, treat it as leaked (docs/keys.md)",
            )
        return signer_from(os.read(handle, KEY_LIMIT), str(path))


@contextmanager
def _closing(handle: int) -> Iterator[None]:
    try:
        yield
    finally:
        os.close(handle)


class Busy(Exception):
    """Somebody else is signing."""


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep others from signing in the same folder meanwhile. Raises Busy, or OSError."""
    handle = os.open(folder, os.O_RDONLY)
    with _closing(handle):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy from None
        yield


def append(path: Path, lines: str) -> None:
    """Add lines to the end of a file of lines, and make sure they are on the disk."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
    with os.fdopen(handle, "r+b") as file:
        end = file.seek(0, os.SEEK_END)
        if end:
            file.seek(end - 1)
            lines = lines if file.read(1) == b"\n" else "\n" + lines
        file.write(lines.encode())
        file.flush()
        os.fsync(handle)


def read_bounded(path: Path) -> bytes | None:
    """The bytes of a file, None where there is none. Raises TooLarge above FILE_LIMIT."""
    try:
        if not path.is_file():  # neither a folder nor a pipe that would keep us waiting
            return None
        with path.open("rb") as file:
            data = file.read(FILE_LIMIT + 1)
    except (OSError, ValueError):
        return None
    if len(data) > FILE_LIMIT:
        raise TooLarge(path)
    return data


class SiteFolder:
    """A built site on disk. Nothing outside its folder is ever read."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()

    def read(self, path: str) -> bytes | None:
        """The bytes of a file below the root; None where there is none, or one too large."""
        try:
            place = (self._root / path.lstrip("/")).resolve()
            return read_bounded(place) if place.is_relative_to(self._root) else None
        except (OSError, ValueError, TooLarge):
            return None

    def list(self, folder: str) -> Iterator[str]:
        """The paths of all files below a folder."""
        try:
            top = (self._root / folder).resolve()
        except (OSError, ValueError):
            return
        if not top.is_relative_to(self._root):
            return
        for place in top.rglob("*.json"):
            yield place.relative_to(self._root).as_posix()


def verify(target: str, site: Path, as_of: date) -> Verdict:
    """The verdict on a file, an address of the site or a seal number, against a built site."""
    folder = SiteFolder(site)
    try:
        data = read_bounded(Path(target))
    except TooLarge:
        return Verdict(
            Word.UNREADABLE,
            f"the file is larger than {FILE_LIMIT // 1_048_576} MiB; no badge of ours is",
        )
    if data is None:
        return verify_address(target, folder, as_of)
    return verify_bytes(data, folder, as_of)
