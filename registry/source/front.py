"""A review's text -> head and narrative, split by python-frontmatter through our handler."""

from __future__ import annotations

import re
from typing import Any

import frontmatter
from frontmatter.default_handlers import YAMLHandler

from .. import faults
from ..diagnostics import Diagnostic, Place

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


class _NoHead(Exception):
    """The text has no closed head; not a ValueError, which the library would swallow."""


class _Head(YAMLHandler):
    """Refuses what the library passes over in silence, and hands the head on as text."""

    def detect(self, _text: str) -> bool:
        return True

    def split(self, text: str) -> tuple[str, str]:
        opening = _FENCE.match(text)
        if not opening:
            raise _NoHead("the file does not start with --- on line 1")
        closing = _FENCE.search(text, opening.end())
        if not closing:
            raise _NoHead("the head is never closed with a second ---")
        return text[opening.end() + 1 : closing.start()], text[closing.end() :]

    def load(self, fm: str, **_: Any) -> dict[str, object]:
        return {"head": fm}


_HANDLER = _Head()


def split(text: str, path: str) -> tuple[str, str] | Diagnostic:
    """The head's YAML, which starts on line 2, and the narrative; or why there are no two."""
    if not text.startswith("---"):
        return faults.front_matter(Place(path), "the file does not start with --- on line 1")
    try:
        metadata, body = frontmatter.parse(text, handler=_HANDLER)
    except _NoHead as problem:
        return faults.front_matter(Place(path), str(problem))
    return str(metadata["head"]), body
