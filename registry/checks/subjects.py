"""What a rule is handed: a record, a review with its holder, a holder's history, the registry."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar

from .. import terms
from ..model import (
    Holder,
    Institution,
    InstitutionReview,
    Product,
    ProductReview,
    Registry,
    Review,
    Rubric,
    Settings,
)
from ..unread import UNREAD, UnreadError, is_unread

N = TypeVar("N", covariant=True)
R = TypeVar("R", bound=Review, covariant=True)
H = TypeVar("H", bound=Holder, covariant=True)


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What every record is judged by. `unreadable` are rubrics that exist and cannot be read.

    Where their folder was not `listed`, so may be any. `written` is registry.yaml as it is;
    `settings` says of whatever cannot judge that it was not read. `recorded` is rubrics/RELEASED,
    None where it could not be read.
    """

    written: Settings
    settings: Settings
    rubrics: Mapping[str, Rubric]
    unreadable: Collection[str] = frozenset()
    recorded: Mapping[str, str] | None = field(default_factory=dict)
    listed: bool = True

    @classmethod
    def of(
        cls,
        settings: Settings | None,
        rubrics: Iterable[Rubric],
        unreadable: Collection[str] = frozenset(),
        recorded: Mapping[str, str] | None = None,
        *,
        listed: bool = True,
    ) -> Yardstick:
        """The yardstick of these settings and rubrics; settings that could not be read are None.

        Whatever judges by unread settings stops, and all else is still judged.
        """
        written = settings or _blank()
        by_version = {rubric.version: rubric for rubric in rubrics}
        return cls(written, _usable(written), by_version, frozenset(unreadable), recorded, listed)

    def rubric(self, version: str) -> Rubric | None:
        """The rubric of that version, None where there is none.

        Raises UnreadError where it could not be read.
        """
        if version in self.unreadable or not self.listed:
            raise UnreadError
        return self.rubrics.get(version)


def _blank() -> Settings:
    """Settings of which nothing could be read."""
    names = [item.name for item in dataclasses.fields(Settings)]
    blank: dict[str, Any] = dict.fromkeys(names, UNREAD)
    return Settings(**blank)


def _usable(written: Settings) -> Settings:
    """Settings whose programme judges, or says that it cannot: it is never an empty list."""
    if is_unread(written.programme) or written.programme:
        return written
    unusable: Any = UNREAD
    return dataclasses.replace(written, programme=unusable)


@dataclass(frozen=True, slots=True)
class Sheet(Generic[N]):
    """One record by itself."""

    noun: N
    by: Yardstick


@dataclass(frozen=True, slots=True)
class Round(Generic[R, H]):
    """One review with its holder."""

    review: R
    holder: H
    by: Yardstick

    @property
    def rubric(self) -> Rubric | None:
        """The rubric that the review names, None where there is none."""
        return self.by.rubric(self.review.rubric)

    @property
    def vetting_step(self) -> str:
        """The step by which every question is answered."""
        return "reviewed" if isinstance(self.review, ProductReview) else "submitted"

    @property
    def vetted(self) -> date | None:
        """The day by which every question is answered, None while that is to come."""
        day: date | None = getattr(self.review.steps, self.vetting_step)
        return day


ProductRound = Round[ProductReview, Product]
InstitutionRound = Round[InstitutionReview, Institution]
AnyRound = ProductRound | InstitutionRound


@dataclass(frozen=True, slots=True)
class History:
    """A holder all of whose reviews could be read, in the order they were opened."""

    holder: Holder
    by: Yardstick

    @property
    def reviews(self) -> tuple[Review, ...]:
        """Its reviews."""
        return self.holder.reviews

    def timeline(self) -> terms.Timeline:
        """What its awards and endings did to its seal."""
        return terms.timeline(self.holder, self.by.settings)


@dataclass(frozen=True, slots=True)
class Whole:
    """All records together. `unreadable` are organisations that exist and cannot be read.

    A folder of them stands for all that may lie in it. `recorded_before` is rubrics/RELEASED at an
    earlier revision, None where none was asked for.
    """

    registry: Registry
    by: Yardstick
    unreadable: Collection[str] = frozenset()
    recorded_before: Mapping[str, str] | None = None
