"""What `check` shows where it is asked for a part, and what it says of the rest."""

from pathlib import Path

import pytest

from tests.office import QUIZLAB, RIVER, Office, awarded, office, released

SINCE = ("--changed-since", "HEAD")


@pytest.fixture
def desk(tmp_path: Path) -> Office:
    return office(tmp_path / "registry")


def broken(desk: Office, path: str = f"{QUIZLAB}/product.yaml") -> None:
    """A fault in a file: its website is none."""
    desk.edit(path, "website: https://", "website: htps://")


def last_line(said: str) -> str:
    return said.splitlines()[-1]


def test_faults_in_files_that_did_not_change_are_told_beside_the_answer(desk: Office) -> None:
    broken(desk)
    desk.commit()
    said = desk.type("check", *SINCE)
    told = "no faults in files changed since HEAD; elsewhere 1 error in 1 file"
    assert (said.code, said.out, said.err) == (1, f"{told}\n", "")
    said = desk.type("check", *SINCE, "--format", "github")
    assert (said.code, said.out) == (1, f"::notice title=elsewhere::{told}\n{told}\n")


def test_shown_faults_and_those_elsewhere_are_counted_apart(desk: Office) -> None:
    broken(desk)
    desk.commit()
    broken(desk, f"{RIVER}/institution.yaml")
    said = desk.type("check", *SINCE)
    assert last_line(said.out) == "1 error in 1 file; elsewhere 1 error in 1 file"
    broken(desk, "content/suppliers/brightpath/supplier.yaml")
    desk.commit()
    said = desk.type("check", RIVER, *SINCE)
    assert last_line(said.out) == "no faults in the paths named; elsewhere 3 errors in 3 files"


def test_where_nothing_is_hidden_nothing_is_said_of_it(desk: Office) -> None:
    assert desk.type("check", *SINCE).out == "no faults\n"
    assert desk.type("check", RIVER).out == "no faults\n"
    broken(desk)
    assert last_line(desk.type("check", *SINCE).out) == "1 error in 1 file"
    assert last_line(desk.type("check", QUIZLAB).out) == "1 error in 1 file"


def test_a_path_without_faults_is_no_answer_for_the_others(desk: Office) -> None:
    broken(desk)
    said = desk.type("check", RIVER)
    told = "no faults in the paths named; elsewhere 1 error in 1 file\n"
    assert (said.code, said.out) == (0, told)


@pytest.mark.parametrize("form", ["json", "sarif"])
@pytest.mark.parametrize("asked", [(RIVER,), SINCE])
def test_beside_an_answer_for_programs_the_rest_is_told_to_whoever_watches(
    desk: Office, form: str, asked: tuple[str, ...]
) -> None:
    broken(desk)
    desk.commit()
    said = desk.type("check", *asked, "--format", form)
    assert "elsewhere 1 error in 1 file" in said.err
    assert "elsewhere" not in said.out


@pytest.mark.parametrize(
    ("deleted", "fault"),
    [
        (f"{QUIZLAB}/product.yaml", f"{QUIZLAB}:1:1: error [missing-file]"),
        ("content/registry.yaml", "content:1:1: error [missing-file]"),
        ("rubrics/2.0.yaml", "rubrics/RELEASED:2:1: error [rubric-changed]"),
        ("rubrics/RELEASED", "rubrics/RELEASED:1:1: error [rubric-changed]"),
    ],
)
def test_what_is_missed_where_a_file_was_deleted_has_changed(
    desk: Office, deleted: str, fault: str
) -> None:
    desk.write(f"{QUIZLAB}/2026-03-02.md", awarded("2026-03-02"))
    desk.write("rubrics/2.0.yaml", released("2026-11-01"))
    assert desk.type("release", "2.0").code == 0
    desk.commit()
    (desk.root / deleted).unlink()
    said = desk.type("check", *SINCE)
    assert said.code == 1
    assert fault in said.out


def test_a_folder_in_which_nothing_changed_did_not_change(desk: Office) -> None:
    (desk.root / f"{QUIZLAB}/product.yaml").rename(desk.root / f"{QUIZLAB}/README.md")
    desk.commit()
    broken(desk, f"{RIVER}/institution.yaml")
    said = desk.type("check", *SINCE)
    assert "missing-file" not in said.out
    assert last_line(said.out) == "1 error in 1 file; elsewhere 1 error in 1 file"
