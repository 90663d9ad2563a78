"""Nouns -> JSON Schemas (draft-07), so that editors know every field as the reader does.

The schemas are made from the same kinds that read the records; what only meets the eye of a rule
(dates in order, answers to every question) is left to `check`.
"""

from __future__ import annotations

import enum
from typing import Any

from . import kinds
from .model import (
    Institution,
    InstitutionReview,
    Member,
    Product,
    ProductReview,
    Rubric,
    Settings,
    Supplier,
)
from .shape import fields_of

NOUNS: dict[str, type] = {
    "registry": Settings,
    "supplier": Supplier,
    "product": Product,
    "product-review": ProductReview,
    "institution": Institution,
    "institution-review": InstitutionReview,
    "member": Member,
    "rubric": Rubric,
}
"""Every kind of record by the name of its schema."""

DRAFT = "http://json-schema.org/draft-07/schema#"
_DAY = "^(19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
_NOT_BLANK = r"\S"
_ANY_TEXT = ["string", "number", "boolean"]
"""Plain 2048 or true is a text to the reader, and something else to an editor."""


def schemas() -> dict[str, dict[str, Any]]:
    """Every schema by file name, `<record>.schema.json`."""
    return {f"{name}.schema.json": schema_of(noun, name) for name, noun in NOUNS.items()}


def schema_of(noun: type, title: str) -> dict[str, Any]:
    """The schema of one kind of record."""
    return {"$schema": DRAFT, "title": title, **_object(noun)}


def _object(noun: type) -> dict[str, Any]:
    fields = fields_of(noun)
    required = [key for key, field in fields.items() if field.required]
    properties = {
        key: {**_of(field.written.kind), "description": field.written.help}
        for key, field in fields.items()
    }
    return {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        **({"required": required} if required else {}),
    }


def _of(kind: kinds.Kind) -> dict[str, Any]:
    if isinstance(kind, kinds.Many):
        return {"type": "array", "items": _of(kind.item)}
    if isinstance(kind, kinds.Table):
        return {"type": "object", "additionalProperties": _of(kind.value)}
    if isinstance(kind, kinds.Fields):
        return _fields(kind)
    return _scalar(kind)


def _fields(kind: kinds.Fields) -> dict[str, Any]:
    whole = _object(kind.noun)
    if kind.short is None:
        return whole
    return {"anyOf": [_of(fields_of(kind.noun)[kind.short].written.kind), whole]}


def _scalar(kind: kinds.Kind) -> dict[str, Any]:
    if isinstance(kind, kinds.Word):
        words: type[enum.StrEnum] = kind.words
        return {"type": "string", "enum": [str(word) for word in words]}
    if isinstance(kind, kinds.Flag):
        return {"type": "boolean"}
    if isinstance(kind, kinds.Count):
        return {"type": "integer", "minimum": kind.least, "maximum": kind.most}
    if isinstance(kind, kinds.Day):
        return {"type": "string", "format": "date", "pattern": _DAY}
    if isinstance(kind, kinds.Url):
        beyond = "?#" if isinstance(kind, kinds.Base) else ""
        pattern = rf"^https?://[^{beyond}\s<>\"'`\\{{}}|^]+$"
        return {"type": "string", "pattern": pattern, "maxLength": kinds.URL_LIMIT}
    if isinstance(kind, kinds.Multikey):
        return {"type": "string", "pattern": "^z6Mk[1-9A-HJ-NP-Za-km-z]{44}$"}
    if isinstance(kind, kinds.Host):
        return {"type": "string", "pattern": r"^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$"}
    if isinstance(kind, kinds.Email):
        return {"type": "string", "pattern": r"^[^@\s]+@[^@\s]+\.[^@\s]+$"}
    limit = {"maxLength": kinds.LINE_LIMIT} if isinstance(kind, kinds.Line) else {}
    return {"type": _ANY_TEXT, "pattern": _NOT_BLANK, **limit}
