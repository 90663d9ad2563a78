"""Reviews as read -> the list that members search, sort and filter once they have opened it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from markupsafe import Markup

from .reading import MemberReview

_WHOLE = 4_000
"""Characters of text that one review brings to the search, at most."""

_TOGETHER = 3_000_000
"""Characters that all reviews may bring; a member downloads them with the list."""

_ASIDE = re.compile(r"\s+")


def share_of_text(reviews: int) -> int:
    """How many characters each of so many reviews may bring to the search."""
    return min(_WHOLE, _TOGETHER // max(reviews, 1))


def entry(review: MemberReview, share: int) -> dict[str, Any]:
    """One line of the list, without the file that holds it; days as YYYY-MM-DD."""
    holder = review.holder
    line: dict[str, Any] = {
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
        "areas": {area.title: area.level for area in review.areas},
        "reserved": [finding.id for finding in review.reserved],
        "subjects": list(holder.subjects),
        "audiences": list(holder.audiences),
        "formerly": list(holder.formerly),
    }
    return line | {"text": _text(review)[:share]}


def index(entries: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The whole list, by name and then newest first; the latest review of each holder is marked."""
    lines = sorted(entries, key=lambda line: str(line["opened"]), reverse=True)
    lines.sort(key=lambda line: (str(line["name"]).casefold(), str(line["holder"])))
    return {"reviews": list(_marked(lines))}


def _marked(lines: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    seen: set[str] = set()
    for line in lines:
        yield line | {"latest": line["holder"] not in seen}
        seen.add(line["holder"])


def _text(review: MemberReview) -> str:
    """What the search looks through beside the names: notes first, then the narrative."""
    parts = [finding.note for finding in review.findings]
    parts += [review.attention, review.joint, review.independent, _plain(review.narrative)]
    parts += [_plain(finding.evidence) for finding in review.findings]
    return _ASIDE.sub(" ", " ".join(part for part in parts if part)).strip()


def _plain(html: Markup) -> str:
    return html.striptags() if html else ""
