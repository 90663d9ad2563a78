"""Long lists in sheets, letters and facets; what a rubric changed; the line of time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from registry.pages.comparison import compare
from registry.pages.facets import slug_of
from registry.pages.ribbon import ribbon
from registry.pages.sheets import letter_of, sheets
from tests import nouns
from tests.markup import read
from tests.site_maker import edition_of, made, publics_of


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("apple", "A"),
        ("Ålesund", "A"),
        ("Øresund", "O"),
        ("“Quoted”", "Q"),
        ("3D Lab", "0–9"),
        ("Λέξις", "#"),
        ("", "#"),
        ("👩‍🏫", "#"),
    ],
)
def test_a_name_stands_under_its_letter(name: str, letter: str) -> None:
    assert letter_of(name) == letter


def test_a_long_list_is_cut_into_sheets_and_none_is_lost() -> None:
    names = [f"{letter}{number:02}" for letter in "CBA" for number in range(35)]
    found = list(sheets(names, str, lambda number: f"sheet/{number}/", 40))
    assert [sheet.number for sheet in found] == [1, 2, 3]
    shown = [name for sheet in found for group in sheet.groups for name in group.items]
    assert shown == sorted(names)
    assert [one.address for one in found[0].letters] == ["sheet/1/", "sheet/1/", "sheet/2/"]
    assert (found[0].previous, found[1].previous) == (None, "sheet/1/")
    assert found[2].following is None


def test_an_empty_list_is_one_empty_sheet() -> None:
    none: list[str] = []
    (sheet,) = sheets(none, str, lambda number: f"{number}/")
    assert (sheet.groups, sheet.letters, sheet.total) == ((), (), 0)


def many(number: int) -> dict[str, bytes]:
    products = (
        nouns.product(
            nouns.award("2026-03-15"),
            path=f"suppliers/s{i}/p{i}",
            name=f"Product {i:03}",
            subjects=("maths",),
            supplier=nouns.supplier(f"suppliers/s{i}", name=f"Supplier {i:03}"),
        )
        for i in range(number)
    )
    return made(nouns.registry(*products), "2026-06-01")


def test_every_product_is_listed_once_without_scripts_however_many_there_are() -> None:
    files = many(130)
    for start, other in (
        ("suppliers/", "browse/suppliers/"),
        ("browse/products/", "browse/products/page-"),
        ("browse/subjects/maths/", "browse/subjects/maths/page-"),
    ):
        found: list[str] = []
        for path, data in files.items():
            if path == f"{start}index.html" or (path.startswith(other) and path[-12] in "23/"):
                links = [one for one in read(data).links if one.count("/") == 4]
                found += [one for one in links if one.startswith("/suppliers/s")]
        assert len(found) == len(set(found)) == 130, start


def test_a_year_of_very_many_changes_is_cut_into_parts_that_lead_to_each_other() -> None:
    products = (
        nouns.product(nouns.award("2026-03-15"), path=f"suppliers/a/p{i}") for i in range(301)
    )
    files = made(nouns.registry(*products), "2026-06-01")
    for path in ("changes/2026/index.html", "changes/2026/2/index.html"):
        links = read(files[path]).links
        assert {"/changes/2026/", "/changes/2026/2/"} <= set(links)
    listed = [one for one in read(files["changes/2026/2/index.html"]).links if "/a/p" in one]
    assert len(listed) == 1


@pytest.mark.parametrize(
    ("value", "slug"),
    [("Language Arts", "language-arts"), ("Mathématiques", "mathematiques"), ("2.0", "2.0")],
)
def test_a_value_has_a_plain_address(value: str, slug: str) -> None:
    assert slug_of(value) == slug


@pytest.mark.parametrize("value", ["数学", "..", "/", "", "x" * 300])
def test_a_value_without_plain_letters_has_an_address_all_the_same(value: str) -> None:
    assert slug_of(value).startswith("x-")


def test_spellings_that_differ_in_case_or_accents_share_a_page() -> None:
    products = [
        nouns.product(nouns.award("2026-03-15"), path=f"suppliers/a/p{i}", subjects=(subject,))
        for i, subject in enumerate(["Music", "music", "MUSIC"])
    ]
    files = made(nouns.registry(*products), "2026-06-01")
    assert b"3 products" in files["browse/subjects/music/index.html"]


def test_a_comparison_names_what_was_added_removed_and_changed() -> None:
    old = nouns.rubric("1.0", "2020-01-01", nouns.area("data", *map(nouns.question, "abc")))
    changed = replace(nouns.question("b"), ask="Is it plainly said?")
    new = nouns.rubric(
        "2.0", "2021-01-01", nouns.area("data", nouns.question("a"), changed, nouns.question("d"))
    )
    edition = edition_of(nouns.registry(rubrics=(old, new)), "2026-01-01")
    found = compare(*edition.rubrics)
    assert [(one.kind, one.id) for one in found.changes] == [
        ("changed", "b"),
        ("added", "d"),
        ("removed", "c"),
    ]
    (text,) = found.of("changed")[0].texts
    told = [(piece.kind, piece.text) for piece in text.pieces]
    assert told == [("same", "Is it"), ("added", "plainly"), ("same", "said?")]
    assert found.unchanged == 1


def test_the_line_of_time_stays_within_its_length() -> None:
    reviews = [nouns.award("2020-02-29")]
    reviews += [nouns.award(f"{year}-02-20", "renewal") for year in range(2021, 2027)]
    (told,) = publics_of(nouns.registry(nouns.product(*reviews)), "2026-06-01")
    drawn = ribbon(told.seal, date(2026, 6, 1))
    assert len(drawn.bars) == 7
    assert all(bar.x >= 0 and bar.x + bar.width <= 100 for bar in drawn.bars)
    assert 0 < drawn.today < 100
    assert [bar.kind for bar in drawn.bars].count("running") == 1


def test_of_a_suspended_seal_nothing_ahead_is_drawn_as_if_it_held() -> None:
    until_june = (nouns.member(until="2026-06-30"),)
    product = nouns.product(
        nouns.award("2026-02-20"), supplier=nouns.supplier(membership=until_june)
    )
    (told,) = publics_of(nouns.registry(product), "2026-09-01")
    assert told.seal.standing == "suspended"
    running, paused = ribbon(told.seal, date(2026, 9, 1)).bars
    assert (running.kind, paused.kind) == ("running", "paused")
    assert paused.x + paused.width >= running.x + running.width
