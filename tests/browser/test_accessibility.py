"""axe-core finds nothing on any kind of page: light, dark, at 320 px, and with results shown."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import missing
from tests.packages import obstacle

FOLDER = Path(__file__).parent
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""What can differ between looks of the same page."""
KINDS = {
    "home": "/",
    "suppliers": "/suppliers/",
    "supplier": "/suppliers/brightpath/",
    "valid product": "/suppliers/brightpath/quizlab/",
    "suspended product": "/suppliers/brightpath/reading-rooms/",
    "withdrawn product": "/suppliers/harborlight-careers/compass/",
    "expired product": "/suppliers/lumen-notes/lumen-board/",
    "institutions": "/institutions/",
    "institution": "/institutions/river-valley/",
    "ended": "/ended/",
    "numbers": "/seals/",
    "verify": "/verify/",
    "an answer": "/verify/?q=quizlab.example",
    "results": "/suppliers/?q=a&subject=mathematics&standing=valid&standing=expired",
    "browse": "/browse/",
    "facet": "/browse/subjects/",
    "facet value": "/browse/subjects/mathematics/",
    "rubrics": "/rubrics/",
    "rubric": "/rubrics/2.2/",
    "about": "/about/",
    "process": "/about/suppliers/",
    "training": "/about/training/",
    "standings": "/about/standings/",
    "data": "/about/data/",
    "changes": "/changes/",
    "no page": "/404.html",
}
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "narrow": {"viewport": {"width": 320, "height": 640}},
    "forced": {"forced_colors": "active"},
}


@cache
def axe() -> str:
    """The checker's script; installed by npm at first, from the lock beside this file."""
    if why := obstacle(FOLDER):
        missing(f"axe-core ({why})")
    return (FOLDER / "node_modules/axe-core/axe.min.js").read_text()


@pytest.mark.parametrize("look", LOOKS)
def test_nothing_stands_in_anyones_way(browser: Any, address: str, look: str) -> None:
    # axe evaluates its own script in the page, which the site's policy rightly forbids.
    context = browser.new_context(bypass_csp=True, **LOOKS[look])
    page = context.new_page()
    page.clock.set_fixed_time("2026-11-23T12:00:00Z")
    found = {}
    for kind, path in KINDS.items():
        page.goto(address + path)
        if "?" in path:
            page.locator("[data-answer] h2, [data-found] .entry").first.wait_for()
        page.evaluate(axe())
        run = "rules => axe.run({runOnly: rules}).then(found => found.violations)"
        for one in page.evaluate(run, COLOURS if look in ("dark", "forced") else RULES):
            found[f"{kind}: {one['id']}"] = [node["html"][:160] for node in one["nodes"]][:3]
        width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if width > 0:
            found[f"{kind}: too wide"] = [str(width)]
    context.close()
    assert found == {}
