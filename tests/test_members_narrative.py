"""Narratives: evidence goes to its question, and nothing but prose comes through."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.members.narrative import READABLE, narrative

ASKED = {"data.retention", "data.access"}


def test_evidence_goes_to_its_question_and_the_rest_stays() -> None:
    told = narrative("Plain.\n\n## data.retention\n\n> 24 months\n\n## Later\n\nMore.\n", ASKED)
    assert "<p>Plain.</p>" in told.prose
    assert "<h3>Later</h3>\n<p>More.</p>" in told.prose
    assert "24 months" not in told.prose
    assert list(told.evidence) == ["data.retention"]
    assert "<blockquote>" in told.evidence["data.retention"]


def test_a_lower_heading_stays_with_the_evidence() -> None:
    told = narrative("## data.access\n\n### Where\n\nSection 4.\n\n# End\n\nDone.", ASKED)
    assert "Section 4." in told.evidence["data.access"]
    assert told.prose == "<h3>End</h3>\n<p>Done.</p>"


def test_a_heading_within_code_splits_nothing() -> None:
    told = narrative("```\n## data.access\n```\n", ASKED)
    assert told.evidence == {}
    assert "## data.access" in told.prose


def test_a_question_of_another_rubric_is_an_ordinary_heading() -> None:
    assert "<h3>data.gone</h3>" in narrative("## data.gone\n\nText", ASKED).prose


def test_a_link_may_have_its_address_in_another_part() -> None:
    told = narrative("## data.access\n\n[policy][p]\n\n# End\n\n[p]: https://a.example/p\n", ASKED)
    assert 'href="https://a.example/p"' in told.evidence["data.access"]


@pytest.mark.parametrize("rank", range(1, 7))
def test_headings_stand_below_those_of_the_page(rank: int) -> None:
    assert f"<h{min(6, max(3, rank + 1))}>" in narrative("#" * rank + " Title", set()).prose


HOSTILE = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "<svg/onload=alert(1)>",
    "<iframe src=https://a.example></iframe>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](data:text/html,<script>alert(1)</script>)",
    "[a](&#106;avascript:alert(1))",
    "[a](vbscript:x)",
    "[a](file:///etc/passwd)",
    "[a](//a.example/x)",
    "![a](https://a.example/track.png)",
    "![a](data:image/png;base64,AAAA)",
    "<style>@import url(https://a.example)</style>",
    "<base href=https://a.example>",
    "<form action=https://a.example><input name=q></form>",
    '<a href="https://a.example" onclick="alert(1)">a</a>',
    "<!-- -- ><script>alert(1)</script> -->",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "[a](<javascript:alert(1)>)",
    "<javascript:alert(1)>",
    "[a]\n\n[a]: javascript:alert(1)",
    '| a |\n|---|\n| <img src=x onerror="alert(1)"> |',
    "`<script>`<script>alert(1)</script>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_but_prose_comes_through(text: str) -> None:
    html = narrative(text, set()).prose
    assert not [bad for bad in ("<script", "<img", "<svg", "<iframe", "<style") if bad in html]
    assert not [bad for bad in ("<base", "<form", "<input", "<math") if bad in html]
    for bad in (
        "javascript:",
        "data:",
        "vbscript:",
        "file:",
        "//a.example/x",
        "onerror",
        "onclick",
    ):
        assert f'="{bad}' not in html.lower()
    assert " on" not in [part.split("=")[0] for part in html.split("<a ")[1:]]


def test_an_image_leaves_its_description() -> None:
    assert narrative("![a map](https://a.example/x.png)", set()).prose == (
        "<p><em>[image left out: a map]</em></p>"
    )


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_balanced_html_without_scripts(text: str) -> None:
    html = narrative(text, ASKED).prose
    assert "<script" not in html.lower()


@pytest.mark.parametrize("unit", ["[", "[a](", "*a ", "`a", "![", "<a ", "> ", "- a\n", "\\", "_a"])
def test_marks_without_end_do_not_hang_the_build(unit: str) -> None:
    started = time.perf_counter()
    narrative(unit * (READABLE // len(unit) + 2), set())
    narrative("\n\n".join([unit * 40] * 50), set())
    assert time.perf_counter() - started < 10


def test_a_text_too_long_to_read_is_shown_as_it_was_typed() -> None:
    assert narrative("a <b>\n" * READABLE, set()).prose.startswith("<pre>a &lt;b&gt;\n")
