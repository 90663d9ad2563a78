"""What the site says of a seal on its days, from one end of a term to the other."""

from __future__ import annotations

import json

from registry.model import Registry
from tests import nouns
from tests.site_maker import made

PAGE = "suppliers/brightpath/quizlab/index.html"


def one_seal() -> Registry:
    return nouns.registry(nouns.product(nouns.award("2026-03-15")))


def text(day: str, path: str = PAGE) -> str:
    return made(one_seal(), day)[path].decode()


def test_before_its_award_a_product_is_nowhere() -> None:
    files = made(one_seal(), "2026-03-14")
    assert PAGE not in files
    assert not any(b"QuizLab" in data for data in files.values())


def test_the_last_day_is_named_in_words_and_the_next_is_not_valid() -> None:
    last, after = text("2027-03-14"), text("2027-03-15")
    assert '<time datetime="2027-03-14">14 March 2027</time>' in last
    assert 'data-expires-on="2027-03-15"' in last
    assert 'not valid since <time datetime="2027-03-15">15 March 2027</time>' in after
    assert "data-expires-on" not in after.split("<main", 1)[0]


def test_the_code_to_embed_is_offered_only_while_the_seal_is_valid() -> None:
    assert "referrerpolicy=" in text("2027-03-14")
    assert "referrerpolicy=" not in text("2027-03-15")
    assert "no code to embed it" in text("2027-03-15")


def test_an_ended_seal_moves_from_the_lists_to_the_ended_and_keeps_its_page() -> None:
    before, after = made(one_seal(), "2027-03-14"), made(one_seal(), "2027-03-15")
    for path in ("suppliers/index.html", "browse/products/index.html"):
        assert b"QuizLab" in before[path]
        assert b"QuizLab" not in after[path]
    assert b"QuizLab" not in before["ended/index.html"]
    assert b"QuizLab" in after["ended/index.html"]
    assert PAGE in after


def test_counts_on_the_first_page_are_of_valid_seals() -> None:
    assert "<b>1</b> product holds" in text("2027-03-14", "index.html")
    assert "<b>0</b> products hold" in text("2027-03-15", "index.html")


def test_the_number_leads_to_the_page_by_itself_and_by_a_link() -> None:
    files = made(one_seal(), "2026-06-01")
    number = json.loads(files["api/v1/seals.json"])["seals"][0]["number"]
    sign = files[f"seals/{number}/index.html"].decode()
    assert 'content="0; url=/suppliers/brightpath/quizlab/"' in sign
    assert '<a href="/suppliers/brightpath/quizlab/">' in sign
    assert "through" in sign


def test_the_word_is_the_same_on_page_list_json_and_feed() -> None:
    files = made(one_seal(), "2027-03-15")
    seal = json.loads(files["api/v1/seals.json"])["seals"][0]
    assert seal["standing"] == "expired"
    assert "<span data-word>Expired</span>" in files[PAGE].decode()
    assert "<b data-word>Expired</b>" in files["ended/index.html"].decode()
    assert "<title>Expired: QuizLab" in files["feed.xml"].decode()


def test_a_day_alone_changes_pages_the_index_and_the_build_file_only() -> None:
    before, after = made(one_seal(), "2026-06-01"), made(one_seal(), "2026-06-02")
    assert set(before) == set(after)
    changed = {path for path in before if before[path] != after[path]}
    assert {path for path in changed if not path.endswith(".html")} == {
        "api/v1/index.json",
        "build.json",
    }


def test_a_preview_says_so_and_asks_not_to_be_indexed() -> None:
    files = made(one_seal(), "2026-06-01", base_url="https://preview.example/pr-7")
    page = files[PAGE].decode()
    assert "This is not the register." in page
    assert '<meta name="robots" content="noindex">' in page
    assert "Disallow: /" in files["robots.txt"].decode().splitlines()
    assert "X-Robots-Tag: noindex" in files["_headers"].decode()


def test_an_empty_registry_has_every_page_and_no_seal() -> None:
    files = made(nouns.registry(), "2026-06-01")
    for path in ("index.html", "suppliers/index.html", "institutions/index.html", "404.html"):
        assert path in files
    assert json.loads(files["api/v1/seals.json"]) == {"seals": []}


def paused() -> Registry:
    """A seal whose holder was no member for two months of its term."""
    periods = (nouns.member(until="2026-06-30"), nouns.member(since="2026-09-01"))
    supplier = nouns.supplier(membership=periods)
    return nouns.registry(nouns.product(nouns.award("2026-03-15"), supplier=supplier))


def happened(day: str) -> list[tuple[str, str]]:
    files = made(paused(), day)
    number = json.loads(files["api/v1/seals.json"])["seals"][0]["number"]
    seal = json.loads(files[f"api/v1/seals/{number}.json"])
    return [(one["on"], one["event"]) for one in seal["events"]]


def test_a_suspension_stays_in_the_history_when_it_is_over() -> None:
    awarded, suspended = ("2026-03-15", "awarded"), ("2026-07-01", "suspended")
    assert happened("2026-06-30") == [awarded]
    assert happened("2026-07-01") == [awarded, suspended]
    assert happened("2026-08-31") == [awarded, suspended]
    assert happened("2026-09-01") == [awarded, suspended, ("2026-09-01", "resumed")]


def test_a_suspension_that_is_over_is_told_as_over() -> None:
    during, after = made(paused(), "2026-08-31"), made(paused(), "2026-09-01")
    assert "is not valid since 1 July 2026" in during["feed.xml"].decode()
    told = "was suspended from 1 July 2026 on, and valid again from 1 September 2026 on"
    assert told in after["feed.xml"].decode()
    assert "<b>Valid again</b>" in after[PAGE].decode()
    assert "<b>Suspended</b>" in after[PAGE].decode()
    assert "Valid again" not in after["index.html"].decode()
