"""The door to templates/ and assets/: names -> texts and bytes, never outside their folder."""

from __future__ import annotations

from pathlib import Path

PROGRAM = Path(__file__).parents[2]
"""Where the program's own templates and assets lie."""

LARGEST = 1 << 20
"""Bytes; no template or asset is larger."""


def brings_templates(root: Path) -> bool:
    """Whether a root other than the program's own has a templates folder."""
    return root.resolve() != PROGRAM.resolve() and (root / "templates").is_dir()


def template(root: Path, name: str) -> str | None:
    """The text of root/templates/name, None where there is none; no link is followed.

    Raises ValueError where it is too large or not UTF-8.
    """
    folder = root / "templates"
    path = folder.joinpath(*name.split("/"))
    if not _within(folder, path) or not path.is_file():
        return None
    if path.stat().st_size > LARGEST:
        raise ValueError("the template is larger than 1 MiB")
    return path.read_text("utf-8")


def assets() -> dict[str, bytes]:
    """Every file of assets/, by its name, but for what holders embed."""
    folder = PROGRAM / "assets"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".") and path.parent.name != "embed"
    }


def components() -> dict[str, bytes]:
    """Every release of the script that holders embed, by its name, the latest last."""
    found = (PROGRAM / "assets" / "embed").glob("seal-*.js")
    return {path.name: path.read_bytes() for path in sorted(found, key=_release)}


def _release(path: Path) -> list[int]:
    return [int(part) for part in path.stem.removeprefix("seal-").split(".")]


def _within(folder: Path, path: Path) -> bool:
    """Whether the path lies in the folder and no part of it is a link."""
    steps = [path, *path.parents]
    inner = steps[: steps.index(folder) + 1] if folder in steps else []
    return bool(inner) and ".." not in path.parts and not any(step.is_symlink() for step in inner)
