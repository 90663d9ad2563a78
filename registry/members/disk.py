"""The door to the old site, to the build's private memory of it, and to key files.

Neither site nor memory is trusted. The memory lies outside every site, can be read by its owner
alone, and may be lost at any time: the next build then makes a new vault.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from ..kinds import parse_day

LARGEST = 256 << 20
"""Bytes; no sealed file or memory is larger."""


class MemoryFault(Exception):
    """The memory may not lie where it was asked to; the text says why."""


def memory_path(cache: Path, out: Path) -> Path:
    """Where the memory of a site lies: one file for each folder a site is written to."""
    name = hashlib.sha256(os.fsencode(out.resolve())).hexdigest()[:16]
    return cache / "members" / f"{name}.json"


def recall(memory: Path) -> dict[str, Any]:
    """What was remembered; nothing where there is no memory or it cannot be one."""
    if _link_above(memory):
        return {}
    try:
        value = json.loads(read(memory) or b"{}")
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def remember(memory: Path, value: dict[str, Any], *sites: Path) -> None:
    """Keep the memory, readable by its owner alone, and never within a site.

    Raises MemoryFault where it would lie in one or behind a link, OSError of the disk.
    """
    place = memory.resolve()
    if any(place.is_relative_to(site.resolve()) for site in sites):
        raise MemoryFault(
            f"{memory} lies in a folder that is published; build to another with --out"
        )
    if link := _link_above(memory):
        raise MemoryFault(f"{link} is a link; put a folder in its place")
    memory.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    memory.parent.chmod(0o700)
    handle, temporary = tempfile.mkstemp(dir=memory.parent)  # made with mode 600
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(value, file, separators=(",", ":"))
        Path(temporary).replace(memory)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise


def read(path: Path) -> bytes | None:
    """A file's bytes; None where there is none, or a link, or something that is no file of ours."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except (OSError, ValueError):
        return None
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST:
        os.close(handle)
        return None
    with os.fdopen(handle, "rb") as file:
        return file.read()


def built_on(tree: Path) -> date | None:
    """The as-of day of a built tree, by its build.json; None where that does not say it."""
    try:
        return parse_day(str(json.loads(read(tree / "build.json") or b"{}")["as_of"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def write_key(path: Path, text: str) -> None:
    """Write a key file that its owner alone may read. Raises OSError, also where it is there."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text)


def _link_above(memory: Path) -> Path | None:
    """The link that the memory is, or one of the two folders above it; None where none is one."""
    places = (memory, memory.parent, memory.parent.parent)
    return next((path for path in places if path.is_symlink()), None)
