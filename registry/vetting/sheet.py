"""A report -> one HTML file for screen and print, and the data that other programs read."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from ..calendar import long_day
from ..pages import words
from ..render.sandbox import Sandbox, Workshop
from ..render.templates import rendered
from .findings import VettingReport

TEMPLATE = "report.html"

LAWS = {
    "demonstrated": "Demonstrated",
    "not-demonstrated": "Not demonstrated",
    "not-applicable": "Does not apply",
}


def as_html(report: VettingReport, env: Workshop | Sandbox) -> str:
    """The report by the template that staff can edit. Raises TemplateFault."""
    return rendered(env, TEMPLATE, {"report": report, "LAWS": LAWS})


def as_data(report: VettingReport) -> dict[str, Any]:
    """The report as plain values: days as YYYY-MM-DD, levels as their words."""
    data: dict[str, Any] = _plain(report)
    data |= {
        name: _plain(getattr(report, name))
        for name in ("concerns", "reservations", "mended", "must_change", "missing_laws")
    }
    data["strengths"] = [area.title for area in report.strengths]
    return data


def as_words(report: VettingReport) -> dict[str, Any]:
    """The data with every day and level in the words that the report is printed in."""
    said: dict[str, Any] = _spoken(as_data(report))
    return said | {"kind": report.kind}


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


def _spoken(value: Any, name: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _spoken(one, key) for key, one in value.items()}
    if isinstance(value, list):
        return [_spoken(one, name) for one in value]
    if not isinstance(value, str):
        return value
    if name in ("level", "was"):
        return words.LEVELS.get(value, value)
    if name == "outcome":
        return LAWS.get(value, value)
    if name in _DAYS and value:
        return long_day(date.fromisoformat(value))
    return value


_DAYS = {"opened", "reviewed", "notified", "change_by", "retrieved", "resolved", "discussed"}
