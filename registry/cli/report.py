"""report: the App Vetting Report of a holder's review."""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path

from ..assess import holder_known_on
from ..model import Holder, Registry, Review
from ..render.templates import TemplateFault, environment
from ..vetting import VettingReport, as_data, as_html, vetting_report
from ..vetting.typeset import MISSING, NoTypesetter
from .assessed import holder_named, sound_records
from .desk import Answer, Desk, UsageFault, day_argument
from .outbox import refuse_ours, write_files
from .press import pdf

_FORMS = ["html", "pdf", "json"]


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `report`."""
    parser.add_argument("holder", metavar="HOLDER", help="suppliers/<s>/<p> or institutions/<i>")
    parser.add_argument(
        "--review",
        type=day_argument,
        metavar="DATE",
        help="the day it was opened (default: the last)",
    )
    parser.add_argument(
        "--format", choices=_FORMS, help="default: as the name of --out ends, else html"
    )
    parser.add_argument("--out", metavar="FILE", help="write it to a file; a PDF needs one")


def run(arguments: argparse.Namespace, desk: Desk) -> Answer:
    """The report by what was known on the as-of day."""
    form = _form(arguments.format, arguments.out)
    examined = sound_records(desk)
    if examined is None or examined.registry is None:
        return Answer(code=1)
    holder = holder_known_on(holder_named(examined.registry, arguments.holder), examined.as_of)
    report = _report(examined.registry, holder, arguments.review, examined.as_of)
    try:
        data = _bytes(report, form, desk)
    except TemplateFault as fault:
        desk.note(f"{fault.path}:{fault.line}:1: error [template] {fault.message}")
        return Answer(code=1)
    except NoTypesetter:
        raise UsageFault(MISSING) from None
    if not arguments.out:
        return Answer(data.decode())
    place = Path(arguments.out)
    refuse_ours(place, desk.root)
    write_files(place.parent, {place.name: data})
    return Answer(f"{place}\n")


def _form(asked: str | None, out: str | None) -> str:
    """The form asked for, or else the one that the file's name ends with."""
    ending = Path(out or "").suffix.lower().removeprefix(".")
    named = ending if ending in _FORMS else None
    if asked and named and asked != named:
        raise UsageFault(f"{out} would hold {asked.upper()}; name it .{asked}, or --format {named}")
    form = asked or named or _FORMS[0]
    if form == "pdf" and not out:
        raise UsageFault("a PDF goes to a file: add --out report.pdf")
    return form


def _report(registry: Registry, holder: Holder, opened: date | None, on: date) -> VettingReport:
    if not holder.reviews:
        raise UsageFault(f"no review of {holder.path} was opened by {on}")
    review = _review(holder, opened)
    rubric = registry.rubric(review.rubric)
    if rubric is None:
        raise UsageFault(f"{review.path} names rubric {review.rubric}, which is not there")
    return vetting_report(holder, review, rubric, registry.settings, on=on)


def _review(holder: Holder, opened: date | None) -> Review:
    reviews = [one for one in holder.reviews if opened in (None, one.steps.opened)]
    if not reviews:
        days = ", ".join(str(one.steps.opened) for one in holder.reviews)
        raise UsageFault(f"{holder.path} has no such review; opened were: {days}")
    answered = [one for one in reviews if one.answers]
    return (answered or reviews)[-1]


def _bytes(report: VettingReport, form: str, desk: Desk) -> bytes:
    if form == "json":
        return (json.dumps(as_data(report), indent=2, ensure_ascii=False) + "\n").encode()
    if form == "pdf":
        return pdf(report, desk.root)
    return as_html(report, environment(desk.root)).encode()
