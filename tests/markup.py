"""HTML -> what tests look at: ids, headings, links, images, and elements that do not close."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"]
)
LOADED = {"img": "src", "script": "src", "link": "href", "use": "href", "source": "src"}


@dataclass
class Markup(HTMLParser):
    """One page, read."""

    ids: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    images: list[dict[str, str | None]] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    meta: list[dict[str, str | None]] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if len(found) < len(attrs):
            self.faults.append(f"an attribute stands twice in <{tag}>")
        if identity := found.get("id"):
            self.ids.append(identity)
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append(int(tag[1]))
        if tag in ("a", "form"):
            self.links += [target for key in ("href", "action") if (target := found.get(key))]
        if target := found.get(LOADED.get(tag, "")):
            self.loads.append(target)
        if tag == "img":
            self.images.append(found)
        if tag == "meta":
            self.meta.append(found)
        for key in ("for", "aria-labelledby", "aria-describedby"):
            self.named += (found.get(key) or "").split()
        self.inline += [name for name in found if name.startswith("on") or name == "style"]
        data_block = found.get("type") == "application/ld+json"
        if tag == "style" or (tag == "script" and "src" not in found and not data_block):
            self.inline.append(f"<{tag}>")
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1] != tag:
            self.faults.append(f"</{tag}> closes nothing at line {self.getpos()[0]}")
            return
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def close(self) -> None:
        super().close()
        self.faults += [f"<{tag}> is never closed" for tag in self._open]


def read(page: bytes) -> Markup:
    """A page, read to its end."""
    found = Markup()
    found.feed(page.decode())
    found.close()
    return found
