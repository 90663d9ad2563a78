"""Answers: every question is answered, and each answer says what it must."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import shown
from ..faults import nearest
from ..model import Answer, Level
from ..rulebook import Finding
from .engine import Scope, check, each
from .subjects import AnyRound

_NAMED = 30
"""Ids that one message names; more are counted."""


@check(Scope.ROUND)
def unknown_question(subject: AnyRound) -> Iterator[Finding]:
    """A review answers only questions of the rubric that it names.

    Bad:
        data.retentoin: meets
    Good:
        data.retention: meets
    """
    rubric = subject.rubric
    if rubric is None:
        return
    answers = subject.review.answers
    known = {question.id: None for question in rubric.questions()}
    free = [name for name in known if name not in answers]
    for asked in answers:
        if asked not in known:
            yield Finding(
                subject.review.where.key_place("answers", asked),
                f"rubric {rubric.version} has no question {shown(asked)}",
                nearest(asked, free or known),
            )


@check(Scope.ROUND)
def unanswered_question(subject: AnyRound) -> Iterator[Finding]:
    """Once a review is finished, every question of its rubric has an answer.

    A product's review is finished when it is `reviewed`, an institution's when it is `submitted`.

    Bad:
        steps: {opened: 2026-02-01, reviewed: 2026-02-20}
        answers: {data.collected: meets}          # the rubric also asks data.retention
    Good:
        steps: {opened: 2026-02-01, reviewed: 2026-02-20}
        answers: {data.collected: meets, data.retention: meets}
    """
    rubric = subject.rubric
    if rubric is None or subject.vetted is None:
        return
    answers = subject.review.answers
    missing = [q.id for q in rubric.questions() if q.id not in answers]
    if missing:
        more = f", and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
        count = "1 question" if len(missing) == 1 else f"{len(missing)} questions"
        verb = "has" if len(missing) == 1 else "have"
        yield Finding(
            subject.review.where.key_place("answers"),
            f"{count} of rubric {rubric.version} {verb} no answer: "
            + ", ".join(missing[:_NAMED])
            + more,
            f"answer each, or take {subject.vetting_step} out until the review is finished",
        )


@check(Scope.ROUND)
def level_not_allowed(subject: AnyRound) -> Iterator[Finding]:
    """An answer is `not-applicable` only where the rubric allows it for that question.

    Bad:
        data.retention: not-applicable         # the question does not say `not_applicable: true`
    Good:
        advertising.profiling: not-applicable  # the question says `not_applicable: true`
    """
    rubric = subject.rubric
    if rubric is None:
        return
    strict = {question.id for question in rubric.questions() if not question.not_applicable}

    def excused(entry: tuple[str, Answer]) -> Iterator[Finding]:
        asked, answer = entry
        for field, level in (("level", answer.level), ("was", answer.was)):
            if level is Level.NOT_APPLICABLE and asked in strict:
                yield Finding(
                    subject.review.where.place("answers", asked, field),
                    f"{asked} may not be answered with not-applicable",
                    "answer it with meets, meets-with-reservations or does-not-meet",
                )

    yield from each(excused, subject.review.answers.items())


@check(Scope.ROUND)
def note_missing(subject: AnyRound) -> Iterator[Finding]:
    """An answer with reservations, or that the policies do not meet, carries a note that says why.

    Bad:
        data.retention: meets-with-reservations
    Good:
        data.retention:
          level: meets-with-reservations
          note: The period is named for accounts, not for backups.
    """

    def silent(entry: tuple[str, Answer]) -> Iterator[Finding]:
        asked, answer = entry
        if answer.level in (Level.RESERVATIONS, Level.DOES_NOT_MEET) and answer.note is None:
            yield Finding(
                subject.review.where.place("answers", asked, "level"),
                f"{asked} is answered with {answer.level} and has no note",
                "add a note: what was found, and what is missing",
            )

    yield from each(silent, subject.review.answers.items())


@check(Scope.ROUND)
def resolution_missing(subject: AnyRound) -> Iterator[Finding]:
    """An answer that `was: does-not-meet` says when that was resolved, not after the award.

    Bad:
        security.mfa: {level: meets, was: does-not-meet, note: MFA added to section 4.}
    Good:
        security.mfa: {level: meets, was: does-not-meet, resolved: 2026-03-01, note: MFA added.}
    """
    awarded = subject.review.steps.awarded

    def unresolved(entry: tuple[str, Answer]) -> Iterator[Finding]:
        asked, answer = entry
        if answer.was is None or answer.was != Level.DOES_NOT_MEET:
            return
        place = subject.review.where.place("answers", asked, "resolved")
        if answer.resolved is None:
            yield Finding(
                place,
                f"{asked} was does-not-meet at first, and nothing says when that was resolved",
                "add resolved: the day on which the change was confirmed",
            )
        elif awarded is not None and answer.resolved > awarded:
            yield Finding(
                place,
                f"{asked} was resolved on {answer.resolved}, after the award on {awarded}",
                "correct the day; what was not resolved by the award stands in its way",
            )

    yield from each(unresolved, subject.review.answers.items())
