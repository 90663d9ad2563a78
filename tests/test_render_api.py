"""The API's files are what its OpenAPI document says, and the document is sound itself."""

from __future__ import annotations

import csv
import io
import json
import re
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import validate

from registry.number import is_valid
from tests import nouns
from tests.site_maker import made, sample_site

FILES = [
    "api/v1/index.json",
    "api/v1/seals.json",
    "api/v1/suppliers.json",
    "api/v1/institutions.json",
    "api/v1/rubrics.json",
    "api/v1/changes.json",
]


@cache
def document() -> Any:
    return json.loads(sample_site()["api/v1/openapi.json"])


def checked(path: str, data: bytes) -> list[str]:
    """What a file has against the schema of its path."""
    content = document()["paths"][path]["get"]["responses"]["200"]["content"]
    schema = content["application/json"]["schema"] | {"components": document()["components"]}
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    return [error.message for error in validator.iter_errors(json.loads(data))]


@pytest.mark.parametrize("name", FILES)
def test_each_file_is_what_the_document_says(name: str) -> None:
    assert checked(f"/{name}", sample_site()[name]) == []


def test_each_seal_is_what_the_document_says() -> None:
    seals = [name for name in sample_site() if name.startswith("api/v1/seals/")]
    assert len(seals) > 30
    for name in seals:
        assert checked("/api/v1/seals/{number}.json", sample_site()[name]) == []


def test_every_schema_of_the_document_is_one() -> None:
    for schema in document()["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_the_document_names_every_file_of_the_api() -> None:
    paths = {path.lstrip("/") for path in document()["paths"]}
    emitted = {
        "api/v1/seals/{number}.json" if name.startswith("api/v1/seals/") else name
        for name in sample_site()
        if name.startswith("api/v1/") and name != "api/v1/openapi.json"
    }
    assert paths == emitted


def test_a_validator_of_openapi_accepts_the_document() -> None:
    validate(document())


def test_numbers_have_a_sound_check_character_and_lead_to_their_file() -> None:
    for seal in json.loads(sample_site()["api/v1/seals.json"])["seals"]:
        assert is_valid(seal["number"], "DPS")
        whole = json.loads(sample_site()[f"api/v1/seals/{seal['number']}.json"])
        assert {key: whole[key] for key in seal} == seal


def test_the_table_has_the_columns_that_the_page_explains() -> None:
    rows = list(csv.reader(io.StringIO(sample_site()["seals.csv"].decode())))
    page = sample_site()["about/data/index.html"].decode()
    assert rows[0] == re.findall(r'<th scope="row"><code>(\w+)</code>', page)
    assert all(len(row) == len(rows[0]) for row in rows)


def test_the_institutions_table_lists_current_holders_only() -> None:
    rows = list(csv.DictReader(io.StringIO(sample_site()["institutions.csv"].decode())))
    assert {row["standing"] for row in rows} == {"valid"}
    assert {row["type"] for row in rows} == {"institution"}


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_a_name_is_no_formula_in_a_spreadsheet(name: str) -> None:
    files = made(nouns.registry(nouns.product(nouns.award("2026-01-10"), name=name)))
    row = list(csv.reader(io.StringIO(files["seals.csv"].decode())))[1]
    assert row[2] == f"'{name}"
