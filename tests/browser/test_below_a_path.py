"""A base URL with a path: the whole site, scripts as well, works below it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.site_maker import made, sample


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    built = made(sample(), base_url="https://example.github.io/seals")
    return {f"seals/{path}": data for path, data in built.items()}


def test_search_verify_and_links_work_below_a_path(visit: Any, serve: Any, files: Any) -> None:
    at = serve(files)
    tab = visit()
    page = tab.to(f"{at}/seals/")
    page.get_by_role("searchbox").fill("quizlab")
    page.locator("[data-found] .entry a").first.click()
    page.wait_for_url("**/seals/suppliers/brightpath/quizlab/")
    page.get_by_role("link", name="Verify").click()
    page.get_by_role("searchbox").fill("DPS-SYHXR-J27ZX")
    page.get_by_role("button", name="Verify").click()
    page.get_by_text("Genuine and valid").wait_for()
    assert [one for one in tab.asked if not one.startswith(f"{at}/seals/")] == []
