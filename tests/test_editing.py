"""Editing help: schemas for editors, questions on a terminal, fields explained."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from registry.report import field_guide
from registry.schema import schemas
from tests.office import QUIZLAB, RIVER, Office, awarded, guided, office

ROOT = Path(__file__).parent.parent


@pytest.fixture
def desk(tmp_path: Path) -> Office:
    return office(tmp_path / "registry")


# Schemas


def test_the_committed_schemas_are_those_of_the_model() -> None:
    there = {p.name: json.loads(p.read_text()) for p in (ROOT / "schema").iterdir()}
    assert there == schemas(), "run `build.py schema --out schema`"


def test_the_editor_finds_a_schema_for_every_yaml_record() -> None:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text())
    patterns = settings["yaml.schemas"]
    for schema in patterns:
        assert (ROOT / schema).is_file()
    records = [*ROOT.glob("content/**/*.yaml"), *ROOT.glob("rubrics/*.yaml")]
    for record in records:
        path = record.relative_to(ROOT)
        assert any(path.match(pattern) for pattern in patterns.values()), path


def test_the_guide_for_staff_is_one_screen_and_names_commands_that_exist() -> None:
    from registry.cli import COMMANDS

    text = (ROOT / "content/README.md").read_text()
    assert len(text.splitlines()) < 50
    assert set(re.findall(r"`build\.py ([a-z]+)", text)) <= set(COMMANDS)


# Fields


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("product-review.steps.notified", "the day the results went out: a day, YYYY-MM-DD."),
        ("steps.changes_received", "steps.changes_received in an institution's review (optional)"),
        ("answers.level", "required"),
        ("domains", "host names where its badge may be shown: a list; each item a host name."),
        ("laws", "fields, the optional ones in brackets: [coppa], [ferpa], [gdpr]"),
    ],
)
def test_a_field_is_explained_by_its_name_or_any_end_of_its_path(
    desk: Office, typed: str, said: str
) -> None:
    answer = desk_explains(desk, typed)
    assert answer[0] == 0
    assert said in answer[1]


def desk_explains(desk: Office, typed: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "build.py", "explain", typed, "--root", str(desk.root)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_a_field_that_is_not_there_gets_the_nearest(desk: Office) -> None:
    code, said = desk_explains(desk, "steps.notifyed")
    assert code == 2
    assert "the nearest field is 'steps.notified'" in said


def test_what_a_fault_of_a_template_is_can_be_explained(desk: Office) -> None:
    code, said = desk_explains(desk, "template")
    assert code == 0
    assert said.startswith("template (error)\n\nA template can be rendered")
    assert "{{ holder.nmae }}" in said


def test_every_field_of_every_record_has_an_explanation() -> None:
    found = field_guide.entries()
    assert len(found) > 100
    for entry in found:
        assert entry.field.written.help in " ".join((field_guide.explain(entry.name) or "").split())


# New records


def test_without_a_terminal_nothing_is_asked(desk: Office) -> None:
    said = desk.type("new", "supplier")
    assert said.code == 2
    assert "needs the name of a folder" in said.err
    assert desk.type("new", "supplier", "acme").code == 0
    assert desk.type("new", "review").code == 2


def at_terminal(desk: Office, words: list[str], answers: list[str]) -> tuple[int, str]:
    """Run a command with somebody at the terminal, who gives these answers."""
    mine, theirs = pty.openpty()
    command = [
        sys.executable,
        "build.py",
        *words,
        "--root",
        str(desk.root),
        "--as-of",
        "2026-11-23",
    ]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=theirs, stdout=subprocess.PIPE, stderr=theirs, text=True
    ) as running:
        os.close(theirs)
        os.write(mine, "".join(f"{answer}\n" for answer in answers).encode())
        out, _ = running.communicate(timeout=30)
    os.close(mine)
    return running.returncode, out


def test_on_a_terminal_what_is_missing_is_asked_and_slips_are_caught(desk: Office) -> None:
    answers = [
        "acme",
        "Acme Kilns",
        "acme.example",  # no address, so it is asked again
        "https://acme.example",
        "R. Stone",
        "privacy@acme.example",
        "platinum",  # no tier of this programme
        "contributing",
    ]
    code, out = at_terminal(desk, ["new", "supplier"], answers)
    assert (code, out) == (0, "content/suppliers/acme/supplier.yaml\n")
    text = desk.read("content/suppliers/acme/supplier.yaml")
    assert 'name: "Acme Kilns"' in text
    assert 'membership: [{tier: "contributing", from: 2026-11-23}]' in text
    assert desk.type("check", "content/suppliers/acme").code == 0


def test_flags_are_not_asked_for_again(desk: Office) -> None:
    words = ["new", "product", "brightpath/reader", "--name", "Reader", "--summary", "Stories."]
    sites = ["https://r.example", "https://r.example/privacy", "https://r.example/terms"]
    code, _ = at_terminal(desk, words, sites)
    assert code == 0
    assert desk.type("check", "content/suppliers/brightpath/reader").code == 0


def test_a_new_review_asks_for_the_reviewer(desk: Office) -> None:
    code, out = at_terminal(desk, ["new", "review", "suppliers/brightpath/quizlab"], ["jsato"])
    assert (code, out) == (0, f"{QUIZLAB}/2026-11-23.md\n")
    assert "reviewer: jsato" in desk.read(f"{QUIZLAB}/2026-11-23.md")


def test_a_new_review_knows_where_the_policies_are(desk: Office) -> None:
    desk.type("new", "review", "suppliers/brightpath/quizlab")
    text = desk.read(f"{QUIZLAB}/2026-11-23.md")
    assert "privacy_policy: {url: https://quizlab.example/privacy, retrieved: YYYY-MM-DD}" in text


def test_taking_off_what_the_scaffold_says_leaves_a_review_that_can_be_read(desk: Office) -> None:
    desk.type("new", "review", "suppliers/brightpath/quizlab")
    path = f"{QUIZLAB}/2026-11-23.md"
    assert "# Take the # and the blank after it off `answers:`" in desk.read(path)
    for line in ("answers:", "data.collected:", "data.retention:", "security.mfa:"):
        desk.edit(path, f"# {line}\n", f"{line} meets\n" if "." in line else f"{line}\n")
    said = desk.type("check")
    assert said.code == 0, said.out


def test_a_new_renewal_brings_last_years_answers_to_be_confirmed(desk: Office) -> None:
    desk.write(f"{QUIZLAB}/2025-12-01.md", awarded("2025-12-01"))
    assert desk.type("new", "renewal", "suppliers/brightpath/quizlab").code == 0
    text = desk.read(f"{QUIZLAB}/2026-11-23.md")
    assert text.count("→ last time meets") == 3
    assert desk.type("check").code == 0


def test_a_holder_with_faults_is_not_given_a_review(desk: Office) -> None:
    desk.edit(f"{RIVER}/institution.yaml", "website: https://rivervalley.example", "website: x")
    said = desk.type("new", "review", "institutions/river-valley")
    assert said.code == 2
    assert "`check content/institutions/river-valley` names them" in said.err


def test_an_institution_awarded_before_renews_and_a_product_is_vetted_anew(desk: Office) -> None:
    desk.write(f"{QUIZLAB}/2025-12-01.md", awarded("2025-12-01"))
    desk.write(f"{RIVER}/2025-12-01.md", guided("2025-12-01"))
    for home, kind in ((QUIZLAB, "re-vetting"), (RIVER, "renewal")):
        assert desk.type("new", "review", home).code == 0
        assert f"\nkind: {kind}  #" in desk.read(f"{home}/2026-11-23.md")
    said = desk.type("check")
    assert said.code == 0, said.out
    assert desk.read(f"{RIVER}/2026-11-23.md").count("→ last time meets") == 3


@pytest.mark.parametrize(
    ("words", "fact", "remedy"),
    [
        (
            ("review", "suppliers/brightpath/quizlab", "--kind", "initial"),
            "was awarded a seal on 2025-12-01 already",
            "`new renewal`, or --kind re-vetting",
        ),
        (
            ("review", "institutions/river-valley", "--kind", "re-vetting"),
            "institutions' seals are not vetted again",
            "`new renewal`",
        ),
        (
            ("member", "acme", "--organisation", "institutions/river-vale"),
            "there is no organisation 'institutions/river-vale'",
            'did you mean "institutions/river-valley"?',
        ),
        (("supplier", "acme", "--email", "x"), '"x" is not an e-mail address', "name@domain"),
        (("supplier", "acme", "--website", "nope"), '"nope" is not a web address', "https://"),
        (("institution", "acme", "--name", "a" * 301), "has 301 characters", "at most 300"),
    ],
)
def test_what_check_would_refuse_is_not_written(
    desk: Office, words: tuple[str, ...], fact: str, remedy: str
) -> None:
    desk.write(f"{QUIZLAB}/2025-12-01.md", awarded("2025-12-01"))
    before = sorted(desk.root.rglob("content/**/*"))
    said = desk.type("new", *words)
    assert (said.code, said.out) == (2, "")
    assert fact in said.err
    assert remedy in said.err
    assert sorted(desk.root.rglob("content/**/*")) == before


@pytest.mark.parametrize(
    ("what", "typed", "path"),
    [
        ("product", "suppliers/brightpath/widget", "suppliers/brightpath/widget/product.yaml"),
        ("product", "content/suppliers/brightpath/w/", "suppliers/brightpath/w/product.yaml"),
        ("supplier", "suppliers/acme", "suppliers/acme/supplier.yaml"),
        ("supplier", "suppliers", "suppliers/suppliers/supplier.yaml"),
        ("institution", "institutions/acme", "institutions/acme/institution.yaml"),
        ("member", "content/members/acme", "members/acme.yaml"),
    ],
)
def test_a_new_record_may_be_named_by_its_path(
    desk: Office, what: str, typed: str, path: str
) -> None:
    assert desk.type("new", what, typed).out == f"content/{path}\n"


def test_a_members_organisation_may_be_named_by_its_folder(desk: Office) -> None:
    words = ("--name", "River Valley", "--organisation", f"{RIVER}/")
    assert desk.type("new", "member", "river", *words).code == 0
    assert 'organisation: "institutions/river-valley"' in desk.read("content/members/river.yaml")
    assert desk.type("check").code == 0
