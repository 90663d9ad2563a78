"""Nouns -> diagnostics. A rule is a function, a docstring (the law, Bad, Good) and a case folder.

engine    runs rules on what they judge
subjects  what a rule is handed
walk      the parts of a record, with their keys

Every other room holds the rules of one subject.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from ..diagnostics import Diagnostic
from ..model import Holder, Registry, Supplier

# In the order of the rule book: importing a room enters its rules.
from . import (  # isort: skip
    references,
    steps,
    future,
    history,
    renewals,
    releases,
    rubrics,
    answers,
    evidence,
    awards,
    remedies,
    windows,
    institutions,
    periods,
    membership,
    training,
    keys,
    uniqueness,
    proofs,
    wording,
)
from .engine import Scope, run
from .future import facts_after
from .proofs import check_proofs
from .subjects import History, Round, Sheet, Whole, Yardstick

__all__ = [
    "ROOMS",
    "Yardstick",
    "check_holder",
    "check_proofs",
    "check_registry",
    "check_supplier",
    "facts_after",
]

ROOMS = (
    references,
    steps,
    future,
    history,
    renewals,
    releases,
    rubrics,
    answers,
    evidence,
    awards,
    remedies,
    windows,
    institutions,
    periods,
    membership,
    training,
    keys,
    uniqueness,
    proofs,
    wording,
)
"""Every room that holds rules."""


def check_supplier(supplier: Supplier, by: Yardstick) -> Iterator[Diagnostic]:
    """The faults of supplier.yaml by itself."""
    yield from run(Scope.RECORD, supplier, Sheet(supplier, by))


def check_holder(
    holder: Holder, by: Yardstick, *, incomplete: bool = False
) -> Iterator[Diagnostic]:
    """The faults of a product or institution and of its reviews, whatever else is registered.

    `incomplete`: one of its reviews could not be read, so nothing is said of its history.
    """
    yield from run(Scope.RECORD, holder, Sheet(holder, by))
    for review in holder.reviews:
        yield from run(Scope.RECORD, review, Sheet(review, by))
        yield from run(Scope.ROUND, review, Round(review, holder, by))
    if not incomplete:
        yield from run(Scope.HISTORY, holder, History(holder, by))


def check_registry(
    registry: Registry,
    by: Yardstick,
    *,
    unreadable: Collection[str] = frozenset(),
    recorded_before: Mapping[str, str] | None = None,
) -> Iterator[Diagnostic]:
    """The faults of settings, rubrics and members, and those that lie between records.

    `unreadable`: paths of organisations that exist and could not be read; `recorded_before`:
    rubrics/RELEASED at an earlier revision, where one was asked for.
    """
    for noun in (by.written, *registry.rubrics, *registry.members):
        yield from run(Scope.RECORD, noun, Sheet(noun, by))
    whole = Whole(registry, by, unreadable, recorded_before)
    yield from run(Scope.REGISTRY, registry, whole)
