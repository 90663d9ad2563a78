"""Reviews as read -> the list that members sort and filter, and the texts that they search."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from markupsafe import Markup

from .reading import MemberReview

_WHOLE = 4_000
"""Characters of text that one review brings to the search, at most."""

_TOGETHER = 12_000_000
"""Characters that all reviews may bring; a member who searches downloads them at once, packed."""

_ASIDE = re.compile(r"\s+")


def share_of_text(reviews: int) -> int:
    """How many characters each of so many reviews may bring to the search."""
    return min(_WHOLE, _TOGETHER // max(reviews, 1))


def entry(review: MemberReview) -> dict[str, Any]:
    """One line of the list, without the file that holds it; days as YYYY-MM-DD."""
    holder = review.holder
    return {
        "path": review.path,
        "file": "",
        "title": review.title,
        "holder": holder.path,
        "type": holder.kind,
        "name": holder.name,
        "maker": holder.maker,
        "number": holder.number,
        "standing": holder.standing,
        "until": holder.valid_through.isoformat() if holder.valid_through else None,
        "since": holder.ended_on.isoformat() if holder.ended_on else None,
        "kind": review.kind,
        "opened": review.opened.isoformat(),
        "decision": review.decision,
        "decided": review.decided.isoformat() if review.decided else None,
        "rubric": review.rubric,
        "reviewer": review.reviewer,
        "level": review.level,
        "answered": list(review.answered),
        "areas": {area.title: area.level for area in review.areas},
        "reserved": [finding.id for finding in review.reserved],
        "subjects": list(holder.subjects),
        "audiences": list(holder.audiences),
        "formerly": list(holder.formerly),
    }


def index(entries: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The whole list, by name and then newest first; the latest review of each holder is marked."""
    lines = sorted(entries, key=lambda line: str(line["opened"]), reverse=True)
    lines.sort(key=lambda line: (str(line["name"]).casefold(), str(line["holder"])))
    return {"reviews": list(_marked(lines))}


def texts(found: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """What the search looks through beside the list: the text of each review, by its path."""
    return {"texts": dict(sorted(found))}


def _marked(lines: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    seen: set[str] = set()
    for line in lines:
        yield line | {"latest": line["holder"] not in seen}
        seen.add(line["holder"])


def text_of(review: MemberReview, share: int) -> str:
    """What one review brings to the search: notes first, then the narrative."""
    parts = [finding.note for finding in review.findings]
    parts += [review.attention, review.joint, review.independent, _plain(review.narrative)]
    parts += [_plain(finding.evidence) for finding in review.findings]
    return _ASIDE.sub(" ", " ".join(part for part in parts if part)).strip()[:share]


def _plain(html: Markup) -> str:
    return html.striptags() if html else ""
