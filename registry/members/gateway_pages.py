"""A reading room -> the same reviews in the clear, for a host that asks who is there.

They make a second tree beside the site, never below it; what serves them is in deploy/members/.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..artifact import Artifact, json_file
from ..model import Holder
from ..pages.page import Crumb, Page
from .listing import entry, index
from .reading import MemberReview
from .reading_room import ReadingRoom

_STRICT = {"form-action": "'none'"}
_PREFIX = "members/"


@dataclass(slots=True)
class GatewayPages:
    """All files of the members' tree; its root is served at /members/."""

    room: ReadingRoom
    log: list[dict[str, Any]] = field(default_factory=list)

    def reviews(self, holders: Iterable[Holder]) -> Iterator[Artifact]:
        """The page of every review of these holders; each is entered in the log."""
        for review in self.room.reviews(holders):
            self.log.append(entry(review, self.room.share) | {"file": f"reviews/{review.path}/"})
            yield self._placed(self._page(review))

    def rest(self, log: Sequence[dict[str, Any]]) -> Iterator[Artifact]:
        """The door, the list, and its data for search and comparison."""
        lines = index(log)
        yield json_file("index.json", lines)
        facts = {"mode": "gateway", "epoch": None, "lines": lines["reviews"]}
        for address, template, title in (
            ("members/", "members/index.html", "For members"),
            ("members/reviews/", "members/gateway_list.html", "Reviews"),
        ):
            yield self._placed(
                Page(
                    address=address,
                    template=template,
                    title=title,
                    facts=facts,
                    csp=_STRICT,
                    listed=False,
                )
            )

    def _page(self, review: MemberReview) -> Page:
        return Page(
            address=f"members/reviews/{review.path}/",
            template="members/gateway_review.html",
            title=review.title,
            crumbs=(Crumb("Members", "members/"), Crumb("Reviews", "members/reviews/")),
            facts={"review": review, "sealed": False},
            csp=_STRICT,
            listed=False,
        )

    def _placed(self, page: Page) -> Artifact:
        """A page below the members' tree, whose root the host serves at /members/."""
        made = self.room.page(page)
        return Artifact(made.path.removeprefix(_PREFIX), made.data)
