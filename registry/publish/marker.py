"""A folder -> which tree of ours stands in it, told by the file that the build leaves there."""

from __future__ import annotations

import enum
from pathlib import Path

from ..artifact import Artifact

MARKER = ".seal-registry"
"""Lies in every folder that the build wrote."""

_OURS = "This folder is written by the seal registry's build; edits here are lost."
_LONGEST = 1000


class Tree(enum.StrEnum):
    """What the build writes: what all may read, and in gateway mode what members read."""

    PUBLIC = "a public site"
    MEMBERS = "members' pages in the clear"


def marker(tree: Tree) -> Artifact:
    """The file that says what a folder holds."""
    return Artifact(MARKER, f"{_OURS}\nIt holds {tree}.\n".encode())


def tree_in(folder: Path) -> Tree | None:
    """What the build wrote to a folder; None where it wrote nothing."""
    if not (folder / MARKER).is_file():
        return None
    said = _said(folder / MARKER)
    return next((tree for tree in Tree if f"It holds {tree}." in said), _as_it_looks(folder))


def _said(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            return opened.read(_LONGEST).decode("utf-8", "replace")
    except OSError:
        return ""


def _as_it_looks(folder: Path) -> Tree:
    """What a build wrote whose marker does not say it, as once none did: no site has reviews/."""
    return Tree.MEMBERS if (folder / "reviews").is_dir() else Tree.PUBLIC
