"""A folder's name -> whether a tree may be written there."""

from __future__ import annotations

from pathlib import Path

from .marker import Tree, tree_in


class PublishFault(Exception):
    """The site cannot be written; the text says why. The old one still stands."""


def refuse_foreign(out: Path, root: Path, tree: Tree = Tree.PUBLIC) -> None:
    """Raise PublishFault unless `out` is free, or holds a tree of this kind that the build wrote.

    Neither kind is ever written over the other or inside it.
    """
    if out.is_symlink():
        raise PublishFault(f"{out} is a link; name the folder itself")
    place, records = out.resolve(), root.resolve()
    sources = [records / name for name in ("content", "rubrics", "templates", "registry", ".git")]
    if place in (records, *records.parents) or any(
        place == source or source in place.parents for source in sources
    ):
        raise PublishFault(f"{out} holds the records or the program; name another folder")
    _refuse_mixture(out, tree)
    if not out.exists():
        return
    if not out.is_dir():
        raise PublishFault(f"{out} is a file; name a folder")
    if any(out.iterdir()) and tree_in(out) is None:
        raise PublishFault(f"{out} holds files that the build did not write; name another folder")


def _refuse_mixture(out: Path, tree: Tree) -> None:
    """Raise PublishFault where members' pages would come among public ones, or the reverse."""
    place = out.resolve()
    for folder in (place, *place.parents):
        found = tree_in(folder)
        if found not in (None, tree):
            where = "holds" if folder == place else f"lies in {folder}, which holds"
            raise PublishFault(f"{out} {where} {found}, and is to hold {tree}; name another folder")
