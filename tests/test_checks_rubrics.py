"""Releases of the rubric, and which of them a review may name."""

import hashlib
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from registry.model import Registry, Rubric
from registry.unread import UNREAD

from .case_trees import SOUND, report
from .judged import broken, broken_by_all, faults, faults_of_all
from .nouns import (
    area,
    institution,
    institution_review,
    product,
    product_review,
    question,
    registry,
    rubric,
)

OLD, NEW = rubric("1.0", "2025-01-15"), rubric("2.0", "2026-01-15")
DRAFT = rubric("3.0", None)


def product_rules(version: str, reviewed: str | None, *rubrics: Rubric) -> set[str]:
    """What a review under a version breaks, reviewed on a day, where these rubrics exist."""
    steps: dict[str, Any] = {"reviewed": reviewed} if reviewed else {}
    holder = product(product_review("2024-12-01", rubric=version, **steps))
    return broken(holder, rubrics=rubrics or (OLD, NEW, DRAFT)) & {
        "unknown-rubric",
        "rubric-not-released",
        "rubric-superseded",
    }


# Which a review may name


@pytest.mark.parametrize(("day", "early"), [("2025-01-14", True), ("2025-01-15", False)])
def test_a_review_may_be_finished_on_the_day_of_the_release(day: str, early: bool) -> None:
    assert product_rules("1.0", day) == ({"rubric-not-released"} if early else set())


@pytest.mark.parametrize(("day", "late"), [("2026-01-14", False), ("2026-01-15", True)])
def test_the_day_of_a_newer_release_ends_the_older_one(day: str, late: bool) -> None:
    assert product_rules("1.0", day) == ({"rubric-superseded"} if late else set())


@pytest.mark.parametrize(
    ("day", "remedy"),
    [
        ("2026-01-14", "correct the day, or name the rubric in force then: 1.0 (2025-01-15)"),
        ("2025-01-14", "correct the day: no rubric was released by then"),
    ],
)
def test_the_rubric_in_force_on_the_day_is_named_and_no_later_one(day: str, remedy: str) -> None:
    holder = product(product_review("2024-12-01", rubric="2.0", reviewed=day))
    found = faults(holder, rubrics=(NEW, OLD, DRAFT))
    assert [f.hint for f in found if f.rule == "rubric-not-released"] == [remedy]


def test_where_there_are_no_rubrics_it_is_said_how_to_add_one() -> None:
    (fault,) = faults(product(product_review("2025-12-01")), rubrics=())
    assert fault.rule == "unknown-rubric"
    assert fault.hint == "there is none yet: write rubrics/1.0.yaml and `build.py release` it"


def test_an_institution_is_judged_by_the_day_it_submitted() -> None:
    for day, late in (("2026-01-14", False), ("2026-01-15", True)):
        review = institution_review("2025-12-01", rubric="1.0", trained="2026-01-20", submitted=day)
        found = broken(institution(review), rubrics=(OLD, NEW))
        assert ("rubric-superseded" in found) is late


def test_a_review_that_is_not_finished_may_name_a_planned_release() -> None:
    assert not product_rules("2.0", None)


def test_a_draft_may_not_be_named_at_all() -> None:
    assert product_rules("3.0", None) == {"rubric-not-released"}
    assert product_rules("3.0", "2026-02-01") == {"rubric-not-released"}


def test_a_draft_supersedes_nothing() -> None:
    assert not product_rules("2.0", "2026-06-01")


def test_the_newest_release_of_the_day_is_told() -> None:
    newer = rubric("2.1", "2026-03-01")
    holder = product(product_review("2025-12-01", rubric="1.0", reviewed="2026-03-01"))
    found = faults(holder, rubrics=(newer, OLD, NEW))
    assert [f.hint for f in found if f.rule == "rubric-superseded"] == [
        "answer the questions of rubric 2.1, or correct the day"
    ]


def test_a_rubric_that_does_not_exist_is_told_with_those_that_do() -> None:
    assert product_rules("2.5", "2026-02-01") == {"unknown-rubric"}


def test_a_rubric_that_cannot_be_read_is_not_unknown() -> None:
    holder = product(product_review("2026-02-01", rubric="2.0", reviewed="2026-02-20"))
    assert not broken(holder, rubrics=(), unreadable=("2.0",)) & {
        "unknown-rubric",
        "unanswered-question",
        "unknown-question",
    }


def test_a_release_whose_day_cannot_be_read_supersedes_nothing() -> None:
    unread = replace(NEW, released=UNREAD)  # type: ignore[arg-type]
    assert not product_rules("1.0", "2026-02-01", OLD, unread)
    assert product_rules("1.0", "2026-04-01", OLD, unread, rubric("2.1", "2026-03-01")) == {
        "rubric-superseded"
    }


# The register of releases


def test_a_rubric_that_a_review_names_is_recorded() -> None:
    holder = product(product_review("2025-12-01"))
    recorded = {"1.0.yaml": "0" * 64}
    assert "rubric-unregistered" in broken(holder, recorded={})
    assert "rubric-unregistered" not in broken(holder, recorded=recorded)


def test_a_register_that_cannot_be_read_lacks_nothing() -> None:
    assert "rubric-unregistered" not in broken(product(product_review("2025-12-01")), recorded=None)


def test_a_draft_need_not_be_recorded() -> None:
    holder = product(product_review("2025-12-01", rubric="3.0"))
    assert "rubric-unregistered" not in broken(holder, rubrics=(DRAFT,), recorded={})


def released(before: str = "a", now: str = "a") -> Registry:
    """A registry whose one rubric has a digest `now`, recorded as `before`."""
    rubrics = (replace(OLD, sha256=now * 64),)
    return registry(rubrics=rubrics, recorded={"1.0.yaml": before * 64})


def test_a_released_rubric_keeps_its_bytes() -> None:
    assert not broken_by_all(released())
    assert broken_by_all(released(now="b")) == {"rubric-changed"}


def test_a_rubric_and_its_record_cannot_be_changed_together() -> None:
    both = released("b", "b")
    assert not broken_by_all(both, recorded_before={"1.0.yaml": "b" * 64})
    assert broken_by_all(both, recorded_before={"1.0.yaml": "a" * 64}) == {"rubric-changed"}


def test_check_compares_with_the_register_of_an_earlier_revision(tmp_path: Path) -> None:
    root = tmp_path / "tree"
    shutil.copytree(SOUND, root)
    name = ("-c", "user.name=M. Lund", "-c", "user.email=mlund@example.org")
    for words in (["init", "-q"], ["add", "."], [*name, "commit", "-q", "-m", "Sound"]):
        subprocess.run(["git", "-C", str(root), *words], check=True)
    rubric_file, register = root / "rubrics/1.0.yaml", root / "rubrics/RELEASED"
    before = hashlib.sha256(rubric_file.read_bytes()).hexdigest()
    rubric_file.write_text(rubric_file.read_text().replace("which data", "what data"))
    after = hashlib.sha256(rubric_file.read_bytes()).hexdigest()
    register.write_text(register.read_text().replace(before, after))
    assert report(root) == (0, "no faults\n")
    code, said = report(root, "--changed-since", "HEAD")
    assert code == 1
    assert "rubrics/1.0.yaml:1:1: error [rubric-changed]" in said


def test_a_changed_rubric_is_told_once() -> None:
    found = faults_of_all(released(now="b"), recorded_before={"1.0.yaml": "a" * 64})
    assert [fault.rule for fault in found] == ["rubric-changed"]


def test_a_record_is_not_removed() -> None:
    forgotten = replace(released(), recorded={})
    assert not broken_by_all(forgotten, recorded_before={})
    found = faults_of_all(forgotten, recorded_before={"1.0.yaml": "a" * 64})
    assert [fault.place.path for fault in found] == ["rubrics/RELEASED"]


def test_a_recorded_rubric_is_not_removed() -> None:
    found = faults_of_all(replace(released(), rubrics=()))
    assert [(f.rule, f.place.path, f.place.line) for f in found] == [
        ("rubric-changed", "rubrics/RELEASED", 1)
    ]


def test_a_rubric_may_be_edited_until_it_is_recorded() -> None:
    assert not broken_by_all(replace(released(now="b"), recorded={}))


# One rubric among others


def test_two_releases_differ_in_day() -> None:
    assert not broken_by_all(registry(rubrics=(OLD, NEW)))
    twins = (OLD, rubric("1.1", "2025-01-15"))
    assert broken_by_all(registry(rubrics=twins)) == {"duplicate-rubric"}


def test_two_drafts_share_the_day_they_do_not_have() -> None:
    assert not broken_by_all(registry(rubrics=(DRAFT, rubric("3.1", None))))


@pytest.mark.parametrize(("version", "same"), [("2", True), ("2.00", True), ("20", False)])
def test_two_releases_differ_in_version(version: str, same: bool) -> None:
    found = broken_by_all(registry(rubrics=(NEW, rubric(version, "2026-05-01"))))
    assert ("duplicate-rubric" in found) is same


def test_versions_that_are_no_versions_are_not_compared() -> None:
    odd = (rubric("next", "2026-05-01"), rubric("other", "2026-05-02"))
    assert "duplicate-rubric" not in broken_by_all(registry(rubrics=odd))


# What a rubric says


def written(*areas: Any) -> set[str]:
    return broken_by_all(registry(rubrics=(replace(OLD, areas=areas),)))


def test_ids_are_lower_case_words_joined_by_hyphens_and_dots() -> None:
    assert not written(area("data-collected", question("data-collected.third-parties.v2")))
    for name in ("Data", "data collected", "data_collected", ".data", "data..use", "data-", ""):
        assert written(area("data", question(name))) == {"bad-name"}
        assert written(area(name, question("x"))) == {"bad-name"}


def test_an_id_stands_once_in_its_rubric() -> None:
    one, other = area("data", question("q1")), area("ads", question("q1"))
    assert written(one, other) == {"duplicate-key"}
    assert written(one, area("data", question("q2"))) == {"duplicate-key"}
    assert written(area("data", question("data"))) == {"duplicate-key"}


def test_a_rubric_asks_something() -> None:
    assert written() == {"empty-value"}
    assert written(replace(area("data"), questions=())) == {"empty-value"}
