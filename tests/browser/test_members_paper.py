"""The reader of opened pages sees what a browser's parser sees, and nothing dangerous in anything
else; and nothing on the members' pages stands in anyone's way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registry.members.opening import open_vault, open_worklist
from tests.browser.conftest import served
from tests.browser.test_accessibility import COLOURS, LOOKS, RULES, axe
from tests.members_maker import Built, Keys, built, registry_of
from tests.site_maker import sample

KEYS = Keys()
SOURCE = Path(__file__).parents[2] / "web/members/src/paper.js"
COMPARE = """(html) => {
  const place = document.createElement("template");
  place.innerHTML = html;
  const ours = document.createElement("div");
  ours.append(window.paper(html));
  return [ours.innerHTML, place.innerHTML];
}"""
LOOK = """(html) => {
  const place = document.createElement("div");
  place.append(window.paper(html));
  return [...place.querySelectorAll("*")].flatMap((one) => [
    one.localName, ...one.getAttributeNames().map((name) => `${name}=${one.getAttribute(name)}`),
  ]);
}"""


@pytest.fixture(scope="module")
def blank(browser: Any) -> Iterator[Any]:
    """A page without a policy, with the reader and the browser's own parser side by side."""
    context = browser.new_context()
    page = context.new_page()
    script = SOURCE.read_text().replace("export function paper", "window.paper = function paper")
    page.add_script_tag(content=script)
    yield page
    context.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The sample registry with keys of ours instead of its own."""
    ours = registry_of(KEYS)
    whole = sample()
    staff = {**whole.settings.staff, "mlund": ours.settings.staff["mlund"]}
    settings_ = replace(whole.settings, staff=staff)
    registry = replace(whole, settings=settings_, members=ours.members)
    return built(registry, tmp_path_factory.mktemp("sample"))


def test_every_page_of_the_sample_is_read_as_a_browser_reads_it(blank: Any, site: Built) -> None:
    vault = open_vault(site.out, KEYS.eastgate)
    pages = [vault.page(one["path"])["html"] for one in vault.reviews]
    assert len(pages) > 80
    for html in [*pages, open_worklist(site.out, KEYS.staff)["html"]]:
        ours, theirs = blank.evaluate(COMPARE, html)
        assert ours == theirs


PIECES = st.sampled_from(
    (
        *("<", ">", "</", "/>", "<p>", "</p>", "<P>", "<b", "'", '"', "=", " ", "word", "\x00"),
        *("<script>", "<img src=x onerror=a>", '<img src="x" onerror="a">', "<svg>", "<style>"),
        *('<a href="', "javascript:a", '">', '<a href="//a.example">', '<p id="cookie">'),
        *('<p onclick="a">', '<p style="a">', "<template>", "<iframe>", "<base>", "<!--", "-->"),
        *("&lt;", "&#60;", "&#x3c;", "&#99999999;"),
    )
)
SAFE_TAGS = {
    *("article", "header", "section", "div", "h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol"),
    *("li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td", "a", "time", "bdi"),
    *("span", "strong", "em", "code", "pre", "blockquote", "br", "hr", "del", "sub", "sup"),
    *("details", "summary"),
}


@settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_whatever_it_reads_nothing_dangerous_comes_of_it(blank: Any, html: str) -> None:
    for found in blank.evaluate(LOOK, html):
        name, equals, value = found.partition("=")
        if not equals:
            assert name in SAFE_TAGS
            continue
        assert not name.startswith("on")
        assert name not in ("style", "src", "srcdoc", "action")
        if name == "href":
            assert not value.lower().lstrip().startswith(("javascript", "data", "//"))
        if name == "id":
            assert value.startswith("q-")


KINDS = {
    "door": "members/",
    "locked": "members/reviews/",
    "join": "members/join/",
    "staff": "staff/",
    "list": "members/reviews/#",
    "review": "members/reviews/#suppliers/brightpath/quizlab/2026-01-12",
    "institution": "members/reviews/#institutions/river-valley",
    "comparison": "members/reviews/#compare=suppliers/brightpath/quizlab"
    "&with=suppliers/brightpath/mathtrail",
    "worklist": "staff/#",
}


@pytest.mark.parametrize("look", LOOKS)
def test_nothing_stands_in_anyones_way(browser: Any, site: Built, look: str) -> None:
    # axe evaluates its own script in the page, which the site's policy rightly forbids.
    context = browser.new_context(bypass_csp=True, **LOOKS[look])
    page = context.new_page()
    page.clock.set_fixed_time("2026-11-23T12:00:00Z")
    found = {}
    with served(site.out) as at:
        for kind, path in KINDS.items():
            if look != "light" and kind in ("door", "institution", "staff"):
                continue  # they hold nothing that the others do not
            page.goto("about:blank")
            page.goto(f"{at}/{path}")
            if "#" in path:
                page.locator("#key").fill(KEYS.staff.text)
                page.get_by_role("button", name="Unlock").click()
                page.locator(".review:visible, .shelf-line:visible, .comparison").first.wait_for()
            if kind == "join":
                page.get_by_role("button", name="Make my key").click()
                page.locator("[data-made]").wait_for()
            page.evaluate(axe())
            run = "(rules) => axe.run({runOnly: rules}).then((r) => r.violations)"
            faults = page.evaluate(run, COLOURS if look in ("dark", "forced") else RULES)
            if faults:
                found[kind] = [
                    (one["id"], [node["target"] for node in one["nodes"]][:4]) for one in faults
                ]
    context.close()
    assert found == {}
