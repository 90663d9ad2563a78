"""Renames: every address that was once handed out goes on answering."""

from __future__ import annotations

import json
from dataclasses import replace

from tests import nouns
from tests.site_maker import made, publics_of

DAY = "2026-06-01"


def renamed() -> dict[str, bytes]:
    supplier = nouns.supplier(formerly=("bright-path",))
    product = nouns.product(nouns.award("2026-03-15"), supplier=supplier, formerly=("quiz-lab",))
    return made(nouns.registry(product), DAY)


def test_each_former_name_of_supplier_and_product_leads_to_the_page() -> None:
    files = renamed()
    for path in (
        "suppliers/bright-path/quiz-lab",
        "suppliers/bright-path/quizlab",
        "suppliers/brightpath/quiz-lab",
    ):
        sign = files[f"{path}/index.html"].decode()
        assert "url=/suppliers/brightpath/quizlab/" in sign
        assert f"/{path}/ /suppliers/brightpath/quizlab/ 301" in files["_redirects"].decode()
    assert "url=/suppliers/brightpath/" in files["suppliers/bright-path/index.html"].decode()


def test_feeds_and_calendars_stand_at_former_addresses_as_they_are() -> None:
    files = renamed()
    for name in ("feed.xml", "seal.ics", "qr.svg"):
        own = files[f"suppliers/brightpath/quizlab/{name}"]
        assert files[f"suppliers/bright-path/quiz-lab/{name}"] == own


def test_the_number_and_its_file_outlive_a_rename() -> None:
    before = made(
        nouns.registry(
            nouns.product(nouns.award("2026-03-15"), path="suppliers/brightpath/quiz-lab")
        ),
        DAY,
    )
    after = made(
        nouns.registry(nouns.product(nouns.award("2026-03-15"), formerly=("quiz-lab",))), DAY
    )
    old = json.loads(before["api/v1/seals.json"])["seals"][0]
    new = json.loads(after["api/v1/seals.json"])["seals"][0]
    assert old["number"] == new["number"]
    assert new["formerly"] == ["suppliers/brightpath/quiz-lab"]


def test_an_address_that_someone_stands_at_today_is_theirs() -> None:
    mover = nouns.product(
        nouns.award("2026-03-15"), path="suppliers/a/new", formerly=("first", "old")
    )
    comer = nouns.product(nouns.award("2026-03-16"), path="suppliers/a/old", name="Newcomer")
    files = made(nouns.registry(mover, comer), DAY)
    assert b"Newcomer" in files["suppliers/a/old/index.html"]
    assert b"has moved" not in files["suppliers/a/old/index.html"]


def test_of_two_who_once_stood_at_an_address_one_keeps_it() -> None:
    first = nouns.product(
        nouns.award("2026-03-15"), path="suppliers/a/one", formerly=("first", "old")
    )
    second = nouns.product(
        nouns.award("2026-03-16"), path="suppliers/a/two", formerly=("second", "old")
    )
    told = publics_of(nouns.registry(second, first), DAY)
    assert [(one.slug, one.formerly) for one in told] == [
        ("one", ("suppliers/a/first", "suppliers/a/old")),
        ("two", ("suppliers/a/second",)),
    ]


def test_an_unsealed_holder_keeps_no_one_from_its_former_address() -> None:
    unsealed = nouns.product(path="suppliers/a/old")
    award = nouns.award("2026-03-15")
    mover = nouns.product(award, path="suppliers/a/new", formerly=("first", "old"))
    registry = nouns.registry(mover, replace(unsealed, reviews=()))
    assert "suppliers/a/old/index.html" in made(registry, DAY)
