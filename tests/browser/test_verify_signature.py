"""The verify page checks the signature of a dropped badge itself, and says when it cannot."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from registry.badging import badge_artifacts
from registry.credentials.disk import verify
from tests.browser.conftest import served
from tests.browser.test_accessibility import COLOURS, LOOKS, RULES, axe
from tests.signed_site import (
    EXPIRED,
    RENEWED,
    SUSPENDED,
    VALID,
    WITHDRAWN,
    SignedSite,
    copied,
    registry_of,
    signed_site,
)
from tests.site_maker import DAY, edition_of, made, publics_of, written
from tests.test_credentials_verify import CHANGES, changed
from tests.verifiers.site import House, listed, png, signer, svg

CHECKED = "The signature was checked in this browser."
COMPARED = "Compared with the register, word for word."
BAKED: dict[str, Callable[[str], bytes]] = {"png": png, "svg": svg, "json": str.encode}


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> SignedSite:
    return signed_site(tmp_path_factory.mktemp("signed") / "site")


@pytest.fixture(scope="module")
def at(signed: SignedSite) -> Iterator[str]:
    with served(signed.out) as address:
        yield address


@dataclass(frozen=True)
class Answer:
    word: str
    how: str
    text: str


@dataclass
class Desk:
    """The verify page, and the command line beside it."""

    page: Any
    scratch: Path
    last: Path = Path()

    def drop(self, data: bytes | str) -> Answer:
        self.page.evaluate("document.querySelector('[data-answer]').dataset.verdict = ''")
        # A browser does not tell of a file that it has already.
        self.last = self.scratch / f"dropped-{uuid4()}"
        self.last.write_bytes(data.encode() if isinstance(data, str) else data)
        self.page.set_input_files("#file", self.last)
        answer = self.page.locator("[data-answer][data-verdict]:not([data-verdict=''])")
        answer.wait_for()
        found = answer.evaluate("a => [a.dataset.verdict, a.dataset.how, a.innerText]")
        return Answer(*found)

    def both(self, data: bytes | str, site: Path, day: date = DAY) -> Answer:
        """The page's answer, whose word must be that of `build.py verify` for the same file."""
        answer = self.drop(data)
        assert answer.word == verify(str(self.last), site, day).word
        return answer


@pytest.fixture
def desk(visit: Any, tmp_path: Path) -> Callable[..., Desk]:
    def opened(address: str, day: date = DAY, **options: Any) -> Desk:
        return Desk(visit(day, **options).to(f"{address}/verify/"), tmp_path)

    return opened


# Genuine


@pytest.mark.parametrize("kind", BAKED)
def test_a_valid_badge_is_told_with_what_was_signed(
    desk: Any, at: str, signed: SignedSite, kind: str
) -> None:
    answer = desk(at).both(BAKED[kind](signed.text(VALID)), signed.out)
    assert (answer.word, answer.how) == ("valid", "signature")
    said = ["Genuine and valid", "MathTrail", "valid through 17 June 2027", CHECKED]
    said += ["18 June 2026", "did:web:seals.wayfield.example", signer().public, "Not on it"]
    assert [word for word in said if word not in answer.text] == []


def test_the_badge_that_the_build_gives_out_is_valid(
    desk: Any, at: str, signed: SignedSite
) -> None:
    registry = registry_of([listed(signer())])
    holder = next(one for one in publics_of(registry) if one.path == VALID)
    edition, text = edition_of(registry), signed.text(VALID)
    files = {one.path: one.data for one in badge_artifacts(edition, holder, text)}
    here = desk(at)
    for ending in ("png", "svg"):
        assert here.both(files[f"badges/{VALID}.{ending}"], signed.out).word == "valid"


def test_the_register_s_present_standing_counts_more(
    desk: Any, at: str, signed: SignedSite
) -> None:
    here = desk(at)
    for holder, word, title in (
        (EXPIRED, "expired", "Genuine, no longer valid since 10 February 2026"),
        (WITHDRAWN, "withdrawn", "Genuine, no longer valid since 19 August 2026"),
        (SUSPENDED, "suspended", "Genuine, no longer valid since 1 September 2026"),
    ):
        answer = here.both(signed.text(holder), signed.out)
        assert (answer.word, answer.how) == (word, "signature")
        assert title in answer.text
        assert "does not hold today" in answer.text


def test_an_old_badge_of_a_renewed_seal_is_told_as_old(
    desk: Any, at: str, signed: SignedSite
) -> None:
    answer = desk(at).both(svg(signed.text(RENEWED, 0)), signed.out)
    assert answer.word == "expired"
    said = ["this file is out of date", "ended on 13 March 2024", "valid through 13 March 2027"]
    assert [word for word in said if word not in answer.text] == []


def test_the_visitor_s_own_day_counts(desk: Any, at: str, signed: SignedSite) -> None:
    for day, word in (
        (date(2026, 6, 17), "not-yet-valid"),
        (date(2027, 6, 17), "valid"),
        (date(2027, 6, 18), "expired"),
        (date(2999, 12, 31), "expired"),
    ):
        answer = desk(at, day).both(signed.text(VALID), signed.out, day)
        assert (answer.word, answer.how) == (word, "signature")
        assert "By this device’s clock it is" in answer.text
    assert "clock" not in desk(at).drop(signed.text(VALID)).text


# Not genuine


def test_whatever_was_changed_is_tampering(desk: Any, at: str, signed: SignedSite) -> None:
    here, text = desk(at), signed.text(RENEWED)
    for change in CHANGES.values():
        answer = here.both(changed(text, change), signed.out)
        assert answer.word == "tampered"
        assert "Quiz" not in answer.text
        assert CHECKED not in answer.text


def test_what_others_signed_is_not_ours(desk: Any, at: str, signed: SignedSite) -> None:
    other = House(
        signed.house.awards[:1],
        [listed(signer("other"))],
        replace(signed.house.settings, base_url="https://genuine-and-valid.example"),
    )
    other.sign(DAY.isoformat(), signer("other"))
    answer = desk(at).both(png(other.text()), signed.out)
    assert answer.word == "not-ours"
    assert "genuine-and-valid" not in answer.text


def test_a_forger_s_key_is_unknown(desk: Any, at: str, signed: SignedSite) -> None:
    forger = House(signed.house.awards[:1], [listed(signer("f"))], signed.house.settings)
    forger.sign(DAY.isoformat(), signer("f"))
    assert desk(at).both(forger.text(), signed.out).word == "unknown-key"


def test_a_key_counts_as_long_as_it_is_listed(
    desk: Any, signed: SignedSite, tmp_path: Path
) -> None:
    site = copied(signed, tmp_path / "site")
    keys = [listed(signer(), until="2026-10-31"), listed(signer("second"), since="2026-11-01")]
    own = House(signed.house.awards, keys, signed.house.settings, signed.house.lines)
    with served(site.out) as address:
        here = desk(address)
        own.publish(site.out, DAY.isoformat())
        assert here.both(site.text(VALID), site.out).word == "valid"
        own.keys = own.keys[1:]
        own.publish(site.out, DAY.isoformat())
        assert here.both(site.text(VALID), site.out).word == "unknown-key"


def test_a_status_list_that_was_changed_decides_nothing(
    desk: Any, signed: SignedSite, tmp_path: Path
) -> None:
    site = copied(signed, tmp_path / "site")
    place = site.out / "status/1.json"
    place.write_text(
        changed(place.read_text(), lambda d: d.update(validFrom="2020-01-01T00:00:00Z"))
    )
    with served(site.out) as address:
        here = desk(address)
        answer = here.both(site.text(VALID), site.out)
        assert (answer.word, answer.how) == ("undecided", "signature")
        assert "missing or not signed" in answer.text
        place.unlink()
        assert here.both(site.text(VALID), site.out).word == "undecided"


# Bad files


def test_files_that_are_none_of_ours_get_a_clear_answer(
    desk: Any, at: str, signed: SignedSite, tmp_path: Path
) -> None:
    here, text = desk(at), signed.text(VALID)
    deep = text[:-1] + ',"x":' + "[" * 50_000 + "]" * 50_000 + "}"
    hostile = svg('{"issuer":"<img src=x onerror=alert(1)>"}')
    files: dict[str, tuple[bytes | str, str, str]] = {
        "two": (png(text, text), "unreadable", "2 credentials"),
        "cut": (png(text)[:400], "unreadable", "cut short"),
        "deep": (deep, "unreadable", "holds no credential"),
        "hostile": (hostile, "not-ours", "This register says nothing about it"),
        "context": (
            changed(text, lambda d: d["@context"].append("https://evil.example/x")),
            "tampered",
            "form",
        ),
        "none": (png(), "no-credential", "not the original"),
        "photograph": (b"\xff\xd8\xff\xe0", "unreadable", "neither a PNG, an SVG nor a JSON"),
        "empty": (b"", "unreadable", "is empty"),
    }
    for data, word, said in files.values():
        answer = here.both(data, signed.out)
        assert answer.word == word
        assert said in answer.text
    with (tmp_path / "huge").open("wb") as file:
        file.truncate(50_000_000)
    answer = here.both((tmp_path / "huge").read_bytes(), signed.out)
    assert (answer.word, "8 MiB" in answer.text) == ("unreadable", True)


def test_the_last_of_two_files_is_the_one_that_is_answered(
    desk: Any, at: str, signed: SignedSite
) -> None:
    here = desk(at)
    here.drop(png())
    for holder in (VALID, EXPIRED):
        place = here.scratch / Path(holder).name
        place.write_text(signed.text(holder))
        here.page.set_input_files("#file", place)
    here.page.get_by_text("Lumen Board").wait_for()
    assert "MathTrail" not in here.page.locator("[data-answer]").inner_text()


# Where the browser cannot


def test_without_the_script_the_file_is_compared(
    desk: Any, signed: SignedSite, tmp_path: Path
) -> None:
    site = copied(signed, tmp_path / "site")
    next((site.out / "assets").glob("credential.*.js")).unlink()
    with served(site.out) as address:
        here = desk(address)
        answer = here.drop(signed.text(VALID))
        assert (answer.word, answer.how) == ("valid", "compared")
        assert COMPARED in answer.text
        answer = here.drop(changed(signed.text(VALID), CHANGES["name"]))
    assert (answer.word, answer.how) == ("tampered", "compared")
    assert CHECKED not in answer.text


def test_in_an_insecure_context_nothing_is_claimed(
    visit: Any, at: str, signed: SignedSite, tmp_path: Path
) -> None:
    tab = visit()
    tab.context.add_init_script("Object.defineProperty(self, 'isSecureContext', {value: false})")
    answer = Desk(tab.to(f"{at}/verify/"), tmp_path).drop(signed.text(VALID))
    assert (answer.word, answer.how) == ("valid", "compared")
    assert [url for url in tab.asked if "/credential." in url] == []


def test_a_browser_without_ed25519_checks_all_the_same(
    visit: Any, at: str, signed: SignedSite, tmp_path: Path
) -> None:
    tab = visit()
    tab.context.add_init_script(
        "const {importKey} = SubtleCrypto.prototype;"
        "SubtleCrypto.prototype.importKey = function (...given) {"
        "  if (given[2] !== 'Ed25519') return importKey.apply(this, given);"
        "  return Promise.reject(new DOMException('unknown', 'NotSupportedError')); }"
    )
    here = Desk(tab.to(f"{at}/verify/"), tmp_path)
    for change, word in ((None, "valid"), (CHANGES["a letter of the proof"], "tampered")):
        text = changed(signed.text(VALID), change) if change else signed.text(VALID)
        answer = here.both(text, signed.out)
        assert (answer.word, answer.how) == (word, "signature")


def test_a_register_without_keys_compares(desk: Any, address: str) -> None:
    text = json.dumps({"credentialSubject": {"licenseNumber": "DPS-SYHXR-J27ZX"}})
    answer = desk(address).drop(text)
    assert (answer.word, answer.how) == ("tampered", "compared")
    assert "has published no keys" in answer.text


def test_keys_that_are_not_published_leave_the_comparison(
    desk: Any, signed: SignedSite, tmp_path: Path
) -> None:
    site = copied(signed, tmp_path / "site")
    (site.out / ".well-known/did.json").unlink()
    with served(site.out) as address:
        answer = desk(address).drop(site.text(VALID))
    assert (answer.word, answer.how) == ("valid", "compared")


def test_a_preview_decides_nothing(desk: Any, signed: SignedSite, tmp_path: Path) -> None:
    files = made(registry_of([listed(signer())]), base_url="http://127.0.0.1:8000")
    with served(written(files, tmp_path / "preview")) as address:
        answer = desk(address).drop(signed.text(VALID))
    assert answer.word == "undecided"
    assert "not the register" in answer.text


# Where it stands, and what it asks for


def test_below_a_path_the_other_did_document_counts(visit: Any, tmp_path: Path) -> None:
    site = signed_site(tmp_path / "served/seals", "https://example.github.io/seals")
    with served(tmp_path / "served") as address:
        tab = visit()
        answer = Desk(tab.to(f"{address}/seals/verify/"), tmp_path).both(
            png(site.text(VALID)), site.out
        )
        assert (answer.word, answer.how) == ("valid", "signature")
        assert "did:web:example.github.io:seals" in answer.text
        assert [url for url in tab.asked if not url.startswith(f"{address}/seals/")] == []


def test_nothing_is_sent_and_the_script_comes_with_the_first_credential(
    visit: Any, at: str, signed: SignedSite, tmp_path: Path
) -> None:
    tab = visit()
    page = tab.to(f"{at}/verify/")
    sent: list[object] = []
    page.on("request", lambda request: sent.append((request.method, request.post_data)))
    here = Desk(page, tmp_path)
    here.drop(png())
    page.get_by_role("searchbox").fill("mathtrail")
    page.get_by_role("button", name="Verify").click()
    page.get_by_text("One seal fits").wait_for()
    assert [url for url in tab.asked if "/credential." in url] == []
    here.drop(png(signed.text(VALID)))
    assert len([url for url in tab.asked if "/credential." in url]) == 1
    assert [url for url in tab.asked if not url.startswith(f"{at}/")] == []
    assert set(sent) == {("GET", None)}


def test_a_reader_who_cannot_see_it_is_told(desk: Any, at: str, signed: SignedSite) -> None:
    here = desk(at)
    here.drop(signed.text(VALID))
    status = here.page.get_by_role("status").and_(here.page.locator("[data-answer]"))
    assert status.get_by_role("heading", level=2).inner_text().strip() == "Genuine and valid"
    assert status.get_by_role("term").all_inner_texts()[0] == "Signed on"


@pytest.mark.parametrize("look", LOOKS)
def test_no_answer_stands_in_anyones_way(
    browser: Any, at: str, signed: SignedSite, tmp_path: Path, look: str
) -> None:
    context = browser.new_context(bypass_csp=True, **LOOKS[look])
    here = Desk(context.new_page(), tmp_path)
    here.page.clock.set_fixed_time(f"{DAY}T12:00:00Z")
    here.page.goto(f"{at}/verify/")
    here.page.evaluate(axe())
    files: dict[str, bytes | str] = {
        "tampered": changed(signed.text(VALID), CHANGES["name"]),
        "two": png("a", "b"),
        "none": png(),
    }
    files |= {one: signed.text(one) for one in (VALID, RENEWED, SUSPENDED, WITHDRAWN)}
    found = {}
    for name, data in files.items():
        here.drop(data)
        run = "rules => axe.run({runOnly: rules}).then(found => found.violations)"
        for one in here.page.evaluate(run, COLOURS if look in ("dark", "forced") else RULES):
            found[f"{name}: {one['id']}"] = [node["html"][:160] for node in one["nodes"]][:3]
        if here.page.evaluate("document.documentElement.scrollWidth - innerWidth") > 0:
            found[f"{name}: too wide"] = []
    context.close()
    assert found == {}
