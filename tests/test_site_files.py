"""Headers, redirects, site maps and the other small files that hosts and crawlers read."""

from __future__ import annotations

import re
import xml.etree.ElementTree as Xml
from datetime import date
from fnmatch import fnmatch

import pytest

from registry.render.site_files import MAP_LIMIT, site_maps
from tests import nouns
from tests.site_maker import edition_of, made, sample_site


def blocks(text: str) -> dict[str, dict[str, str]]:
    """The headers of each path in a `_headers` file."""
    found: dict[str, dict[str, str]] = {}
    for line in text.splitlines():
        if line.startswith("/"):
            found[line] = {}
        elif line.strip():
            name, _, value = line.strip().partition(": ")
            found[list(found)[-1]][name] = value
    return found


def test_no_header_stands_in_two_blocks_that_fit_one_file() -> None:
    found = blocks(sample_site()["_headers"].decode())
    for path in sample_site():
        sent: list[str] = []
        for pattern, headers in found.items():
            sent += list(headers) if fnmatch(f"/{path}", pattern) else []
        assert len(sent) == len(set(sent)), path


def test_assets_alone_are_kept_for_ever() -> None:
    found = blocks(sample_site()["_headers"].decode())
    lasting = [path for path, headers in found.items() if "immutable" in str(headers)]
    assert lasting == ["/assets/*"]


def test_redirects_lead_from_nowhere_that_is_a_page_of_its_own_to_pages_that_are() -> None:
    files = sample_site()
    lines = files["_redirects"].decode().splitlines()
    assert lines
    for line in lines:
        old, new, status = line.split(" ")
        assert status == "301"
        assert old != new
        if new.endswith("/"):
            assert f"{new[1:]}index.html" in files
            assert b"has moved" in files[f"{old[1:]}index.html"]


def locations(data: bytes) -> list[str]:
    return [one.text or "" for one in Xml.fromstring(data).iter() if one.tag.endswith("loc")]  # noqa: S314


def test_the_site_map_names_every_page_for_readers_and_no_sign() -> None:
    found = {
        one.removeprefix("https://seals.wayfield.example/")
        for one in locations(sample_site()["sitemap.xml"])
    }
    pages = {
        path.removesuffix("index.html")
        for path, data in sample_site().items()
        if path.endswith(".html") and b'content="noindex"' not in data
    }
    assert found == pages


def test_a_very_long_site_map_is_cut_into_several() -> None:
    edition = edition_of(nouns.registry(), "2026-06-01")
    files = {
        one.path: one.data
        for one in site_maps(edition, [f"p{number}/" for number in range(MAP_LIMIT + 1)])
    }
    assert sorted(files) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]
    assert [one.rpartition("/")[2] for one in locations(files["sitemap.xml"])] == [
        "sitemap-1.xml",
        "sitemap-2.xml",
    ]


@pytest.mark.parametrize("day", ["2026-01-01", "2026-06-30", "2026-12-31", "2028-02-29"])
def test_the_security_contact_lapses_within_a_year_and_never_too_soon(day: str) -> None:
    text = made(nouns.registry(), day)[".well-known/security.txt"].decode()
    assert "Contact: mailto:appvetting@example.org" in text
    lapses = re.search(r"Expires: (\S+)T", text)
    assert lapses
    left = date.fromisoformat(lapses[1]) - date.fromisoformat(day)
    assert 180 <= left.days <= 365


def test_the_security_contact_does_not_change_from_day_to_day() -> None:
    path = ".well-known/security.txt"
    first, second = made(nouns.registry(), "2026-06-01"), made(nouns.registry(), "2026-06-29")
    assert first[path] == second[path]
