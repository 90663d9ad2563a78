"""Releases: how rubrics differ from one another, and from what was released."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from ..diagnostics import Place
from ..model import Rubric
from ..rulebook import Finding
from ..source.layout import is_version
from .engine import Scope, check, each
from .subjects import AnyRound, Whole

_RELEASED = "rubrics/RELEASED"


@check(Scope.REGISTRY)
def duplicate_rubric(whole: Whole) -> Iterator[Finding]:
    """Releases of the rubric differ in version and in the day they are released.

    Bad:
        rubrics/2.0.yaml and rubrics/2.1.yaml, both `released: 2026-01-15`
    Good:
        rubrics/2.0.yaml released 2026-01-15, rubrics/2.1.yaml released 2026-04-01
    """
    versions: dict[tuple[int, ...], str] = {}
    days: dict[date, str] = {}

    def alike(rubric: Rubric) -> Iterator[Finding]:
        first = versions.setdefault(_number(rubric.version), rubric.version)
        if first != rubric.version:
            yield Finding(
                Place(rubric.where.path),
                f"{rubric.version} and {first} are the same version",
                "give one of the two another number",
            )
        if rubric.released is None:
            return
        first = days.setdefault(rubric.released, rubric.version)
        if first != rubric.version:
            yield Finding(
                rubric.where.place("released"),
                f"{rubric.version} is released on {rubric.released}, as {first} is",
                "release one of the two on another day: the day decides which one is newer",
            )

    named = [rubric for rubric in whole.registry.rubrics if is_version(rubric.version)]
    yield from each(alike, sorted(named, key=lambda rubric: _number(rubric.version)))


def _number(version: str) -> tuple[int, ...]:
    """The version as it is compared: 2.0 and 2.00 say the same, and so do 2 and 2.0."""
    numbers = [int(part) for part in version.split(".")]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


@check(Scope.REGISTRY)
def rubric_changed(whole: Whole) -> Iterator[Finding]:
    """A released rubric is never edited: its bytes are those recorded in `rubrics/RELEASED`.

    With `check --changed-since REV` they are also those that were recorded there at REV, so that a
    rubric and its record cannot be changed together.

    Bad:
        a question of rubrics/2.0.yaml is reworded after its release
    Good:
        the reworded question stands in a new file, rubrics/2.1.yaml
    """
    recorded, before = whole.by.recorded, whole.recorded_before
    for rubric in whole.registry.rubrics:
        name = f"{rubric.version}.yaml"
        if _differs(recorded, name, rubric.sha256):
            yield _changed(rubric, "rubrics/RELEASED records")
        elif _differs(before, name, rubric.sha256):
            yield _changed(rubric, "the earlier revision's rubrics/RELEASED records")
    yield from _forgotten(whole)


def _differs(recorded: Mapping[str, str] | None, name: str, sha256: str) -> bool:
    return recorded is not None and recorded.get(name, sha256) != sha256


def _changed(rubric: Rubric, recorder: str) -> Finding:
    return Finding(
        Place(rubric.where.path),
        f"rubric {rubric.version} is not the file whose digest {recorder}",
        "restore the file as it was released, and write what is new into a rubric of its own",
    )


def _forgotten(whole: Whole) -> Iterator[Finding]:
    """Releases on record whose file is gone, and records that are gone."""
    there = {f"{version}.yaml" for version in (*whole.by.rubrics, *whole.by.unreadable)}
    recorded = whole.by.recorded
    for line, name in enumerate(recorded or (), start=1):
        if name not in there:
            yield Finding(
                Place(_RELEASED, line),
                f"{name} is recorded as released, but there is no such rubric",
                f"restore rubrics/{name}: reviews made under it are still read",
            )
    for name in whole.recorded_before or ():
        if recorded is not None and name not in recorded:
            yield Finding(
                Place(_RELEASED),
                f"{name} was recorded at the earlier revision and no longer is",
                "restore its line",
            )


@check(Scope.ROUND)
def rubric_unregistered(subject: AnyRound) -> Iterator[Finding]:
    """A rubric that a review names is recorded in `rubrics/RELEASED`.

    Bad:
        rubric: "2.0"      # rubrics/RELEASED has no line for 2.0.yaml
    Good:
        rubric: "2.0"      # after `build.py release 2.0`
    """
    rubric, recorded = subject.rubric, subject.by.recorded
    if rubric is None or rubric.released is None or recorded is None:
        return
    if f"{rubric.version}.yaml" not in recorded:
        yield Finding(
            subject.review.where.place("rubric"),
            f"rubric {rubric.version} is not recorded in rubrics/RELEASED",
            f"enter it with `build.py release {rubric.version}`",
        )
