"""Feeds and calendars: well-formed, and the same ids from build to build."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as Xml

from tests import nouns
from tests.site_maker import made, sample, sample_site

ATOM = "{http://www.w3.org/2005/Atom}"
NASTY = "A <b>&\"'\u202e\x0b name"


def entries(data: bytes) -> list[tuple[str, str]]:
    feed = Xml.fromstring(data)  # noqa: S314  # our own file
    return [
        (one.findtext(f"{ATOM}id") or "", one.findtext(f"{ATOM}title") or "")
        for one in feed.findall(f"{ATOM}entry")
    ]


def test_ids_are_unique_and_outlive_a_renewal_and_a_preview() -> None:
    first = nouns.award("2026-03-15")
    renewed = nouns.award("2027-03-01", "renewal")
    before = made(nouns.registry(nouns.product(first)), "2026-06-01")
    after = made(nouns.registry(nouns.product(first, renewed)), "2027-06-01")
    preview = made(nouns.registry(nouns.product(first)), "2026-06-01", "https://preview.example")
    old, new = entries(before["feed.xml"]), entries(after["feed.xml"])
    assert len({identity for identity, _ in new}) == len(new) == 2
    assert old[0] in new
    assert entries(preview["feed.xml"]) == old


def test_all_feeds_of_the_sample_are_well_formed() -> None:
    for path, data in sample_site().items():
        if path.endswith("feed.xml"):
            assert entries(data), path


def test_the_two_feeds_tell_the_same() -> None:
    told = json.loads(sample_site()["feed.json"])
    assert [(one["id"], one["title"]) for one in told["items"]] == entries(
        sample_site()["feed.xml"]
    )


def test_a_nasty_name_breaks_neither_feed_nor_calendar() -> None:
    files = made(nouns.registry(nouns.product(nouns.award("2026-03-15"), name=NASTY)), "2026-06-01")
    assert entries(files["feed.xml"])[0][1].startswith("Awarded: A <b>&\"'")
    lines = unfolded(files["calendar.ics"])
    assert sum(line.startswith("SUMMARY:") for line in lines) == 1


def unfolded(data: bytes) -> list[str]:
    return re.sub(r"\r\n ", "", data.decode()).split("\r\n")


def test_a_renewal_moves_the_entry_of_a_calendar() -> None:
    first, renewal = nouns.award("2026-03-15"), nouns.award("2027-03-01", "renewal")
    before = unfolded(made(nouns.registry(nouns.product(first)), "2026-06-01")["calendar.ics"])
    after = unfolded(
        made(nouns.registry(nouns.product(first, renewal)), "2027-06-01")["calendar.ics"]
    )
    identity = [line for line in before if line.startswith("UID:")]
    assert identity == [line for line in after if line.startswith("UID:")]
    assert "SEQUENCE:1" in before
    assert "SEQUENCE:2" in after
    assert "DTSTART;VALUE=DATE:20270315" in before
    assert "DTSTART;VALUE=DATE:20280315" in after


def test_calendar_lines_are_at_most_75_bytes_and_end_properly() -> None:
    for path, data in sample_site().items():
        if path.endswith(".ics"):
            assert data.endswith(b"END:VCALENDAR\r\n")
            assert max(len(line) for line in data.split(b"\r\n")) <= 75


def test_the_calendar_holds_valid_seals_only() -> None:
    valid = [one for one in json.loads(sample_site()["api/v1/seals.json"])["seals"]
             if one["standing"] == "valid"]  # fmt: skip
    lines = unfolded(sample_site()["calendar.ics"])
    assert len(valid) == sum(line == "BEGIN:VEVENT" for line in lines)


def test_the_site_is_the_same_for_the_same_inputs() -> None:
    assert made(sample()) == dict(sample_site())
