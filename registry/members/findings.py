"""A review's answers × its rubric -> areas and findings; and what differs from the one before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..assess.levels import area_levels
from ..model import Answer, Question, Review, Rubric
from .narrative import Narrative
from .reading import Change, Finding, ReadArea, same_weight

Rubrics = Mapping[str, Rubric]


def read_areas(rubric: Rubric, review: Review, story: Narrative) -> Iterator[ReadArea]:
    """The areas of a rubric with their questions, as a review answers them."""
    levels = area_levels(rubric, review.answers)
    for area in rubric.areas:
        yield ReadArea(
            id=area.id,
            title=area.title,
            level=levels[area.id],
            findings=tuple(
                _finding(question, review.answers.get(question.id), story)
                for question in area.questions
            ),
        )


def _finding(question: Question, answer: Answer | None, story: Narrative) -> Finding:
    shown = Finding(id=question.id, ask=question.ask)
    evidence = story.evidence.get(question.id, shown.evidence)
    if answer is None:
        return Finding(id=question.id, ask=question.ask, evidence=evidence)
    return Finding(
        id=question.id,
        ask=question.ask,
        level=str(answer.level),
        text=question.levels.of(answer.level),
        note=answer.note or "",
        was=str(answer.was) if answer.was else None,
        resolved=answer.resolved,
        discussed=answer.discussed,
        evidence=evidence,
    )


def changes_between(earlier: Review, review: Review, rubrics: Rubrics) -> Iterator[Change]:
    """Questions whose answer weighs otherwise than before, those new, and those no longer asked."""
    old, new = rubrics[earlier.rubric], rubrics[review.rubric]
    for question in new.questions():
        was, now = earlier.answers.get(question.id), review.answers.get(question.id)
        if now and not (was and same_weight(was.level, now.level)):
            before = str(was.level) if was else None
            yield Change(id=question.id, ask=question.ask, before=before, after=str(now.level))
    asked = {question.id for question in new.questions()}
    for question in old.questions():
        if question.id not in asked and (was := earlier.answers.get(question.id)):
            yield Change(id=question.id, ask=question.ask, before=str(was.level), after=None)
