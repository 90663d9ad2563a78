"""What `sign` did -> the lines it prints."""

from __future__ import annotations

from collections.abc import Iterator

from .plan import Plan
from .proofs import AwardProof
from .signing import Refusal, SignReport

_REPLACE = "`build.py sign --replace HOLDER`"
_LEFT = {
    "stale": (
        "changed since it was signed; undo the change, or sign it anew with " + _REPLACE,
        "which revokes what was signed before",
    ),
    "gone": (
        "signed, but no longer in the records; restore the award, or revoke it with " + _REPLACE,
        "which signs nothing in its place",
    ),
    "mistaken": (
        "revoked, though nothing withdraws it; a revocation is final, so " + _REPLACE,
        "signs it anew under another index",
    ),
}


def signed(report: SignReport, path: str) -> str:
    """What was signed and what was left, for a terminal; `path` is the file of proofs."""
    plan = report.plan
    lines = [*_entries(plan), *_listings(plan)]
    lines += [f"added to {path}: commit it"] if lines else ["nothing to sign"]
    for name, (what, effect) in _LEFT.items():
        lines += _left(getattr(plan, name), what, effect)
    return "\n".join(lines) + "\n"


def _entries(plan: Plan) -> Iterator[str]:
    for entry in plan.entries:
        again = "" if entry.replaces is None else f", in place of index {entry.replaces}"
        day = entry.award.awarded_on
        yield f"signed {entry.holder}, awarded {day}, as index {entry.index}{again}"


def _listings(plan: Plan) -> Iterator[str]:
    for listing in plan.listings:
        yield f"signed the status list from {listing.since} on: {len(listing.revoked)} revoked"


def _left(proofs: list[AwardProof], what: str, effect: str) -> list[str]:
    if not proofs:
        return []
    which = (
        f"  {proof.holder}, awarded {proof.awarded_on} (line {proof.line})" for proof in proofs
    )
    return [f"{what}, {effect}:", *which]


def refused(refusal: Refusal) -> str:
    """Why nothing was done, and the remedy."""
    return f"{refusal.message}\n  {refusal.hint}\n"
