"""A site on disk -> a server on this machine that rebuilds on save, and pages that reload.

Faults are shown in the page with place and remedy until they are mended. Nothing of this is ever
part of the site: the reloading script is put into pages on their way to the browser.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from html import escape
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

HOST = "127.0.0.1"
PAUSE = 0.4
"""Seconds between two looks at the files."""

_OWN = "/_serve/"
_SCRIPT = b"""const first = "%s";
const events = new EventSource("/_serve/events");
events.onmessage = (event) => { if (event.data !== first) location.reload(); };
"""
_TAG = b'<script type="module" src="/_serve/reload.js"></script></head>'


@dataclass(frozen=True, slots=True)
class Trouble:
    """One reason why nothing was published, as a page shows it."""

    place: str
    rule: str
    message: str
    hint: str = ""
    excerpt: str = ""


Stamps = dict[str, tuple[int, int]]
"""Time and size of each file, by its path."""

Build = Callable[[], Sequence[Trouble]]
"""Writes the site, or says why it did not."""

BESIDE = f"{_OWN}badges/"
"""Below this address stands what is shown beside the site."""

Beside = Callable[[str], tuple[str, bytes] | None]
"""An address -> media type and bytes of something that is no part of the site."""


@dataclass
class State:
    """What the last build came to; `turn` grows with every build."""

    turn: int = 0
    troubles: Sequence[Trouble] = ()
    changed: threading.Condition = field(default_factory=threading.Condition)

    def settle(self, troubles: Sequence[Trouble]) -> None:
        """A build is done: wake whoever waits for it."""
        with self.changed:
            self.turn += 1
            self.troubles = troubles
            self.changed.notify_all()

    def after(self, turn: int, seconds: float) -> int:
        """The present turn, as soon as it is another than the one given or the time is over."""
        with self.changed:
            self.changed.wait_for(lambda: self.turn != turn, seconds)
            return self.turn


class Pages(SimpleHTTPRequestHandler):
    """The site's files below their prefix, with the reloading script in each page."""

    extensions_map = {  # noqa: RUF012  # the base class has it so
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".ics": "text/calendar",
    }

    def __init__(self, *passed: Any, state: State, prefix: str, out: Path, beside: Beside) -> None:
        self.state, self.prefix, self.beside, self._is_page = state, prefix, beside, False
        super().__init__(*passed, directory=str(out))

    def log_message(self, *_: Any) -> None:
        """The terminal is for builds."""

    def end_headers(self) -> None:
        """Nothing is kept: the next build may differ."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def do_GET(self) -> None:
        """One answer; refused where the name asked for is not this machine's."""
        host = (self.headers.get("Host") or "").rpartition(":")[0]
        if host not in (HOST, "localhost"):
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
        elif self.path == f"{_OWN}events":
            self._events()
        elif self.path == f"{_OWN}reload.js":
            self._text("text/javascript", _SCRIPT % str(self.state.turn).encode())
        elif self.path.startswith(BESIDE) and (shown := self.beside(self.path)):
            kind, data = shown
            self._text(kind, data.replace(b"</head>", _TAG, 1))
        elif self.state.troubles and "text/html" in self.headers.get("Accept", ""):
            self._text("text/html; charset=utf-8", trouble_page(self.state.troubles))
        elif not f"{self.path}/".startswith(f"{self.prefix}/"):
            self._leads_to(f"{self.prefix}/")
        else:
            self.path = self.path.removeprefix(self.prefix) or "/"
            super().do_GET()

    def send_header(self, keyword: str, value: str) -> None:
        """A page's length is not told, for it grows on its way."""
        name = keyword.lower()
        if name == "content-type":
            self._is_page = value.startswith("text/html")
        if not (name == "content-length" and self._is_page):
            super().send_header(keyword, value)

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """The file as it is; a page with the script that reloads it."""
        if self._is_page:
            outputfile.write(source.read().replace(b"</head>", _TAG, 1))
        else:
            super().copyfile(source, outputfile)

    def _leads_to(self, address: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _text(self, kind: str, data: bytes) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _events(self) -> None:
        """The number of each build, as server-sent events, while the browser listens."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        turn = -1
        try:
            while True:
                turn = self.state.after(turn, 15)
                self.wfile.write(f"data: {turn}\n\n".encode())
                self.wfile.flush()
        except OSError:
            return  # the tab was closed


def trouble_page(troubles: Sequence[Trouble]) -> bytes:
    """A page that says why nothing was published, in the order of the report."""
    items = "".join(
        f"<li><p><code>{escape(one.place)}</code> <span>{escape(one.rule)}</span></p>"
        f"<p><b>{escape(one.message)}</b></p>"
        + (f"<pre>{escape(one.excerpt)}</pre>" if one.excerpt else "")
        + (f"<p>{escape(one.hint)}</p>" if one.hint else "")
        + "</li>"
        for one in troubles
    )
    told = "1 fault" if len(troubles) == 1 else f"{len(troubles)} faults"
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{told}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
:root{{color-scheme:light dark}}
body{{font:1rem/1.5 system-ui;max-width:50rem;margin:2rem auto;padding:0 1rem}}
li{{margin:0 0 1.5rem}} p{{margin:.2rem 0}} span{{opacity:.7}}
pre{{overflow:auto;padding:.6rem;border:1px solid #8888}}
</style>
<script type="module" src="{_OWN}reload.js"></script></head>
<body><h1>{told}: the site was not rebuilt</h1>
<p>This page goes away by itself once they are mended.</p><ol>{items}</ol></body></html>
""".encode("utf-8", "replace")


@contextmanager
def serving(
    build: Build,
    *,
    out: Path,
    watched: Sequence[Path],
    prefix: str = "",
    port: int = 0,
    beside: Beside = lambda _: None,
) -> Iterator[str]:
    """The address at which the site is served and rebuilt, for as long as the context lasts.

    `watched` are the files and folders whose change asks for a build; `prefix` is the path of the
    registry's base URL; `beside` answers for addresses below `BESIDE`. Raises OSError where the
    port is taken.
    """
    state, over = State(), threading.Event()
    handler = partial(Pages, state=state, prefix=prefix, out=out, beside=beside)
    server = ThreadingHTTPServer((HOST, port), handler)
    server.daemon_threads = True
    seen = stamps(watched)  # before the build, so that nothing saved meanwhile is missed
    state.settle(build())
    hands = [
        threading.Thread(target=server.serve_forever, daemon=True),
        threading.Thread(target=_watch, args=(build, state, watched, seen, over), daemon=True),
    ]
    try:
        for hand in hands:
            hand.start()
        yield f"http://{HOST}:{server.server_port}{prefix}/"
    finally:
        over.set()
        server.shutdown()
        for hand in hands:
            hand.join()
        server.server_close()


def _watch(
    build: Build, state: State, watched: Sequence[Path], seen: Stamps, over: threading.Event
) -> None:
    """Builds anew whenever the files differ; an editor that saves twice is waited for."""
    while not over.wait(PAUSE):
        now = stamps(watched)
        if now == seen:
            continue
        while not over.wait(PAUSE / 4) and (later := stamps(watched)) != now:
            now = later
        seen = now
        state.settle(build())


def stamps(watched: Sequence[Path]) -> Stamps:
    """Time and size of every file that is watched; hidden files are none of ours."""
    found: Stamps = {}
    for place in watched:
        for path in place.rglob("*") if place.is_dir() else [place]:
            try:
                status = path.stat()
            except OSError:
                continue  # gone, or not there yet
            if not path.name.startswith(".") and path.is_file():
                found[str(path)] = (status.st_mtime_ns, status.st_size)
    return found
