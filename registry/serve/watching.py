"""Files that are saved -> builds; the server runs for as long as somebody wants it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

from .handler import HOST, Beside, Pages, State
from .trouble import Trouble

PAUSE = 0.4
"""Seconds between two looks at the files."""

Stamps = dict[str, tuple[int, int]]
"""Time and size of each file, by its path."""

Build = Callable[[], Sequence[Trouble]]
"""Writes the site, or says why it did not."""


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
