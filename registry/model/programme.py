"""registry.yaml: the programme, dated, and this registry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ..diagnostics import Where
from ..kinds import (
    Base,
    Count,
    Day,
    Email,
    Fields,
    Flag,
    Line,
    Many,
    Multikey,
    Table,
    Word,
    written,
)
from .words import SealType, TrainingMode


@dataclass(frozen=True, slots=True, kw_only=True)
class SealName:
    """The seal itself."""

    name: str = written(Line(), "the seal's name")
    prefix: str = written(Line(), "capital letters that begin every seal number")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A member of the programme's staff."""

    name: str = written(Line(), "the name that members see as reviewer")
    recipient: str | None = written(
        Line(), "an age public key, to read members' and staff pages", default=None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """A public key that signs credentials."""

    public: str = written(Multikey(), "the Ed25519 public key as multibase, z6Mk…")
    since: date = written(Day(), "the first day it signed", key="from")
    until: date | None = written(Day(), "the last day it signed", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Eligibility:
    """Who may hold a seal, and which training each tier asks for."""

    tiers: tuple[str, ...] = written(Many(Line()), "membership tiers that may hold this seal")
    training: Mapping[str, tuple[TrainingMode, ...]] = written(
        Table(Many(Word(TrainingMode)), "tier"), "for each tier, the modes of training that count"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Windows:
    """The programme's periods, in calendar days; the event is day 0 and the last day counts."""

    changes: int = written(Count(0, 3650), "days to make changes after notification")
    award_notice: int = written(Count(0, 3650), "days to send the award letter")
    renewal_notice: int = written(Count(0, 3650), "days before the end that renewal opens")
    independent_review: int = written(Count(0, 3650), "days to submit the independent review")


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """The programme's rules from one day on."""

    since: date = written(Day(), "the first day these rules are in force", key="from")
    supplier: Eligibility = written(Fields(Eligibility), "rules for supplier seals")
    institution: Eligibility = written(Fields(Eligibility), "rules for institution seals")
    days: Windows = written(Fields(Windows), "the periods, in calendar days")
    term_years: int = written(Count(1, 100), "how many years a seal runs")

    def eligibility(self, seal_type: SealType) -> Eligibility:
        """The rules for one type of seal."""
        return self.supplier if seal_type is SealType.SUPPLIER else self.institution


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """registry.yaml: the programme and this registry."""

    name: str = written(Line(), "the registry's name")
    organisation: str = written(Line(), "the certifying body")
    base_url: str = written(Base(), "the address the site is published at")
    mailbox: str = written(Email(), "the programme's public mailbox")
    time_zone: str = written(Line(), "the time zone that decides what today is", default="UTC")
    seal: SealName = written(Fields(SealName), "the seal's name and number prefix")
    show_area_levels: bool = written(
        Flag(), "whether public pages show each area's level", default=False
    )
    staff: Mapping[str, Person] = written(Table(Fields(Person), "staff key"), "the staff, by key")
    keys: tuple[SigningKey, ...] = written(
        Many(Fields(SigningKey)), "public signing keys", default=()
    )
    programme: tuple[Programme, ...] = written(
        Many(Fields(Programme)), "the programme's rules, dated"
    )
    where: Where = field(compare=False, repr=False)

    def programme_on(self, day: date) -> Programme:
        """The rules in force on a day; before the first set, the first set."""
        in_force = [p for p in self.programme if p.since <= day]
        pool = in_force or [min(self.programme, key=lambda p: p.since)]
        return max(pool, key=lambda p: p.since)
