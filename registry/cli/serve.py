"""serve: builds, serves the site on this machine, rebuilds and reloads on save."""

from __future__ import annotations

import argparse
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from .. import pipeline
from ..diagnostics import Diagnostic
from ..production import MembersMode, Order, build
from ..publish import PublishFault
from ..render import TemplateFault
from ..serve import Trouble, serving
from ..source import git
from ..source.excerpts import Excerpts
from ..source.layout import survey
from ..units import read_frame
from ..unread import is_unread
from .desk import Answer, Desk, UsageFault

_PROGRAM = Path(__file__).parents[2]


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `serve`."""
    parser.add_argument("--out", metavar="DIR", help="where to write (default: site/ in the root)")
    parser.add_argument("--port", type=int, default=8000, help="default: 8000; 0 takes a free one")


def run(arguments: argparse.Namespace, desk: Desk) -> Answer:
    """Serve until interrupted."""
    shop = _Shop(desk, Path(arguments.out) if arguments.out else desk.root / "site")
    watched = [desk.root / name for name in ("content", "rubrics", "templates")]
    watched += [_PROGRAM / name for name in ("templates", "assets")]
    try:
        with serving(
            shop.build, out=shop.out, watched=watched, prefix=shop.prefix(), port=arguments.port
        ) as address:
            desk.note(f"{address} shows the registry, and follows what you save; Ctrl-C ends it")
            threading.Event().wait()
    except KeyboardInterrupt:
        return Answer()
    except OSError as error:
        message = f"port {arguments.port}: {error.strerror}; name another one with --port"
        raise UsageFault(message) from error
    return Answer()


@dataclass(frozen=True, slots=True)
class _Shop:
    """Builds one registry again and again; what is wrong with it goes into the page."""

    desk: Desk
    out: Path

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
        order = Order(
            registry=found.registry,
            as_of=found.as_of,
            root=self.desk.root,
            out=self.out,
            logos=found.logos,
            proofs=found.proofs,
            revision=git.head(self.desk.root),
            members=MembersMode.SEALED,
        )
        try:
            built = build(order)
        except TemplateFault as fault:
            place = f"{fault.path}:{fault.line}"
            return [Trouble(place, "template", fault.message, "mend the template")]
        except PublishFault as fault:
            return [Trouble(str(self.out), "site", str(fault))]
        self.desk.note(f"built: {built.tally.written:,} files written")
        return []


def _trouble(fault: Diagnostic, excerpts: Excerpts) -> Trouble:
    line = excerpts(fault.place) or ""
    return Trouble(str(fault.place), fault.rule, fault.message, fault.hint, line)
