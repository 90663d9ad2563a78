"""Training: what an award asks of the organisation's training."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Severity, shown
from ..model import Institution, Law, Training
from ..rulebook import Finding
from .engine import Scope, check
from .membership import tier_on
from .subjects import AnyRound, Sheet


@check(Scope.ROUND)
def training_missing(subject: AnyRound) -> Iterator[Finding]:
    """Before an organisation is awarded a seal, somebody of it was trained in the vetting process.

    A product's training is its supplier's.

    Bad:
        supplier.yaml without `training`, and a review with `awarded: 2026-03-05`
    Good:
        training: [{mode: online, completed: 2025-08-20, attendee: D. Reyes}]
    """
    organisation, awarded = subject.holder.organisation, subject.review.steps.awarded
    if awarded is not None and not organisation.training:
        yield Finding(
            subject.review.where.place("steps", "awarded"),
            f"the seal is awarded on {awarded}, but {shown(organisation.name)} has no training",
            f"add the training to {organisation.where.path}: its mode, and the day it was "
            "completed",
        )


@check(Scope.ROUND)
def training_after_award(subject: AnyRound) -> Iterator[Finding]:
    """A training was completed on or before the day of the award.

    Bad:
        training: [{mode: online, completed: 2026-03-06}]
        steps: {opened: 2026-02-01, awarded: 2026-03-05}
    Good:
        training: [{mode: online, completed: 2026-03-05}]
        steps: {opened: 2026-02-01, awarded: 2026-03-05}
    """
    organisation, awarded = subject.holder.organisation, subject.review.steps.awarded
    if awarded is not None and organisation.training and not _completed(subject):
        first = min(training.completed for training in organisation.training)
        yield Finding(
            subject.review.where.place("steps", "awarded"),
            f"the seal is awarded on {awarded}; {shown(organisation.name)} completed its first "
            f"training on {first}",
            f"correct the day, or add the earlier training to {organisation.where.path}",
        )


@check(Scope.ROUND)
def training_mode(subject: AnyRound) -> Iterator[Finding]:
    """One training completed by the award was held in a mode that the tier allows.

    The tier is that of the day of the award, and the programme's rules in force on that day say
    which modes it allows.

    Bad:
        membership: [{tier: affiliate, from: 2024-07-01}]      # affiliate: [online]
        training: [{mode: individual, completed: 2025-08-20}]
    Good:
        membership: [{tier: affiliate, from: 2024-07-01}]
        training: [{mode: online, completed: 2025-08-20}]
    """
    awarded = subject.review.steps.awarded
    tier = tier_on(subject, awarded) if awarded is not None else None
    if awarded is None or tier is None:
        return
    rules = subject.by.settings.programme_on(awarded).eligibility(subject.holder.seal_type)
    completed, allowed = _completed(subject), rules.training.get(tier, ())
    if tier not in rules.tiers or not completed:
        return
    if not allowed:
        yield Finding(
            subject.review.where.place("steps", "awarded"),
            f"the programme names no mode of training for the tier {shown(tier)}, "
            f"in which the seal is awarded on {awarded}",
            f"name the modes in content/registry.yaml: {subject.holder.seal_type}.training of the "
            "rules in force on that day",
        )
    elif not any(training.mode in allowed for training in completed):
        held = sorted({training.mode.value for training in completed})
        organisation = subject.holder.organisation
        yield Finding(
            subject.review.where.place("steps", "awarded"),
            f"the tier {shown(tier)} asks for training of mode {_modes(allowed)}; "
            f"{shown(organisation.name)} had completed only {_modes(held)} by {awarded}",
            f"add a training of mode {_modes(allowed)} to {organisation.where.path}",
        )


def _modes(modes: tuple[str, ...] | list[str]) -> str:
    return " or ".join(modes)


def _completed(subject: AnyRound) -> list[Training]:
    """The trainings completed on or before the day of the award."""
    awarded = subject.review.steps.awarded
    trainings = subject.holder.organisation.training
    return [t for t in trainings if awarded is not None and t.completed <= awarded]


@check(Scope.RECORD, Institution, severity=Severity.WARNING)
def training_coverage(sheet: Sheet[Institution]) -> Iterator[Finding]:
    """An institution's trainings, taken together, cover COPPA and FERPA.

    Bad:
        training: [{mode: online, completed: 2026-01-31, covers: [coppa]}]
    Good:
        training: [{mode: online, completed: 2026-01-31, covers: [coppa, ferpa]}]
    """
    institution = sheet.noun
    if not institution.training:
        return
    covered = {law for training in institution.training for law in training.covers}
    missing = [law.upper() for law in (Law.COPPA, Law.FERPA) if law not in covered]
    if missing:
        yield Finding(
            institution.where.key_place("training"),
            f"no training of {shown(institution.name)} covers {' or '.join(missing)}",
            "add what was covered, as in covers: [coppa, ferpa], or hold a training that does",
        )
