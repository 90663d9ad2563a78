"""The published schemas and the reader come to the same verdict on the same document."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from registry.schema import NOUNS, schema_of, schemas
from registry.shape import shape
from registry.source.dialect import parse
from registry.source.front import split
from registry.source.nodes import Items, Mapping, Node, Record, Text

ROOT = Path(__file__).parent.parent
GIVEN: dict[str, dict[str, Any]] = {
    "supplier": {"path": ""},
    "product": {"path": "", "supplier": None},
    "product-review": {"path": ""},
    "institution": {"path": ""},
    "institution-review": {"path": ""},
    "member": {"path": ""},
    "rubric": {"version": ""},
}
RECORDS = {
    "registry": "content/registry.yaml",
    "supplier": "content/suppliers/*/supplier.yaml",
    "product": "content/suppliers/*/*/product.yaml",
    "product-review": "content/suppliers/*/*/2*.md",
    "institution": "content/institutions/*/institution.yaml",
    "institution-review": "content/institutions/*/2*.md",
    "member": "content/members/*.yaml",
    "rubric": "rubrics/*.yaml",
}

BAD = {
    "registry": [
        ("base_url: https://", "base_url: ftp://"),
        ("seal: {", "seal: {colour: blue, "),
        ("term_years: 1", "term_years: one"),
        ("changes: 10", "changes: -1"),
        ("mailbox: ", "mailbox: write to "),
    ],
    "supplier": [
        ("name: ", "nome: "),
        ("website: https", "website: gopher"),
        ("mode: online", "mode: on-line"),
        ("from: 20", "from: 20x"),
    ],
    "product": [("summary: ", "summary: " + "x" * 300), ("privacy_policy:", "privacy-policy:")],
    "product-review": [
        ("kind: ", "kind: an "),
        ("reviewer: ", "rewiever: "),
        (": meets\n", ": meet\n"),
        ("opened: 20", "opened: 1/20"),
    ],
    "institution": [("contact: {name: ", "contact: {nam: "), ("website: ", "website: www.")],
    "institution-review": [("kind: initial", "kind: re-vetting"), ("steps:", "stages:")],
    "member": [("keys:", "key:"), ("recipient: ", "recipe: ")],
    "rubric": [("title: ", "titel: "), ("ask: ", "question: "), ("does-not-meet: ", "fails: ")],
}


def sources() -> list[tuple[str, Path]]:
    return [(name, path) for name, form in RECORDS.items() for path in sorted(ROOT.glob(form))]


def head_of(path: Path, text: str) -> str:
    if path.suffix != ".md":
        return text
    halves = split(text, path.name)
    assert isinstance(halves, tuple)
    return halves[0]


def as_yaml_1_2(node: Node) -> Any:
    """What an editor sees: YAML 1.2 core, so that plain numbers and true are not texts."""
    if isinstance(node, Mapping):
        return {key: as_yaml_1_2(value) for key, (_, value) in node.entries.items()}
    if isinstance(node, Items):
        return [as_yaml_1_2(item) for item in node.items]
    assert isinstance(node, Text)
    if re.fullmatch(r"[-+]?[0-9]+", node.text):
        return int(node.text)
    if re.fullmatch(r"[-+]?[0-9]+\.[0-9]+", node.text):
        return float(node.text)
    if node.text in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return node.text.lower() == "true"
    return node.text


def verdicts(name: str, yaml: str) -> tuple[bool, bool]:
    """Whether the reader accepts a document, and whether the schema does."""
    root, faults = parse(yaml, "file")
    assert root is not None
    assert faults == []
    _, found = shape(NOUNS[name], Record("file", root), **GIVEN.get(name, {}))
    validator = jsonschema.Draft7Validator(schema_of(NOUNS[name], name))
    return not found, validator.is_valid(as_yaml_1_2(root))


@pytest.mark.parametrize("name", NOUNS)
def test_a_schema_is_itself_a_valid_schema(name: str) -> None:
    jsonschema.Draft7Validator.check_schema(schema_of(NOUNS[name], name))


@pytest.mark.parametrize(("name", "path"), sources(), ids=lambda v: getattr(v, "name", v))
def test_reader_and_schema_accept_every_record_of_the_sample(name: str, path: Path) -> None:
    assert verdicts(name, head_of(path, path.read_text())) == (True, True)


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [(name, right, wrong) for name, pairs in BAD.items() for right, wrong in pairs],
)
def test_reader_and_schema_refuse_the_same_mistakes(name: str, right: str, wrong: str) -> None:
    texts = [head_of(p, p.read_text()) for n, p in sources() if n == name]
    touched = [text for text in texts if right in text]
    assert touched, f"no {name} of the sample holds {right!r}"
    assert verdicts(name, touched[0].replace(right, wrong, 1)) == (False, False)


def test_every_field_is_described_for_the_editor() -> None:
    def undescribed(schema: dict[str, Any], at: str) -> list[str]:
        found = []
        for key, inner in schema.get("properties", {}).items():
            if not inner.get("description"):
                found.append(f"{at}.{key}")
            found += undescribed(inner, f"{at}.{key}")
            found += undescribed(inner.get("items", {}), f"{at}.{key}")
        return found

    assert [line for n, s in schemas().items() for line in undescribed(s, n)] == []


def test_the_schemas_are_plain_json() -> None:
    assert json.loads(json.dumps(schemas())) == schemas()
