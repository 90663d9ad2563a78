"""Private keys are found however they were copied into a record, and none is ever shown."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from registry import pipeline
from registry.cli import main
from registry.members.age import Identity
from registry.private_keys import blanked, found, scattered
from registry.report.faults_data import as_github, as_json, as_sarif
from registry.report.faults_text import report
from registry.source.excerpts import Excerpts
from tests.nouns import day
from tests.site_maker import ROOT
from tests.test_bad_input import MemoryTree, sample

KEY = Identity.new()
BODY = KEY.text[16:]
MEMBER = "content/members/tester.yaml"

COPIED: dict[str, str] = {
    "as it is": KEY.text,
    "in lower case": KEY.text.lower(),
    "of the post-quantum kind": f"AGE-SECRET-KEY-PQ-1{BODY}",
    "without its first word": KEY.text[4:],
    "without its name": BODY,
    "with dashes of a word processor": KEY.text.replace("-", "–"),
    "wrapped within": f"{KEY.text[:45]}\n      {KEY.text[45:]}",
    "wrapped early": f"{KEY.text[:24]}\n      {KEY.text[24:]}",
    "wrapped at a hyphen": f"{KEY.text[:11]}\n      {KEY.text[11:]}",
    "as a YAML escape": f'"\\x41{KEY.text[1:]}"',
    "folded in quotes": f'"{KEY.text[:30]}\\\n      {KEY.text[30:]}"',
}


def pieces(text: str) -> list[str]:
    """Every twelve characters in a row of the key that the text shows."""
    return [BODY[at : at + 12] for at in range(47) if BODY[at : at + 12] in text.upper()]


@pytest.mark.parametrize("how", COPIED)
def test_an_identity_is_found_and_not_shown(how: str) -> None:
    text = COPIED[how]
    assert [what.startswith("an age identity") for _, what in found(text.encode())] == [True]
    assert scattered(text.encode()) is not None or pieces(blanked(text)) == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("AGE-PLUGIN-YUBIKEY-1QJZRY9X8GF", "an age plugin's identity"),
        ("PuTTY-User-Key-File-3: ssh-ed25519\nComment: me", "a private key"),
        ("-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl", "a private key"),
        ("-----BEGIN PGP PRIVATE KEY BLOCK-----", "a private key"),
        ('{"kty":"OKP","crv":"Ed25519","d":"' + "Ab_-" * 11 + '"}', "a private key"),
        (f"z3u2{'e' * 44}", "a private signing key"),
    ],
)
def test_other_private_keys_are_found(text: str, what: str) -> None:
    assert [said for _, said in found(text.encode())] == [what]


def test_an_identity_saved_as_utf_16_is_found() -> None:
    assert scattered(KEY.text.encode("utf-16-le")) == 8
    assert [at for at, _ in found(b"a: b\n" + KEY.text.encode("utf-16-be"))] == [14]


@pytest.mark.parametrize(
    "text",
    [
        "It begins with AGE-SECRET-KEY-1.",
        "AGE-SECRET-KEY-1 and the rest, which nobody is to see",
        f"recipient: {KEY.recipient}",
        f"recipient: {KEY.recipient.upper()}",
        f"digest: {'0123456789abcdef' * 4}",
        '"proofValue": "z2gckeFQECE1YvBw2MyttZq1igMKDxiK2kSiYwFhEN7Vcc"',
    ],
    ids=["a sentence", "a name", "a recipient", "in capitals", "a digest", "a proof"],
)
def test_what_is_no_private_key_is_left_alone(text: str) -> None:
    assert list(found(text.encode())) == []


def test_a_recipient_and_a_proof_are_shown_whole() -> None:
    for text in (KEY.recipient, (ROOT / "content/proofs.jsonl").read_text().splitlines()[0]):
        assert blanked(text) == text


def told(files: dict[str, bytes]) -> tuple[list[str], str]:
    """The rules that were broken, and all that any report says of it."""
    tree = MemoryTree(files)
    seen = pipeline.examine(tree, lambda _: day("2026-11-23"), future_facts=True)
    reports = (
        report(seen.diagnostics, Excerpts(tree)),
        json.dumps(json.loads(as_json(seen.diagnostics, seen.as_of))),
        as_sarif(seen.diagnostics),
        as_github(seen.diagnostics),
    )
    return [one.rule for one in seen.errors], "\n".join(reports)


PLACES: dict[str, Callable[[str], str]] = {
    "as a recipient": lambda key: (
        "name: T\nmembership: [{tier: alliance, from: 2025-01-01}]\n"
        f"keys:\n  - recipient: {key}\n    added: 2026-02-01\n"
    ),
    "as a person": lambda key: (
        "name: T\nmembership: [{tier: alliance, from: 2025-01-01}]\n"
        f"keys:\n  - recipient: {KEY.recipient}\n    added: 2026-02-01\n    added_by: {key}\n"
    ),
    "as a comment": lambda key: f"name: T\n# {key}\n",
}


@pytest.mark.parametrize("where", PLACES)
@pytest.mark.parametrize("how", COPIED)
def test_a_key_in_a_record_is_a_fault_and_in_no_report(how: str, where: str) -> None:
    rules, text = told({**sample(), MEMBER: PLACES[where](COPIED[how]).encode()})
    assert "secret-in-repository" in rules
    assert pieces(text) == []


def test_a_key_across_a_comment_and_a_field_is_in_no_report() -> None:
    split = f"name: T\n# {KEY.text[:40]}\n{KEY.text[40:]}: 1\n"
    rules, text = told({**sample(), MEMBER: split.encode()})
    assert rules == ["secret-in-repository"]
    assert pieces(text) == []


@pytest.mark.parametrize("path", ["content/proofs.jsonl", "rubrics/RELEASED", MEMBER])
def test_a_key_of_several_lines_is_in_no_report(path: str) -> None:
    body = "MC4CAQAwBQYDK2VwBCIEIDVJr1xq9qz2b0l8mJ7fWk3hT5gY6uP4aRcNsXeVdLoB"
    pem = f"-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----\n".encode()
    files = sample()
    rules, text = told({**files, path: files.get(path, b"") + pem})
    assert [one for one in rules if one != "rubric-unregistered"] == ["secret-in-repository"]
    assert body[:12] not in text


def test_a_key_typed_on_the_command_line_is_not_repeated(capsys: Any) -> None:
    pem = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIDVJ\n-----END PRIVATE KEY-----"
    for words in (["--key-file", pem], ["--key", pem], ["--key-file", KEY.text], [pem]):
        assert main(["sign", "--root", str(ROOT), *words], datetime.now(UTC)) == 2
        said = "".join(capsys.readouterr())
        assert "MC4CAQ" not in said
        assert pieces(said) == []
    assert main([KEY.text], datetime.now(UTC)) == 2
    assert pieces("".join(capsys.readouterr())) == []


@pytest.mark.parametrize("name", [KEY.text, KEY.text.lower()], ids=["as it is", "in lower case"])
def test_a_file_named_for_a_key_is_told_without_its_name(name: str) -> None:
    rules, text = told({**sample(), f"content/members/{name}.txt": b"notes"})
    assert sorted(rules) == ["secret-in-repository", "stray-file"]
    assert pieces(text) == []
    assert "content/members/[private key, not shown].txt:1:1" in text
