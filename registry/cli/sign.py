"""sign: makes keys, and signs what was awarded or withdrawn since the last time."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TypeVar

from .. import pipeline
from ..assess import assess
from ..credentials.awards import awards_of
from ..credentials.book import Book
from ..credentials.disk import append, read_key, write_new_key
from ..credentials.documents import Award
from ..credentials.issuer import Issuer
from ..credentials.keys import KeySigner, signer_from
from ..credentials.signing import Refusal, SignReport, keys_line, sign
from ..diagnostics import Severity
from ..model import Registry
from ..report import faults_text
from ..source.excerpts import Excerpts
from .desk import Answer, Desk, UsageFault

T = TypeVar("T")
_VARIABLE = "SEAL_SIGNING_KEY"


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `sign`. A key never stands on the command line."""
    parser.add_argument("--new-key", metavar="FILE", help="make a key, and print its public half")
    parser.add_argument(
        "--key-file", metavar="FILE", help=f"the private key (default: the text in {_VARIABLE})"
    )
    parser.add_argument(
        "--replace",
        action="append",
        default=[],
        metavar="HOLDER",
        help="sign this holder's credentials anew, though they were signed; may be repeated",
    )


def run(arguments: argparse.Namespace, desk: Desk) -> Answer:
    """Append the missing signatures to content/proofs.jsonl."""
    if arguments.new_key:
        return _new_key(Path(arguments.new_key), desk)
    found = pipeline.examine(desk.tree, desk.day)
    # Only what a signature mends may be wrong: what is signed must follow from sound records.
    errors = [d for d in found.errors if d.rule != "proof-stale"]
    if errors or found.registry is None:
        desk.note(faults_text.report(errors, Excerpts(desk.tree)).rstrip())
        return Answer(code=1)
    signer = _fit(_signer(arguments, desk))
    settings, assessment = found.registry.settings, assess(found.registry, found.as_of)
    seals = zip(found.registry.holders, assessment.seals, strict=True)
    awards = [
        a for holder, seal in seals for a in awards_of(holder, seal.terms, settings.seal.prefix)
    ]
    book = Book(Issuer.of(settings), found.proofs)
    replace = frozenset(arguments.replace)
    report = _fit(sign(book, awards, settings.keys, signer, found.as_of, replace))
    if report.lines:
        try:
            append(desk.root / pipeline.PROOFS, report.lines)
        except OSError as error:
            raise UsageFault(f"{pipeline.PROOFS} could not be written: {error.strerror}") from error
    return Answer(_told(report))


def _awards(registry: Registry, as_of: date) -> list[Award]:
    """Every award that the day knows of."""
    prefix = registry.settings.seal.prefix
    seals = assess(registry, as_of).seals
    return [
        award
        for holder, seal in zip(registry.holders, seals, strict=True)
        for award in awards_of(holder, seal.terms, prefix)
    ]


def _new_key(path: Path, desk: Desk) -> Answer:
    public = _fit(write_new_key(path, desk.root))
    desk.note(f"{path} holds the private key: keep it safe, and never commit it")
    return Answer(f"{keys_line(public, desk.day(None))}\n")


def _signer(arguments: argparse.Namespace, desk: Desk) -> KeySigner | Refusal:
    if arguments.key_file:
        return read_key(Path(arguments.key_file))
    pem = desk.environment(_VARIABLE)
    if pem is None:
        return Refusal("there is no key to sign with", f"name --key-file, or set {_VARIABLE}")
    return signer_from(pem.encode(), _VARIABLE)


def _fit(value: T | Refusal) -> T:
    if isinstance(value, Refusal):
        raise UsageFault(f"{value.message}\n  {value.hint}")
    return value


def _told(report: SignReport) -> str:
    lines = [
        f"signed: {entry.award.holder}, awarded on {entry.award.awarded_on}"
        for entry in report.plan.entries
    ]
    lines += [
        f"signed: the status list of {listing.since}, {len(listing.revoked)} revoked"
        for listing in report.plan.listings
    ]
    for proofs, what in (
        (report.plan.stale, f"{Severity.WARNING}: changed since it was signed"),
        (report.plan.gone, f"{Severity.WARNING}: no longer in the records"),
        (report.plan.mistaken, f"{Severity.WARNING}: revoked, though nothing withdraws it"),
    ):
        lines += [f"{what}: {proof.holder}, awarded on {proof.awarded_on}" for proof in proofs]
    return "\n".join(lines or ["nothing to sign"]) + "\n"
