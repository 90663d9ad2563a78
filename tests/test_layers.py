"""The house's order: data walks one way, and only the doors touch the world."""

import ast
from pathlib import Path

import pytest

import registry

HOUSE = Path(registry.__file__).parent

ROOMS = [
    "private_keys",
    "diagnostics",
    "rulebook",
    "faults",
    "kinds",
    "unread",
    "legible",
    "model",
    "source",
    "shape",
    "schema",
    "scaffold",
    "units",
    "calendar",
    "events",
    "ical",
    "deadlines",
    "number",
    "recipient",
    "terms",
    "checks",
    "assess",
    "badges",
    "credentials",
    "artifact",
    "pages",
    "render",
    "members",
    "compare",
    "impact",
    "readiness",
    "vetting",
    "badging",
    "issuing",
    "publish",
    "report",
    "letters",
    "pipeline",
    "crew",
    "production",
    "revision",
    "previews",
    "serve",
    "cli",
]
"""The rooms in the order of the walk: each may import those above it, and itself."""

DOORS = {
    "source/tree.py": "reads records",
    "source/git.py": "asks git",
    "publish/marker.py": "reads what a built folder holds",
    "publish/stage.py": "writes the site",
    "publish/exchange.py": "puts the site in its place",
    "publish/publication.py": "locks the site while it is written",
    "render/disk.py": "reads templates and assets",
    "credentials/disk.py": "reads keys and built sites, appends proofs",
    "members/disk.py": "keeps the build's own memory",
    "crew.py": "forks workers",
    "cli/__init__.py": "talks to the terminal",
    "cli/desk.py": "talks to the terminal",
    "cli/outbox.py": "writes beside the site",
    "cli/drafts.py": "keeps an outbox of letters",
    "cli/release.py": "writes the register of releases",
}
"""Who may touch disk, environment, processes or the clock, and what for."""

WORLD = {"os", "subprocess", "socket", "shutil", "tempfile", "multiprocessing", "time", "random"}
CALLS = {"open", "now", "today", "utcnow", "read_text", "read_bytes", "write_text", "write_bytes"}


def modules() -> list[Path]:
    return sorted(path for path in HOUSE.rglob("*.py") if path != HOUSE / "__init__.py")


def name_of(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix()


def room_of(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    depth = len(path.relative_to(HOUSE).parts)
    rooms: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.level == depth:
            names = [node.module.split(".")[0]] if node.module else [a.name for a in node.names]
            rooms.update(names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("registry."):
            rooms.add((node.module or "").split(".")[1])
    return rooms


def world_of(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found.update(a.name for a in node.names if a.name.split(".")[0] in WORLD)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in WORLD:
            found.add(node.module or "")
        elif isinstance(node, ast.Call) and not is_of_an_image(node.func):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            found.update({name} & CALLS)
    return found


def is_of_an_image(called: ast.expr) -> bool:
    """Pillow's Image.open, which is handed bytes in memory."""
    owner = getattr(called, "value", None)
    return isinstance(owner, ast.Name) and owner.id == "Image"


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_every_room_has_its_place_in_the_walk(path: Path) -> None:
    assert room_of(path) in ROOMS


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_a_room_imports_only_rooms_above_it(path: Path) -> None:
    above = ROOMS[: ROOMS.index(room_of(path)) + 1]
    assert imported_rooms(path) <= set(above)


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_only_the_doors_touch_the_world(path: Path) -> None:
    if name_of(path) not in DOORS:
        assert world_of(path) == set()


@pytest.mark.parametrize("door", DOORS)
def test_every_door_is_there_and_leads_outside(door: str) -> None:
    assert world_of(HOUSE / door) != set()


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_a_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text()))
