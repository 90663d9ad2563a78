"""The commands as they are typed: what stands on stdout, what on stderr, and the exit code."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import registry.cli
from registry import pipeline
from registry.cli import main

ROOT = Path(__file__).parent.parent
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
QUIZLAB = "content/suppliers/brightpath/quizlab/product.yaml"


class Told(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Told]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*argv: str, now: datetime = NOW) -> Told:
        code = main(argv, now=now)
        return Told(code, *capsys.readouterr())

    return run


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the sample, to break."""
    place = tmp_path / "registry"
    for name in ("content", "rubrics"):
        shutil.copytree(ROOT / name, place / name)
    return place


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text()
    assert old in text
    (root / path).write_text(text.replace(old, new, 1))


def git(root: Path, *words: str) -> None:
    identity = ["-c", "user.name=Tester", "-c", "user.email=tester@example.org"]
    subprocess.run(["git", "-C", str(root), *identity, *words], check=True, capture_output=True)


def committed(root: Path) -> None:
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "first")


def test_the_sample_has_no_errors(run: Run) -> None:
    told = run("check", "--format", "json")
    answer = json.loads(told.out)
    assert [d for d in answer["diagnostics"] if d["severity"] == "error"] == []
    assert (told.code, answer["errors"], answer["as_of"]) == (0, 0, "2026-11-23")


def test_a_fault_is_told_with_place_line_caret_and_remedy(run: Run, root: Path) -> None:
    edit(root, QUIZLAB, "website: https://", "website: htps://")
    told = run("check", "--root", str(root))
    line = next(
        n
        for n, text in enumerate((root / QUIZLAB).read_text().splitlines(), start=1)
        if text.startswith("website")
    )
    report = told.out[told.out.index(QUIZLAB) :].splitlines()
    assert told.code == 1
    assert report[0].startswith(f"{QUIZLAB}:{line}:10: error [bad-url] ")
    assert report[1].startswith(f"{line:>5} | website: htps://")
    assert report[2].index("^") == report[1].index("htps")
    assert report[3].strip().startswith("hint: write https://")
    assert report[-1].startswith("1 error and ")


def test_check_json_has_exactly_the_fields_of_the_contract(run: Run, root: Path) -> None:
    edit(root, QUIZLAB, "name: ", "nome: ")
    answer = json.loads(run("check", "--root", str(root), "--format", "json").out)
    assert set(answer) == {"as_of", "errors", "warnings", "diagnostics"}
    assert answer["errors"] == 2
    assert answer["errors"] + answer["warnings"] == len(answer["diagnostics"])
    for diagnostic in answer["diagnostics"]:
        assert list(diagnostic) == [
            "path",
            "line",
            "column",
            "rule",
            "severity",
            "message",
            "hint",
        ]
    errors = [d for d in answer["diagnostics"] if d["severity"] == "error"]
    assert [d["rule"] for d in errors] == ["missing-field", "unknown-field"]


def test_faults_are_ordered_by_path_line_and_column(run: Run, root: Path) -> None:
    for path in sorted((root / "content").rglob("*.yaml")):
        path.write_text(path.read_text().replace("name: ", "nmae: "))
    answer = json.loads(run("check", "--root", str(root), "--format", "json").out)
    places = [(d["path"], d["line"], d["column"]) for d in answer["diagnostics"]]
    assert len(places) > 40
    assert places == sorted(places)


def break_suppliers(root: Path) -> int:
    suppliers = sorted((root / "content/suppliers").glob("*/supplier.yaml"))
    for path in suppliers:
        path.write_text(path.read_text().replace("website: https", "website: ftp"))
    return len(suppliers)


def test_github_is_shown_ten_annotations_and_told_of_the_rest(run: Run, root: Path) -> None:
    count = break_suppliers(root)
    lines = run("check", "--root", str(root), "--format", "github").out.splitlines()
    errors = [line for line in lines if line.startswith("::error")]
    assert len(errors) == 10
    assert (
        errors[-1]
        == f"::error title=more::and {count - 9} more errors, listed in the log of this step"
    )
    assert sum("[bad-url]" in line for line in lines) == count - 9


def test_changed_files_come_first_among_annotations(run: Run, root: Path) -> None:
    break_suppliers(root)
    committed(root)
    last = sorted((root / "content/suppliers").glob("*/supplier.yaml"))[-1]
    last.write_text(last.read_text() + "colour: blue\n")
    told = run("check", "--root", str(root), "--format", "github", "--changed-since", "HEAD")
    path = last.relative_to(root).as_posix()
    errors = [line for line in told.out.splitlines() if line.startswith("::error")]
    assert errors
    assert all(f"file={path}," in line for line in errors)


def test_annotations_escape_what_github_would_read_as_its_own(run: Run, root: Path) -> None:
    edit(root, QUIZLAB, "website: https://", "website: 100%::error::,htps://")
    lines = run("check", "--root", str(root), "--format", "github").out.splitlines()
    errors = [line for line in lines if line.startswith("::error")]
    assert len(errors) == 1
    assert "100%25" in errors[0]


def test_sarif_names_rules_places_and_levels(run: Run, root: Path) -> None:
    edit(root, QUIZLAB, "website: https://", "website: htps://")
    log = json.loads(run("check", "--root", str(root), "--format", "sarif").out)
    assert log["version"] == "2.1.0"
    result = next(r for r in log["runs"][0]["results"] if r["ruleId"] == "bad-url")
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert rules[result["ruleIndex"]]["id"] == "bad-url"
    location = result["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == QUIZLAB
    assert location["region"]["startColumn"] == 10


def test_only_changed_files_are_shown_but_all_are_judged(run: Run, root: Path) -> None:
    edit(root, QUIZLAB, "website: https://", "website: htps://")
    committed(root)
    told = run("check", "--root", str(root), "--changed-since", "HEAD", "--format", "json")
    assert json.loads(told.out)["diagnostics"] == []
    assert told.code == 1
    assert "no faults in files changed since HEAD; elsewhere 1 error" in told.err
    edit(root, "content/registry.yaml", "mailbox: ", "mailbox: at ")
    told = run("check", "--root", str(root), "--changed-since", "HEAD", "--format", "json")
    assert {d["path"] for d in json.loads(told.out)["diagnostics"]} == {"content/registry.yaml"}


def test_a_revision_that_is_not_there_is_a_usage_fault(run: Run, root: Path) -> None:
    committed(root)
    told = run("check", "--root", str(root), "--changed-since", "nowhere")
    assert (told.code, told.out) == (2, "")
    assert "there is no revision 'nowhere' here" in told.err


def test_paths_narrow_what_is_shown_and_what_counts(
    run: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(root, QUIZLAB, "website: https://", "website: htps://")
    monkeypatch.chdir(root)
    assert run("check", "--root", ".", "content/institutions").code == 0
    assert run("check", "--root", ".", "content/suppliers/brightpath").code == 1
    assert run("check", "--root", ".", str(root / QUIZLAB)).code == 1
    monkeypatch.chdir(root / "content/suppliers")
    assert run("check", "--root", str(root), "brightpath").code == 1
    assert run("check", "--root", str(root), "content/institutions").code == 0


@pytest.mark.parametrize("path", ["content/suppliers/bright", "../elsewhere", "/etc/hosts"])
def test_a_path_that_means_nothing_is_a_usage_fault(run: Run, root: Path, path: str) -> None:
    told = run("check", "--root", str(root), path)
    assert (told.code, told.out) == (2, "")
    assert f"{path}: there is no such file or folder in {root}" in told.err


def test_a_file_that_is_missing_may_be_named(run: Run, root: Path) -> None:
    (root / QUIZLAB).unlink()
    told = run("check", "--root", str(root), QUIZLAB)
    assert told.code == 1
    assert "[missing-file]" in told.out


def test_warnings_fail_only_when_strict(run: Run, root: Path) -> None:
    review = next(
        path
        for path in sorted((root / "content/suppliers").rglob("2*.md"))
        if "awarded: " in path.read_text() and "gdpr: demonstrated" in path.read_text()
    )
    for path in (root / "content/suppliers").rglob("2*.md"):
        path.write_text(path.read_text().replace(": not-demonstrated", ": demonstrated"))
    for path in (root / "content/institutions").rglob("institution.yaml"):
        path.write_text(path.read_text().replace("covers: [coppa]", "covers: [coppa, ferpa]"))
    assert run("check", "--root", str(root), "--strict").code == 0
    review.write_text(review.read_text().replace("gdpr: demonstrated", "gdpr: not-demonstrated"))
    assert run("check", "--root", str(root)).code == 0
    told = run("check", "--root", str(root), "--strict")
    assert told.code == 1
    assert "1 warning in 1 file" in told.out


def test_no_fact_may_lie_after_the_day_of_the_check(run: Run) -> None:
    past = json.loads(run("check", "--as-of", "2026-09-01", "--format", "json").out)
    assert {d["rule"] for d in past["diagnostics"] if d["severity"] == "error"} == {
        "date-in-future"
    }


def test_status_tells_every_holder_with_the_fields_of_the_contract(run: Run) -> None:
    answer = json.loads(run("status", "--format", "json").out)
    assert set(answer) == {"as_of", "next_change", "seals"}
    folders = [p.parent for p in (ROOT / "content/suppliers").glob("*/*/product.yaml")]
    folders += [p.parent for p in (ROOT / "content/institutions").glob("*/institution.yaml")]
    assert [s["holder"] for s in answer["seals"]] == sorted(
        folder.relative_to(ROOT / "content").as_posix() for folder in folders
    )
    for seal in answer["seals"]:
        assert list(seal) == [
            "holder",
            "number",
            "name",
            "standing",
            "reason",
            "awarded_on",
            "valid_through",
            "expires_on",
            "ended_on",
            "rubric",
            "flags",
            "review",
        ]


def test_the_sample_shows_every_standing_reason_flag_and_task(run: Run) -> None:
    seals = json.loads(run("status", "--format", "json").out)["seals"]
    assert {s["standing"] for s in seals} == {
        "valid",
        "expired",
        "withdrawn",
        "suspended",
        None,
    }
    assert {s["reason"] for s in seals} == {
        "anniversary",
        "declined",
        "decision",
        "membership",
        "re-vetting",
        None,
    }
    assert {flag for s in seals for flag in s["flags"]} == {
        "expiring",
        "re-vetting-due",
        "re-vetting-overdue",
        "under-review",
    }
    items = json.loads(run("due", "--within", "400", "--format", "json").out)["items"]
    assert {item["kind"] for item in items} == {
        "renewal-notice",
        "changes",
        "second-meeting",
        "award-notice",
        "independent-review",
        "reservation-talk",
        "re-vetting",
        "removal",
        "issue",
    }
    assert {item["state"] for item in items} == {"open", "upcoming", "due", "overdue"}


def test_status_of_one_holder_and_of_one_that_is_not_there(run: Run) -> None:
    told = run("status", "suppliers/brightpath/quizlab", "--format", "json")
    assert [s["name"] for s in json.loads(told.out)["seals"]] == ["QuizLab"]
    told = run("status", "suppliers/brightpath/quizlap")
    assert told.code == 2
    assert 'did you mean "suppliers/brightpath/quizlab"?' in told.err


@pytest.mark.parametrize("verb", ["status", "due"])
def test_records_with_errors_have_no_standings(run: Run, root: Path, verb: str) -> None:
    edit(root, QUIZLAB, "website: https://", "website: htps://")
    told = run(verb, "--root", str(root), "--format", "json")
    assert (told.code, told.out) == (1, "")
    assert "[bad-url]" in told.err


def test_due_looks_thirty_days_ahead_and_the_last_one_counts(run: Run) -> None:
    def days(*options: str) -> list[int]:
        items = json.loads(run("due", "--format", "json", *options).out)["items"]
        return [item["days_left"] for item in items if item["days_left"] is not None]

    far = max(days("--within", "10000"))
    assert far > 30
    assert max(days()) <= 30
    assert max(days("--within", str(far))) == far
    assert max(days("--within", str(far - 1))) < far


def test_due_fails_on_overdue_only_when_asked(run: Run) -> None:
    assert run("due").code == 0
    assert run("due", "--fail-on", "overdue").code == 1


def test_today_is_the_day_of_the_registrys_own_time_zone(run: Run, root: Path) -> None:
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    edit(root, "content/registry.yaml", "time_zone: UTC", "time_zone: Pacific/Kiritimati")
    answer = json.loads(run("status", "--root", str(root), "--format", "json", now=late).out)
    assert answer["as_of"] == "2026-11-24"
    edit(root, "content/registry.yaml", "time_zone: Pacific/Kiritimati", "time_zone: UTC")
    answer = json.loads(run("status", "--root", str(root), "--format", "json", now=late).out)
    assert answer["as_of"] == "2026-11-23"


def test_an_empty_folder_is_welcomed_and_told_how_to_start(run: Run, tmp_path: Path) -> None:
    told = run("check", "--root", str(tmp_path))
    assert told.code == 1
    assert "content:1:1: error [missing-file] registry.yaml is missing here" in told.out
    assert "start with the sample" in told.out


def test_without_settings_the_records_themselves_are_still_read(run: Run, root: Path) -> None:
    (root / "content/registry.yaml").unlink()
    edit(root, QUIZLAB, "website: https://", "website: htps://")
    told = json.loads(run("check", "--root", str(root), "--format", "json").out)
    assert [d["rule"] for d in told["diagnostics"] if d["severity"] == "error"] == [
        "missing-file",
        "bad-url",
    ]


def test_a_broken_rubric_accuses_no_review(run: Run, root: Path) -> None:
    (root / "rubrics/2.2.yaml").write_text("title: [never closed\n")
    told = json.loads(run("check", "--root", str(root), "--format", "json").out)
    assert {d["path"] for d in told["diagnostics"] if d["severity"] == "error"} <= {
        "rubrics/2.2.yaml",
        "rubrics/RELEASED",
    }


def test_a_pasted_identity_is_found_and_never_printed(run: Run, root: Path) -> None:
    secret = "AGE-SECRET-KEY-1" + "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L" * 2
    member = next((root / "content/members").glob("*.yaml"))
    member.write_text(
        member.read_text() + f"  - {{recipient: {secret}, added: 2026-02-01}} # {secret}\n"
    )
    for form in ("text", "json", "github", "sarif"):
        told = run("check", "--root", str(root), "--format", form)
        assert told.code == 1
        assert "secret-in-repository" in told.out
        assert secret[:40] not in told.out + told.err


def test_without_a_verb_the_words_are_options_of_build(run: Run) -> None:
    told = run("--help")
    assert told.code == 0
    for verb in registry.cli.COMMANDS:
        assert f"\n  {verb} " in told.out


@pytest.mark.parametrize("verb", registry.cli.COMMANDS)
def test_every_command_has_help(run: Run, verb: str) -> None:
    told = run(verb, "--help")
    assert told.code == 0
    assert told.out.startswith(f"usage: build.py {verb}")


def test_an_unknown_command_is_a_usage_fault_with_a_hint(run: Run) -> None:
    told = run("chek")
    assert (told.code, told.out) == (2, "")
    assert "Did you mean check?" in told.err


@pytest.mark.parametrize(
    "argv",
    [
        ("check", "--as-of", "2026-02-30"),
        ("check", "--format", "xml"),
        ("check", "--nonsense"),
        ("check", "--root", "nowhere/at/all"),
        ("due", "--within", "soon"),
        ("due", "--within", "-1"),
        ("build", "--base-url", ""),
        ("build", "--base-url", "seals.example.org"),
        ("build", "--base-url", "https://u:p@seals.example.org"),
        ("build", "--base-url", "https://seals.example.org/?a=b"),
        ("build", "--base-url", "https://seals.example.org/#top"),
        ("notices", "--out", "outbox", "--within", "-4"),
        ("status", "--as-of", "9999-12-31"),
    ],
)
def test_a_wrong_option_is_a_usage_fault_in_words(run: Run, argv: tuple[str, ...]) -> None:
    told = run(*argv)
    assert (told.code, told.out) == (2, "")
    assert told.err.strip()
    assert "Traceback" not in told.err


def test_a_fault_of_ours_asks_for_a_report(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("registry.pipeline.examine", broken)
    told = run("check")
    assert (told.code, told.out) == (3, "")
    assert "ZeroDivisionError: oops" in told.err
    assert "Please report" in told.err
    assert "Traceback" not in told.err


def test_colours_appear_only_on_a_terminal(run: Run, root: Path) -> None:
    edit(root, QUIZLAB, "website: https://", "website: htps://")
    assert "\x1b" not in run("check", "--root", str(root)).out


def test_a_reader_that_has_seen_enough_does_no_harm() -> None:
    pipe = f"{sys.executable} build.py status | head -1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", pipe], cwd=ROOT, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_new_supplier_and_institution_are_sound_when_everything_is_given(
    run: Run, root: Path
) -> None:
    shared = ["--root", str(root), "--name", 'The "Kiln": A & B', "--website", "https://a.example"]
    shared += ["--email", "privacy@a.example", "--tier", "contributing", "--from", "2026-01-01"]
    assert run("new", "supplier", "acme-kilns", *shared).code == 0
    assert run("new", "institution", "acme-school", *shared).code == 0
    product = ["--root", str(root), "--name", "Kiln 9", "--summary", "It is hot.", "--website"]
    product += ["https://k.example", "--privacy-policy", "https://k.example/p"]
    product += ["--terms-of-service", "https://k.example/t"]
    told = run("new", "product", "acme-kilns/kiln-9", *product)
    assert told.out == "content/suppliers/acme-kilns/kiln-9/product.yaml\n"
    member = ["--name", "Acme", "--organisation", "suppliers/acme-kilns"]
    assert run("new", "member", "acme", "--root", str(root), *member).code == 0
    answer = json.loads(run("check", "--root", str(root), "--format", "json").out)
    assert [d for d in answer["diagnostics"] if d["severity"] == "error"] == []


def test_what_is_not_given_is_left_to_fill_in_and_check_names_it(run: Run, root: Path) -> None:
    run("new", "supplier", "acme-kilns", "--root", str(root))
    answer = json.loads(run("check", "--root", str(root), "--format", "json").out)
    faults = [d for d in answer["diagnostics"] if d["severity"] == "error"]
    assert {d["path"] for d in faults} == {"content/suppliers/acme-kilns/supplier.yaml"}
    assert {d["rule"] for d in faults} == {"empty-value"}


@pytest.mark.parametrize("folder", ["Acme", "a/b", "../x", "a b", ""])
def test_a_new_record_needs_a_name_that_the_registry_takes(
    run: Run, root: Path, folder: str
) -> None:
    told = run("new", "supplier", folder, "--root", str(root))
    assert told.code == 2
    assert "lower-case words joined by hyphens" in told.err


def test_a_new_review_holds_every_question_and_passes_check_as_it_is(run: Run, root: Path) -> None:
    holder = "suppliers/kestrel-assessment/kestrel-proctor"
    told = run("new", "review", holder, "--root", str(root), "--reviewer", "jsato")
    assert told.out == f"content/{holder}/2026-11-23.md\n"
    text = (root / told.out.strip()).read_text()
    current = (root / "rubrics/2.2.yaml").read_text()
    ids = [line.split("id: ")[1] for line in current.splitlines() if "- id: " in line]
    questions = [name for name in ids if "." in name]
    assert questions
    assert all(f"\n  # {name}:\n" in text for name in questions)
    assert "reviewer: jsato\n" in text
    answer = json.loads(run("check", "--root", str(root), "--format", "json").out)
    assert [d for d in answer["diagnostics"] if d["path"] == told.out.strip()] == []
    seal = json.loads(run("status", holder, "--root", str(root), "--format", "json").out)["seals"][
        0
    ]
    assert seal["flags"] == ["under-review"]


def test_a_renewal_brings_last_years_answers_to_be_confirmed_anew(run: Run, root: Path) -> None:
    told = run("new", "renewal", "suppliers/brightpath/quizlab", "--root", str(root))
    text = (root / told.out.strip()).read_text()
    assert "kind: renewal" in text
    assert "→ last time meets" in text
    answer = json.loads(run("check", "--root", str(root), "--format", "json").out)
    assert [d for d in answer["diagnostics"] if d["path"] == told.out.strip()] == []


def test_a_second_open_review_and_a_renewal_of_nothing_are_refused(run: Run, root: Path) -> None:
    told = run("new", "review", "suppliers/brightpath/teacher-desk", "--root", str(root))
    assert told.code == 2
    assert "is still open" in told.err
    told = run(
        "new", "renewal", "suppliers/kestrel-assessment/kestrel-proctor", "--root", str(root)
    )
    assert told.code == 2
    assert "never awarded" in told.err


def test_nothing_that_is_there_is_overwritten(run: Run, root: Path) -> None:
    before = (root / "content/suppliers/brightpath/supplier.yaml").read_bytes()
    told = run("new", "supplier", "brightpath", "--root", str(root), "--name", "Other")
    assert told.code == 2
    assert (root / "content/suppliers/brightpath/supplier.yaml").read_bytes() == before


def test_a_draft_is_released_once_it_has_a_date_and_the_register_agrees(
    run: Run, root: Path
) -> None:
    told = run("release", "3.0", "--root", str(root))
    assert told.code == 2
    assert "is a draft" in told.err
    edit(root, "rubrics/3.0.yaml", "title: ", "released: 2027-02-01\ntitle: ")
    assert run("release", "rubrics/3.0.yaml", "--root", str(root)).code == 0
    subprocess.run(["sha256sum", "--strict", "-c", "RELEASED"], cwd=root / "rubrics", check=True)
    assert run("release", "3.0", "--root", str(root)).out == "3.0.yaml is recorded already\n"
    edit(root, "rubrics/3.0.yaml", "released: 2027-02-01", "released: 2027-02-02")
    told = run("release", "3.0", "--root", str(root))
    assert told.code == 1
    assert "rubric-changed" in told.err


def test_a_release_that_would_put_a_review_in_the_wrong_is_refused(run: Run, root: Path) -> None:
    edit(root, "rubrics/3.0.yaml", "title: ", "released: 2026-10-01\ntitle: ")
    before = (root / "rubrics/RELEASED").read_bytes()
    told = run("release", "3.0", "--root", str(root))
    assert told.code == 1
    assert "rubric-superseded" in told.err
    assert (root / "rubrics/RELEASED").read_bytes() == before


def test_schemas_are_written_where_asked(run: Run, tmp_path: Path) -> None:
    told = run("schema", "--out", str(tmp_path / "schema"))
    assert told.code == 0
    for line in told.out.splitlines():
        assert json.loads(Path(line).read_text())["title"]


def test_a_place_that_cannot_be_written_is_said_in_words(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    told = run("schema", "--out", str(tmp_path / "file/schema"))
    assert told.code == 2
    assert "could not be written" in told.err


def edit_while_reading(monkeypatch: pytest.MonkeyPatch, path: Path, times: int) -> None:
    """Let somebody save a record while it is read, the first `times` times."""
    examine, left = pipeline.examine, [times]

    def interrupted(*words: Any, **options: Any) -> pipeline.Examination:
        found = examine(*words, **options)
        if left[0] > 0:
            left[0] -= 1
            path.write_text(path.read_text() + "\n# saved again\n")
        return found

    monkeypatch.setattr(pipeline, "examine", interrupted)


def test_a_record_saved_during_the_build_is_read_again(
    run: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit_while_reading(monkeypatch, root / QUIZLAB, times=1)
    told = run("build", "--root", str(root))
    assert told.code == 0
    assert told.err.count("the records changed while they were read") == 1
    assert (root / "site/index.html").exists()


def test_records_that_never_rest_are_not_published(
    run: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit_while_reading(monkeypatch, root / QUIZLAB, times=99)
    told = run("build", "--root", str(root))
    assert (told.code, told.out) == (2, "")
    assert "the records keep changing while they are read; nothing was written" in told.err
    assert not (root / "site").exists()
