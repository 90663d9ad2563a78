"""A review's Markdown -> clean HTML: the narrative, and the evidence that stands under questions.

Raw HTML shows as the text that was typed. What Markdown makes is cleaned once more: only the
elements of plain prose stay, links lead to the web or a mailbox, and no image is loaded.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any
from xml.etree.ElementTree import Element  # built here, nothing is parsed

import markdown
import nh3
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

_TAGS = {
    *("a", "blockquote", "br", "code", "del", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p"),
    *("pre", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "th": {"scope"}}
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")

READABLE = 100_000
"""Characters of Markdown; a longer narrative is shown as it was typed."""

_MARKS = "[(*_`~<>&\\!"
_MOST_MARKS = 150
_LONGEST_BLOCK = 12_000
_DEEPEST_QUOTE = re.compile(r"[ \t]*(?:>[ \t]*){12}")


@dataclass(frozen=True, slots=True)
class Narrative:
    """The narrative without the evidence, and the evidence by question."""

    prose: Markup
    evidence: Mapping[str, Markup]


def narrative(body: str, questions: Collection[str]) -> Narrative:
    """Split a review's body at the headings that are ids of questions, and render the parts."""
    if _is_tangled(body):
        return Narrative(_as_typed(body), {})
    try:
        return _rendered(body, questions)
    except RecursionError:  # nested deeper than any reader would follow
        return Narrative(_as_typed(body), {})


def _is_tangled(body: str) -> bool:
    """Whether the text holds what no prose has and what takes a Markdown reader minutes.

    Its work grows with the square of the marks in a block, so each block is counted.
    """
    return len(body) > READABLE or any(
        len(block) > _LONGEST_BLOCK
        or any(block.count(mark) > _MOST_MARKS for mark in _MARKS)
        or any(_DEEPEST_QUOTE.match(line) for line in block.split("\n"))
        for block in body.split("\n\n")
    )


def _rendered(body: str, questions: Collection[str]) -> Narrative:
    reader = _reader()
    reader.reset()
    parts: dict[str, list[str]] = {}
    for question, text in _parts(body, questions):
        parts.setdefault(question, []).append(text)
    if len(parts) > 1 and "]:" in body:
        reader.convert(body)  # so that a link's address may stand in another part
    pages = {question: _clean(reader.convert("\n".join(text))) for question, text in parts.items()}
    return Narrative(pages.pop("", Markup()), pages)


def _parts(body: str, questions: Collection[str]) -> Iterator[tuple[str, str]]:
    """Runs of lines, each with the question it belongs to, "" for none.

    A question's run ends at the next heading of its rank or above.
    """
    question, rank, fence = "", 0, ""
    for line in body.splitlines():
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        heading = None if fence else _HEADING.fullmatch(line)
        if heading and heading[2].strip("`") in questions:
            question, rank = heading[2].strip("`"), len(heading[1])
            continue
        if heading and question and len(heading[1]) <= rank:
            question = ""
        yield question, line


def _clean(html: str) -> Markup:
    """The HTML with nothing in it but prose."""
    cleaned = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
        attribute_filter=_absolute,
    )
    return Markup(cleaned.strip())  # noqa: S704  # cleaned in the line above


def _absolute(tag: str, attribute: str, value: str) -> str | None:
    """Links within the site would lead nowhere from a sealed page."""
    if (tag, attribute) != ("a", "href"):
        return value
    return value if re.match(r"(https?://|mailto:)", value, re.IGNORECASE) else None


def _as_typed(body: str) -> Markup:
    return Markup(f"<pre>{escape(body)}</pre>")  # noqa: S704  # escaped


class _Prose(Treeprocessor):
    """Headings below those of the page, and words in place of images."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if re.fullmatch("h[1-6]", element.tag):
                element.tag = f"h{min(6, max(3, int(element.tag[1]) + 1))}"
            elif element.tag == "img":
                alt = element.get("alt") or "without a description"
                element.tag, element.text = "em", f"[image left out: {alt}]"
                element.attrib.clear()


class _Plain(Extension):
    """No raw HTML: what looks like it is shown as it was typed."""

    def extendMarkdown(self, md: Any) -> None:  # noqa: N802  # the library's own name
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.treeprocessors.register(_Prose(md), "prose", 0)


@cache
def _reader() -> Any:
    return markdown.Markdown(extensions=[_Plain(), "tables", "fenced_code", "sane_lists"])
