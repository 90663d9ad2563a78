"""Search as you type, in a real browser."""

from __future__ import annotations

from typing import Any

import pytest


def results(page: Any) -> list[str]:
    page.locator("[data-found] [role=status]:not(:empty)").wait_for()
    page.wait_for_timeout(170)  # the count is told once the typing rests
    return [one.inner_text() for one in page.locator("[data-found] .entry a").all()]


def typed(page: Any, text: str) -> list[str]:
    page.get_by_role("searchbox").fill(text)
    return results(page)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("quizlab", "QuizLab"),
        ("QUIZ lab", "QuizLab"),
        ("qiuzlab", "QuizLab"),
        ("quizlba", "QuizLab"),
        ("blabaer", "Blåbær Koding"),
        ("lecons a la carte", "Leçons à la carte"),
        ("Λεξις", "Λέξις"),
        ("lexis", "Λέξις"),
        ("brightpath quiz", "QuizLab"),
        ("https://play.quizlab.example/join?x=1", "QuizLab"),
        ("www.quizlab.example", "QuizLab"),
        ("DPS-SYHXR-J27ZX", "QuizLab"),
        ("dps syhxr j27zx", "QuizLab"),
        ("river valley", "River Valley School District"),
    ],
)
def test_a_question_finds_what_it_means(visit: Any, address: str, text: str, found: str) -> None:
    assert typed(visit().to(address), text)[0] == found


def test_a_mistyped_number_is_told_apart_from_an_unknown_one(visit: Any, address: str) -> None:
    page = visit().to(address)
    typed(page, "DPS-SYHXR-J27ZY")
    assert "typing error" in page.locator("[data-found] [role=status]").inner_text()


def test_only_valid_seals_are_shown_until_others_are_asked_for(visit: Any, address: str) -> None:
    page = visit().to(address)
    assert typed(page, "mosaic") == ["Mosaic Gradebook"]
    page.get_by_role("button", name="Show").first.click()
    assert set(results(page)) == {"Mosaic Gradebook", "Mosaic Messenger"}
    assert "Withdrawn since" in page.locator(".entry", has_text="Mosaic Messenger").inner_text()


def test_facets_narrow_count_and_stand_in_the_address(visit: Any, address: str) -> None:
    page = visit().to(f"{address}/suppliers/")
    typed(page, "a")
    page.locator("summary", has_text="Subject").click()
    box = page.get_by_role("checkbox", name="Mathematics")
    number = int(box.locator("xpath=../span").inner_text())
    box.click()
    assert len(results(page)) == number > 0
    assert "subject=mathematics" in page.url
    page.goto(page.url)
    assert len(results(page)) == number
    page.get_by_role("button", name="Remove subject mathematics").click()
    assert len(results(page)) > number


def test_an_address_with_a_question_answers_it_on_arrival(visit: Any, address: str) -> None:
    page = visit().to(f"{address}/suppliers/?q=kestrel&sort=ending")
    assert results(page) == ["Kestrel Screener", "Kestrel Item Bank"]
    assert not page.locator("[data-browse]").is_visible()


def test_the_whole_search_works_from_the_keyboard(visit: Any, address: str) -> None:
    page = visit().to(address)
    page.keyboard.press("/")
    page.keyboard.type("number")
    assert len(results(page)) >= 2
    page.keyboard.press("ArrowDown")
    first = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.textContent") == first
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.press("Escape")
    assert page.get_by_role("searchbox").input_value() == ""
    assert page.locator("[data-browse]").is_visible()
    page.keyboard.type("quizlab")
    results(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/suppliers/brightpath/quizlab/")


def test_the_number_of_results_is_announced(visit: Any, address: str) -> None:
    page = visit().to(address)
    typed(page, "quizlab")
    assert page.get_by_role("status").filter(has_text="1 result").count() == 1
    typed(page, "nothing of this name whatever")
    page.get_by_role("status").filter(has_text="0 results").wait_for()


def test_an_index_that_cannot_be_loaded_leaves_the_lists(visit: Any, address: str) -> None:
    tab = visit()
    tab.page.route("**/search.json", lambda route: route.abort())
    page = tab.to(f"{address}/suppliers/")
    page.get_by_role("searchbox").fill("quiz")
    page.get_by_role("status").filter(has_text="could not be loaded").wait_for()
    assert page.get_by_role("link", name="QuizLab").is_visible()
    tab.troubles.clear()
