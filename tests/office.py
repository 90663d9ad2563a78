"""An office to test in: a small registry in a real git repository, and the commands one types."""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from registry.cli import main

SETTINGS = """\
name: Data Privacy Seal Registry
organisation: Example Learning Consortium
base_url: https://seals.example.org
mailbox: appvetting@example.org
seal: {name: Data Privacy Seal, prefix: DPS}
staff:
  mlund: {name: M. Lund}
  jsato: {name: J. Sato}
programme:
  - from: 2020-01-01
    supplier:
      tiers: [contributing, affiliate]
      training: {contributing: [online, individual], affiliate: [online]}
    institution:
      tiers: [contributing]
      training: {contributing: [online, individual]}
    days: {changes: 10, award_notice: 7, renewal_notice: 60, independent_review: 30}
    term_years: 1
"""
RUBRIC = """\
title: App Vetting Rubric
released: {released}
{extra}areas:
  - id: data
    title: Data collected
    questions:
      - id: data.collected
        ask: Is it said which data are collected?
        levels:
          meets: Each kind is named.
          meets-with-reservations: Most kinds are named.
          does-not-meet: No list is given.
      - id: data.retention
        ask: Is a retention period named for each kind of data?
        levels:
          meets: A period for each kind.
          meets-with-reservations: A period for some kinds.
          does-not-meet: No period.
  - id: security
    title: Security
    questions:
      - id: security.mfa
        ask: Can adults sign in with a second factor?
        not_applicable: true
        levels:
          meets: For every adult.
          meets-with-reservations: For some roles.
          does-not-meet: Not at all.
"""
ORGANISATION = """\
name: {name}
website: https://{slug}.example
contact: {{name: D. Reyes, email: privacy@{slug}.example}}
membership:
  - {{tier: contributing, from: 2024-01-01}}
training:
  - {{mode: online, completed: 2024-02-01, attendee: D. Reyes, covers: [coppa, ferpa]}}
"""
PRODUCT = """\
name: {name}
summary: Short quizzes for the class.
website: https://{slug}.example
privacy_policy: https://{slug}.example/privacy
terms_of_service: https://{slug}.example/terms
"""
MEETS = {"data.collected": "meets", "data.retention": "meets", "security.mfa": "meets"}


@dataclass(frozen=True)
class Said:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def released(released: str = "2024-01-01", *, extra: str = "") -> str:
    """A rubric of three questions; `extra` are lines such as `revet_by: 2027-01-01`."""
    return RUBRIC.format(released=released, extra="".join(f"{x}\n" for x in extra.split("|") if x))


def review(
    kind: str = "initial",
    *,
    rubric: str = "1.0",
    answers: Mapping[str, str] = MEETS,
    extra: str = "",
    **steps: str,
) -> str:
    """A product's review; `answers` are YAML, `extra` whole lines."""
    lines = [f"kind: {kind}", f'rubric: "{rubric}"', "reviewer: mlund", "steps:"]
    lines += [f"  {step}: {day}" for step, day in steps.items()]
    if "reviewed" in steps:
        read = steps["reviewed"]
        lines += [
            "documents:",
            f"  privacy_policy: {{url: https://quizlab.example/privacy, retrieved: {read}}}",
            f"  terms_of_service: {{url: https://quizlab.example/terms, retrieved: {read}}}",
            "laws: {coppa: demonstrated, ferpa: demonstrated, gdpr: not-applicable}",
        ]
    lines += [extra] if extra else []
    if "reviewed" in steps or "submitted" in steps:
        lines += ["answers:", *(f"  {name}: {level}" for name, level in answers.items())]
    return "---\n" + "\n".join(lines) + "\n---\nRead twice.\n"


def awarded(on: str, kind: str = "initial", **more: Any) -> str:
    """A product's review opened, vetted and awarded within one day; its letter went out too."""
    steps = dict.fromkeys(["opened", "reviewed", "report_sent", "notified", "awarded"], on)
    if kind == "renewal":
        steps = {"opened": on, "reminded": on, "confirmed": on, **steps}
    return review(kind, **{**steps, "award_sent": on, **more})


def guided(on: str) -> str:
    """An institution's review opened, guided and awarded within one day."""
    names = ["opened", "trained", "joint_review", "submitted", "notified", "awarded", "award_sent"]
    steps: dict[str, Any] = dict.fromkeys(names, on)
    both = (
        "joint_review: {product: QuizLab, staff: mlund}\n"
        "independent_review: {product: QuizLab, by: S. Ortiz}"
    )
    return review(extra=both, **steps)


QUIZLAB = "content/suppliers/brightpath/quizlab"
RIVER = "content/institutions/river-valley"


class Office:
    """A registry on disk with the means to edit it, commit it and run commands on it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)

    def write(self, path: str, text: str) -> None:
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)

    def read(self, path: str) -> str:
        return (self.root / path).read_text()

    def edit(self, path: str, old: str, new: str) -> None:
        text = self.read(path)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        self.write(path, text.replace(old, new))

    def git(self, *words: str, check: bool = True) -> str:
        identity = ["-c", "user.name=Tester", "-c", "user.email=tester@example.org"]
        done = subprocess.run(
            ["git", "-C", str(self.root), *identity, *words],
            check=check,
            capture_output=True,
            text=True,
        )
        return done.stdout.strip()

    def commit(self, message: str = "change") -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD")

    def type(self, verb: str, *words: str, on: str = "2026-11-23") -> Said:
        """Type a command on a day."""
        argv = [verb, *words, "--root", str(self.root)]
        now = datetime.combine(date.fromisoformat(on), datetime.min.time(), UTC)
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(argv, now)
        return Said(code, out.getvalue(), err.getvalue())


def office(root: Path) -> Office:
    """A sound registry of a supplier, a product, an institution and one rubric, in git."""
    new = Office(root)
    new.write("content/registry.yaml", SETTINGS)
    new.write("rubrics/1.0.yaml", released())
    new.write(
        "content/suppliers/brightpath/supplier.yaml",
        ORGANISATION.format(name="Brightpath Learning", slug="brightpath"),
    )
    new.write(f"{QUIZLAB}/product.yaml", PRODUCT.format(name="QuizLab", slug="quizlab"))
    new.write(
        f"{RIVER}/institution.yaml",
        ORGANISATION.format(name="River Valley Schools", slug="rivervalley")
        + "designated: [S. Ortiz, L. Chen]\n",
    )
    new.git("init", "--quiet", "--initial-branch=main")
    said = new.type("release", "1.0")
    assert said.code == 0, said.err
    new.commit("first")
    return new
