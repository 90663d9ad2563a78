"""Chromium, driven by Playwright, and a small server for a site on disk."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.site_maker import DAY, sample_site, written

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Server(http.server.ThreadingHTTPServer):
    """Lets the connections of a whole page wait their turn; a full queue breaks some off."""

    request_queue_size = 128


class Files(http.server.SimpleHTTPRequestHandler):
    """Static files with the types that hosts give them; says nothing."""

    protocol_version = "HTTP/1.1"
    extensions_map = {  # noqa: RUF012  # the base class has it so
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".svg": "image/svg+xml",
        ".json": "application/json",
    }

    def log_message(self, *_: Any) -> None:
        pass

    def send_header(self, keyword: str, value: str) -> None:
        # It counts in whole seconds: a file written twice in one would pass for unchanged.
        if keyword != "Last-Modified":
            super().send_header(keyword, value)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder, while it is served."""
    handler = functools.partial(Files, directory=str(folder))
    server = Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def missing(what: str) -> None:
    """Skip for want of a program; with CI=true that is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is not installed, and with CI=true nothing is skipped for that")
    pytest.skip(f"{what} is not installed")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        missing("Chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("Playwright for Python")
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=program, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the sample's site is served."""
    with served(written(sample_site(), tmp_path_factory.mktemp("sample"))) as at:
        yield at


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[Mapping[str, bytes]], str]]:
    """Serves files given by path; for sites made within a test."""
    from contextlib import ExitStack

    with ExitStack() as stack:
        yield lambda files: stack.enter_context(served(written(files, tmp_path / "site")))


class Visit:
    """A visitor's tab: on what day, with or without scripts; notes what went wrong."""

    def __init__(self, browser: Any, day: date = DAY, **options: Any) -> None:
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.page.clock.set_fixed_time(f"{day.isoformat()}T12:00:00Z")
        self.troubles: list[str] = []
        self.asked: list[str] = []
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("console", self._heard)
        self.page.on("request", lambda request: self.asked.append(request.url))

    def _heard(self, message: Any) -> None:
        # Badges are put beside the site by another room, so their images are not there.
        if message.type == "error" and "404" not in message.text:
            self.troubles.append(message.text)

    def to(self, url: str) -> Any:
        self.page.goto(url)
        return self.page


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Visit]]:
    made: list[Visit] = []

    def start(day: date = DAY, **options: Any) -> Visit:
        made.append(Visit(browser, day, **options))
        return made[-1]

    yield start
    for one in made:
        one.context.close()
        assert one.troubles == []
