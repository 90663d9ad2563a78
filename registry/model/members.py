"""Who may read full reviews."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ..diagnostics import Where
from ..kinds import Day, Fields, Line, Many, written
from .organisations import Membership


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberKey:
    """A key that opens members' pages."""

    recipient: str = written(Line(), "the age public key, age1…")
    label: str | None = written(Line(), "whose key it is; staff only", default=None)
    added: date = written(Day(), "the first day it opens pages")
    until: date | None = written(Day(), "the last day it opens pages", default=None)
    added_by: str | None = written(Line(), "the staff key of who added it", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """members/<organisation>.yaml: an organisation that reads full reviews."""

    path: str
    name: str = written(Line(), "the organisation's name")
    organisation: str | None = written(
        Line(), "institutions/<i> or suppliers/<s>, where membership comes from", default=None
    )
    membership: tuple[Membership, ...] = written(
        Many(Fields(Membership)), "periods of membership, without `organisation`", default=()
    )
    keys: tuple[MemberKey, ...] = written(
        Many(Fields(MemberKey)), "the keys that open members' pages", default=()
    )
    where: Where = field(compare=False, repr=False)
