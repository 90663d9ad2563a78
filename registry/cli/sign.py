"""sign: makes keys, and signs what was awarded or withdrawn since the last time."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from .. import pipeline
from ..assess import assess
from ..credentials import told
from ..credentials.awards import awards_of
from ..credentials.book import Book
from ..credentials.disk import Busy, alone, append, read_key, write_new_key
from ..credentials.documents import Award
from ..credentials.issuer import Issuer
from ..credentials.keys import KeySigner, signer_from
from ..credentials.proofs import Proofs
from ..credentials.signing import Refusal, keys_line, sign
from ..faults import nearest
from ..model import Registry
from ..report import faults_text
from ..source.excerpts import Excerpts
from .desk import Answer, Desk, UsageFault, holder_typed

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
        help="sign anew what no longer fits of this holder, or of `all`; may be repeated",
    )


def run(arguments: argparse.Namespace, desk: Desk) -> Answer:
    """Append the missing signatures to content/proofs.jsonl."""
    if arguments.new_key:
        return _new_key(Path(arguments.new_key), desk)
    try:
        with alone(desk.root / "content"):
            return _sign(arguments, desk)
    except Busy:
        raise UsageFault("somebody else is signing here; try again when that is done") from None


def _sign(arguments: argparse.Namespace, desk: Desk) -> Answer:
    found = pipeline.examine(desk.tree, desk.day)
    # Only what a signature mends may be wrong: what is signed must follow from sound records.
    errors = [d for d in found.errors if d.rule != "proof-stale"]
    if errors or found.registry is None:
        desk.note(faults_text.report(errors, Excerpts(desk.tree)).rstrip())
        return Answer(code=1)
    settings = found.registry.settings
    awards = _awards(found.registry, found.as_of)
    report = _fit(
        sign(
            Book(Issuer.of(settings), found.proofs),
            awards,
            settings.keys,
            _fit(_signer(arguments, desk)),
            found.as_of,
            _signed_before(arguments.replace, awards, found.proofs),
        )
    )
    if report.lines:
        try:
            append(desk.root / pipeline.PROOFS, report.lines)
        except OSError as error:
            raise UsageFault(f"{pipeline.PROOFS} could not be written: {error.strerror}") from error
    return Answer(told.signed(report, pipeline.PROOFS), report.code)


def _signed_before(names: Sequence[str], awards: Sequence[Award], proofs: Proofs) -> frozenset[str]:
    """The holders named, each of them in the records or in the proofs. Raises UsageFault."""
    signed = (proof.holder for proof in proofs.awards.values())
    known = frozenset((*(award.holder for award in awards), *signed))
    wanted = known if "all" in names else frozenset(map(holder_typed, names))
    for name in sorted(wanted - known):
        raise UsageFault(f"nothing was signed for {name!r}; {nearest(name, sorted(known))}")
    return wanted


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
    desk.note(f"{path} holds the private key: keep it, and keep it secret")
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
        raise UsageFault(told.refused(value).rstrip())
    return value
