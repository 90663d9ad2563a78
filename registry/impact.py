"""A rubric before its release × the registry -> what the release would ask, and of whom by when."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from .assess import assess_holder, holder_known_on
from .assess.revetting import re_vetting_on
from .calendar import shift
from .model import (
    Area,
    Holder,
    Level,
    OnOverdue,
    ProductReview,
    Question,
    Registry,
    Review,
    Rubric,
    decided_on,
)


class QuestionKind(enum.StrEnum):
    """What a release does to a question."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class QuestionChange:
    """One question; `parts` names what of it reads differently."""

    kind: QuestionKind
    id: str
    area: str
    ask: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One seal that would have to be vetted again.

    `due` is the last day for it, `suspended_on` the day from which the seal would not be shown.
    With `renews_first` its renewal comes before that and needs no vetting of its own; `already`
    says that an earlier release asks for the same.
    """

    holder: str
    name: str
    rubric: str
    expires_on: date
    due: date
    suspended_on: date | None
    renews_first: bool
    already: bool


@dataclass(frozen=True, slots=True)
class Running:
    """An open review that would have to be answered under the new release instead."""

    review: str
    holder: str
    rubric: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """What one release would come to. `assumed` says that the draft names no release day yet."""

    rubric: Rubric
    released: date
    assumed: bool
    before: str | None
    questions: tuple[QuestionChange, ...]
    kept: int
    asked: tuple[Asked, ...]
    running: tuple[Running, ...]

    def of(self, kind: QuestionKind) -> tuple[QuestionChange, ...]:
        """The questions to which the same happens."""
        return tuple(one for one in self.questions if one.kind is kind)


def impact(draft: Rubric, registry: Registry, as_of: date) -> Impact:
    """What the release would ask, by what is known today; a draft is taken as released today."""
    released = draft.released or as_of
    others = tuple(one for one in registry.rubrics if one.version != draft.version)
    before = _newest(others, released)
    rubric = replace(draft, released=released)
    with_it = (*others, rubric)
    changes = tuple(_questions(before, draft))
    kept = sum(1 for _ in draft.questions()) - sum(
        one.kind is not QuestionKind.REMOVED for one in changes
    )
    return Impact(
        rubric=draft,
        released=released,
        assumed=draft.released is None,
        before=before.version if before else None,
        questions=changes,
        kept=kept,
        asked=tuple(
            sorted(_asked(registry, others, with_it, rubric, max(released, as_of)), key=_by_day)
        ),
        running=tuple(_running(registry, rubric.version, as_of)),
    )


def _by_day(asked: Asked) -> tuple[date, str]:
    return asked.due, asked.holder


def _newest(rubrics: tuple[Rubric, ...], day: date) -> Rubric | None:
    dated = [(one.released, one) for one in rubrics if one.released and one.released <= day]
    return max(dated, key=lambda pair: pair[0])[1] if dated else None


def _asked(
    registry: Registry,
    others: tuple[Rubric, ...],
    with_it: tuple[Rubric, ...],
    rubric: Rubric,
    day: date,
) -> Iterator[Asked]:
    for holder in registry.products:
        seal = assess_holder(holder, registry.settings, with_it, day).seal
        running = seal.terms[-1].runs_on(day) if seal.terms else False
        if not running or seal.rubric is None or seal.expires_on is None:
            continue
        wanted = re_vetting_on(day, seal.rubric, with_it)
        if not wanted.due:
            continue
        ends = seal.expires_on
        due = rubric.revet_by or ends
        suspends = rubric.on_overdue is OnOverdue.SUSPEND and rubric.revet_by is not None
        late = shift(due, 1)
        yield Asked(
            holder=holder.path,
            name=holder.name,
            rubric=seal.rubric,
            expires_on=ends,
            due=min(due, ends),
            suspended_on=late if suspends and late < ends else None,
            renews_first=ends <= due,
            already=re_vetting_on(day, seal.rubric, others).due,
        )


def _running(registry: Registry, version: str, as_of: date) -> Iterator[Running]:
    """Reviews that are open and not finished: their answers would be those of an older release."""
    for holder in registry.holders:
        for review in _open(holder, as_of):
            if review.rubric != version:
                yield Running(review.path, holder.path, review.rubric)


def _open(holder: Holder, as_of: date) -> Iterator[Review]:
    for review in holder_known_on(holder, as_of).reviews:
        if isinstance(review, ProductReview):
            finished = review.steps.reviewed is not None
        else:
            finished = review.steps.submitted is not None
        if decided_on(review) is None and not finished:
            yield review


def _questions(before: Rubric | None, after: Rubric) -> Iterator[QuestionChange]:
    old = dict(_placed(before)) if before else {}
    new = dict(_placed(after))
    for name, (area, question) in new.items():
        if name not in old:
            yield QuestionChange(QuestionKind.ADDED, name, area.title, question.ask)
        elif parts := tuple(_parts(*old[name], area, question)):
            yield QuestionChange(QuestionKind.CHANGED, name, area.title, question.ask, parts)
    for name, (area, question) in old.items():
        if name not in new:
            yield QuestionChange(QuestionKind.REMOVED, name, area.title, question.ask)


def _placed(rubric: Rubric) -> Iterator[tuple[str, tuple[Area, Question]]]:
    for area in rubric.areas:
        for question in area.questions:
            yield question.id, (area, question)


def _parts(was_in: Area, was: Question, area: Area, now: Question) -> Iterator[str]:
    """What of a question reads differently."""
    if was.ask != now.ask:
        yield "question"
    if (was.help or "") != (now.help or ""):
        yield "help"
    for level in (Level.MEETS, Level.RESERVATIONS, Level.DOES_NOT_MEET):
        if was.levels.of(level) != now.levels.of(level):
            yield str(level)
    if was.not_applicable != now.not_applicable:
        yield "not-applicable allowed" if now.not_applicable else "not-applicable no more"
    if was_in.id != area.id:
        yield f"area, was {was_in.title}"
