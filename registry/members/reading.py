"""What members read: projections of a review without a contact, attendee, key or staff word.

Each type holds exactly what its page shows, so nothing else can reach a page by mistake.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

_NOTHING = Markup()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One question with its answer. `text` is what the rubric says of the level given.

    `evidence` is the part of the narrative that stands under the question's id, as clean HTML.
    """

    id: str
    ask: str
    level: str | None = None
    text: str = ""
    note: str = ""
    was: str | None = None
    resolved: date | None = None
    discussed: date | None = None
    evidence: Markup = _NOTHING

    @property
    def reserved(self) -> bool:
        """Whether the answer leaves something to wish for."""
        return self.level in ("meets-with-reservations", "does-not-meet")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadArea:
    """An area with its level, the worst of its answers; None while none is given."""

    id: str
    title: str
    level: str | None
    findings: tuple[Finding, ...]

    def count(self, level: str) -> int:
        """How many of its questions are at the level."""
        return sum(finding.level == level for finding in self.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A day of a review and what happened on it; `planned` where it lies ahead."""

    on: date
    what: str
    detail: str = ""
    planned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDocument:
    """A policy as it was read."""

    title: str
    url: str
    retrieved: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A law and whether the policies show that it is followed."""

    law: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One question answered otherwise than in the review before; None where it was not asked."""

    id: str
    ask: str
    before: str | None
    after: str | None

    @property
    def kind(self) -> str:
        """better, worse, new or gone."""
        if self.before is None or self.after is None:
            return "new" if self.before is None else "gone"
        return "better" if _RANK[self.after] < _RANK[self.before] else "worse"


_RANK = {"meets": 0, "not-applicable": 0, "meets-with-reservations": 1, "does-not-meet": 2}


def same_weight(one: str | None, other: str | None) -> bool:
    """Whether two levels weigh the same: `not-applicable` counts as `meets`."""
    if one is None or other is None:
        return one is other
    return one == other or _RANK[one] == _RANK[other]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sibling:
    """Another review of the same holder, as a line of its list.

    `complete` where every question is answered, so that the level is that of the whole.
    """

    path: str
    kind: str
    opened: date
    decision: str
    decided: date | None
    rubric: str
    level: str | None
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadHolder:
    """Whose review it is, with the standing of its seal on the as-of day."""

    path: str
    kind: str
    name: str
    maker: str
    website: str
    number: str
    standing: str | None
    valid_through: date | None
    ended_on: date | None
    subjects: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberReview:
    """A review as members read it. `decision` is awarded, declined or open.

    `changes` are set against `before`, the latest earlier review that was decided.
    """

    path: str
    holder: ReadHolder
    kind: str
    opened: date
    decision: str
    decided: date | None
    reviewer: str
    rubric: str
    rubric_title: str
    level: str | None
    areas: tuple[ReadArea, ...]
    narrative: Markup
    timeline: tuple[Moment, ...]
    documents: tuple[ReadDocument, ...] = ()
    laws: tuple[Outcome, ...] = ()
    joint: str = ""
    independent: str = ""
    attention: str = ""
    siblings: tuple[Sibling, ...] = ()
    before: Sibling | None = None
    changes: tuple[Change, ...] = ()

    @property
    def title(self) -> str:
        """What the page is called."""
        return f"{self.holder.name}: {self.kind} review of {self.opened.isoformat()}"

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every question, in the rubric's order."""
        return tuple(finding for area in self.areas for finding in area.findings)

    @property
    def answered(self) -> tuple[int, int]:
        """How many questions have an answer, and how many there are."""
        return sum(one.level is not None for one in self.findings), len(self.findings)

    @property
    def complete(self) -> bool:
        """Whether every question is answered; until then the level is none of the whole review."""
        given, asked = self.answered
        return given == asked

    @property
    def reserved(self) -> tuple[Finding, ...]:
        """What leaves something to wish for."""
        return tuple(finding for finding in self.findings if finding.reserved)

    @property
    def mended(self) -> tuple[Finding, ...]:
        """What was changed during the review."""
        return tuple(finding for finding in self.findings if finding.was)
