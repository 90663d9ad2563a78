"""A page kept open, or a register that was not rebuilt, claims nothing that is no longer so."""

from __future__ import annotations

from datetime import date
from typing import Any

PRODUCT = "/suppliers/brightpath/quizlab/"


def certificate(page: Any) -> str:
    return str(page.locator("[data-certificate]").inner_text())


def test_on_its_last_day_a_seal_is_valid(visit: Any, address: str) -> None:
    page = visit(date(2027, 3, 13)).to(address + PRODUCT)
    assert "Valid through 13 March 2027" in certificate(page)
    assert page.locator("[data-copy]").first.is_visible()


def test_on_the_day_after_the_page_itself_says_that_it_is_not(visit: Any, address: str) -> None:
    page = visit(date(2027, 3, 14)).to(address + PRODUCT)
    told = certificate(page)
    assert "Expired" in told
    assert "not valid since 14 March 2027" in told
    assert "Valid through" not in told
    assert page.locator("[data-copy]").count() == 0


def test_lists_turn_as_well(visit: Any, address: str) -> None:
    page = visit(date(2027, 3, 14)).to(f"{address}/suppliers/")
    row = page.locator(".entry", has_text="QuizLab")
    assert "Expired since" in row.inner_text()
    assert "Valid" not in row.inner_text()


def test_two_days_after_it_was_built_a_page_is_quiet_and_then_it_warns(
    visit: Any, address: str
) -> None:
    assert not visit(date(2026, 11, 25)).to(address).locator("[data-stale]").is_visible()
    assert visit(date(2026, 11, 26)).to(address).locator("[data-stale]").is_visible()


def test_the_short_address_leads_to_the_page_without_scripts(visit: Any, address: str) -> None:
    page = visit(java_script_enabled=False).to(f"{address}/seals/DPS-SYHXR-J27ZX/")
    page.wait_for_url(f"**{PRODUCT}")


def test_without_scripts_nothing_is_hidden_and_the_search_leads_to_the_list(
    visit: Any, address: str
) -> None:
    page = visit(java_script_enabled=False).to(address)
    page.get_by_role("searchbox").fill("quiz")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**/suppliers/?q=quiz")
    assert page.get_by_role("link", name="QuizLab").is_visible()


def test_no_request_leaves_the_origin(visit: Any, address: str) -> None:
    tab = visit()
    for path in ("/", PRODUCT, "/verify/", "/suppliers/?q=quiz"):
        tab.to(address + path)
    assert [one for one in tab.asked if not one.startswith(address)] == []
