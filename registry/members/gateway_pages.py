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
from .listing import entry, index, text_of, texts
from .reading import MemberReview
from .reading_room import ReadingRoom

_STRICT = {"form-action": "'none'"}
_PREFIX = "members/"


@dataclass(slots=True)
class GatewayPages:
    """All files of the members' tree; its root is served at /members/."""

    room: ReadingRoom
    log: list[tuple[dict[str, Any], str]] = field(default_factory=list)
    """Of each review its line in the list, and its text for the search."""

    def reviews(self, holders: Iterable[Holder]) -> Iterator[Artifact]:
        """The page of every review of these holders; each is entered in the log."""
        for review in self.room.reviews(holders):
            line = entry(review) | {"file": f"reviews/{review.path}/"}
            self.log.append((line, text_of(review, self.room.share)))
            yield self._placed(self._page(review))

    def rest(self, log: Sequence[tuple[dict[str, Any], str]]) -> Iterator[Artifact]:
        """The door, the list, its data for search and comparison, and the day of the build."""
        yield json_file("build.json", {"as_of": self.room.as_of.isoformat()})
        lines = index(line for line, _ in log)
        yield json_file("index.json", lines)
        yield json_file("search.json", texts((line["path"], text) for line, text in log))
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
