"""The members' pages in Chromium: unlocking, reading, and every way in which it can go wrong."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from registry.members.age import Identity
from tests import nouns
from tests.browser.conftest import Visit, served
from tests.members_maker import Built, Keys, built, key, member, quizlab, registry_of

KEYS = Keys()
FIRST = "suppliers/brightpath/quizlab/2025-02-01"
SECOND = "suppliers/brightpath/quizlab/2026-02-01"
SCHOOL = "institutions/river-valley/2026-03-04"
Go = Callable[..., Visit]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return built(registry_of(KEYS), tmp_path_factory.mktemp("members"))


@pytest.fixture(scope="module")
def at(site: Built) -> Iterator[str]:
    with served(site.out) as address:
        yield address


@pytest.fixture
def broken(site: Built, tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A copy of the site, to break, and its address."""
    shutil.copytree(site.out, tmp_path / "site")
    with served(tmp_path / "site") as address:
        yield tmp_path / "site", address


OTHER = KEYS.eastgate.text[:-1] + ("P" if KEYS.eastgate.text[-1] == "Q" else "Q")
"""One letter changed."""


def unlock(page: Any, identity: Identity, *, keep: bool = False) -> None:
    page.get_by_label("Your key", exact=True).fill(identity.text)
    if keep:
        page.get_by_label("Remember on this device").check()
    page.get_by_role("button", name="Unlock").click()


def reading(
    visit: Go, at: str, path: str = "", who: Identity = KEYS.eastgate, **options: Any
) -> Any:
    page = visit(**options).to(f"{at}/members/reviews/{'#' + path if path else ''}")
    unlock(page, who)
    page.locator(".review:visible, .shelf-line:visible").first.wait_for()
    return page


def trouble(page: Any) -> str:
    place = page.locator(".status[data-kind=trouble]")
    place.wait_for(timeout=8000)
    assert page.locator(".review").count() == 0
    return str(place.text_content())


# Reading


@pytest.mark.parametrize("who", ["eastgate", "westgate", "staff"])
def test_every_key_opens_the_list_and_a_page(visit: Go, at: str, who: str) -> None:
    page = reading(visit, at, who=getattr(KEYS, who))
    assert page.locator(".shelf-line").count() == 2
    page.get_by_role("link", name="QuizLab").click()
    page.locator(".review").wait_for()
    assert page.url.endswith("#suppliers/brightpath/quizlab/2026-11-01")


def test_a_deep_link_survives_unlocking(visit: Go, at: str) -> None:
    page = reading(visit, at, FIRST)
    assert page.locator(".review h1").text_content() == "QuizLab"
    assert "Backups are not named." in page.locator(".finding .note-text").all_text_contents()
    assert page.locator(".evidence blockquote").text_content().strip() == (
        "We keep account data for 24 months."
    )
    assert page.title().startswith("QuizLab: initial review of 2025-02-01 – ")
    assert page.evaluate("document.activeElement.localName") == "h1"


def test_a_holders_path_leads_to_its_latest_review(visit: Go, at: str) -> None:
    page = reading(visit, at, "suppliers/brightpath/quizlab")
    assert page.locator(".review").get_attribute("data-path").endswith("/2026-11-01")


def test_what_differs_from_the_review_before_is_told(visit: Go, at: str) -> None:
    page = reading(visit, at, SECOND)
    rows = page.locator(".differs tbody tr").all_inner_texts()
    assert [re.sub(r"\s+", " ", row) for row in rows] == [
        "Is it said? Reservations Meets",
        "Is it said? Does not apply Reservations",
    ]


def test_one_unlock_opens_every_page_and_the_way_back(visit: Go, at: str) -> None:
    page = reading(visit, at, SECOND)
    page.get_by_role("link", name="First review of 1 February 2025", exact=True).click()
    page.locator(f'.review[data-path="{FIRST}"]').wait_for()
    page.go_back()
    page.locator(f'.review[data-path="{SECOND}"]').wait_for()
    page.get_by_role("link", name="All reviews").click()
    page.locator(".shelf-line").first.wait_for()
    assert page.locator(".unlock").is_hidden()


def test_an_institutions_review_is_read_likewise(visit: Go, at: str) -> None:
    page = reading(visit, at, SCHOOL)
    assert page.locator(".review h1").text_content() == "River Valley School District"


def test_links_within_a_review_keep_its_address(visit: Go, at: str) -> None:
    page = reading(visit, at, FIRST)
    page.locator(".verdict-table a").first.click()
    assert page.url.endswith(f"#{FIRST}")
    assert page.evaluate("document.activeElement.id") == "q-data"


def test_search_filter_and_sort(visit: Go, at: str) -> None:
    page = reading(visit, at)
    page.get_by_label("Search names, notes and narratives").fill("river")
    page.locator(".shelf-count", has_text=re.compile("^1 review$")).wait_for()
    page.get_by_label("Search names, notes and narratives").fill("")
    page.get_by_label("Latest review of each only").uncheck()
    assert page.locator(".shelf-count").text_content() == "4 reviews"
    page.get_by_label("Reservation on").select_option("data.retention")
    assert page.locator(".shelf-count").text_content() == "1 review"
    page.get_by_label("Search names, notes and narratives").fill("BÄCKUPS named")
    assert page.locator(".shelf-count").text_content() == "1 review"
    page.get_by_label("Search names, notes and narratives").fill("nothing like it")
    assert "Remove a filter" in page.locator(".shelf-count").text_content()


def test_notes_are_fetched_when_somebody_searches(visit: Go, at: str) -> None:
    tab = visit()
    page = tab.to(f"{at}/members/reviews/")
    unlock(page, KEYS.eastgate)
    page.locator(".shelf-line").first.wait_for()
    assert [one for one in tab.asked if "search.age" in one] == []
    page.get_by_label("Search names, notes and narratives").press_sequentially("backups are not")
    page.get_by_text("No review fits").wait_for()
    page.get_by_label("Latest review of each only").uncheck()
    page.locator(".shelf-count", has_text=re.compile("^1 review$")).wait_for()
    assert [one for one in tab.asked if "search.age" in one] == [f"{at}/members/search.age"]


def test_without_the_texts_names_are_searched_and_that_is_told(
    visit: Go, broken: tuple[Path, str]
) -> None:
    site, at = broken
    truncated(site / "members/search.age")
    page = reading(visit, at)
    page.get_by_label("Search names, notes and narratives").fill("river")
    page.locator(".shelf-count", has_text="only names were searched").wait_for()
    assert page.locator(".shelf-line").count() == 1


def test_two_reviews_side_by_side(visit: Go, at: str) -> None:
    page = reading(visit, at)
    page.get_by_label("Compare QuizLab").check()
    page.get_by_label("Compare River Valley School District").check()
    page.get_by_role("button", name="Compare", exact=True).click()
    page.locator(".comparison").wait_for()
    assert (
        page.locator(".comparison h1").text_content() == "QuizLab and River Valley School District"
    )
    page.evaluate(f"location.hash = 'compare={FIRST}&with={SECOND}'")
    page.locator(".comparison h1", has_text="1 February 2025 and 1 February 2026").wait_for()
    verdicts = page.locator(".compared-table tr", has_text="Verdict").inner_text()
    assert verdicts.split("\t")[1:] == ["Reservations", "Reservations"]
    areas = page.locator(".area-row").all_inner_texts()
    assert [one.split("\t") for one in areas] == [
        ["Data", "Reservations", "Meets"],
        ["Security", "Meets", "Reservations"],
    ]
    assert page.locator(".compared-table .other:not(.area-row)").count() == 2
    page.get_by_label("Only where they differ").check()
    assert page.locator(".compared-table .same:visible").count() == 0


def test_a_level_of_some_answers_is_told_as_one_so_far(visit: Go, tmp_path: Path) -> None:
    from dataclasses import replace

    product = quizlab()
    *decided, running = product.reviews
    begun = replace(running, answers={"data.collected": nouns.answer()})
    registry = registry_of(KEYS)
    registry = replace(registry, products=(replace(product, reviews=(*decided, begun)),))
    site = built(registry, tmp_path).out
    with served(site) as address:
        page = reading(visit, address)
        line = page.locator(".shelf-line", has_text="QuizLab")
        assert line.locator(".verdict").inner_text().split("\n")[0] == "Meets so far"
        page.locator("select[name=level]").select_option("meets")
        assert page.locator(".shelf-line", has_text="QuizLab").count() == 0
        page.evaluate("location.hash = 'suppliers/brightpath/quizlab'")
        page.get_by_role("heading", name="Verdict so far").wait_for()
        page.get_by_text("1 of 3 questions answered. What is still open may change it.").wait_for()


def test_a_review_leads_to_its_comparison_with_each_other_review(visit: Go, at: str) -> None:
    page = reading(visit, at, SECOND)
    page.locator(".siblings li", has_text="1 February 2025").get_by_text("Compare the two").click()
    page.locator(".comparison").wait_for()
    heads = page.locator(".compared-table thead th").all_inner_texts()
    assert [one.split("\n")[-1] for one in heads] == [
        "opened 1 February 2025",
        "opened 1 February 2026",
    ]


def test_after_unlocking_the_eye_and_the_keyboard_are_at_the_heading(visit: Go, at: str) -> None:
    page = reading(visit, at)
    assert page.evaluate("document.activeElement.textContent") == "Reviews"


def test_whoever_has_no_key_is_shown_where_to_make_one(visit: Go, at: str) -> None:
    page = visit().to(f"{at}/members/reviews/#{FIRST}")
    page.get_by_role("link", name="Make one").click()
    page.get_by_role("heading", name="Make your key").wait_for()
    page.goto(f"{at}/staff/")
    page.locator(".unlock").wait_for()
    assert page.get_by_role("link", name="Make one").count() == 0


def test_a_printed_page_holds_the_review_and_no_form(visit: Go, at: str) -> None:
    page = reading(visit, at, FIRST)
    page.emulate_media(media="print")
    assert page.locator(".finding .note-text").first.is_visible()
    assert page.locator(".back").is_hidden()
    assert len(page.pdf()) > 10_000


def test_the_page_is_whole_on_a_narrow_screen(visit: Go, at: str) -> None:
    page = reading(visit, at, FIRST, viewport={"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.get_by_role("link", name="All reviews").click()
    assert page.evaluate("document.documentElement.scrollWidth") == 320


# Keys


def test_a_key_file_opens_as_well(visit: Go, at: str, tmp_path: Path) -> None:
    file = tmp_path / "key.txt"
    file.write_text(
        f"# created: today\n# public key: {KEYS.eastgate.recipient}\n{KEYS.eastgate.text}\n"
    )
    page = visit().to(f"{at}/members/reviews/")
    page.get_by_label("Or its key file").set_input_files(file)
    page.get_by_role("button", name="Unlock").click()
    page.locator(".shelf-line").first.wait_for()


def test_a_key_that_is_not_kept_is_gone_with_the_page(visit: Go, at: str) -> None:
    page = reading(visit, at)
    page.reload()
    page.locator(".unlock").wait_for()
    stored = page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")
    assert stored == [0, 0, ""]


def test_a_remembered_key_opens_by_itself_cannot_be_taken_out_and_can_be_forgotten(
    visit: Go, at: str
) -> None:
    page = visit().to(f"{at}/members/reviews/#{FIRST}")
    unlock(page, KEYS.eastgate, keep=True)
    page.get_by_role("button", name="Forget this device").wait_for()
    page.reload()
    page.locator(".review").wait_for()
    refused = page.evaluate(
        """async () => {
          const open = indexedDB.open("seal-registry");
          await new Promise((done) => (open.onsuccess = done));
          const get = open.result.transaction("keys").objectStore("keys").get("member");
          await new Promise((done) => (get.onsuccess = done));
          const key = get.result;
          open.result.close();
          const taken = await crypto.subtle.exportKey("pkcs8", key).catch((error) => error.name);
          return [key.extractable, key.type, taken];
        }"""
    )
    assert refused == [False, "private", "InvalidAccessError"]
    page.get_by_role("button", name="Forget this device").click()
    page.locator(".unlock").wait_for()
    page.reload()
    page.locator(".unlock").wait_for()


@pytest.mark.parametrize("path", ["members/", "members/join/"])
def test_a_device_is_forgotten_on_pages_that_open_nothing(visit: Go, at: str, path: str) -> None:
    page = visit().to(f"{at}/{path}")
    page.wait_for_load_state("networkidle")
    assert page.get_by_role("button", name="Forget this device").count() == 0
    page.goto(f"{at}/members/reviews/")
    unlock(page, KEYS.eastgate, keep=True)
    page.get_by_role("button", name="Forget this device").wait_for()
    page.goto(f"{at}/{path}")
    page.get_by_role("status").filter(has_text="A key is remembered on this device").wait_for()
    page.get_by_role("button", name="Forget this device").click()
    page.get_by_text("The key was forgotten").wait_for()
    page.goto(f"{at}/members/reviews/")
    page.locator(".unlock").wait_for()


def test_a_remembered_key_fetches_no_more_than_it_needs(visit: Go, at: str) -> None:
    tab = visit()
    page = tab.to(f"{at}/members/reviews/#{FIRST}")
    unlock(page, KEYS.eastgate, keep=True)
    page.get_by_role("button", name="Forget this device").wait_for()
    tab.asked.clear()
    page.reload()
    page.locator(".review").wait_for()
    page.wait_for_load_state("networkidle")
    fetched = [one.removeprefix(f"{at}/members/") for one in tab.asked if "/members/" in one]
    kinds = [one.partition("/")[0] for one in fetched if not one.startswith(f"{at}/assets/")]
    assert kinds == ["reviews", "keyring", "keyring", "sealed"]


NO_X25519 = """for (const name of ["importKey", "deriveBits"]) {
  const own = SubtleCrypto.prototype[name];
  SubtleCrypto.prototype[name] = function (...words) {
    if (!JSON.stringify(words).includes("X25519")) return own.apply(this, words);
    return Promise.reject(new DOMException("not here", "NotSupportedError"));
  };
}"""


def test_a_browser_that_does_not_know_the_kind_of_key_opens_pages_and_remembers_none(
    visit: Go, at: str
) -> None:
    tab = visit()
    tab.page.add_init_script(NO_X25519)
    page = tab.to(f"{at}/members/reviews/#{FIRST}")
    unlock(page, KEYS.eastgate)
    page.locator(".review").wait_for()
    page.reload()
    unlock(page, KEYS.eastgate, keep=True)
    page.get_by_text("This browser cannot keep a key safely").wait_for()
    assert page.locator(".review").is_visible()


def test_lock_shows_nothing_any_more(visit: Go, at: str) -> None:
    page = reading(visit, at, FIRST)
    page.get_by_role("button", name="Lock").click()
    page.locator(".unlock").wait_for()
    assert page.locator(".review").count() == 0


def test_no_request_ever_carries_the_key_or_the_path(visit: Go, at: str) -> None:
    seen: list[str] = []
    one = visit()
    one.page.on("request", lambda asked: seen.append(asked.url + json.dumps(asked.headers)))
    page = one.to(f"{at}/members/reviews/#{FIRST}")
    unlock(page, KEYS.eastgate, keep=True)
    page.locator(".review").wait_for()
    said = " ".join(seen).upper()
    assert "SECRET" not in said
    assert "QUIZLAB" not in said
    assert all(url.startswith(f"{at}/") for url in one.asked)


WRONG_KEYS = {
    "nothing": ("", "Paste your key"),
    "words": ("open sesame", "not a whole key"),
    "a letter wrong": (KEYS.eastgate.text[:-1] + "!", "not a whole key"),
    "a letter changed": (OTHER, "not a whole key"),
    "too short": (KEYS.eastgate.text[:-9], "not a whole key"),
    "public": (KEYS.eastgate.recipient, "public half"),
    "another kind": ("AGE-SECRET-KEY-PQ-1ABCDEF", "another kind"),
    "locked": ("-----BEGIN AGE ENCRYPTED FILE-----", "passphrase"),
    "a stranger's": (KEYS.stranger.text, "opens nothing here"),
}  # fmt: skip


@pytest.mark.parametrize("how", WRONG_KEYS)
def test_a_wrong_key_is_told_in_words(visit: Go, at: str, how: str) -> None:
    typed, said = WRONG_KEYS[how]
    page = visit().to(f"{at}/members/reviews/")
    page.get_by_label("Your key", exact=True).fill(typed)
    page.get_by_role("button", name="Unlock").click()
    assert said in trouble(page)
    assert page.get_by_label("Your key", exact=True).is_visible()
    assert page.evaluate("document.activeElement.id") == "key"


def test_after_a_wrong_key_the_right_one_opens(visit: Go, at: str) -> None:
    page = visit().to(f"{at}/members/reviews/")
    unlock(page, KEYS.stranger)
    trouble(page)
    unlock(page, KEYS.eastgate)
    page.locator(".shelf-line").first.wait_for()
    assert page.locator(".status").text_content() == ""


# Files that are not what they were


def flipped(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


def truncated(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-4096])


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def beheaded(file: Path) -> None:
    file.write_bytes(b"age-encryption.org/v9" + file.read_bytes()[21:])


def a_page_for_missing_pages(file: Path) -> None:
    file.write_bytes(b"<!doctype html><title>Not here</title>")


SPOIL = [flipped, truncated, emptied, beheaded, a_page_for_missing_pages]


def file_of(site: Path, path: str) -> Path:
    from registry.members.opening import open_vault

    reviews = open_vault(site, KEYS.eastgate).reviews
    name = next(str(one["file"]) for one in reviews if one["path"] == path)
    return site / "members" / name


@pytest.mark.parametrize("spoil", SPOIL)
def test_a_spoiled_page_is_not_shown(
    visit: Go, broken: tuple[Path, str], spoil: Callable[[Path], None]
) -> None:
    site, at = broken
    spoil(file_of(site, FIRST))
    page = visit().to(f"{at}/members/reviews/#{FIRST}")
    unlock(page, KEYS.eastgate)
    assert "damaged on its way or altered" in trouble(page)


def flipped_at_its_end(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[-3] ^= 1
    file.write_bytes(data)


def test_a_keyring_with_a_spoiled_head_opens_nothing(visit: Go, broken: tuple[Path, str]) -> None:
    site, at = broken
    flipped(next(site.glob("members/keyring/*/000.age")))
    page = visit().to(f"{at}/members/reviews/")
    unlock(page, KEYS.eastgate)
    assert "opens nothing here" in trouble(page)


@pytest.mark.parametrize("spoil", [flipped_at_its_end, emptied, a_page_for_missing_pages])
def test_a_spoiled_keyring_opens_nothing_and_the_key_is_not_blamed(
    visit: Go, broken: tuple[Path, str], spoil: Callable[[Path], None]
) -> None:
    site, at = broken
    spoil(next(site.glob("members/keyring/*/000.age")))
    page = visit().to(f"{at}/members/reviews/")
    unlock(page, KEYS.eastgate)
    said = trouble(page)
    assert "The keyring was damaged on its way or altered" in said
    assert "Your key is not at fault" in said


@pytest.mark.parametrize("text", ["<html>Not found</html>", '{"epoch": "00", "shards": 0}', ""])
def test_a_spoiled_index_of_the_keyring_is_told_as_one(
    visit: Go, broken: tuple[Path, str], text: str
) -> None:
    site, at = broken
    (site / "members/keyring/index.json").write_text(text)
    page = visit().to(f"{at}/members/reviews/")
    unlock(page, KEYS.eastgate)
    assert "Your key is not at fault" in trouble(page)


@pytest.mark.parametrize("spoil", [truncated, a_page_for_missing_pages])
def test_a_spoiled_list_opens_nothing(
    visit: Go, broken: tuple[Path, str], spoil: Callable[[Path], None]
) -> None:
    site, at = broken
    spoil(site / "members/list.age")
    page = visit().to(f"{at}/members/reviews/")
    unlock(page, KEYS.eastgate)
    assert "list of reviews was damaged" in trouble(page)


def test_a_page_put_in_anothers_place_is_not_shown(visit: Go, broken: tuple[Path, str]) -> None:
    site, at = broken
    shutil.copy(file_of(site, SECOND), file_of(site, FIRST))
    page = visit().to(f"{at}/members/reviews/#{FIRST}")
    unlock(page, KEYS.eastgate)
    assert "holds another page" in trouble(page)


def test_a_page_of_an_older_epoch_is_not_shown(
    visit: Go, broken: tuple[Path, str], tmp_path: Path
) -> None:
    site, at = broken
    old = built(registry_of(KEYS), tmp_path / "old")
    shutil.copy(file_of(old.out, FIRST), file_of(site, FIRST))
    page = visit().to(f"{at}/members/reviews/#{FIRST}")
    unlock(page, KEYS.eastgate)
    assert "damaged on its way or altered" in trouble(page)


def test_a_renewal_while_the_page_is_open_goes_unnoticed(
    visit: Go, broken: tuple[Path, str], tmp_path: Path
) -> None:
    site, at = broken
    page = visit().to(f"{at}/members/reviews/")
    unlock(page, KEYS.eastgate)
    page.locator(".shelf-line").first.wait_for()
    renewed = built(registry_of(KEYS), tmp_path / "new").out
    shutil.rmtree(site)
    shutil.copytree(renewed, site)
    page.evaluate(f"location.hash = '{FIRST}'")
    page.locator(".review").wait_for()
    assert page.locator(".review").get_attribute("data-path") == FIRST


def test_the_list_too_is_renewed_while_the_page_is_open(
    visit: Go, broken: tuple[Path, str], tmp_path: Path
) -> None:
    site, at = broken
    page = reading(visit, at, FIRST)
    renewed = built(registry_of(KEYS), tmp_path / "new").out
    shutil.rmtree(site)
    shutil.copytree(renewed, site)
    page.get_by_role("link", name="All reviews").click()
    page.locator(".shelf-line").first.wait_for()


def test_a_key_removed_while_the_page_is_open_reads_nothing_new(
    visit: Go, broken: tuple[Path, str], tmp_path: Path
) -> None:
    site, at = broken
    page = visit().to(f"{at}/members/reviews/")
    unlock(page, KEYS.westgate)
    page.locator(".shelf-line").first.wait_for()
    fewer = built(registry_of(KEYS, member(key(KEYS.eastgate.recipient))), tmp_path / "new").out
    shutil.rmtree(site)
    shutil.copytree(fewer, site)
    page.evaluate(f"location.hash = '{FIRST}'")
    assert "opens nothing here" in trouble(page)


def test_an_address_of_nothing_is_told(visit: Go, at: str) -> None:
    page = visit().to(f"{at}/members/reviews/#suppliers/none/such/2026-01-01")
    unlock(page, KEYS.eastgate)
    assert "no review at this address" in trouble(page)
    assert page.evaluate("document.activeElement.textContent") == "Nothing to show"
    page.evaluate("location.hash = 'compare=suppliers/brightpath/quizlab'")
    page.wait_for_timeout(200)
    assert "no review at this address" in trouble(page)
    page.get_by_role("link", name="All reviews").click()
    page.locator(".shelf-line").first.wait_for()


# Where it cannot work


def test_without_javascript_the_age_program_is_explained(visit: Go, at: str) -> None:
    page = visit(java_script_enabled=False).to(f"{at}/members/reviews/")
    told = page.locator("main").inner_text()
    assert "age -d -i my-key.txt NNN.age > vault.txt" in told
    assert page.locator("#key").is_hidden()


def test_over_http_the_page_asks_for_https(visit: Go, at: str) -> None:
    one = visit()
    one.page.add_init_script("Object.defineProperty(window, 'isSecureContext', {value: false})")
    page = one.to(f"{at}/members/reviews/")
    assert "only over https" in trouble(page)


# What a page may do


def test_hostile_text_stays_text(visit: Go, tmp_path: Path) -> None:
    from dataclasses import replace

    from tests import nouns

    evil = '<img src=x onerror="document.title=1"><script>document.title=1</script>'
    answers = {"data.collected": nouns.answer("meets-with-reservations", note=evil)}
    review = replace(
        nouns.award("2026-01-10", answers=answers),
        body=f"{evil}\n\n[a](javascript:document.title=1)\n\n&lt;b&gt; {evil}",
    )
    product = nouns.product(review, name=evil[:60])
    registry = replace(registry_of(KEYS), products=(product,), suppliers=(product.supplier,))
    with served(built(registry, tmp_path).out) as at:
        page = reading(visit, at, "suppliers/brightpath/quizlab/2026-01-10")
        assert page.locator(".review script, .review img").count() == 0
        assert evil in page.locator(".finding .note-text").text_content()
        assert page.locator('.review a[href^="javascript"]').count() == 0
        assert page.title() != "1"
        page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("path", ["members/", "members/reviews/", "members/join/", "staff/"])
def test_the_policy_is_strict(visit: Go, at: str, path: str) -> None:
    page = visit().to(f"{at}/{path}")
    policy = page.locator('meta[http-equiv="Content-Security-Policy"]').get_attribute("content")
    assert "unsafe" not in policy
    for part in (
        "default-src 'none'",
        "form-action 'none'",
        "trusted-types 'none'",
        "base-uri 'none'",
    ):
        assert part in policy
    assert ("connect-src 'none'" in policy) is (path == "members/join/")
    assert page.locator('meta[name="robots"]').get_attribute("content").startswith("noindex")


def test_every_button_is_reached_by_keyboard_alone(visit: Go, at: str) -> None:
    page = visit().to(f"{at}/members/reviews/")
    page.get_by_label("Your key", exact=True).focus()
    page.keyboard.type(KEYS.eastgate.text)
    page.keyboard.press("Enter")
    page.locator(".shelf-line").first.wait_for()
    page.get_by_role("link", name="QuizLab").focus()
    page.keyboard.press("Enter")
    page.locator(".review").wait_for()


# Joining and staff


def test_a_key_made_in_the_browser_sends_nothing_and_opens_the_next_build(
    visit: Go, at: str, tmp_path: Path
) -> None:
    one = visit(accept_downloads=True, permissions=["clipboard-read", "clipboard-write"])
    page = one.to(f"{at}/members/join/")
    page.get_by_label("Whose key is it?").fill("Library desk")
    before = len(one.asked)
    page.get_by_role("button", name="Make my key").click()
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save the key file").click()
    file = tmp_path / "key.txt"
    saved.value.save_as(file)
    made = Identity.read(re.findall(r"AGE-SECRET-KEY-1\w+", file.read_text())[0])
    assert page.locator("[data-recipient]").text_content() == made.recipient
    page.get_by_role("button", name="Copy the public half").click()
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == made.recipient
    assert page.locator("[data-tail]").text_content() == made.recipient[-8:]
    assert f'- recipient: {made.recipient}\n    label: "Library desk"\n    added: 2026-11-23' in (
        page.locator("[data-snippet]").text_content()
    )
    assert [url for url in one.asked[before:] if not url.startswith("blob:")] == []
    fetched = page.evaluate("fetch('/').then(() => 'went out', () => 'refused')")
    assert fetched == "refused"
    one.troubles.clear()  # the browser tells of what the policy refused
    site = built(registry_of(KEYS, member(key(made.recipient))), tmp_path / "new")
    with served(site.out) as address:
        reading(visit, address, FIRST, who=made).wait_for_load_state("networkidle")


def test_a_key_that_nobody_saved_is_not_left_behind_by_mistake(visit: Go, at: str) -> None:
    asked: list[str] = []

    def leave(dialog: Any) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page = visit(accept_downloads=True).to(f"{at}/members/join/")
    page.on("dialog", leave)
    page.get_by_role("button", name="Make my key").click()
    page.goto(f"{at}/members/")
    assert asked == ["beforeunload"]
    page.goto(f"{at}/members/join/")
    page.get_by_role("button", name="Make my key").click()
    with page.expect_download():
        page.get_by_role("link", name="Save the key file").click()
    page.get_by_role("link", name="the reviews").click()
    page.locator(".unlock").wait_for()
    assert asked == ["beforeunload"]


def test_the_worklist_opens_for_staff_and_for_no_member(visit: Go, at: str) -> None:
    page = visit().to(f"{at}/staff/")
    assert "sealed to" not in page.locator("main").inner_text()
    unlock(page, KEYS.eastgate)
    assert "sealed to the keys of staff alone" in trouble(page)
    page.get_by_text("Without this page: the age program").click()
    assert "staff/worklist.age" in page.locator(".unlock details").inner_text()
    unlock(page, KEYS.staff)
    page.locator(".review h1").filter(has_text="Worklist").wait_for()
    assert "D. Reyes" in page.locator(".worklist").first.inner_text()


def test_a_renamed_product_is_found_by_its_old_address(visit: Go, tmp_path: Path) -> None:
    from dataclasses import replace

    registry = replace(registry_of(KEYS), products=(quizlab(formerly=("quiz-lab",)),))
    with served(built(registry, tmp_path).out) as at:
        page = reading(visit, at, "suppliers/brightpath/quiz-lab/2025-02-01")
        assert page.locator(".review").get_attribute("data-path") == FIRST
        page.wait_for_load_state("networkidle")


def test_the_gateways_list_searches_and_compares_too(visit: Go, tmp_path: Path) -> None:
    site = built(registry_of(KEYS), tmp_path, members="gateway")
    together = tmp_path / "served"
    shutil.copytree(site.out, together)
    shutil.copytree(tmp_path / "site-members", together / "members")
    with served(together) as at:
        page = visit().to(f"{at}/members/reviews/")
        page.locator(".shelf-tools").wait_for()
        assert page.locator(".shelf-line:visible").count() == 2
        page.evaluate(f"location.hash = 'compare={FIRST}&with={SECOND}'")
        page.locator(".comparison").wait_for()
        page.goto(f"{at}/members/reviews/{FIRST}/")
        assert "Backups are not named." in page.locator(".review").inner_text()
        page.wait_for_load_state("networkidle")


def test_everything_works_below_a_path(visit: Go, tmp_path: Path) -> None:
    base_url = "http://127.0.0.1/seals"
    built(registry_of(KEYS), tmp_path, out=tmp_path / "host/seals", base_url=base_url)
    with served(tmp_path / "host") as host:
        page = reading(visit, f"{host}/seals", SECOND)
        page.get_by_role("link", name="First review of 1 February 2025", exact=True).click()
        page.locator(f'.review[data-path="{FIRST}"]').wait_for()
        assert page.url == f"{host}/seals/members/reviews/#{FIRST}"
        page.goto(f"{host}/seals/staff/")
        unlock(page, KEYS.staff)
        page.locator(".worklist").first.wait_for()
        page.wait_for_load_state("networkidle")


@pytest.mark.parametrize(
    "label", ['Library "desk": A', "# no\n- yes", "Büro 3 \\ {x}", "yes", "''"]
)
def test_the_snippet_is_read_as_it_was_meant(visit: Go, at: str, label: str) -> None:
    from registry.source.dialect import parse

    page = visit().to(f"{at}/members/join/")
    page.get_by_label("Whose key is it?").fill(label)
    page.get_by_role("button", name="Make my key").click()
    page.locator("[data-made]").wait_for()
    snippet = page.locator("[data-snippet]").text_content()
    fields, faults = parse(f"name: A\nkeys:\n{snippet}\n", "a.yaml")
    assert faults == []
    assert fields is not None
    meant = " ".join(label.split())
    assert f"text={meant!r}," in repr(fields)
