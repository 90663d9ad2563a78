"""Case folders -> broken trees on disk, and the report that `check` prints of each.

A case holds only what differs from `_sound`: files that are added or take another's place, and
`<name>.removed` for files that go. What no file in git should be stands in its `tree.toml`:

    [links]   a path and where the link leads
    [sizes]   a path and how many characters fill it
    [texts]   a path and the pieces that make its text
    [hex]     a path and its bytes
"""

from __future__ import annotations

import io
import shutil
import tomllib
from contextlib import redirect_stdout
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from registry.cli import main

CASES = Path(__file__).parent / "cases"
SOUND = CASES / "_sound"
AS_OF = "2026-06-01"

_NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def lay(case: Path, root: Path) -> None:
    """Write a case's tree under `root`, which must not exist yet."""
    shutil.copytree(SOUND, root)
    for top in ("content", "rubrics"):
        for source in sorted((case / top).rglob("*")):
            _overlay(source, root / source.relative_to(case))
    unusual = case / "tree.toml"
    if unusual.exists():
        _make(tomllib.loads(unusual.read_text()), root)


def _overlay(source: Path, target: Path) -> None:
    if source.is_dir():
        target.mkdir(exist_ok=True)
    elif source.suffix == ".removed":
        target.with_suffix("").unlink()
    else:
        shutil.copyfile(source, target)


def _make(unusual: dict[str, dict[str, Any]], root: Path) -> None:
    for path, target in unusual.pop("links", {}).items():
        (root / path).symlink_to(target)
    for path, size in unusual.pop("sizes", {}).items():
        (root / path).write_bytes(b"x" * size)
    for path, pieces in unusual.pop("texts", {}).items():
        (root / path).write_text("".join(pieces))
    for path, digits in unusual.pop("hex", {}).items():
        (root / path).write_bytes(bytes.fromhex(digits))
    assert not unusual, f"tree.toml knows no {', '.join(unusual)}"


def report(root: Path, *options: str) -> tuple[int, str]:
    """The exit code of `check`, and what it prints of the records under `root`."""
    said = io.StringIO()
    with redirect_stdout(said):
        code = main(["check", "--root", str(root), "--as-of", AS_OF, *options], _NOW)
    return code, said.getvalue()
