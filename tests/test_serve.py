"""`serve`: what is saved is built and shown; what is wrong is shown as well."""

from __future__ import annotations

import http.client
import re
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from registry.previews import Previews
from registry.serve import BESIDE, Trouble, serving
from tests.site_maker import DAY, sample, sample_site


class Office:
    """A place with one watched file, whose text the site's page shows; "bad" makes a fault."""

    def __init__(self, place: Path) -> None:
        self.out, self.source = place / "site", place / "content"
        self.out.mkdir()
        self.source.mkdir()
        self.file = self.source / "text"
        self.file.write_text("first")
        self.built = threading.Semaphore(0)

    def build(self) -> Sequence[Trouble]:
        text = self.file.read_text()
        self.built.release()
        if text == "bad":
            return [Trouble("content/text:1:1", "bad-text", "It is <bad>", "Write a good one")]
        page = f"<html><head></head><body>{text}</body></html>"
        (self.out / "index.html").write_text(page)
        (self.out / "data.json").write_text("{}")
        return []

    def save(self, text: str) -> None:
        self.file.write_text(text)
        assert self.built.acquire(timeout=60)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


@pytest.fixture
def at(office: Office) -> Iterator[str]:
    with serving(office.build, out=office.out, watched=[office.source], prefix="/seals") as address:
        assert office.built.acquire(timeout=60)
        yield address


def get(address: str, path: str, host: str | None = None) -> tuple[int, str]:
    parts = urlsplit(address)
    asked = http.client.HTTPConnection(parts.netloc, timeout=60)
    asked.request("GET", path, headers={"Accept": "text/html", "Host": host or parts.netloc})
    said = asked.getresponse()
    text = said.headers.get("Location") or said.read().decode()
    asked.close()
    return said.status, text


def test_a_page_is_served_below_the_prefix_with_the_script_that_reloads_it(at: str) -> None:
    status, text = get(at, "/seals/")
    assert status == 200
    assert "first" in text
    assert "/_serve/reload.js" in text
    assert get(at, "/") == (302, "/seals/")


def test_the_files_on_disk_know_nothing_of_the_script(at: str, office: Office) -> None:
    assert at
    assert "_serve" not in (office.out / "index.html").read_text()


def test_what_is_saved_is_built_and_told_to_open_pages(at: str, office: Office) -> None:
    listening = http.client.HTTPConnection(urlsplit(at).netloc, timeout=60)
    listening.request("GET", "/_serve/events")
    events = listening.getresponse()
    assert events.readline() == b"data: 1\n"
    office.save("second")
    events.readline()
    assert events.readline() == b"data: 2\n"
    listening.close()
    assert "second" in get(at, "/seals/")[1]


def test_a_fault_is_shown_with_place_and_remedy_until_it_is_mended(at: str, office: Office) -> None:
    office.save("bad")
    told = waited_for(at, "content/text:1:1")
    assert "It is &lt;bad&gt;" in told
    assert "Write a good one" in told
    office.save("good")
    assert waited_for(at, "good")


def waited_for(at: str, text: str) -> str:
    for _ in range(600):
        found = get(at, "/seals/")[1]
        if text in found:
            return found
        threading.Event().wait(0.05)
    pytest.fail(f"{text} was never shown")


def test_another_name_than_this_machines_is_refused(at: str) -> None:
    assert get(at, "/seals/", host="evil.example:80")[0] == 421


@pytest.mark.parametrize("path", ["/seals/../content/text", "/seals/%2e%2e/content/text", "/x"])
def test_nothing_beside_the_site_is_served(at: str, path: str) -> None:
    status, text = get(at, path)
    assert status in (302, 404)
    assert "first" not in text


def test_a_badge_that_is_still_to_be_awarded_is_shown_as_a_preview(office: Office) -> None:
    holder = "suppliers/brightpath/teacher-desk"
    previews = Previews(sample(), DAY, BESIDE)
    with serving(office.build, out=office.out, watched=[], beside=previews) as address:
        assert f'href="{BESIDE}{holder}/"' in get(address, BESIDE)[1]
        status, text = get(address, f"{BESIDE}{holder}/")
        assert (status, text.count("<img ")) == (200, 6)
        for image in re.findall('<img src="([^"]+)"', text):
            status, drawn = get(address, image)
            assert status == 200
            assert "Teacher Desk: Data Privacy Seal, preview, not a seal</title>" in drawn
        assert get(address, f"{BESIDE}suppliers/nobody/")[0] == 404
        assert get(address, f"{BESIDE}{holder}.card-pink.svg")[0] == 404


def test_the_holder_of_that_preview_has_no_public_badge() -> None:
    assert not any("teacher-desk" in path for path in sample_site())
