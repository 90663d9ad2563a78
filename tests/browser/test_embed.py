"""A supplier's own page with the badge on it, beside the register behind the real nginx."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import markdown
import pytest

from registry.badging import badge_artifacts
from registry.model import Registry
from tests.browser.conftest import served
from tests.site_maker import ROOT, edition_of, made, publics_of, sample
from tests.test_site_deploy import configured, free_port, program, readable, running

QUIZLAB = "suppliers/brightpath/quizlab"
COMPASS = "suppliers/harborlight-careers/compass"
SCRIPT = "embed/seal-1.0.0.js"
LAST_DAY = date(2027, 3, 13)

RELEASED = {
    "seal-1.0.0.js": (
        "901255c6ceb75ec78873f8f91f06e1b4e1f0f7c69cde8824"
        "0fc4d76edd1dfe254f621bd53e5629d0f61a54c12bfc34cb"
    ),
}
"""SHA-384 of every release. Holders' pages name it: a release never changes, a line never goes."""


def test_a_release_never_changes() -> None:
    found = {
        path.name: hashlib.sha384(path.read_bytes()).hexdigest()
        for path in (ROOT / "assets" / "embed").iterdir()
    }
    assert found == RELEASED


@dataclass
class Register:
    """The register's site as nginx serves it, and the files it was made of."""

    at: str
    files: dict[str, bytes]

    def codes(self, holder: str = QUIZLAB) -> dict[str, str]:
        """The codes on a holder's page, as somebody copies them."""
        page = self.files[f"{holder}/index.html"].decode()
        found = re.findall(
            r"<summary>([^<]+)</summary>(?:\n<p>[^<]*</p>)?\n<pre[^>]*><code[^>]*>(.*?)</code>",
            page,
            re.S,
        )
        return {name: unescape(code) for name, code in found}


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    place, port = readable(tmp_path_factory.mktemp("register")), free_port()
    at = f"http://127.0.0.1:{port}"
    known = replace(sample(), settings=replace(sample().settings, base_url=at))
    files = made(known) | badges(known)
    recipe = configured(place, port, files)
    with running([program("nginx"), "-p", str(place), "-c", str(recipe)], port):
        yield Register(at, files)


def badges(known: Registry) -> dict[str, bytes]:
    edition = edition_of(known)
    found = (badge_artifacts(edition, one) for one in publics_of(known))
    return {one.path: one.data for some in found for one in some}


class Shop:
    """A supplier's page: what stands in it, and where it is served."""

    def __init__(self, place: Path, stack: ExitStack) -> None:
        self._place, self._stack = place, stack

    def page(self, body: str, policy: str = "", host: str = "127.0.0.1") -> str:
        tag = f'<meta http-equiv="Content-Security-Policy" content="{policy}">' if policy else ""
        self._place.mkdir(exist_ok=True)
        (self._place / "favicon.ico").write_bytes(b"")
        (self._place / "index.html").write_text(
            f"<!doctype html><html lang=en><head><meta charset=utf-8>{tag}<title>Shop</title>"
            f"</head><body>{body}</body></html>"
        )
        return self._stack.enter_context(served(self._place)).replace("127.0.0.1", host) + "/"


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with ExitStack() as stack:
        yield Shop(tmp_path / "shop", stack)


def settled(page: Any) -> str:
    """The standing that the component found."""
    page.locator("privacy-seal[standing]").wait_for()
    return str(page.locator("privacy-seal").get_attribute("standing"))


def text(page: Any) -> str:
    """What somebody reads of the component."""
    page.locator("privacy-seal[standing]").wait_for()
    return str(page.evaluate("document.querySelector('privacy-seal').shadowRoot.textContent"))


def test_while_it_holds_the_image_stays_and_the_register_is_asked_once(
    visit: Any, register: Register, shop: Shop
) -> None:
    tab = visit(LAST_DAY)
    asked: list[Any] = []
    tab.page.on("request", lambda request: asked.append(request))
    page = tab.to(shop.page(register.codes()["Web component"]))
    assert settled(page) == "valid"
    image = page.get_by_role("link").get_by_role("img")
    assert image.bounding_box()["width"] == 320
    assert image.evaluate("image => image.naturalWidth") == 320
    ours = {one.url.removeprefix(f"{register.at}/"): one for one in asked if register.at in one.url}
    number = re.findall(r"DPS-\w{5}-\w{5}", register.codes()["Web component"])[0]
    asking = f"api/v1/seals/{number}.json"
    assert sorted(ours) == sorted([f"badges/{QUIZLAB}.svg", SCRIPT, asking])
    told = {name for one in (asking, f"badges/{QUIZLAB}.svg") for name in ours[one].all_headers()}
    assert told & {"cookie", "referer", "authorization"} == set()
    assert tab.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_on_the_day_after_words_take_the_images_place(
    visit: Any, register: Register, shop: Shop
) -> None:
    page = visit(date(2027, 3, 14)).to(shop.page(register.codes()["Web component"]))
    assert settled(page) == "expired"
    link = page.get_by_role("link")
    assert "Not valid since 14 March 2027" in link.inner_text()
    assert "QuizLab" in link.inner_text()
    assert "/seals/DPS-" in link.get_attribute("href")
    assert not page.locator("img").is_visible()
    assert link.bounding_box()["width"] == 320


def test_a_tab_left_open_follows_the_day(visit: Any, register: Register, shop: Shop) -> None:
    page = visit(LAST_DAY).to(shop.page(register.codes()["Web component"]))
    assert settled(page) == "valid"
    page.clock.set_fixed_time("2027-03-14T00:00:01Z")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.locator("privacy-seal[standing=expired]").wait_for()


def test_a_withdrawn_seal_is_none_whatever_the_image_shows(
    visit: Any, register: Register, shop: Shop
) -> None:
    number = re.findall(rb"DPS-\w{5}-\w{5}", register.files[f"badges/{COMPASS}.svg"])[0].decode()
    old = f'<a href="{register.at}/seals/{number}/"><img alt="old" width="220" height="66"></a>'
    script = f'<script type="module" src="{register.at}/embed/seal.js"></script>'
    page = visit().to(shop.page(f"<privacy-seal>{old}</privacy-seal>{script}"))
    assert settled(page) == "withdrawn"
    assert "Not valid since 26 August 2026" in text(page)


def test_a_made_up_number_is_no_seal(visit: Any, register: Register, shop: Shop) -> None:
    code = re.sub(r"DPS-\w{5}-\w{5}", "DPS-00000-00000", register.codes()["Web component"])
    tab = visit()
    page = tab.to(shop.page(code))
    assert settled(page) == "unknown"
    assert "No seal of this register" in text(page)
    assert not page.locator("img").is_visible()


def test_where_the_register_does_not_answer_the_image_stays_with_a_note(
    visit: Any, register: Register, shop: Shop
) -> None:
    code = register.codes()["Web component"]
    elsewhere = re.sub(r"http://[^/]+(?=/seals/)", f"http://127.0.0.1:{free_port()}", code)
    tab = visit()
    page = tab.to(shop.page(elsewhere))
    assert settled(page) == "unknown"
    assert "could not be asked just now" in text(page)
    assert page.locator("img").is_visible()
    tab.troubles.clear()  # the browser's own line on the refused connection


def test_without_scripts_it_is_a_link_and_an_image(
    visit: Any, register: Register, shop: Shop
) -> None:
    page = visit(java_script_enabled=False).to(shop.page(register.codes()["Web component"]))
    link = page.get_by_role("link", name="Data Privacy Seal of QuizLab: look it up in the register")
    assert link.get_by_role("img").is_visible()
    link.click()
    page.wait_for_url(f"{register.at}/{QUIZLAB}/")


def test_a_script_that_was_changed_is_not_run(
    visit: Any, register: Register, shop: Shop, tmp_path: Path
) -> None:
    changed = register.files[SCRIPT] + b"\n// and more\n"
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "seal.js").write_bytes(changed)
    code = register.codes()["Web component"].replace(f"{register.at}/{SCRIPT}", "/seal.js")
    tab = visit()
    page = tab.to(shop.page(code))
    page.locator("img").wait_for()
    assert page.evaluate("customElements.get('privacy-seal') === undefined")
    assert len(tab.troubles) == 1
    assert "integrity" in tab.troubles[0]
    tab.troubles.clear()


def test_the_policy_that_the_page_for_holders_names_is_enough(
    visit: Any, register: Register, shop: Shop
) -> None:
    guide = register.files["about/badge/index.html"].decode()
    found = re.findall(r"<code data-copy>(img-src.*?)</code>", guide, re.S)
    policy = "; ".join(
        ["default-src 'none'", "require-trusted-types-for 'script'", *found[0].split("\n")]
    )
    tab = visit(date(2027, 3, 14))
    page = tab.to(shop.page(register.codes()["Web component"], policy))
    assert settled(page) == "expired"
    assert (
        page.get_by_role("link").evaluate("link => getComputedStyle(link).borderTopStyle")
        == "dashed"
    )


def test_on_another_website_it_says_whose_the_seal_is(
    visit: Any, register: Register, shop: Shop
) -> None:
    page = visit().to(shop.page(register.codes()["Web component"], host="shop.localhost"))
    assert settled(page) == "valid"
    assert "This seal was awarded for quizlab.example" in text(page)
    assert "not for this website" in text(page)
    assert page.locator("img").is_visible()


def test_markdown_makes_the_same_link_and_image(register: Register) -> None:
    made = markdown.markdown(register.codes()["Markdown"])
    target, source, alt = (
        re.findall(rf'{name}="([^"]+)"', register.codes()["HTML"])[0]
        for name in ("href", "src", "alt")
    )
    assert made == f'<p><a href="{target}"><img alt="{alt}" src="{source}" /></a></p>'


def test_a_form_is_chosen_for_all_codes_and_copied_with_one_click(
    visit: Any, register: Register, shop: Shop
) -> None:
    tab = visit(permissions=["clipboard-read", "clipboard-write"])
    page = tab.to(f"{register.at}/{QUIZLAB}/")
    page.get_by_label("Form").select_option(label="Round mark, on dark pages")
    page.get_by_role("button", name="Copy the code").first.click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert f'src="{register.at}/badges/{QUIZLAB}.round-dark.svg"' in copied
    assert 'width="200" height="200"' in copied
    page.locator("summary", has_text="Markdown").click()
    assert f"{QUIZLAB}.round-dark.svg" in page.locator("details[open] code").last.inner_text()
    shown = visit().to(shop.page(copied)).locator("img")
    shown.evaluate("image => image.decode()")
    assert shown.evaluate("image => [image.naturalWidth, image.naturalHeight]") == [200, 200]


def test_where_the_clipboard_refuses_the_code_is_selected(visit: Any, register: Register) -> None:
    page = visit().to(f"{register.at}/{QUIZLAB}/")
    page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject(new Error()))")
    page.get_by_role("button", name="Copy the code").first.click()
    page.get_by_role("button", name="Selected; now copy it").wait_for()
    selected = page.evaluate("getSelection().toString()")
    assert selected.strip() == register.codes()["HTML"].strip()
    page.get_by_role("button", name="Copy the code").first.wait_for()


@pytest.mark.parametrize("holder", [COMPASS])
def test_a_seal_that_does_not_hold_offers_no_code(register: Register, holder: str) -> None:
    assert register.codes(holder) == {}
    assert b"there is no code to embed it" in register.files[f"{holder}/index.html"]


def test_a_preview_offers_no_code_and_its_badge_is_none() -> None:
    elsewhere = edition_of(sample(), base_url="https://preview.example")
    files = made(sample(), base_url="https://preview.example")
    assert b"A preview has no code to embed" in files[f"{QUIZLAB}/index.html"]
    holder = next(one for one in publics_of(sample()) if one.path == QUIZLAB)
    drawn = {one.path: one.data.decode("latin-1") for one in badge_artifacts(elsewhere, holder)}
    title = "<title[^>]*>QuizLab: Data Privacy Seal, preview, not a seal</title>"
    assert [
        path for path, data in drawn.items() if path.endswith("svg") and not re.search(title, data)
    ] == []
    assert '"isError": true' in drawn[f"badges/{QUIZLAB}.json"]
