"""Reviews as read -> the list that members search, sort and filter once they have opened it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from markupsafe import Markup

from .reading import MemberReview

_WHOLE = 4_000
"""Characters of text that one review brings to the search, at most."""

_TOGETHER = 3_000_000
"""Characters that all reviews may bring; a member downloads them with the list."""

_ASIDE = re.compile(r"\s+")


def entry(review: MemberReview) -> dict[str, Any]:
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
    return line | {"text": _text(review)}


def index(entries: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The whole list, by name and then newest first; of long lists each text is cut."""
    lines = sorted(entries, key=lambda line: str(line["opened"]), reverse=True)
    lines.sort(key=lambda line: (str(line["name"]).casefold(), str(line["holder"])))
    return {"reviews": list(_cut(lines))}


def _cut(lines: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    share = min(_WHOLE, _TOGETHER // max(len(lines), 1))
    latest: set[str] = set()
    for line in lines:
        is_latest = line["holder"] not in latest
        latest.add(line["holder"])
        yield line | {"latest": is_latest, "text": line["text"][:share]}


def _text(review: MemberReview) -> str:
    """What the search looks through beside the names: notes first, then the narrative."""
    parts = [finding.note for finding in review.findings]
    parts += [review.attention, review.joint, review.independent, _plain(review.narrative)]
    parts += [_plain(finding.evidence) for finding in review.findings]
    return _ASIDE.sub(" ", " ".join(part for part in parts if part)).strip()[:_WHOLE]


def _plain(html: Markup) -> str:
    return html.striptags() if html else ""
