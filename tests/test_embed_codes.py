"""The codes that holders copy mean the same for any name."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import markdown
import pytest

from registry import render
from tests.site_maker import edition_of, publics_of, sample

QUIZLAB = next(one for one in publics_of(sample()) if one.slug == "quizlab")
EDITION = edition_of(sample())
PRESS = render.press(EDITION)
NAMES = [
    "A](x) [b",
    "a\\b",
    "*x* _y_ `z`",
    "<b>&amp; & ~~s~~ | {c} #h ! ![",
    "x\\",
    "5 < 6 > 4 && \"so\" 'on'",
    "</code></pre><script>alert(1)</script>",
    "Żółw Школа 日本",
]


class Images(HTMLParser):
    """The attributes of every image, and of every link."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def read(html: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Images()
    parser.feed(html)
    parser.close()
    return parser.found


def codes(name: str) -> list[str]:
    """HTML, Markdown and web component on the page of a product with that name."""
    holder = replace(QUIZLAB, name=name)
    made = {one.path: one.data for one in render.holder_artifacts(PRESS, holder)}
    page = made[f"{holder.address}index.html"].decode()
    return [unescape(code) for code in re.findall("<code data-copy>(.*?)</code>", page, re.DOTALL)]


@pytest.mark.parametrize("name", NAMES)
def test_every_code_is_a_link_around_an_image_and_nothing_else(name: str) -> None:
    html, text, component = codes(name)
    target = EDITION.url(f"seals/{QUIZLAB.seal.number}/")
    source = EDITION.url("badges/suppliers/brightpath/quizlab.svg")
    alt = f"Data Privacy Seal of {name}: look it up in the register"
    plain = read(html)
    assert [tag for tag, _ in plain] == ["a", "img"]
    size = {"width": "320", "height": "132", "referrerpolicy": "no-referrer"}
    assert plain == [("a", {"href": target}), ("img", {"src": source, "alt": alt, **size})]
    wrapped = read(component)
    assert [tag for tag, _ in wrapped] == ["privacy-seal", "a", "img", "script"]
    assert wrapped[1:3] == plain
    assert read(markdown.markdown(text)) == [
        ("p", {}),
        ("a", {"href": target}),
        ("img", {"alt": alt, "src": source}),
    ]
