"""A holder's records -> what happened to its seal, in the order in which it counts.

On one day an award counts before an ending, and a decision before a declined review.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .model import Holder, Product, Review


class Cause(enum.StrEnum):
    """Why a seal ended before its time."""

    DECISION = "decision"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Award:
    """An awarded review and its day."""

    on: date
    review: Review


@dataclass(frozen=True, slots=True)
class Ending:
    """A decision or a declined review; `entry` counts a decision among `withdrawn`, from 0."""

    on: date
    cause: Cause
    review: str | None = None
    entry: int | None = None


def events(holder: Holder) -> list[Award | Ending]:
    """Awards and whatever may end a seal, earliest first."""
    found: list[Award | Ending] = [*_awards(holder), *_decisions(holder), *_declines(holder)]
    # The sort is stable, so on one day awards stay before decisions, and those before declines.
    return sorted(found, key=lambda event: event.on)


def _awards(holder: Holder) -> Iterator[Award]:
    for review in holder.reviews:
        if review.steps.awarded is not None:
            yield Award(review.steps.awarded, review)


def _decisions(holder: Holder) -> Iterator[Ending]:
    for entry, decision in enumerate(holder.withdrawn):
        yield Ending(decision.on, Cause.DECISION, entry=entry)


def _declines(holder: Holder) -> Iterator[Ending]:
    """Declined reviews; an institution's ends nothing, its seal runs to its anniversary."""
    for review in holder.reviews if isinstance(holder, Product) else ():
        if review.steps.declined is not None:
            yield Ending(review.steps.declined, Cause.DECLINED, review=review.path)
