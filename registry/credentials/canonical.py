"""A document -> its canonical text, and the digest that proofs.jsonl records."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

Document = dict[str, Any]
"""A JSON object: texts, true and false, lists and objects; no numbers."""


def canonical(document: Mapping[str, Any]) -> str:
    """The document as JSON on one line: keys sorted by code point, no blanks between tokens.

    Only quotation marks, backslashes and control characters are escaped. Our documents hold no
    numbers and only ASCII keys, so this is also their RFC 8785 form.
    """
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(text: str) -> str:
    """SHA-256 of a canonical text in UTF-8, in 64 lower-case hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()
