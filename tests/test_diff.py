"""`diff`: what a change to the records would change, exactly, against a git revision."""

from pathlib import Path
from typing import Any

import pytest

from tests.office import MEETS, PRODUCT, QUIZLAB, RIVER, Office, awarded, office, released, review


@pytest.fixture
def desk(tmp_path: Path) -> Office:
    return office(tmp_path / "registry")


def kinds(
    desk: Office, revision: str = "HEAD", on: str = "2026-11-23"
) -> list[tuple[str, str | None]]:
    found = desk.type("diff", revision, "--format", "json", on=on).json["changes"]
    return [(change["kind"], change["on"]) for change in found]


def worklist(desk: Office, revision: str = "HEAD", on: str = "2026-11-23") -> dict[str, list[str]]:
    found = desk.type("diff", revision, "--format", "json", on=on).json["worklist"]
    return {what: [item["kind"] for item in items] for what, items in found.items() if items}


def test_nothing_changed_is_said_in_so_many_words(desk: Office) -> None:
    said = desk.type("diff", "HEAD")
    assert said.code == 0
    assert "nothing changes: no seal, no item of the worklist, no public page" in said.out


def test_an_award_tells_its_day_its_end_and_the_items_it_brings(desk: Office) -> None:
    desk.write(f"{QUIZLAB}/2026-11-02.md", awarded("2026-11-02"))
    change = desk.type("diff", "HEAD", "--format", "json").json["changes"][0]
    assert change == {
        "kind": "awarded",
        "holder": "suppliers/brightpath/quizlab",
        "name": "QuizLab",
        "on": "2026-11-02",
        "standing": {"before": None, "after": "valid"},
        "valid_through": "2027-11-01",
        "rubric": "1.0",
        "review": f"{QUIZLAB}/2026-11-02.md",
        "formerly": None,
        "detail": "",
    }
    assert worklist(desk) == {"new": ["renewal-notice"]}


def test_an_open_review_is_told_as_opened(desk: Office) -> None:
    desk.write(f"{QUIZLAB}/2026-11-02.md", review(opened="2026-11-02"))
    assert kinds(desk) == [("review-opened", "2026-11-02")]


def test_a_renewal_a_re_vetting_and_a_restoration_are_told_apart(desk: Office) -> None:
    desk.write(f"{QUIZLAB}/2025-12-01.md", awarded("2025-12-01"))
    desk.commit()
    desk.write(f"{QUIZLAB}/2026-11-02.md", awarded("2026-11-02", "renewal"))
    assert kinds(desk) == [("renewed", "2026-11-02")]
    assert worklist(desk) == {"moved": ["renewal-notice"]}
    desk.write(f"{QUIZLAB}/2026-11-02.md", awarded("2026-11-02", "re-vetting"))
    assert kinds(desk) == [("re-vetted", "2026-11-02")]
    withdrawn = "withdrawn:\n  - {on: 2026-10-01, reason: Policy changed, by: mlund}\n"
    product = desk.read(f"{QUIZLAB}/product.yaml") + withdrawn
    desk.write(f"{QUIZLAB}/product.yaml", product + "removal_confirmed: [2026-10-05]\n")
    assert kinds(desk) == [("withdrawn", "2026-10-01"), ("restored", "2026-11-02")]


def test_a_decline_that_ends_a_seal_is_told_once(desk: Office) -> None:
    desk.write(f"{QUIZLAB}/2026-03-02.md", awarded("2026-03-02"))
    desk.commit()
    days: dict[str, Any] = dict.fromkeys(
        ["opened", "reviewed", "report_sent", "notified"], "2026-11-02"
    )
    desk.write(
        f"{QUIZLAB}/2026-11-02.md", review("re-vetting", **days | {"declined": "2026-11-16"})
    )
    assert kinds(desk) == [("declined", "2026-11-16")]
    assert worklist(desk) == {"new": ["removal"], "closed": ["renewal-notice"]}


def test_a_withdrawal_closes_the_notice_and_asks_for_removal(desk: Office) -> None:
    desk.write(f"{QUIZLAB}/2026-03-02.md", awarded("2026-03-02"))
    desk.commit()
    text = desk.read(f"{QUIZLAB}/product.yaml")
    entry = "withdrawn:\n  - {on: 2026-11-20, reason: Policy changed, by: mlund}\n"
    desk.write(f"{QUIZLAB}/product.yaml", text + entry)
    assert kinds(desk) == [("withdrawn", "2026-11-20")]
    assert worklist(desk) == {"new": ["removal"], "closed": ["renewal-notice"]}


def test_a_membership_that_ended_suspends_every_seal_of_its_supplier(desk: Office) -> None:
    desk.write(f"{QUIZLAB}/2026-03-02.md", awarded("2026-03-02"))
    other = "content/suppliers/brightpath/reader"
    desk.write(f"{other}/product.yaml", PRODUCT.format(name="Reader", slug="reader"))
    desk.write(f"{other}/2026-04-02.md", awarded("2026-04-02"))
    desk.commit()
    supplier = "content/suppliers/brightpath/supplier.yaml"
    desk.edit(supplier, "from: 2024-01-01}", "from: 2024-01-01, until: 2026-10-31}")
    assert kinds(desk) == [("suspended", "2026-11-01"), ("suspended", "2026-11-01")]
    desk.commit()
    desk.edit(supplier, ", until: 2026-10-31", "")
    assert kinds(desk) == [("holds-again", None), ("holds-again", None)]


def test_a_rubric_that_suspends_is_told_for_every_seal_it_reaches(desk: Office) -> None:
    desk.write(f"{QUIZLAB}/2026-03-02.md", awarded("2026-03-02"))
    desk.commit()
    lines = "revet_by: 2026-10-31|on_overdue: suspend"
    desk.write("rubrics/2.0.yaml", released("2026-08-01", extra=lines))
    assert kinds(desk) == [("suspended", "2026-11-01")]
    assert worklist(desk) == {"new": ["re-vetting"]}
    assert worklist(desk, on="2026-09-15") == {"new": ["re-vetting"]}
    assert kinds(desk, on="2026-09-15") == []


def test_both_sides_are_looked_at_on_the_same_day(desk: Office) -> None:
    desk.write(f"{QUIZLAB}/2025-11-02.md", awarded("2025-11-02"))
    desk.commit()
    assert kinds(desk, on="2026-11-01") == kinds(desk, on="2026-11-02") == []
    desk.edit(f"{QUIZLAB}/2025-11-02.md", "awarded: 2025-11-02", "awarded: 2025-11-25")
    desk.edit(f"{QUIZLAB}/2025-11-02.md", "award_sent: 2025-11-02", "award_sent: 2025-11-26")
    found = desk.type("diff", "HEAD", "--format", "json").json["changes"]
    assert [change["kind"] for change in found] == ["corrected", "holds-again"]
    assert found[0]["detail"] == "awarded 2025-11-02 under 1.0, through 2026-11-01"


def test_an_award_taken_out_of_the_records_is_told_as_undone(desk: Office) -> None:
    desk.write(f"{QUIZLAB}/2026-03-02.md", awarded("2026-03-02"))
    desk.commit()
    (desk.root / QUIZLAB / "2026-03-02.md").unlink()
    assert kinds(desk) == [("undone", "2026-03-02")]
    assert worklist(desk) == {"closed": ["renewal-notice"]}


def test_a_merge_of_several_changes_is_told_whole_and_each_branch_by_itself(desk: Office) -> None:
    start = desk.commit()
    desk.git("switch", "--quiet", "-c", "award")
    desk.write(f"{QUIZLAB}/2026-11-02.md", awarded("2026-11-02"))
    desk.commit("award")
    desk.git("switch", "--quiet", "-c", "intake", start)
    desk.write(f"{RIVER}/2026-11-09.md", review(opened="2026-11-09"))
    desk.commit("intake")
    assert kinds(desk, start) == [("review-opened", "2026-11-09")]
    desk.git("merge", "--quiet", "--no-edit", "award")
    assert kinds(desk, start) == [("review-opened", "2026-11-09"), ("awarded", "2026-11-02")]
    assert kinds(desk, "award") == [("review-opened", "2026-11-09")]
    assert kinds(desk, "HEAD^1") == [("awarded", "2026-11-02")]


def test_a_renamed_supplier_that_names_its_old_folder_has_only_moved(desk: Office) -> None:
    desk.write(f"{QUIZLAB}/2026-03-02.md", awarded("2026-03-02"))
    desk.commit()
    suppliers = desk.root / "content/suppliers"
    (suppliers / "brightpath").rename(suppliers / "bright")
    record = "content/suppliers/bright/supplier.yaml"
    desk.write(record, desk.read(record) + "formerly: [brightpath]\n")
    said = desk.type("diff", "HEAD", "--format", "json").json
    assert [(c["kind"], c["formerly"]) for c in said["changes"]] == [
        ("moved", "suppliers/brightpath/quizlab")
    ]
    assert said["worklist"] == {"new": [], "closed": [], "moved": []}
    assert "suppliers/bright/quizlab/" in said["pages"]["new"]
    assert "suppliers/brightpath/quizlab/" in said["pages"]["changed"]


def test_a_renamed_supplier_that_forgets_it_is_told_how_to_keep_its_number(desk: Office) -> None:
    suppliers = desk.root / "content/suppliers"
    (suppliers / "brightpath").rename(suppliers / "bright")
    assert [kind for kind, _ in kinds(desk)] == ["registered", "removed"]
    assert "name the old folder under `formerly`" in desk.type("diff", "HEAD").out


def test_changed_public_pages_are_named_and_nobody_elses(desk: Office) -> None:
    desk.write(f"{QUIZLAB}/2026-03-02.md", awarded("2026-03-02"))
    other = "content/suppliers/other/reader"
    desk.write("content/suppliers/other/supplier.yaml", "")
    text = desk.read("content/suppliers/brightpath/supplier.yaml")
    desk.write("content/suppliers/other/supplier.yaml", text.replace("Brightpath", "Other"))
    desk.write(f"{other}/product.yaml", PRODUCT.format(name="Reader", slug="reader"))
    desk.write(f"{other}/2026-04-02.md", awarded("2026-04-02"))
    desk.commit()
    desk.edit(f"{QUIZLAB}/product.yaml", "name: QuizLab", "name: Quiz Lab")
    pages = desk.type("diff", "HEAD", "--format", "json").json["pages"]
    assert {"suppliers/brightpath/", "suppliers/brightpath/quizlab/"} <= set(pages["changed"])
    assert not any("other" in address for address in pages["changed"])
    assert pages["new"] == pages["gone"] == []


def test_what_only_staff_read_changes_no_public_page(desk: Office) -> None:
    desk.write(f"{QUIZLAB}/2026-03-02.md", awarded("2026-03-02"))
    desk.commit()
    desk.edit(f"{QUIZLAB}/2026-03-02.md", "Read twice.", "Read three times.")
    supplier = "content/suppliers/brightpath/supplier.yaml"
    desk.edit(supplier, "contact: {name: D. Reyes", "contact: {name: E. Reyes")
    pages = desk.type("diff", "HEAD", "--format", "json").json["pages"]
    assert pages == {"new": [], "changed": [], "gone": [], "all": False}


def test_another_name_of_the_registry_changes_every_page(desk: Office) -> None:
    desk.edit("content/registry.yaml", "name: Data Privacy Seal Registry", "name: Seals")
    assert desk.type("diff", "HEAD", "--format", "json").json["pages"]["all"] is True


def test_the_comment_for_a_pull_request_holds_no_contact_note_or_narrative(desk: Office) -> None:
    answers = MEETS | {"data.retention": "{level: does-not-meet, note: Kept for ever}"}
    days: dict[str, Any] = dict.fromkeys(
        ["opened", "reviewed", "report_sent", "notified"], "2026-11-16"
    )
    desk.write(f"{QUIZLAB}/2026-11-16.md", review(answers=answers, **days))
    said = desk.type("diff", "HEAD", "--format", "markdown").out
    assert said.startswith("<!-- seal-registry: diff -->\n")
    assert "| new | `changes` | `suppliers/brightpath/quizlab` | 2026-11-26 |" in said
    for private in ("Reyes", "privacy@", "Kept for ever", "Read twice", "M. Lund"):
        assert private not in said


def test_records_with_errors_are_not_compared(desk: Office) -> None:
    desk.edit(f"{QUIZLAB}/product.yaml", "name: QuizLab", "nam: QuizLab")
    said = desk.type("diff", "HEAD")
    assert (said.code, said.out) == (1, "")
    assert "unknown-field" in said.err


def test_what_was_broken_then_is_left_out_and_named(desk: Office) -> None:
    desk.edit(f"{QUIZLAB}/product.yaml", "name: QuizLab", "nam: QuizLab")
    desk.commit()
    desk.edit(f"{QUIZLAB}/product.yaml", "nam: QuizLab", "name: QuizLab")
    said = desk.type("diff", "HEAD", "--format", "json")
    assert said.json["unreadable"] == ["suppliers/brightpath/quizlab"]
    assert said.code == 0


def test_the_first_records_of_all_are_compared_with_nothing(tmp_path: Path) -> None:
    desk = Office(tmp_path / "empty")
    desk.git("init", "--quiet", "--initial-branch=main")
    desk.write("README.md", "Nothing yet.\n")
    first = desk.commit()
    sound = office(tmp_path / "sound")
    for path in (sound.root / "content", sound.root / "rubrics"):
        path.rename(desk.root / path.name)
    assert [kind for kind, _ in kinds(desk, first)] == ["registered", "registered"]


def test_conflict_markers_in_a_record_are_told_at_their_line(desk: Office) -> None:
    desk.git("switch", "--quiet", "-c", "one")
    desk.edit(f"{QUIZLAB}/product.yaml", "name: QuizLab", "name: QuizLab One")
    desk.commit()
    desk.git("switch", "--quiet", "-c", "two", "main")
    desk.edit(f"{QUIZLAB}/product.yaml", "name: QuizLab", "name: QuizLab Two")
    desk.commit()
    desk.git("merge", "--quiet", "one", check=False)
    said = desk.type("diff", "main")
    assert said.code == 1
    assert said.err.startswith(
        f"{QUIZLAB}/product.yaml:1:1: error [yaml-syntax] a merge conflict was not settled here"
    )
    assert "1 error in 1 file" in said.err


def test_conflict_markers_in_a_narrative_are_found_too(desk: Office) -> None:
    both = "Read.\n<<<<<<< HEAD\nOnce.\n=======\nTwice.\n>>>>>>> other\n"
    desk.write(f"{QUIZLAB}/2026-03-02.md", awarded("2026-03-02").replace("Read twice.\n", both))
    said = desk.type("check")
    line = desk.read(f"{QUIZLAB}/2026-03-02.md").split("\n").index("<<<<<<< HEAD") + 1
    assert f"2026-03-02.md:{line}:1: error [yaml-syntax] a merge conflict" in said.out
    quoted = "Read.\n\n    <<<<<<< HEAD\n"
    desk.write(f"{QUIZLAB}/2026-03-02.md", awarded("2026-03-02").replace("Read twice.\n", quoted))
    assert desk.type("check").code == 0


def test_two_pull_requests_that_award_the_same_product_do_not_both_pass(desk: Office) -> None:
    start = desk.commit()
    desk.git("switch", "--quiet", "-c", "one")
    desk.write(f"{QUIZLAB}/2026-11-02.md", awarded("2026-11-02"))
    desk.commit()
    desk.git("switch", "--quiet", "-c", "two", start)
    desk.write(f"{QUIZLAB}/2026-11-09.md", awarded("2026-11-09"))
    assert kinds(desk, start) == [("awarded", "2026-11-09")]
    desk.commit()
    desk.git("merge", "--quiet", "--no-edit", "one")
    said = desk.type("diff", start)
    assert said.code == 1
    assert f"{QUIZLAB}/2026-11-09.md:2:7: error [initial-twice]" in said.err


def test_a_missing_revision_is_a_matter_of_usage(desk: Office) -> None:
    said = desk.type("diff", "no-such-branch")
    assert said.code == 2
    assert "there is no revision 'no-such-branch' here" in said.err


def test_a_revision_of_another_history_is_refused(desk: Office) -> None:
    desk.git("switch", "--quiet", "--orphan", "elsewhere")
    desk.write("README.md", "Something else.\n")
    desk.commit()
    desk.git("switch", "--quiet", "main")
    said = desk.type("diff", "elsewhere")
    assert said.code == 2
    assert "no history in common" in said.err


def test_a_shallow_clone_is_told_to_fetch_more(desk: Office, tmp_path: Path) -> None:
    first = desk.commit()
    desk.commit("second")
    desk.git("clone", "--quiet", "--depth", "1", f"file://{desk.root}", str(tmp_path / "shallow"))
    shallow = Office(tmp_path / "shallow")
    said = shallow.type("diff", first)
    assert said.code == 2
    assert "fetch the whole history (this clone is shallow)" in said.err
    assert shallow.type("diff", "HEAD").code == 0


def test_outside_git_the_reason_is_said(tmp_path: Path, desk: Office) -> None:
    bare = Office(tmp_path / "bare")
    for name in ("content", "rubrics"):
        (desk.root / name).rename(bare.root / name)
    said = bare.type("diff", "HEAD")
    assert said.code == 2
    assert "is not in a git repository" in said.err
