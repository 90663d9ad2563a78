"""The form that the Open Badges 3.0 JSON Schema asks for.

The official schema may not be handed on with this repository. Whoever has a copy of
ob_v3p0_achievementcredential_schema.json names it in OPEN_BADGES_SCHEMA; without it only those of
its laws are tried that concern our documents, written out below.
"""

import copy
import json
import os
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from registry.model import SealType
from tests.verifiers.site import House, award


def texts(*needed: str) -> dict[str, Any]:
    return {"type": "array", "minItems": 1, "allOf": [{"contains": {"const": n}} for n in needed]}


def fields(*required: str, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(required), "properties": properties}


MOMENT = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z$"}
TEXT = {"type": "string"}
LAWS: dict[str, Any] = fields(
    "@context",
    "id",
    "type",
    "credentialSubject",
    "issuer",
    "validFrom",
    **{
        "@context": {
            "type": "array",
            "minItems": 2,
            "prefixItems": [
                {"const": "https://www.w3.org/ns/credentials/v2"},
                {
                    "pattern": r"^https://purl\.imsglobal\.org/spec/ob/v3p0/context(-3\.\d\.\d)*\.json$"
                },
            ],
        },
        "id": TEXT,
        "name": TEXT,
        "type": texts("VerifiableCredential", "OpenBadgeCredential"),
        "validFrom": MOMENT,
        "validUntil": MOMENT,
        "issuer": fields("id", "type", id=TEXT, type=texts("Profile"), name=TEXT, url=TEXT),
        "proof": {"type": "array", "items": fields("type", type=TEXT, created=MOMENT)},
        "credentialStatus": fields("id", "type", id=TEXT, type=TEXT),
        "credentialSubject": fields(
            "type",
            "achievement",
            id=TEXT,
            type=texts("AchievementSubject"),
            licenseNumber=TEXT,
            identifier={
                "type": "array",
                "items": fields(
                    "type",
                    "hashed",
                    "identityHash",
                    "identityType",
                    type={"const": "IdentityObject"},
                    hashed={"type": "boolean"},
                    identityHash=TEXT,
                    identityType={"const": "name"},
                )
                | {"additionalProperties": False},
            },
            achievement=fields(
                "id",
                "type",
                "criteria",
                "description",
                "name",
                id=TEXT,
                type=texts("Achievement"),
                achievementType={"const": "Certification"},
                criteria=fields(id=TEXT),
                description=TEXT,
                name=TEXT,
                version=TEXT,
            ),
        ),
    },
)


def credentials() -> list[dict[str, Any]]:
    one = House([award(name="Ünïcode"), award("institutions/a", seal_type=SealType.INSTITUTION)])
    one.sign("2026-04-01")
    return [json.loads(one.text(number)) for number in range(2)]


def test_credentials_have_the_form_that_the_standard_asks_for() -> None:
    for document in credentials():
        jsonschema.Draft202012Validator(LAWS).validate(document)


@pytest.mark.parametrize("missing", ["@context", "id", "type", "credentialSubject", "issuer"])
def test_the_laws_bite(missing: str) -> None:
    document = copy.deepcopy(credentials()[0])
    del document[missing]
    assert not jsonschema.Draft202012Validator(LAWS).is_valid(document)


def test_credentials_hold_to_the_official_schema() -> None:
    named = os.environ.get("OPEN_BADGES_SCHEMA")
    if not named:
        pytest.skip("OPEN_BADGES_SCHEMA names no copy of the official schema")
    validator = jsonschema.Draft201909Validator(json.loads(Path(named).read_text()))
    for document in credentials():
        validator.validate(document)
