"""A page's HTML -> text for a terminal."""

from __future__ import annotations

import textwrap
from html.parser import HTMLParser

_BLOCKS = {
    *("article", "header", "section", "h1", "h2", "h3", "h4", "h5", "h6", "p", "li"),
    *("dl", "div", "tr", "table", "blockquote", "pre"),
}
_UNDERLINED = {"h1": "=", "h2": "-"}
_WIDTH = 88


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.run = ""
        self.quoted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _BLOCKS:
            self.flush()
        self.quoted += tag == "blockquote"
        self.run += {"li": "- ", "td": "  ", "dd": ": ", "hr": "* * *"}.get(tag, "")
        self.run += " " if tag in ("span", "th") else ""

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.flush(_UNDERLINED.get(tag, ""))
        self.quoted -= tag == "blockquote"

    def handle_data(self, data: str) -> None:
        self.run += data

    def flush(self, underline: str = "") -> None:
        text = " ".join(self.run.split())
        self.run = ""
        if text.strip("- "):
            mark = "> " if self.quoted else ""
            self.lines += textwrap.wrap(text, _WIDTH, initial_indent=mark, subsequent_indent=mark)
            self.lines += [underline * min(len(text), _WIDTH)] if underline else []
            self.lines.append("")


def plain_text(html: str) -> str:
    """The page as paragraphs; control characters are left out, as a terminal would obey them."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.flush()
    text = "\n".join(reader.lines)
    return "".join(c for c in text if c.isprintable() or c == "\n")
