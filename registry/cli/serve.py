"""serve: builds, serves the site on this machine, rebuilds and reloads on save."""

from __future__ import annotations

import argparse
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from .. import pipeline
from ..diagnostics import Diagnostic
from ..previews import Answer as Shown
from ..previews import Previews
from ..production import build
from ..publish import PublishFault
from ..render import TemplateFault
from ..serve import BESIDE, Trouble, serving
from ..source.excerpts import Excerpts
from ..source.layout import survey
from ..units import read_frame
from ..unread import is_unread
from .desk import Answer, Desk, UsageFault
from .orders import order_of

_PROGRAM = Path(__file__).parents[2]


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `serve`."""
    parser.add_argument("--out", metavar="DIR", help="where to write (default: site/ in the root)")
    parser.add_argument("--port", type=int, default=8000, help="default: 8000; 0 takes a free one")


def run(arguments: argparse.Namespace, desk: Desk) -> Answer:
    """Serve until interrupted."""
    shop = _Shop(desk, arguments.out)
    watched = [desk.root / name for name in ("content", "rubrics", "templates")]
    watched += [_PROGRAM / name for name in ("templates", "assets")]
    try:
        with serving(
            shop.build,
            out=shop.out,
            watched=watched,
            prefix=shop.prefix(),
            port=arguments.port,
            beside=shop.beside,
        ) as address:
            desk.note(f"{address} shows the registry, and follows what you save; Ctrl-C ends it")
            desk.note(f"{urljoin(address, BESIDE)} shows badges of seals still to be awarded")
            threading.Event().wait()
    except KeyboardInterrupt:
        return Answer()
    except OSError as error:
        message = f"port {arguments.port}: {error.strerror}; name another one with --port"
        raise UsageFault(message) from error
    return Answer()


@dataclass
class _Shop:
    """Builds one registry again and again; what is wrong with it goes into the page."""

    desk: Desk
    wanted: str | None
    previews: Previews | None = None

    @property
    def out(self) -> Path:
        """Where the site stands."""
        return Path(self.wanted) if self.wanted else self.desk.root / "site"

    def beside(self, address: str) -> Shown | None:
        """A badge as it would look, of the records as they last were sound."""
        return self.previews(address) if self.previews else None

    def prefix(self) -> str:
        """The path below which the registry's own addresses stand."""
        settings = read_frame(self.desk.tree, survey(self.desk.tree)).settings
        if settings is None or is_unread(settings.base_url):
            return ""
        return urlsplit(settings.base_url).path.rstrip("/")

    def build(self) -> Sequence[Trouble]:
        """One build, or why there was none."""
        found = pipeline.examine(self.desk.tree, self.desk.day)
        if found.errors or found.registry is None:
            excerpts = Excerpts(self.desk.tree)
            return [_trouble(fault, excerpts) for fault in found.errors]
        self.previews = Previews(found.registry, found.as_of, BESIDE)
        order = order_of(found, self.desk, self.wanted)
        try:
            built = build(order)
        except TemplateFault as fault:
            place = f"{fault.path}:{fault.line}"
            return [Trouble(place, "template", fault.message, "mend the template")]
        except PublishFault as fault:
            return [Trouble(str(order.out), "site", str(fault))]
        self.desk.note(f"built: {built.tally.written:,} files written")
        return []


def _trouble(fault: Diagnostic, excerpts: Excerpts) -> Trouble:
    line = excerpts(fault.place) or ""
    return Trouble(str(fault.place), fault.rule, fault.message, fault.hint, line)
