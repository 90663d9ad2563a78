"""A registry on a day -> every review as members read it, holder by holder, as clean HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ..artifact import Artifact
from ..assess import Assessment, Seal, Task
from ..model import Holder, Registry, Rubric
from ..pages.page import Page
from ..render.press import Press, page_artifact
from ..render.templates import rendered
from .listing import share_of_text
from .projection import known_to_members, member_reviews
from .reading import MemberReview


@dataclass(frozen=True, slots=True)
class ReadingRoom:
    """What the pages of one build are made from. Made once, before workers are forked."""

    registry: Registry
    assessment: Assessment
    seals: Mapping[str, Seal]
    rubrics: Mapping[str, Rubric]
    press: Press
    share: int
    """Characters of text that a review may bring to the search."""

    @property
    def as_of(self) -> date:
        """The day of the build."""
        return self.assessment.as_of

    @property
    def tasks(self) -> tuple[Task, ...]:
        """What staff owe."""
        return self.assessment.tasks

    def reviews(self, holders: Iterable[Holder]) -> Iterator[MemberReview]:
        """Every review of these holders, by what was known on the day."""
        for holder in holders:
            known, seal = known_to_members(holder, self.as_of), self.seals[holder.path]
            yield from member_reviews(known, seal, self.registry.settings, self.rubrics, self.as_of)

    def fragment(self, review: MemberReview, *, sealed: bool) -> str:
        """A review as HTML; links lead to the sealed reader or to pages in the clear."""
        facts = {"review": review, "sealed": sealed}
        return rendered(self.press.env, "members/_review.html", facts)

    def page(self, page: Page) -> Artifact:
        """A page of the site's own design."""
        return page_artifact(self.press, page)


def reading_room(registry: Registry, assessment: Assessment, press: Press) -> ReadingRoom:
    """The room of one build."""
    return ReadingRoom(
        registry=registry,
        assessment=assessment,
        seals={seal.holder: seal for seal in assessment.seals},
        rubrics={rubric.version: rubric for rubric in registry.rubrics},
        press=press,
        share=share_of_text(sum(len(holder.reviews) for holder in registry.holders)),
    )
