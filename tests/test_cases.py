"""Every rule has its law, its Bad and Good, and a tiny broken tree with the report it gets."""

import re
from pathlib import Path

import pytest

from registry.diagnostics import Severity
from registry.report import rulebook_page
from registry.rulebook import RULES, Rule

from .case_trees import CASES, SOUND, lay, report

DOCS = Path(__file__).parent.parent / "docs"


def test_the_sound_registry_has_no_fault() -> None:
    assert report(SOUND) == (0, "no faults\n")


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_report_of_a_broken_tree_is_the_expected_one(rule: Rule, tmp_path: Path) -> None:
    lay(CASES / rule.id, tmp_path / "tree")
    code, said = report(tmp_path / "tree")
    assert said == (CASES / rule.id / "expected.txt").read_text()
    assert code == (rule.severity is Severity.ERROR)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_case_breaks_its_own_rule_and_no_other(rule: Rule) -> None:
    expected = (CASES / rule.id / "expected.txt").read_text()
    broken = set(
        re.findall(r"^[^ ].*?: (?:error|warning) \[([a-z0-9-]+)\]", expected, re.MULTILINE)
    )
    assert broken == {rule.id}


WARNINGS = [rule.id for rule in RULES.values() if rule.severity is Severity.WARNING]


@pytest.mark.parametrize("rule", WARNINGS)
def test_a_warning_fails_only_when_strict(rule: str, tmp_path: Path) -> None:
    lay(CASES / rule, tmp_path / "tree")
    assert report(tmp_path / "tree")[0] == 0
    assert report(tmp_path / "tree", "--strict")[0] == 1


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_has_a_law_and_two_examples(rule: Rule) -> None:
    assert rule.law.endswith(".")
    assert rule.bad
    assert rule.good
    assert rule.bad != rule.good


def test_every_case_is_the_case_of_a_rule() -> None:
    assert {case.name for case in CASES.iterdir()} - {"_sound"} == set(RULES)


def test_the_rule_book_page_is_what_the_rules_say() -> None:
    assert (DOCS / "rules.md").read_text() == rulebook_page.page()


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_is_explained_with_its_law_and_examples(rule: Rule) -> None:
    text = rulebook_page.explain(rule.id) or ""
    assert text.startswith(f"{rule.id} ({rule.severity})\n")
    assert rule.good.splitlines()[0] in text
    assert rule.id in rulebook_page.listing()


def test_an_unknown_rule_gets_the_nearest_one_that_exists() -> None:
    assert rulebook_page.explain("traning-mode") is None
    assert 'did you mean "training-mode"?' in rulebook_page.unknown("traning-mode")
    assert "lists them" in rulebook_page.unknown("zzz")
