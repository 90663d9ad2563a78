"""A request from this machine -> a file of the site, with the script that reloads its pages."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

from .trouble import OWN, Trouble, trouble_page

HOST = "127.0.0.1"

_SCRIPT = b"""const first = "%s";
const events = new EventSource("/_serve/events");
events.onmessage = (event) => { if (event.data !== first) location.reload(); };
"""
_TAG = b'<script type="module" src="/_serve/reload.js"></script></head>'

BESIDE = f"{OWN}badges/"
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
        elif self.path == f"{OWN}events":
            self._events()
        elif self.path == f"{OWN}reload.js":
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
