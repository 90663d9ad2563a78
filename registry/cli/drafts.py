"""Drafts × an outbox folder -> the folder as it should be; what staff have edited is kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .desk import UsageFault
from .outbox import replace

INDEX = "index.json"


@dataclass(slots=True)
class Kept:
    """What became of an outbox: how many drafts are new, the same, edited by hand, or done with."""

    written: int = 0
    same: int = 0
    edited: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


def keep(folder: Path, drafts: Mapping[str, bytes], index: Mapping[str, str]) -> Kept:
    """Bring an outbox up to date: drafts by file name, then the index.

    Drafts that the last index lists and that are no longer due are removed. None that was edited
    since is touched. Raises UsageFault where the folder cannot be read or written.
    """
    kept = Kept()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        known = _known(folder)
        for name, data in drafts.items():
            _write(folder / name, data, known.get(name), kept)
        for name in sorted(known.keys() - drafts.keys()):
            _remove(folder / name, known[name], kept)
        for name, text in index.items():
            if _bytes(folder / name) != text.encode():
                replace(folder / name, text.encode())
    except OSError as error:
        raise UsageFault(f"the outbox {folder} could not be written: {error.strerror}") from error
    return kept


def _known(folder: Path) -> dict[str, str]:
    """The drafts that the last index lists, by file name, with their digests as they were made."""
    try:
        read = json.loads((folder / INDEX).read_text())
        listed = {str(one["file"]): str(one["sha256"]) for one in read["letters"]}
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return {}
    # Only plain names: an index that somebody made up must not lead out of the folder.
    return {name: digest for name, digest in listed.items() if Path(name).name == name}


def _write(place: Path, data: bytes, made: str | None, kept: Kept) -> None:
    there = _bytes(place)
    if there == data:
        kept.same += 1
    elif there is not None and hashlib.sha256(there).hexdigest() != made:
        kept.edited.append(place.name)
    else:
        replace(place, data)
        kept.written += 1


def _remove(place: Path, made: str, kept: Kept) -> None:
    there = _bytes(place)
    if there is None:
        return
    if hashlib.sha256(there).hexdigest() != made:
        kept.edited.append(place.name)
    else:
        place.unlink()
        kept.removed.append(place.name)


def _bytes(place: Path) -> bytes | None:
    return place.read_bytes() if place.is_file() else None
