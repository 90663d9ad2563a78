"""What the public may know of the rules: released rubrics and the programme in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicQuestion:
    """One question of a rubric with what each level looks like: (level, text) pairs."""

    id: str
    ask: str
    help: str
    not_applicable: bool
    levels: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicArea:
    """A group of questions."""

    id: str
    title: str
    questions: tuple[PublicQuestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicRubric:
    """A released rubric."""

    version: str
    title: str
    released: date
    revet_by: date | None
    suspends: bool
    areas: tuple[PublicArea, ...]

    @property
    def address(self) -> str:
        """Its page, below the site's root."""
        return f"rubrics/{self.version}/"

    @property
    def questions(self) -> tuple[PublicQuestion, ...]:
        """Every question, in order."""
        return tuple(question for area in self.areas for question in area.questions)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicTier:
    """A membership tier that may hold a seal, with the modes of training that count."""

    name: str
    training: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicProgramme:
    """The programme's rules in force on the as-of day."""

    since: date
    supplier: tuple[PublicTier, ...]
    institution: tuple[PublicTier, ...]
    changes: int
    award_notice: int
    renewal_notice: int
    independent_review: int
    term_years: int
