"""A new rubric: what it would ask, and when it may be released."""

import hashlib
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.office import PRODUCT, QUIZLAB, RIVER, Office, awarded, office, released, review

NEW = "rubrics/2.0.yaml"


@pytest.fixture
def desk(tmp_path: Path) -> Office:
    return office(tmp_path / "registry")


def draft(desk: Office, day: str | None = "2026-12-01", extra: str = "") -> None:
    """The second release: one question more, one changed, one gone."""
    text = released(day or "2026-12-01", extra=extra)
    text = text.replace("A period for each kind.", "A period for each kind, backups too.")
    text = text.replace("id: security.mfa", "id: security.factor").replace("version: ", "")
    desk.write(NEW, text if day else text.replace("released: 2026-12-01\n", ""))


def impact(desk: Office, *words: str, on: str = "2026-11-23") -> Any:
    return desk.type("impact", NEW, "--format", "json", *words, on=on).json


# What a release would ask


def test_questions_added_changed_and_removed_are_named(desk: Office) -> None:
    draft(desk)
    found = impact(desk)
    assert (found["before"], found["questions"]["kept"]) == ("1.0", 1)
    assert [one["id"] for one in found["questions"]["added"]] == ["security.factor"]
    assert [one["id"] for one in found["questions"]["removed"]] == ["security.mfa"]
    (changed,) = found["questions"]["changed"]
    assert (changed["id"], changed["parts"]) == ("data.retention", ["meets"])


def test_a_seal_that_ends_later_needs_a_vetting_of_its_own(desk: Office) -> None:
    desk.write(f"{QUIZLAB}/2026-03-02.md", awarded("2026-03-02"))
    other = "content/suppliers/brightpath/reader"
    desk.write(f"{other}/product.yaml", PRODUCT.format(name="Reader", slug="reader"))
    desk.write(f"{other}/2026-01-02.md", awarded("2026-01-02"))
    draft(desk, extra="revet_by: 2027-01-31|on_overdue: suspend")
    found = {one["holder"].rpartition("/")[2]: one for one in impact(desk)["seals"]}
    assert found["quizlab"] | {"name": ""} == {
        "holder": "suppliers/brightpath/quizlab",
        "name": "",
        "rubric": "1.0",
        "expires_on": "2027-03-02",
        "due": "2027-01-31",
        "suspended_on": "2027-02-01",
        "renews_first": False,
        "already": False,
    }
    assert found["reader"]["due"] == found["reader"]["expires_on"] == "2027-01-02"
    assert found["reader"]["renews_first"] is True
    assert found["reader"]["suspended_on"] is None


def test_seals_that_have_ended_by_then_and_institutions_are_not_asked(desk: Office) -> None:
    desk.write(f"{QUIZLAB}/2025-11-25.md", awarded("2025-11-25"))
    draft(desk)
    assert impact(desk, on="2026-11-23")["seals"] == []
    draft(desk, "2026-11-24")
    assert [one["due"] for one in impact(desk)["seals"]] == ["2026-11-25"]


def test_a_draft_without_a_day_is_taken_as_released_today(desk: Office) -> None:
    draft(desk, None)
    found = impact(desk)
    assert (found["released"], found["assumed"]) == ("2026-11-23", True)


def test_open_reviews_that_would_have_to_change_over_are_named(desk: Office) -> None:
    desk.write(f"{QUIZLAB}/2026-11-02.md", review(opened="2026-11-02"))
    desk.write(f"{RIVER}/2026-11-02.md", review(opened="2026-11-02"))
    draft(desk)
    found = [one["review"] for one in impact(desk)["open_reviews"]]
    assert found == [f"{RIVER}/2026-11-02.md", f"{QUIZLAB}/2026-11-02.md"]


def test_a_file_from_elsewhere_is_held_against_the_registry_too(
    desk: Office, tmp_path: Path
) -> None:
    draft(desk)
    (desk.root / NEW).rename(tmp_path / "9.9.yaml")
    said = desk.type("impact", str(tmp_path / "9.9.yaml"))
    assert said.code == 0
    assert said.out.startswith("rubric 9.9, taken as released on 2026-12-01")


@pytest.mark.parametrize("typed", ["content/registry.yaml", f"{QUIZLAB}/product.yaml"])
def test_a_file_that_is_no_rubric_is_told_as_such(desk: Office, typed: str) -> None:
    said = desk.type("impact", typed)
    assert (said.code, said.out) == (2, "")
    assert f"{typed} is no rubric: it has no areas" in said.err


def test_a_release_keeps_its_own_day(desk: Office) -> None:
    draft(desk, "2026-03-01")
    assert desk.type("release", "2.0").code == 0
    found = impact(desk)
    assert (found["released"], found["assumed"]) == ("2026-03-01", False)
    assert desk.type("impact", NEW).out.startswith("rubric 2.0, taken as released on 2026-03-01")


def test_a_file_with_faults_gets_them_with_their_lines(desk: Office, tmp_path: Path) -> None:
    (tmp_path / "9.9.yaml").write_text("title: x\nareas: none\n")
    said = desk.type("impact", str(tmp_path / "9.9.yaml"))
    assert (said.code, said.out) == (1, "")
    assert "9.9.yaml:2:8: error [wrong-kind]" in said.err


def test_text_and_markdown_tell_the_same_counts(desk: Office) -> None:
    desk.write(f"{QUIZLAB}/2026-03-02.md", awarded("2026-03-02"))
    draft(desk, extra="revet_by: 2027-01-31")
    for words in ((), ("--format", "markdown")):
        said = desk.type("impact", NEW, *words).out
        assert "1 added, 1 changed, 1 removed, 1 kept (against 1.0)" in said
        assert "to be vetted again: 1 (1 by a vetting of their own; 0 with their renewal)" in said


def test_no_such_file_is_a_matter_of_usage(desk: Office) -> None:
    assert desk.type("impact", "rubrics/7.0.yaml").code == 2


# Releasing


def test_a_release_is_recorded_as_sha256sum_would_write_it(desk: Office) -> None:
    draft(desk)
    said = desk.type("release", "2.0")
    digest = hashlib.sha256((desk.root / NEW).read_bytes()).hexdigest()
    assert (said.code, said.out) == (0, f"{digest}  2.0.yaml\n")
    subprocess.run(["sha256sum", "-c", "RELEASED"], cwd=desk.root / "rubrics", check=True)
    assert desk.type("release", "rubrics/2.0.yaml").out == "2.0.yaml is recorded already\n"


def test_a_draft_without_a_day_is_not_released(desk: Office) -> None:
    draft(desk, None)
    said = desk.type("release", "2.0")
    assert said.code == 2
    assert "write `released: YYYY-MM-DD` in it first" in said.err


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("          meets: Each kind is named.\n", "", "[missing-field]"),
        ("Each kind is named.", "TODO", "empty-value] meets is not finished"),
        ("Each kind is named.", "'…'", "empty-value] meets is not finished"),
        ("title: Security", "title: TBD", "empty-value] title is not finished"),
    ],
)
def test_an_incomplete_draft_is_refused_at_its_line(
    desk: Office, old: str, new: str, fault: str
) -> None:
    draft(desk)
    desk.edit(NEW, old, new)
    before = desk.read("rubrics/RELEASED")
    said = desk.type("release", "2.0")
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith(f"{NEW}:")
    assert fault in said.err
    assert desk.read("rubrics/RELEASED") == before


def test_a_day_behind_a_review_already_made_is_refused_once_and_at_the_rubric(
    desk: Office,
) -> None:
    desk.write(f"{QUIZLAB}/2026-11-10.md", awarded("2026-11-10"))
    draft(desk, "2026-11-10")
    said = desk.type("release", "2.0")
    assert said.code == 1
    assert said.err.startswith(f"{NEW}:2:11: error [rubric-superseded]")
    assert f"the last on 2026-11-10 ({QUIZLAB}/2026-11-10.md)" in said.err
    assert "1 error in 1 file" in said.err
    draft(desk, "2026-11-11")
    assert desk.type("release", "2.0").code == 0


def test_the_last_day_for_vetting_again_lies_after_the_release(desk: Office) -> None:
    draft(desk, extra="revet_by: 2026-12-01")
    said = desk.type("release", "2.0")
    assert said.code == 1
    assert f"{NEW}:3:11: error [period-reversed]" in said.err
    draft(desk, extra="revet_by: 2026-12-02")
    assert desk.type("release", "2.0").code == 0


def test_an_edited_release_is_found_out(desk: Office) -> None:
    desk.edit("rubrics/1.0.yaml", "Each kind is named.", "Every kind is named.")
    said = desk.type("check")
    assert said.code == 1
    assert "rubrics/1.0.yaml:1:1: error [rubric-changed]" in said.out
    assert desk.type("release", "1.0").code == 1
    desk.git("checkout", "--quiet", "--", "rubrics/1.0.yaml")
    # Whoever also rewrites the register is found out against an earlier revision.
    desk.edit("rubrics/1.0.yaml", "Each kind is named.", "Every kind is named.")
    (desk.root / "rubrics/RELEASED").unlink()
    assert desk.type("release", "1.0").code == 0
    assert desk.type("check").code == 0
    assert "rubric-changed" in desk.type("check", "--changed-since", "HEAD").out
