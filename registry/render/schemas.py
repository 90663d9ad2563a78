"""The JSON Schemas of the API's files, as its OpenAPI document holds them."""

from __future__ import annotations

from typing import Any

from ..pages import words
from ..pages.edition import Edition

Json = dict[str, Any]

_DAY: Json = {"type": "string", "format": "date"}
_DAY_OR_NONE: Json = {"type": ["string", "null"], "format": "date"}
_URL: Json = {"type": "string", "format": "uri"}
_TEXT: Json = {"type": "string"}
_TEXTS: Json = {"type": "array", "items": _TEXT}


def schemas(edition: Edition) -> Json:
    """Every schema, by its name."""
    number = rf"^{edition.prefix}-[0-9A-HJKMNP-TV-Z]{{5}}-[0-9A-HJKMNP-TV-Z]{{5}}$"
    return {
        "Number": {"type": "string", "pattern": number, "description": "The same for life"},
        "Standing": {"type": "string", "enum": list(words.STANDINGS)},
        "EventName": {"type": "string", "enum": list(words.EVENTS)},
        "HolderType": {"type": "string", "enum": list(words.KINDS)},
        "Index": _index(),
        "Summary": _object(_summary(), optional=_PRODUCT_FIELDS),
        "Seal": _object(_summary() | _detail(), optional=(*_PRODUCT_FIELDS, "area_levels")),
        "Seals": _list_of("seals", "Summary"),
        "Suppliers": _list_of("suppliers", "Supplier"),
        "Supplier": _supplier(),
        "Institutions": _list_of("institutions", "Summary"),
        "Rubrics": _list_of("rubrics", "Rubric"),
        "Rubric": _rubric(),
        "Changes": _list_of("changes", "Change"),
        "Change": _change(),
    }


_PRODUCT_FIELDS = (
    "supplier",
    "summary",
    "privacy_policy",
    "terms_of_service",
    "domains",
    "subjects",
    "audiences",
)


def _object(fields: Json, optional: tuple[str, ...] = ()) -> Json:
    return {
        "type": "object",
        "properties": fields,
        "required": [name for name in fields if name not in optional],
        "additionalProperties": False,
    }


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _many(item: Json) -> Json:
    return {"type": "array", "items": item}


def _list_of(field: str, schema: str) -> Json:
    return _object({field: _many(_ref(schema))})


def _summary() -> Json:
    said = {"description": "The sentence that stands beside the seal", "type": "string"}
    flags = _many({"type": "string", "enum": list(words.FLAGS)})
    supplier = _object({"path": _TEXT, "name": _TEXT})
    return {
        "number": _ref("Number"),
        "type": _ref("HolderType"),
        "holder": {"type": "string", "description": "The holder's path"},
        "name": _TEXT,
        "standing": _ref("Standing"),
        "standing_text": said,
        "awarded_on": _DAY | {"description": "The day of the award that set the present term"},
        "valid_through": _DAY | {"description": "The last day of the term"},
        "expires_on": _DAY | {"description": "The first day after the term"},
        "ended_on": _DAY_OR_NONE | {"description": "The first day the seal did not hold"},
        "year": {"type": ["integer", "null"], "description": "Borne by institutions' seals"},
        "rubric": _TEXT,
        "flags": flags,
        "website": _URL,
        "supplier": supplier,
        "summary": _TEXT,
        "privacy_policy": _URL,
        "terms_of_service": _URL,
        "domains": _TEXTS,
        "subjects": _TEXTS,
        "audiences": _TEXTS,
        "page": _URL,
        "short": _URL,
        "api": _URL,
        "badge": _URL,
        "formerly": _TEXTS | {"description": "Paths that once named the holder"},
    }


def _detail() -> Json:
    term = {
        "event": _ref("EventName"),
        "on": _DAY,
        "begins_on": _DAY,
        "expires_on": _DAY,
        "ended_on": _DAY_OR_NONE,
        "rubric": _TEXT,
    }
    return {
        "history": _many(_object(term)),
        "events": _many(_object({"on": _DAY, "event": _ref("EventName")})),
        "documents": _many(_object({"title": _TEXT, "url": _URL, "retrieved": _DAY})),
        "area_levels": _many(_object({"area": _TEXT, "level": _TEXT})),
        "credential": {"type": ["string", "null"], "format": "uri"},
    }


def _index() -> Json:
    counts = _object({one: {"type": "integer", "minimum": 0} for one in words.STANDINGS})
    return _object(
        {
            "version": _TEXT,
            "registry": _TEXT,
            "organisation": _TEXT,
            "as_of": _DAY,
            "next_change": _DAY_OR_NONE,
            "revision": {"type": ["string", "null"]},
            "counts": counts,
            "files": {"type": "object", "additionalProperties": _TEXT},
        }
    )


def _supplier() -> Json:
    product = {
        "number": _ref("Number"),
        "holder": _TEXT,
        "name": _TEXT,
        "standing": _ref("Standing"),
        "expires_on": _DAY,
    }
    return _object(
        {
            "path": _TEXT,
            "name": _TEXT,
            "website": _URL,
            "page": _URL,
            "formerly": _TEXTS,
            "products": _many(_object(product)),
        }
    )


def _rubric() -> Json:
    question = {
        "id": _TEXT,
        "ask": _TEXT,
        "not_applicable": {"type": "boolean"},
        "levels": {"type": "object", "additionalProperties": _TEXT},
    }
    changes = _object(dict.fromkeys(("added", "changed", "removed"), _TEXTS))
    return _object(
        {
            "version": _TEXT,
            "title": _TEXT,
            "released": _DAY,
            "revet_by": _DAY_OR_NONE,
            "page": _URL,
            "changes": {"oneOf": [changes, {"type": "null"}]},
            "areas": _many(
                _object({"id": _TEXT, "title": _TEXT, "questions": _many(_object(question))})
            ),
        }
    )


def _change() -> Json:
    return _object(
        {
            "id": _TEXT,
            "on": _DAY,
            "event": _ref("EventName"),
            "number": _ref("Number"),
            "type": _ref("HolderType"),
            "holder": _TEXT,
            "name": _TEXT,
            "supplier": {"type": ["string", "null"]},
            "rubric": _TEXT,
            "expires_on": _DAY,
            "page": _URL,
        }
    )
