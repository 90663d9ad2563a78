"""build: check, then write the site."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from .. import pipeline
from ..checks import facts_after
from ..diagnostics import Diagnostic, Place
from ..model import Settings
from ..report import faults_text
from ..source.excerpts import Excerpts
from .desk import Answer, Desk, UsageFault, base_argument

if TYPE_CHECKING:
    from ..production import Built

_ATTEMPTS = 3
_KEY_NOTICE = timedelta(days=30)


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `build`."""
    parser.add_argument("--out", metavar="DIR", help="where to write (default: site/ in the root)")
    parser.add_argument(
        "--base-url",
        type=base_argument,
        metavar="URL",
        help="where this build is served; another address than the registry's makes a preview",
    )
    parser.add_argument("--jobs", type=_jobs, metavar="N", help="processes (default: what fits)")
    parser.add_argument(
        "--members",
        choices=["sealed", "gateway"],
        default="sealed",
        help="how members read: encrypted on any host, or in a tree of its own behind a gateway",
    )
    parser.add_argument("--clean", action="store_true", help="write every file anew")


def _jobs(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 256:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of processes from 1 to 256")
    return int(text)


def run(arguments: argparse.Namespace, desk: Desk) -> Answer:
    """Check the records and write the site; with errors nothing is written."""
    for _ in range(_ATTEMPTS):
        before = pipeline.stamps(desk.tree)
        answer = _once(arguments, desk, before)
        if answer is not None:
            return answer
        desk.note("the records changed while they were read; reading them again")
    raise UsageFault("the records keep changing while they are read; nothing was written")


def _once(arguments: argparse.Namespace, desk: Desk, before: object) -> Answer | None:
    """One attempt; None where the records changed under it."""
    found = pipeline.examine(desk.tree, desk.day)
    if pipeline.stamps(desk.tree) != before:
        return None
    if found.errors or found.registry is None:
        return _refused(found, desk)
    left_out = len({d.place for d in facts_after(found.registry, found.as_of)})
    if left_out:
        facts = "1 fact" if left_out == 1 else f"{left_out} facts"
        desk.note(f"left out: {facts} dated after {found.as_of}")
    for warning in found.diagnostics:
        desk.note(f"{warning.place}: {warning.severity} [{warning.rule}] {warning.message}")
    return _write(arguments, desk, found)


def _refused(found: pipeline.Examination, desk: Desk) -> Answer:
    desk.note(faults_text.report(found.diagnostics, Excerpts(desk.tree)).rstrip())
    desk.note("nothing was written")
    return Answer(code=1)


def _write(arguments: argparse.Namespace, desk: Desk, found: pipeline.Examination) -> Answer:
    from ..members import running_out
    from ..production import MembersMode, build
    from ..publish import PublishFault
    from ..render import TemplateFault
    from .orders import order_of

    order = order_of(
        found,
        desk,
        arguments.out,
        base_url=arguments.base_url,
        members=MembersMode(arguments.members),
        jobs=arguments.jobs,
        clean=arguments.clean,
    )
    try:
        built = build(order)
    except PublishFault as fault:
        raise UsageFault(str(fault)) from None
    except TemplateFault as fault:
        return _template_refused(fault.path, fault.line, fault.message, desk)
    if arguments.base_url in (None, order.registry.settings.base_url):
        _tell_of_signing(built, order.registry.settings, desk)
    for (path, until), keys in Counter(
        running_out(order.registry, order.as_of, _KEY_NOTICE)
    ).items():
        told = "a key opens" if keys == 1 else f"{keys} keys open"
        desk.note(f"{path}: {told} members' pages only until {until}")
    if built.forgotten:
        desk.note(f"the next build seals every page anew: {built.forgotten}")
    if order.members is MembersMode.SEALED:
        _warn_of_the_clear(order.members_out, desk)
    written, kept = built.tally.written, built.tally.kept
    return Answer(
        f"{_near(order.out)}: {written:,} files written, {kept:,} unchanged, {built.gone:,} gone; "
        f"as of {found.as_of}, next change {built.assessment.next_change or 'not in sight'}\n"
    )


def _warn_of_the_clear(tree: Path, desk: Desk) -> None:
    """Say so where members' pages of gateway mode still lie beside a site that is sealed."""
    from ..members.disk import built_on
    from ..publish import Tree, tree_in

    if tree_in(tree) is Tree.MEMBERS:
        day = built_on(tree)
        since = f", as of {day}" if day else ""
        desk.note(
            f"{_near(tree)}/ still holds reviews in the clear{since}: "
            "remove it if nothing serves it"
        )


def _near(out: Path) -> Path:
    """The folder as a person here would name it."""
    here = Path().absolute()
    return out.relative_to(here) if out.is_relative_to(here) else out


def _tell_of_signing(built: Built, settings: Settings, desk: Desk) -> None:
    """What the signing key has still to do, or that there is none."""
    if not settings.keys:
        if built.unsigned:
            desk.note("credentials not issued: registry.yaml lists no key (docs/keys.md)")
        return
    if built.unsigned:
        desk.note(
            "credential not issued, `build.py sign` signs it or says why not: "
            + _several(built.unsigned)
        )
    if built.still_counting:
        desk.note(
            "taken back, but the signed list does not say so until `build.py sign`: "
            + _several(built.still_counting)
        )


def _several(holders: Sequence[str]) -> str:
    return ", ".join(holders[:5]) + (f" and {len(holders) - 5} more" if holders[5:] else "")


def _template_refused(path: str, line: int, message: str, desk: Desk) -> Answer:
    fault = Diagnostic(Place(path, line), "template", message, "mend the template")
    desk.note(faults_text.report([fault], Excerpts(desk.tree)).rstrip())
    return Answer(code=1)
