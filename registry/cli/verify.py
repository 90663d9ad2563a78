"""verify: the verdict on a badge, a credential or a seal number, against a built site."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from ..credentials.disk import verify
from .desk import Answer, Desk, UsageFault


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `verify`."""
    parser.add_argument(
        "target",
        metavar="FILE|URL-PATH|NUMBER",
        help="a badge (SVG, PNG) or credential (JSON), an address of the site, or a seal number",
    )
    parser.add_argument(
        "--site", metavar="DIR", help="the built site to hold it against (default: site/)"
    )
    parser.add_argument("--format", choices=["text", "json"], default="text", help="default: text")


def run(arguments: argparse.Namespace, desk: Desk) -> Answer:
    """Exit code 0 for genuine and valid, 1 for everything else."""
    site = Path(arguments.site) if arguments.site else desk.root / "site"
    if not site.is_dir():
        raise UsageFault(f"{site}: there is no site there; build one, or name another with --site")
    verdict = verify(arguments.target, site, desk.day(None))
    if arguments.format == "json":
        text = json.dumps(verdict.data(), indent=2, ensure_ascii=False) + "\n"
    else:
        text = verdict.text
    return Answer(text, verdict.code)
