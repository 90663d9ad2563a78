"""Diagnostics -> what programs read: JSON, SARIF, and annotations on a GitHub pull request."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from urllib.parse import quote

from ..diagnostics import Diagnostic, Severity
from ..rulebook import RULES
from .faults_text import NOWHERE, Elsewhere, tally

GITHUB_LIMIT = 10
"""Annotations of each severity that GitHub shows for one step; it drops the rest silently."""


def as_json(diagnostics: Iterable[Diagnostic], as_of: date) -> str:
    """The answer of `check --format json`."""
    found = sorted(diagnostics)
    errors = sum(d.severity is Severity.ERROR for d in found)
    answer = {
        "as_of": as_of.isoformat(),
        "errors": errors,
        "warnings": len(found) - errors,
        "diagnostics": [_as_dict(diagnostic) for diagnostic in found],
    }
    return json.dumps(answer, indent=2, ensure_ascii=False) + "\n"


def _as_dict(diagnostic: Diagnostic) -> dict[str, object]:
    return {
        "path": diagnostic.place.path,
        "line": diagnostic.place.line,
        "column": diagnostic.place.column,
        "rule": diagnostic.rule,
        "severity": str(diagnostic.severity),
        "message": diagnostic.message,
        "hint": diagnostic.hint,
    }


def as_github(diagnostics: Iterable[Diagnostic], elsewhere: Elsewhere = NOWHERE) -> str:
    """Workflow commands by severity and place, then a line that counts them."""
    found = sorted(diagnostics)
    lines: list[str] = []
    for severity in Severity:
        lines += _annotations([d for d in found if d.severity is severity], severity)
    counted = tally(found, elsewhere=elsewhere)
    lines += [f"::notice title=elsewhere::{_data(counted)}"] if elsewhere.found else []
    return "\n".join([*lines, counted]) + "\n"


def _annotations(found: list[Diagnostic], severity: Severity) -> list[str]:
    if len(found) <= GITHUB_LIMIT:
        return [_annotation(diagnostic) for diagnostic in found]
    shown, rest = found[: GITHUB_LIMIT - 1], found[GITHUB_LIMIT - 1 :]
    more = f"and {len(rest)} more {severity}s, listed in the log of this step"
    plain = [f"{d.place}: {d.severity} [{d.rule}] {d.message} ({d.hint})" for d in rest]
    return [*map(_annotation, shown), f"::{severity} title=more::{more}", *map(_data, plain)]


def _annotation(diagnostic: Diagnostic) -> str:
    place = diagnostic.place
    properties = {
        "file": place.path,
        "line": str(place.line),
        "col": str(place.column),
        "title": diagnostic.rule,
    }
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    text = _data(f"{diagnostic.message}\n{diagnostic.hint}")
    return f"::{diagnostic.severity} {listed}::{text}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(diagnostics: Iterable[Diagnostic]) -> str:
    """A SARIF 2.1.0 log with the rules that were broken."""
    found = sorted(diagnostics)
    broken = sorted({d.rule for d in found})
    run = {
        "tool": {
            "driver": {
                "name": "seal-registry",
                "rules": [_sarif_rule(rule_id) for rule_id in broken],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(diagnostic, broken) for diagnostic in found],
    }
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _sarif_rule(rule_id: str) -> dict[str, object]:
    rule = RULES[rule_id]
    return {
        "id": rule_id,
        "shortDescription": {"text": rule.law},
        "help": {"text": f"{rule.law}\n\nBad:\n{rule.bad}\n\nGood:\n{rule.good}"},
        "defaultConfiguration": {"level": str(rule.severity)},
    }


def _sarif_result(diagnostic: Diagnostic, broken: list[str]) -> dict[str, object]:
    place = diagnostic.place
    region = {"startLine": place.line, "startColumn": place.column}
    return {
        "ruleId": diagnostic.rule,
        "ruleIndex": broken.index(diagnostic.rule),
        "level": str(diagnostic.severity),
        "message": {"text": f"{diagnostic.message}. {diagnostic.hint}"},
        "locations": [
            {"physicalLocation": {"artifactLocation": {"uri": quote(place.path)}, "region": region}}
        ],
    }
