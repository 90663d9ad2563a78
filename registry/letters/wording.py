"""A letter's facts × its templates -> subject, plain text and HTML.

`letters/<kind>.txt` holds the words: a first line `Subject: …`, then paragraphs, one a line. The
HTML is made of the same words by `letters/_frame.html`, unless there is a `<kind>.html`.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import TemplateNotFound

from ..render.sandbox import Sandbox, Workshop
from ..render.templates import TemplateFault, environment, rendered

_WIDTH = 76
_SUBJECT = "Subject:"


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one letter."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a list, line by line, as the frame sets it."""

    is_list: bool
    lines: tuple[str, ...]


def letter_environment(root: Path | None) -> Workshop | Sandbox:
    """The site's environment, in which plain texts are left as they are."""
    env = environment(root)
    env.autoescape = lambda name: not (name or "").endswith(".txt")
    return env


def worded(env: Workshop | Sandbox, kind: str, facts: Mapping[str, Any]) -> Wording:
    """The letter in words. Raises TemplateFault with the template's path and line."""
    name = f"letters/{kind}.txt"
    text = rendered(env, name, dict(facts)).strip()
    head, _, body = text.partition("\n")
    if not head.startswith(_SUBJECT):
        raise TemplateFault(f"templates/{name}", 1, "a letter begins with a line `Subject: …`")
    subject = " ".join(head.removeprefix(_SUBJECT).split())
    found = blocks(body)
    shown = dict(facts) | {"subject": subject, "blocks": found}
    html = rendered(env, _frame(env, kind), shown)
    return Wording(subject, _wrapped(found), html.strip() + "\n")


def _frame(env: Workshop | Sandbox, kind: str) -> str:
    own = f"letters/{kind}.html"
    try:
        env.get_template(own)
    except TemplateNotFound:
        return "letters/_frame.html"
    except Exception:  # a template that is there and broken is told when it is used
        return own
    return own


def blocks(body: str) -> tuple[Block, ...]:
    """Paragraphs and lists: blank lines part them, and lines with a dash are a list."""
    found: list[Block] = []
    for part in body.strip().split("\n\n"):
        lines = tuple(line.strip() for line in part.split("\n") if line.strip())
        if lines:
            is_list = all(line.startswith("- ") for line in lines)
            found.append(Block(is_list, tuple(ln[2:] if is_list else ln for ln in lines)))
    return tuple(found)


def _wrapped(found: tuple[Block, ...]) -> str:
    """The text of a mail, in lines that every mail program shows whole."""
    return "\n".join("\n".join(_lines(block)) + "\n" for block in found)


def _lines(block: Block) -> list[str]:
    first, rest = ("- ", "  ") if block.is_list else ("", "")
    lines: list[str] = []
    for line in block.lines:
        lines += textwrap.wrap(
            line,
            _WIDTH,
            initial_indent=first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        )
    return lines
