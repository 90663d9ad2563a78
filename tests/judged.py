"""Nouns -> which rules they break, for tests of the rules."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from registry import checks
from registry.diagnostics import Diagnostic
from registry.model import Holder, Registry, Rubric, Settings, Supplier

from . import nouns


def faults(
    holder: Holder,
    *,
    settings: Settings | None = None,
    rubrics: Iterable[Rubric] | None = None,
    unreadable: Iterable[str] = (),
    recorded: dict[str, str] | None = None,
    incomplete: bool = False,
) -> list[Diagnostic]:
    """What is said of one holder and its reviews."""
    by = checks.Yardstick.of(
        settings or nouns.settings(),
        (nouns.rubric(),) if rubrics is None else rubrics,
        frozenset(unreadable),
        recorded,
    )
    return sorted(checks.check_holder(holder, by, incomplete=incomplete))


def broken(holder: Holder, **around: Any) -> set[str]:
    """The rules that a holder and its reviews break."""
    return {fault.rule for fault in faults(holder, **around)}


def broken_by_supplier(supplier: Supplier) -> set[str]:
    """The rules that supplier.yaml breaks by itself."""
    by = checks.Yardstick.of(nouns.settings(), ())
    return {fault.rule for fault in checks.check_supplier(supplier, by)}


def faults_of_all(registry: Registry, **around: Any) -> list[Diagnostic]:
    """What is said of settings, rubrics and members, and between records."""
    by = checks.Yardstick.of(registry.settings, registry.rubrics, recorded=registry.recorded)
    return sorted(checks.check_registry(registry, by, **around))


def broken_by_all(registry: Registry, **around: Any) -> set[str]:
    """The rules that those break."""
    return {fault.rule for fault in faults_of_all(registry, **around)}
