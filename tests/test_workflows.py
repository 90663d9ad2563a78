"""The workflows: pinned, with least rights, and their steps run as they are written.

The steps come from the YAML; the repository is a real one; `gh` and `make` are recorders.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts.worklist_issues import AT_ONCE, plan, tickets
from tests.office import QUIZLAB, RIVER, Office, awarded, office, review

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
RECORDER = """\
#!{python}
import json, os, sys
from pathlib import Path
home = Path(os.environ["RECORDS"])
name, words = Path(sys.argv[0]).name, sys.argv[1:]
bodies = [Path(w.removeprefix("body=@")).read_text() for w in words if w.startswith("body=@")]
with (home / "calls.jsonl").open("a") as log:
    log.write(json.dumps({{"program": name, "words": words, "bodies": bodies}}) + "\\n")
for line in (home / "answers.jsonl").read_text().splitlines():
    answer = json.loads(line)
    if words[: len(answer["words"])] == answer["words"]:
        sys.stdout.write(answer["says"])
        break
"""


def read(path: Path) -> Any:
    return yaml.load(path.read_text(), Loader=yaml.BaseLoader)  # noqa: S506  # texts only


JOBS = {
    f"{path.stem}.{name}": job for path in WORKFLOWS for name, job in read(path)["jobs"].items()
}


# As they are written


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_has_no_rights_but_those_its_jobs_name(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {}
    assert "concurrency" in workflow
    assert "pull_request_target" not in workflow["on"]


@pytest.mark.parametrize("name", JOBS)
def test_a_job_ends_in_time_and_names_its_rights(name: str) -> None:
    job = JOBS[name]
    assert 0 < int(job["timeout-minutes"]) <= 45, name
    assert job["permissions"], name


@pytest.mark.parametrize("name", JOBS)
def test_every_action_is_pinned_and_checkouts_leave_no_token(name: str) -> None:
    for step in JOBS[name]["steps"]:
        uses = step.get("uses", "")
        if uses:
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", uses), f"{name}: {uses}"
        if uses.startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false", name
        assert "${{" not in step.get("run", ""), f"{name}: values come by the environment"


def test_each_pin_says_which_version_it_is() -> None:
    for path in WORKFLOWS:
        for line in path.read_text().splitlines():
            if " uses: " in line or line.strip().startswith("- uses:"):
                assert re.search(r"@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


def test_what_runs_a_pull_requests_code_may_only_read() -> None:
    for job in read(ROOT / ".github/workflows/check.yml")["jobs"].values():
        assert job["permissions"] == {"contents": "read"}


def test_what_may_comment_runs_no_code_but_the_default_branchs() -> None:
    compare = read(ROOT / ".github/workflows/comment.yml")["jobs"]["compare"]
    checkout = compare["steps"][0]
    assert checkout["with"]["ref"] == "${{ github.event.repository.default_branch }}"
    assert "download-artifact" not in json.dumps(compare)


def test_the_audit_of_the_workflows_finds_nothing() -> None:
    zizmor = Path(sys.executable).with_name("zizmor")
    words = ["--offline", "--pedantic", "--quiet", ".github"]
    done = subprocess.run([zizmor, *words], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_each_event_has_its_form() -> None:
    forms = {path.stem for path in (ROOT / ".github/PULL_REQUEST_TEMPLATE").glob("*.md")}
    assert forms == {"review", "award", "renewal", "withdrawal", "rubric", "code"}
    start = (ROOT / ".github/pull_request_template.md").read_text()
    assert {name for name in forms if f"?template={name}.md" in start} == forms


def test_each_issue_form_is_whole_and_asks_nothing_twice() -> None:
    for path in (ROOT / ".github/ISSUE_TEMPLATE").glob("*-*.yml"):
        form = read(path)
        assert {"name", "description", "title", "labels", "body"} <= set(form)
        ids = [field["id"] for field in form["body"] if field["type"] != "markdown"]
        assert len(ids) == len(set(ids)) > 0
        for field in form["body"]:
            shown = field["attributes"]
            assert shown.get("label") or shown.get("value")


# As they run


class Runner:
    """Runs the steps of a job in a repository that holds the program and a small registry."""

    def __init__(self, desk: Office, folder: Path) -> None:
        self.desk, self.folder = desk, folder
        self.bin = folder / "bin"
        self.bin.mkdir(parents=True)
        for name in ("gh", "make"):
            (self.bin / name).write_text(RECORDER.format(python=sys.executable))
            (self.bin / name).chmod(0o755)
        (folder / "answers.jsonl").write_text("")
        for name in ("output", "summary"):
            (folder / name).write_text("")

    def answer(self, says: str, *words: str) -> None:
        with (self.folder / "answers.jsonl").open("a") as file:
            file.write(json.dumps({"words": words, "says": says}) + "\n")

    @property
    def calls(self) -> list[Any]:
        log = self.folder / "calls.jsonl"
        return [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []

    @property
    def summary(self) -> str:
        return (self.folder / "summary").read_text()

    def run(
        self, workflow: str, job: str, facts: Mapping[str, str] | None = None, **more: str
    ) -> "subprocess.CompletedProcess[str]":
        """Every `run:` of the job in turn, stopping where one fails, as the runner does."""
        steps = read(ROOT / f".github/workflows/{workflow}.yml")["jobs"][job]["steps"]
        done = None
        for step in steps:
            if "run" not in step:
                continue
            env = {key: self._value(text, facts or {}) for key, text in step.get("env", {}).items()}
            done = self._bash(step["run"], env | more)
            if done.returncode:
                return done
        assert done is not None
        return done

    def _value(self, text: str, facts: Mapping[str, str]) -> str:
        """The text with each expression replaced by what the test says it is."""
        return re.sub(r"\$\{\{ *(.+?) *\}\}", lambda found: facts[found[1]], text)

    def _bash(self, script: str, env: Mapping[str, str]) -> "subprocess.CompletedProcess[str]":
        whole = {
            **os.environ,
            "PATH": f"{self.bin}:{os.environ['PATH']}",
            "RECORDS": str(self.folder),
            "GITHUB_OUTPUT": str(self.folder / "output"),
            "GITHUB_STEP_SUMMARY": str(self.folder / "summary"),
            **env,
        }
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=self.desk.root,
            env=whole,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry's repository with the program in it."""
    desk = office(tmp_path_factory.mktemp("program") / "registry")
    skip = shutil.ignore_patterns("__pycache__")
    for name in ("registry", "templates", "assets", "scripts"):
        shutil.copytree(ROOT / name, desk.root / name, ignore=skip)
    shutil.copy(ROOT / "build.py", desk.root)
    desk.write(".gitignore", "/.venv/\n/out/\n/site/\n/.cache/\n/.site.lock\n")
    desk.write(".venv/bin/python", f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    (desk.root / ".venv/bin/python").chmod(0o755)
    desk.commit("program")
    return desk.root


@pytest.fixture
def runner(program: Path, tmp_path: Path) -> Runner:
    shutil.copytree(program, tmp_path / "checkout", symlinks=True)
    return Runner(Office(tmp_path / "checkout"), tmp_path / "records")


def merged(desk: Office, files: Mapping[str, str]) -> str:
    """A pull request with these files, merged as GitHub would for its check; gives its head."""
    desk.git("switch", "--quiet", "-c", "change")
    for path, text in files.items():
        desk.write(path, text)
    head = desk.commit("change")
    desk.git("switch", "--quiet", "main")
    desk.commit("meanwhile")
    desk.git("merge", "--quiet", "--no-ff", "--no-edit", "change")
    return head


def test_a_sound_pull_request_is_summed_up_and_built(runner: Runner) -> None:
    merged(runner.desk, {f"{QUIZLAB}/2026-03-02.md": awarded("2026-03-02")})
    done = runner.run("check", "records")
    assert done.returncode == 0, done.stderr
    assert "no faults" in runner.summary
    assert "| `suppliers/brightpath/quizlab` | **awarded** | 2026-03-02 |" in runner.summary
    assert (runner.desk.root / "site/suppliers/brightpath/quizlab/index.html").is_file()


def test_a_faulty_pull_request_is_annotated_and_goes_no_further(runner: Runner) -> None:
    text = awarded("2026-03-02").replace("kind: initial", "kind: inital")
    merged(runner.desk, {f"{QUIZLAB}/2026-03-02.md": text})
    done = runner.run("check", "records")
    assert done.returncode == 1
    assert f"::error file={QUIZLAB}/2026-03-02.md,line=2," in done.stdout
    assert "[unknown-value]" in runner.summary
    assert "What this changes" not in runner.summary
    assert not (runner.desk.root / "site").exists()


def comment(runner: Runner, head: str, *, number: str = "7") -> Any:
    facts = {
        "github.token": "secret",
        "github.repository": "checkout",
        "github.event.workflow_run.head_sha": head,
        "steps.find.outputs.number": number,
    }
    runner.answer(number, "pr", "list")
    desk = runner.desk
    desk.git("update-ref", "refs/pull/7/merge", "HEAD")
    desk.git("reset", "--quiet", "--hard", "HEAD^1")
    where = {"GITHUB_SERVER_URL": f"file://{desk.root.parent}", "GITHUB_REPOSITORY": "checkout"}
    return runner.run("comment", "compare", facts, **where)


def test_the_comment_is_made_of_the_pull_requests_records_by_the_bases_program(
    runner: Runner,
) -> None:
    hostile = "raise SystemExit('ran the code of a pull request')\n"
    files = {f"{QUIZLAB}/2026-03-02.md": awarded("2026-03-02")}
    files |= dict.fromkeys(["registry/cli/diff.py", "build.py", "Makefile"], hostile)
    head = merged(runner.desk, files)
    done = comment(runner, head)
    assert done.returncode == 0, done.stderr
    text = runner.desk.read("out/comment.md")
    assert text.startswith("<!-- seal-registry: diff -->\n")
    assert "**awarded** | 2026-03-02" in text


def test_records_with_errors_are_commented_on_too(runner: Runner) -> None:
    text = awarded("2026-03-02").replace("kind: initial", "kind: inital")
    done = comment(runner, merged(runner.desk, {f"{QUIZLAB}/2026-03-02.md": text}))
    assert done.returncode == 0, done.stderr
    assert "The records have errors" in runner.desk.read("out/comment.md")


@pytest.mark.parametrize(
    ("there", "verb", "path"),
    [
        ("", "POST", "repos/o/r/issues/7/comments"),
        ("42\n", "PATCH", "repos/o/r/issues/comments/42"),
    ],
)
def test_there_is_one_comment_and_it_is_updated(
    runner: Runner, there: str, verb: str, path: str
) -> None:
    runner.desk.write("out/comment.md", "<!-- seal-registry: diff -->\nnew\n")
    runner.answer(there, "api", "--paginate")
    facts = {
        "github.token": "secret",
        "github.repository": "o/r",
        "needs.compare.outputs.number": "7",
    }
    assert runner.run("comment", "comment", facts).returncode == 0
    last = runner.calls[-1]
    assert last["words"][:4] == ["api", "--method", verb, path]
    assert last["bodies"] == ["<!-- seal-registry: diff -->\nnew\n"]


def test_publishing_builds_for_the_day_asked_for(runner: Runner) -> None:
    runner.desk.write(f"{QUIZLAB}/2026-03-02.md", awarded("2026-03-02"))
    done = runner.run("publish", "build", {"inputs.as_of": "2026-06-01"})
    assert done.returncode == 0, done.stderr
    assert json.loads(runner.desk.read("site/build.json"))["as_of"] == "2026-06-01"
    assert '"next_change": "2027-01-01"' in runner.summary


def test_with_errors_publishing_stops_and_the_old_site_stays(runner: Runner) -> None:
    assert runner.run("publish", "build", {"inputs.as_of": ""}).returncode == 0
    before = (runner.desk.root / "site/index.html").read_bytes()
    runner.desk.edit(f"{QUIZLAB}/product.yaml", "name: QuizLab", "nam: QuizLab")
    assert runner.run("publish", "build", {"inputs.as_of": ""}).returncode == 1
    assert (runner.desk.root / "site/index.html").read_bytes() == before


@pytest.mark.parametrize(
    ("build", "deploy", "there", "done", "code"),
    [
        ("success", "success", "", None, 0),
        ("success", "success", "5", "close", 0),
        ("failure", "skipped", "", "create", 1),
        ("success", "failure", "", "create", 1),
        ("failure", "skipped", "5", "comment", 1),
    ],
)
def test_a_failure_is_loud_and_told_in_one_issue(
    runner: Runner, build: str, deploy: str, there: str, done: str | None, code: int
) -> None:
    runner.answer(there, "issue", "list")
    facts = {
        "github.token": "secret",
        "github.repository": "o/r",
        "needs.build.result": build,
        "needs.deploy.result": deploy,
        "github.server_url": "https://github.example",
        "github.run_id": "1",
    }
    assert runner.run("publish", "report", facts).returncode == code
    told = [call["words"][1] for call in runner.calls if call["words"][0] == "issue"]
    assert told == ["list", *([done] if done else [])]


# The worklist


@pytest.fixture
def owing(runner: Runner) -> Runner:
    """A seal that expired, and an institution's review that is under way."""
    runner.desk.write(f"{QUIZLAB}/2024-03-02.md", awarded("2024-03-02"))
    runner.desk.write(f"{RIVER}/2026-01-05.md", review(opened="2026-01-05", trained="2026-01-06"))
    return runner


def keep(runner: Runner, there: list[Any], *, private: str = "true") -> list[list[str]]:
    """Run the workflow; gives what was done to issues."""
    (runner.folder / "answers.jsonl").write_text("")
    log = runner.folder / "calls.jsonl"
    log.unlink(missing_ok=True)
    runner.answer(json.dumps(there), "issue", "list")
    facts = {
        "github.token": "secret",
        "github.repository": "o/r",
        "github.event.repository.private || 'false'": private,
    }
    done = runner.run("worklist", "issues", facts)
    assert done.returncode == 0, done.stderr
    return [
        c["words"][1:]
        for c in runner.calls
        if c["words"][:2] != ["issue", "list"] and c["words"][0] == "issue"
    ]


def as_issues(calls: list[list[str]]) -> list[dict[str, Any]]:
    """What was created, as GitHub would list it."""
    return [
        {
            "number": n,
            "title": words[2],
            "body": words[words.index("--body") + 1].replace("\n", "\r\n"),
        }
        for n, words in enumerate(calls, start=1)
    ]


def test_each_item_becomes_one_issue_and_stays_one(owing: Runner) -> None:
    first = keep(owing, [])
    assert [words[:3] for words in first] == [
        ["create", "--title", "removal: suppliers/brightpath/quizlab, due 2025-03-02"],
        ["create", "--title", "independent-review: institutions/river-valley, due 2026-02-05"],
    ]
    assert keep(owing, as_issues(first)) == []


def test_an_item_that_is_done_closes_its_issue_and_a_moved_day_renames_it(owing: Runner) -> None:
    there = as_issues(keep(owing, []))
    record = owing.desk.read(f"{QUIZLAB}/product.yaml")
    owing.desk.write(f"{QUIZLAB}/product.yaml", record + "removal_confirmed: [2026-01-10]\n")
    more = (
        "extensions:\n  - {of: independent_review, until: 2026-02-20, reason: Holidays, by: mlund}"
    )
    text = review(opened="2026-01-05", trained="2026-01-06", extra=more)
    owing.desk.write(f"{RIVER}/2026-01-05.md", text)
    done = keep(owing, there)
    assert [words[:2] for words in done] == [["edit", "2"], ["close", "1"]]
    assert done[0][3] == "independent-review: institutions/river-valley, due 2026-02-20"


def test_no_issue_holds_a_contact_or_a_note(owing: Runner) -> None:
    said = json.dumps(keep(owing, []))
    for private in ("Reyes", "privacy@", "Read twice", "M. Lund"):
        assert private not in said


def test_in_a_public_repository_only_what_the_site_shows_becomes_an_issue(owing: Runner) -> None:
    (only,) = keep(owing, [], private="false")
    assert re.fullmatch(r"removal: DPS-\w{5}-\w{5}, due 2025-03-02", only[2])
    assert "brightpath" not in json.dumps(only)
    assert "river-valley" not in json.dumps(only)


def test_a_second_issue_for_the_same_item_is_closed_and_a_foreign_one_left_alone() -> None:
    status = {
        "seals": [{"holder": "h", "number": "N", "standing": "valid", "awarded_on": "2026-01-01"}]
    }
    item = {"kind": "removal", "holder": "h", "due": None, "review": None}
    (wanted,) = tickets({"items": [item]}, status, public=False)
    twice = [{"number": n, "title": wanted.title, "body": wanted.body} for n in (4, 3)]
    foreign = {"number": 9, "title": "Hello", "body": f"see {wanted.body}"}
    found = plan([wanted], [*twice, foreign])
    assert (found.opened, found.updated, found.closed) == ((), (), (4,))


def test_a_first_run_opens_no_more_issues_than_github_likes() -> None:
    status = {
        "seals": [
            {"holder": str(n), "number": str(n), "standing": "valid", "awarded_on": "2026-01-01"}
            for n in range(100)
        ]
    }
    items = [{"kind": "removal", "holder": str(n), "due": None, "review": None} for n in range(100)]
    found = plan(list(tickets({"items": items}, status, public=False)), [])
    assert (len(found.opened), found.left) == (AT_ONCE, 100 - AT_ONCE)


def test_every_kind_of_item_names_a_field_that_explain_knows() -> None:
    from registry.assess import TaskKind
    from registry.report import field_guide
    from scripts.worklist_issues import _STEPS

    assert set(_STEPS) == set(TaskKind)
    for field in _STEPS.values():
        assert field_guide.explain(field)
