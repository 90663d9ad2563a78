"""The edition -> an OpenAPI 3.1 document that describes every file of the API."""

from __future__ import annotations

from ..pages.edition import Edition
from .api import VERSION
from .schemas import Json, schemas


def document(edition: Edition) -> Json:
    """The whole document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{edition.name}: public data",
            "version": f"{VERSION}.0.0",
            "summary": "Every seal that was ever awarded, as static JSON files.",
            "description": "Files change only when what they tell changes; the index alone names "
            "the day for which the registry was built. Fields may be added; none is removed, "
            "renamed or given another meaning under this path.",
            "contact": {"name": edition.organisation, "email": edition.mailbox},
        },
        "servers": [{"url": edition.base_url}],
        "tags": [{"name": "registry", "description": "Files about all seals or about one."}],
        "paths": _paths(),
        "components": {"schemas": schemas(edition)},
    }


def _paths() -> Json:
    lists = {
        "index": ("Index", "The day of the build, counts, and where every file stands"),
        "seals": ("Seals", "Every seal that was ever awarded"),
        "suppliers": ("Suppliers", "Suppliers with their products"),
        "institutions": ("Institutions", "Institutions whose seal holds"),
        "rubrics": ("Rubrics", "Every release of the rubric"),
        "changes": ("Changes", "Seals awarded, renewed and ended, newest first"),
    }
    paths: Json = {
        f"/api/v1/{name}.json": _path(name, schema, text) for name, (schema, text) in lists.items()
    }
    one = _path("seal", "Seal", "One seal with its history")
    one["parameters"] = [
        {
            "name": "number",
            "in": "path",
            "required": True,
            "description": "The seal number",
            "schema": {"$ref": "#/components/schemas/Number"},
        }
    ]
    one["get"]["responses"]["404"] = {"description": "There is no seal with that number"}
    return paths | {"/api/v1/seals/{number}.json": one}


def _path(name: str, schema: str, text: str) -> Json:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return {
        "get": {
            "operationId": name,
            "summary": text,
            "tags": ["registry"],
            "security": [],
            "responses": {"200": {"description": text, "content": content}},
        }
    }
