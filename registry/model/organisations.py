"""What is known of an organisation: contact, membership, training, issues."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..kinds import Day, Email, Flag, Line, Many, Word, written
from .words import Law, TrainingMode


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom the programme writes to; never public."""

    name: str | None = written(Line(), "the person's name", default=None)
    email: str = written(Email(), "where letters go")


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A period of membership; `until` is its last day, absent while it runs."""

    tier: str = written(Line(), "the membership tier, in the programme's words")
    since: date = written(Day(), "the first day", key="from")
    until: date | None = written(Day(), "the last day; leave it out while it runs", default=None)

    def covers(self, day: date) -> bool:
        """Whether the membership runs on the day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """A completed training on the vetting process."""

    mode: TrainingMode = written(Word(TrainingMode), "how it was held")
    completed: date = written(Day(), "the day it was completed")
    attendee: str | None = written(Line(), "who attended", default=None)
    covers: tuple[Law, ...] = written(Many(Word(Law)), "the laws it covered", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A point on which staff and holder work together."""

    opened: date = written(Day(), "the day it was raised")
    summary: str = written(Line(), "what it is about, in one line")
    blocking: bool = written(Flag(), "whether it stands in the way of an award")
    resolved: date | None = written(Day(), "the day it was resolved", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """A decision to take a product's seal back."""

    on: date = written(Day(), "the first day the seal no longer holds")
    reason: str = written(Line(), "why, for the record")
    by: str = written(Line(), "the staff key of who decided")
