"""Writes what a command makes beside the site: schemas, scaffolds, letters."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from ..publish import MARKER
from .desk import UsageFault

_OURS = (
    *("content", "rubrics", "templates", "assets", "registry", ".git"),
    *("site", "site-members"),
)


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> list[Path]:
    """Write texts below a folder, made if need be; gives their paths. A file is never half written.

    Raises UsageFault where the folder cannot be written.
    """
    written = []
    for name, text in files.items():
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            replace(path, text.encode() if isinstance(text, str) else text)
        except OSError as error:
            raise UsageFault(f"{path} could not be written: {error.strerror}") from error
        written.append(path)
    return written


def refuse_ours(out: Path, root: Path) -> None:
    """Raise UsageFault where files that are not public, or no part of the records, must not lie.

    `out` is the file that is to be written, or the folder of several.
    """
    place, home = out.resolve(), root.resolve()
    if place == home:
        raise UsageFault(f"{out} is the registry itself; name a folder in it, such as out/")
    for name in _OURS:
        if home / name in (place, *place.parents):
            raise UsageFault(f"{out} lies in {name}/; name a folder beside it, such as out/")
    if any((above / MARKER).is_file() for above in (place, *place.parents)):
        raise UsageFault(f"{out} lies in a site that the build writes; name another folder")


def replace(path: Path, data: bytes) -> None:
    """Put bytes in a file's place in one step, readable by all."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            os.fchmod(file.fileno(), 0o644)
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
