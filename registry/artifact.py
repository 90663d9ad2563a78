"""One file of the site, as the rooms hand it on."""

from __future__ import annotations

import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Artifact:
    """Its path below the site's root, with forward slashes, and its bytes."""

    path: str
    data: bytes


def json_file(path: str, value: object) -> Artifact:
    """A JSON file as programs and people read it: indented, keys in our order, one last newline."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return Artifact(path, f"{text}\n".encode("utf-8", "replace"))


def text_file(path: str, text: str) -> Artifact:
    """A text file in UTF-8."""
    return Artifact(path, text.encode("utf-8", "replace"))
