"""A hostile registry in a real browser: nothing of it runs, and no other holder's page breaks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from registry import pages
from tests import nouns
from tests.site_maker import artifacts, collected, edition_of, publics_of

RAISE = "window.raised=1"
NASTY = [
    f"<script>{RAISE}</script>",
    f"<img src=x onerror={RAISE}>",
    f'"><svg onload={RAISE}>',
    f"' autofocus onfocus='{RAISE}",
    f"</title></textarea></script><script>{RAISE}</script>",
    "{{ 7*7 }}{% for x in y %}",
    f"<!--<script>{RAISE}</script>-->",
    "\u202eevil\u2066 marks\u200f",
    "👩‍🏫🏴‍☠️ ﷽ Z̷̢a̵l̶g̸o̶",
    "W" * 300,
    "]]>&amp;&lt;script&gt;",
    "\\u003cscript\\u003e",
]
EVIL = f"javascript:{RAISE}"
DAY = "2026-06-01"


def hostile() -> dict[str, bytes]:
    """Projections that the reader would never let through, rendered all the same."""
    registry = nouns.registry(
        nouns.product(nouns.award("2026-03-15"), path="suppliers/plain/plain", name="Plain"),
        *(
            nouns.product(nouns.award("2026-03-15"), path=f"suppliers/s{i}/p{i}")
            for i in range(len(NASTY))
        ),
        nouns.institution(nouns.institution_award("2026-03-15")),
    )
    edition = edition_of(registry, DAY)
    told = publics_of(registry, DAY)
    return collected(artifacts(edition, tuple(bad(one) for one in told)))


def bad(one: pages.PublicHolder) -> pages.PublicHolder:
    if one.name == "Plain":
        return one
    text = NASTY[int(one.slug[1:])] if one.supplier else NASTY[0]
    supplier = one.supplier and replace(one.supplier, name=text, website=EVIL)
    documents = (pages.PublicDocument(title=text, url=EVIL, retrieved=one.seal.awarded_on),)
    return replace(
        one,
        name=text,
        summary=text,
        website=EVIL,
        privacy_policy="data:text/html,<script>1</script>",
        terms_of_service=EVIL,
        domains=(text,),
        subjects=(text,),
        audiences=(text,),
        documents=documents,
        supplier=supplier,
    )


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return hostile()


def test_no_script_of_a_name_runs_on_any_page(
    visit: Any, serve: Any, files: dict[str, bytes]
) -> None:
    at = serve(files)
    tab = visit()
    paths = [path for path in files if path.endswith(".html") and not path.startswith("seals/DPS")]
    for path in sorted(paths):
        page = tab.to(f"{at}/{path}")
        assert page.evaluate("window.raised") is None, path
        assert page.locator("main").count() == 1, path
        assert page.evaluate("document.querySelectorAll('h1').length") == 1, path
        assert page.locator("[onerror], [onload], [onfocus]").count() == 0, path


def test_nor_in_the_search_or_the_answers(visit: Any, serve: Any, files: dict[str, bytes]) -> None:
    at = serve(files)
    page = visit().to(at)
    for text in ("script", "onerror", "evil", "W" * 300, NASTY[0]):
        page.get_by_role("searchbox").fill(text)
        page.wait_for_timeout(200)
        assert page.evaluate("window.raised") is None
    page.goto(f"{at}/verify/?q=%3Cimg%20src%3Dx%20onerror%3D{RAISE}%3E")
    page.locator("[data-answer] h2").wait_for()
    assert page.evaluate("window.raised") is None


def test_no_link_runs_script(files: dict[str, bytes]) -> None:
    for path, data in files.items():
        if path.endswith(".html"):
            assert b'href="javascript:' not in data, path
            assert b'href="data:' not in data, path


def test_the_page_of_another_holder_is_as_it_would_be_alone(files: dict[str, bytes]) -> None:
    alone = nouns.registry(
        nouns.product(nouns.award("2026-03-15"), path="suppliers/plain/plain", name="Plain")
    )
    edition = replace(edition_of(alone, DAY), next_change=edition_of(alone, DAY).next_change)
    own = collected(artifacts(edition, publics_of(alone, DAY)))
    path = "suppliers/plain/plain/index.html"
    assert files[path] == own[path]


def test_long_names_do_not_widen_a_page(visit: Any, serve: Any, files: dict[str, bytes]) -> None:
    at = serve(files)
    tab = visit(viewport={"width": 320, "height": 600})
    for path in ("/", "/suppliers/", "/suppliers/s9/p9/", "/seals/", "/ended/", "/changes/"):
        page = tab.to(at + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
