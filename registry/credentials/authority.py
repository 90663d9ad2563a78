"""A built site -> who signs for it; a stranger's document -> whether it is one that we could sign.

Nothing in such a document is trusted: it is compared with the shape of our own before any statement
is made of it, so that a hostile one can neither keep us busy nor mean something else in RDF than it
says in JSON.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from .integrity import holds

DID_PATHS = (".well-known/did.json", "did.json")
TEXT_LIMIT = 65_536
"""Characters of the longest text in a document of ours; a status list's can have 25,000."""


class Site(Protocol):
    """A built site."""

    def read(self, path: str) -> bytes | None:
        """The bytes of a file at a path below the site's root; None where there is none."""


@dataclass(frozen=True, slots=True)
class Authority:
    """Who signs for the site: its DID, and its keys by their verification methods."""

    did: str
    keys: Mapping[str, str]

    def vouches(self, document: Mapping[str, Any], proof: Mapping[str, str]) -> bool:
        """Whether one of the keys signed the document."""
        key = self.keys.get(proof["verificationMethod"])
        return key is not None and holds(dict(document), proof, key)


def authority_of(site: Site) -> Authority | None:
    """The site's DID document, as far as it lists keys that sign credentials for itself."""
    for path in DID_PATHS:
        document = parsed(site.read(path))
        if document is None:
            continue
        did, listed = document.get("id"), _items(document.get("assertionMethod"))
        methods = [m for m in _items(document.get("verificationMethod")) if isinstance(m, dict)]
        keys = {
            str(m.get("id")): str(m.get("publicKeyMultibase"))
            for m in methods
            if m.get("controller") == did and m.get("id") in listed
        }
        if isinstance(did, str):
            return Authority(did, keys)
    return None


def same_shape(found: object, example: object) -> bool:
    """Whether two documents have the same fields, contexts and kinds of values throughout."""
    if isinstance(example, dict) and isinstance(found, dict):
        return (
            found.keys() == example.keys()
            and found.get("@context") == example.get("@context")
            and all(same_shape(found[name], value) for name, value in example.items())
        )
    if isinstance(example, list) and isinstance(found, list):
        return len(found) == len(example) and all(map(same_shape, found, example))
    if isinstance(example, bool):
        return found is example
    return isinstance(found, str) and isinstance(example, str) and len(found) <= TEXT_LIMIT


def parsed(text: str | bytes | None) -> dict[str, Any] | None:
    """The JSON object that a text holds, None where it holds none, or a field twice."""
    try:
        found = json.loads(text, object_pairs_hook=_once) if text else None
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) < len(pairs):
        raise ValueError
    return dict(pairs)


def _items(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
