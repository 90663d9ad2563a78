"""notices: the letters that are due, as drafts in a folder. Nothing is ever sent."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from .. import letters
from ..assess import assess
from ..letters.facts import report_for
from ..letters.wording import letter_environment
from ..model import Registry
from ..pipeline import Examination
from ..render.sandbox import Sandbox, Workshop
from ..render.templates import TemplateFault
from ..vetting import as_html
from ..vetting.typeset import is_available
from . import drafts
from .assessed import sound_records
from .desk import Answer, Desk, UsageFault, days_argument
from .outbox import refuse_ours
from .press import pdf

_HTML, _PDF = "text/html", "application/pdf"


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `notices`."""
    parser.add_argument("--out", required=True, metavar="DIR", help="the outbox: a private folder")
    parser.add_argument(
        "--within",
        type=days_argument,
        default=0,
        metavar="DAYS",
        help="write reminders so many days earlier",
    )
    parser.add_argument(
        "--attach",
        choices=["pdf", "html"],
        help="the form of an attached report (default: pdf where the pdf extra is installed)",
    )


def run(arguments: argparse.Namespace, desk: Desk) -> Answer:
    """Write the drafts and their index; nothing is written where a template is broken."""
    outbox = Path(arguments.out)
    refuse_ours(outbox, desk.root)
    form = arguments.attach or ("pdf" if is_available() else "html")
    if form == "pdf" and not is_available():
        raise UsageFault("--attach pdf needs the pdf extra; leave it out to attach HTML")
    examined = sound_records(desk)
    if examined is None or examined.registry is None:
        return Answer(code=1)
    made, faults = _drafts(examined, examined.registry, desk, form, arguments.within)
    if faults:
        for told in sorted(set(faults)):
            desk.note(told)
        return Answer(code=1)
    files = {f"{letter.name}.eml": draft.data for letter, draft in made}
    index = {
        drafts.INDEX: letters.index_json(made, examined.as_of),
        "index.md": letters.index_markdown(made, examined.as_of),
    }
    kept = drafts.keep(outbox, files, index)
    for name in kept.edited:
        desk.note(f"{outbox / name}: edited by hand, left as it is; remove it for a fresh draft")
    return Answer(_answer(outbox, files.keys(), kept))


Made = list[tuple[letters.Letter, letters.Draft]]


def _drafts(
    examined: Examination, registry: Registry, desk: Desk, form: str, within: int
) -> tuple[Made, list[str]]:
    """Every letter that is due, and what is wrong with the templates: all of it in one run."""
    env, as_of = letter_environment(desk.root), examined.as_of
    made: Made = []
    faults: list[str] = []
    for letter in letters.letters(registry, assess(registry, as_of), within=within):
        try:
            wording = letters.worded(env, letter.kind, letters.facts_of(letter, registry, as_of))
            attachment = _attachment(letter, registry, desk, env, form, examined)
        except TemplateFault as fault:
            faults.append(f"{fault.path}:{fault.line}:1: error [template] {fault.message}")
        else:
            to = letter.holder.organisation.contact
            made.append((letter, letters.draft(wording, to, registry.settings, attachment)))
    return made, faults


def _attachment(
    letter: letters.Letter,
    registry: Registry,
    desk: Desk,
    env: Workshop | Sandbox,
    form: str,
    examined: Examination,
) -> letters.Attachment | None:
    report = report_for(letter, registry, examined.as_of) if letter.attached else None
    if report is None:
        return None
    name = f"app-vetting-report-{letter.holder.slug}-{report.opened}.{form}"
    if form == "pdf":
        return letters.Attachment(name, _PDF, pdf(report, desk.root))
    return letters.Attachment(name, _HTML, as_html(report, env).encode())


def _answer(outbox: Path, names: Iterable[str], kept: drafts.Kept) -> str:
    lines = [f"{outbox / name}\n" for name in names]
    told = f"{len(lines)} letters due: {kept.written} written, {kept.same} there already"
    if kept.removed:
        told += f", {len(kept.removed)} no longer due and removed"
    return "".join([*lines, f"{told}\n"])
