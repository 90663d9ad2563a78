"""Reviews and the worklist on a day -> the letters due. A recorded step silences its letter.

Most letters answer to an item of the worklist. The results of a review do not: they fall due as
soon as it is finished, and stop when `notified` is written.
"""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..assess import Assessment, Seal, Task, TaskKind, holder_known_on
from ..calendar import deadline
from ..model import Holder, Level, ProductReview, Registry, Review, decided_on


class LetterKind(enum.StrEnum):
    """The letters of the process; each is worded in templates/letters/<kind>.txt."""

    REPORT = "report"
    RESULTS_MET = "results-met"
    RESULTS_CHANGES = "results-changes"
    CHANGES_REMINDER = "changes-reminder"
    SECOND_MEETING = "second-meeting"
    AWARD = "award"
    RESERVATION_TALK = "reservation-talk"
    RENEWAL_NOTICE = "renewal-notice"
    RE_VETTING = "re-vetting"
    REMOVAL = "removal"
    FEEDBACK_MET = "feedback-met"
    FEEDBACK_CHANGES = "feedback-changes"
    INDEPENDENT_REVIEW = "independent-review"
    ISSUE = "issue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter that is due.

    `due` is the day it tells of: when changes, a review or a renewal are owed, or until when the
    letter itself should be out. `records` are the steps to write down once it is sent, `attached`
    whether the App Vetting Report goes with it. `name` is its file, without an ending.
    """

    kind: LetterKind
    name: str
    holder: Holder
    seal: Seal
    review: Review | None = None
    due: date | None = None
    records: tuple[str, ...] = ()
    attached: bool = False
    subject: str = ""


_ANSWERS = {
    TaskKind.RENEWAL_NOTICE: (LetterKind.RENEWAL_NOTICE, ("reminded",)),
    TaskKind.CHANGES: (LetterKind.CHANGES_REMINDER, ("changes_received",)),
    TaskKind.SECOND_MEETING: (LetterKind.SECOND_MEETING, ("met",)),
    TaskKind.AWARD_NOTICE: (LetterKind.AWARD, ("award_sent",)),
    TaskKind.INDEPENDENT_REVIEW: (LetterKind.INDEPENDENT_REVIEW, ("submitted",)),
    TaskKind.RESERVATION_TALK: (LetterKind.RESERVATION_TALK, ("discussed",)),
    TaskKind.RE_VETTING: (LetterKind.RE_VETTING, ()),
    TaskKind.REMOVAL: (LetterKind.REMOVAL, ("removal_confirmed",)),
    TaskKind.ISSUE: (LetterKind.ISSUE, ("resolved",)),
}
"""Which letter answers an item, and which fields silence it."""

_LEAD = {TaskKind.CHANGES: 3, TaskKind.INDEPENDENT_REVIEW: 7, TaskKind.RENEWAL_NOTICE: 0}
"""Days before the due day from which a reminder is written; other letters as soon as they arise."""


LETTER_FOR = {task: kind for task, (kind, _) in _ANSWERS.items()}
"""The draft that fits each kind of item."""


def letters(registry: Registry, assessment: Assessment, *, within: int = 0) -> list[Letter]:
    """Every letter due on the day, and reminders that will be `within` so many days; by name."""
    held = {seal.holder: seal for seal in assessment.seals}
    known = {h.path: holder_known_on(h, assessment.as_of) for h in registry.holders}
    found: dict[str, Letter] = {}
    for path, holder in known.items():
        for letter in _results(holder, held[path], registry, assessment.as_of):
            found[letter.name] = letter
    for task in assessment.tasks:
        if (task.days_left or 0) <= _LEAD.get(task.kind, task.days_left or 0) + within:
            for letter in _answer(task, known[task.holder], held[task.holder]):
                found[letter.name] = letter
    return [found[name] for name in sorted(found)]


def _results(holder: Holder, seal: Seal, registry: Registry, as_of: date) -> Iterator[Letter]:
    """What a finished review asks to be told, while nobody has been told."""
    for review in holder.reviews:
        if decided_on(review) is not None or not _finished(review):
            continue
        if review.steps.notified is None:
            yield _result(holder, seal, review, registry, as_of)
        elif isinstance(review, ProductReview) and review.steps.report_sent is None:
            yield _letter(LetterKind.REPORT, holder, seal, review, ("report_sent",), attached=True)


def _finished(review: Review) -> bool:
    """Whether there is a result to tell of."""
    if isinstance(review, ProductReview):
        return review.steps.reviewed is not None
    return review.steps.submitted is not None


def _result(holder: Holder, seal: Seal, review: Review, registry: Registry, as_of: date) -> Letter:
    days = registry.settings.programme_on(as_of).days.changes
    due = deadline(as_of, days)
    if not isinstance(review, ProductReview):
        kind = LetterKind.FEEDBACK_CHANGES if review.attention else LetterKind.FEEDBACK_MET
        return _letter(kind, holder, seal, review, ("notified",), due if review.attention else None)
    lacking = any(answer.level is Level.DOES_NOT_MEET for answer in review.answers.values())
    kind = LetterKind.RESULTS_CHANGES if lacking else LetterKind.RESULTS_MET
    records = ("notified",) if review.steps.report_sent else ("report_sent", "notified")
    return _letter(kind, holder, seal, review, records, due if lacking else None, attached=True)


def _answer(task: Task, holder: Holder, seal: Seal) -> Iterator[Letter]:
    kind, records = _ANSWERS[task.kind]
    review = next((one for one in holder.reviews if one.path == task.review), None)
    if task.kind is TaskKind.RE_VETTING and any(decided_on(r) is None for r in holder.reviews):
        return  # a review is under way: its supplier knows
    yield _letter(kind, holder, seal, review, records, task.due, subject=task.subject)


def _letter(
    kind: LetterKind,
    holder: Holder,
    seal: Seal,
    review: Review | None,
    records: tuple[str, ...],
    due: date | None = None,
    *,
    attached: bool = False,
    subject: str = "",
) -> Letter:
    about = str(review.steps.opened) if review else str(seal.awarded_on or "")
    if subject:  # a holder may have several issues, and each keeps its name while others go
        about = hashlib.sha256(subject.encode()).hexdigest()[:8]
    name = ".".join(part for part in (kind, *holder.path.split("/")[1:], about) if part)
    return Letter(
        kind=kind,
        name=name,
        holder=holder,
        seal=seal,
        review=review,
        due=due,
        records=records,
        attached=attached,
        subject=subject,
    )
