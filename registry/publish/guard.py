"""A folder's name -> whether a site may be written there."""

from __future__ import annotations

from pathlib import Path

MARKER = ".seal-registry"
"""Lies in every folder that the build wrote."""


class PublishFault(Exception):
    """The site cannot be written; the text says why. The old one still stands."""


def refuse_foreign(out: Path, root: Path) -> None:
    """Raise PublishFault unless `out` is free or a site that the build wrote."""
    if out.is_symlink():
        raise PublishFault(f"{out} is a link; name the folder itself")
    place, records = out.resolve(), root.resolve()
    sources = [records / name for name in ("content", "rubrics", "templates", "registry", ".git")]
    if place in (records, *records.parents) or any(
        place == source or source in place.parents for source in sources
    ):
        raise PublishFault(f"{out} holds the records or the program; name another folder")
    if not out.exists():
        return
    if not out.is_dir():
        raise PublishFault(f"{out} is a file; name a folder")
    if any(out.iterdir()) and not (out / MARKER).is_file():
        raise PublishFault(f"{out} holds files that the build did not write; name another folder")
