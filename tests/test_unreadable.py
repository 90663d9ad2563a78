"""What stands in the way of reading a file or folder is told, and nothing that follows from it."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from registry.cli import main
from tests.office import QUIZLAB, RIVER, Office, awarded, guided, office

FILES = [
    "content/registry.yaml",
    "content/proofs.jsonl",
    "content/suppliers/brightpath/supplier.yaml",
    f"{QUIZLAB}/product.yaml",
    f"{QUIZLAB}/2025-03-02.md",
    f"{RIVER}/institution.yaml",
    "content/members/river.yaml",
    "rubrics/1.0.yaml",
    "rubrics/RELEASED",
]
FOLDERS = [
    "content",
    "content/suppliers",
    "content/suppliers/brightpath",
    QUIZLAB,
    "content/institutions",
    RIVER,
    "content/members",
    "rubrics",
]


@pytest.fixture
def desk(tmp_path: Path) -> Office:
    """Everything refers to everything: members to organisations, reviews to a rubric and staff."""
    new = office(tmp_path / "registry")
    new.write(f"{QUIZLAB}/2025-03-02.md", awarded("2025-03-02"))
    new.write(f"{QUIZLAB}/2026-02-20.md", awarded("2026-02-20", "renewal"))
    new.write(f"{RIVER}/2026-03-04.md", guided("2026-03-04"))
    for name, path in (("river", "institutions/river-valley"), ("bright", "suppliers/brightpath")):
        new.write(f"content/members/{name}.yaml", f"name: Readers\norganisation: {path}\n")
    new.write("content/proofs.jsonl", "")
    said = new.type("check")
    assert said.code == 0, said.out
    return new


def rules(desk: Office, *words: str) -> set[str]:
    said = desk.type("check", "--format", "json", *words)
    assert said.code == 1, said.err
    return {fault["rule"] for fault in said.json["diagnostics"]}


@pytest.mark.parametrize("path", FILES + FOLDERS)
def test_a_link_is_the_only_fault(desk: Office, path: str) -> None:
    real = desk.root.parent / "elsewhere"
    (desk.root / path).rename(real)
    (desk.root / path).symlink_to(real)
    assert rules(desk) == {"symlink"}


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
@pytest.mark.parametrize("path", FILES)
def test_what_is_no_plain_file_is_the_only_fault(
    desk: Office, path: str, make: Callable[[Path], None]
) -> None:
    (desk.root / path).unlink()
    make(desk.root / path)
    assert rules(desk) == {"stray-file"}


@pytest.mark.parametrize("path", [p for p in FILES if p.endswith((".yaml", ".md", "RELEASED"))])
def test_what_is_no_text_is_the_only_fault(desk: Office, path: str) -> None:
    (desk.root / path).write_bytes(b"\xff\xfe")
    assert rules(desk) == {"not-utf8"}


@pytest.mark.parametrize("path", FOLDERS)
def test_a_folder_that_is_not_listed_is_the_only_fault(
    desk: Office, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    scandir = os.scandir

    def refuse(folder: str) -> object:
        if folder == str(desk.root / path):
            raise PermissionError(13, "Permission denied", folder)
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    assert rules(desk) == {"yaml-syntax"}
    assert f"{path}:1:1: error [yaml-syntax] the folder cannot be read: Permission denied" in (
        desk.type("check").out
    )


@pytest.mark.parametrize(
    ("path", "right", "wrong"),
    [
        (f"{QUIZLAB}/2025-03-02.md", "awarded:", "awardd:"),
        (f"{QUIZLAB}/2025-03-02.md", "notified:", "notifyed:"),
        (f"{QUIZLAB}/2025-03-02.md", "answers:", "anwsers:"),
        (f"{QUIZLAB}/2025-03-02.md", "documents:", "dokuments:"),
        (f"{QUIZLAB}/2025-03-02.md", "coppa:", "copa:"),
        (f"{QUIZLAB}/2026-02-20.md", "confirmed:", "confirmd:"),
        ("content/suppliers/brightpath/supplier.yaml", "membership:", "membershp:"),
        ("content/suppliers/brightpath/supplier.yaml", "training:", "trainings:"),
        (f"{RIVER}/institution.yaml", "designated:", "designatd:"),
        (f"{RIVER}/2026-03-04.md", "submitted:", "submited:"),
        (f"{RIVER}/2026-03-04.md", "independent_review:", "independant_review:"),
        ("content/members/river.yaml", "organisation:", "organization:"),
        ("rubrics/1.0.yaml", "released:", "relased:"),
    ],
)
def test_a_misspelt_field_is_the_only_fault(
    desk: Office, path: str, right: str, wrong: str
) -> None:
    desk.edit(path, right, wrong)
    expected = {"unknown-field"} | ({"rubric-changed"} if path.startswith("rubrics/") else set())
    assert rules(desk) == expected


def test_a_name_that_is_near_to_no_field_takes_no_fields_place(desk: Office) -> None:
    desk.edit(f"{QUIZLAB}/2025-03-02.md", "  awarded: ", "  zzz: ")
    assert rules(desk) > {"unknown-field"}


@pytest.mark.parametrize("verb", [["build"], ["status"], ["due"], ["new", "review", RIVER]])
def test_a_root_that_is_not_listed_is_no_fault_of_the_program(
    desk: Office, verb: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(folder: str) -> object:
        raise PermissionError(13, "Permission denied", folder)

    monkeypatch.setattr(os, "scandir", refuse)
    assert desk.type(*verb).code in (1, 2)


LONG = "x" * 300
"""More than a file's name may have."""


@pytest.mark.parametrize(
    "words",
    [
        ("build", "--out", f"{LONG}/site"),
        ("notices", "--out", LONG),
        ("report", "suppliers/brightpath/quizlab", "--out", f"{LONG}/report.html"),
        ("schema", "--out", LONG),
        ("impact", LONG),
        ("check", LONG),
        ("verify", "x", "--site", LONG),
    ],
)
def test_a_path_that_the_disk_refuses_is_a_usage_fault(
    desk: Office, words: tuple[str, ...]
) -> None:
    said = desk.type(*words)
    assert (said.code, said.out) == (2, "")
    assert "File name too long" in said.err
    assert LONG in said.err
    assert "Please report" not in said.err


def test_a_root_that_the_disk_refuses_is_a_usage_fault(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["status", "--root", LONG], datetime(2026, 11, 23, tzinfo=UTC)) == 2
    assert "File name too long" in capsys.readouterr().err
