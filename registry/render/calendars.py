"""Seals -> calendar files (RFC 5545): the first day each seal no longer holds, as an all-day entry.

An entry's UID is its seal's number and its SEQUENCE the number of awards, so that a renewal moves
the entry in a subscriber's calendar instead of adding another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..calendar import long_day, shift
from ..ical import ical
from ..pages import words
from ..pages.edition import Edition
from ..pages.public import PublicHolder

_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def calendar(edition: Edition, holders: Iterable[PublicHolder], title: str) -> str:
    """The ends of some seals' terms."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{_text(edition.organisation)}//{_text(edition.name)}//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(title)}",
        *(line for holder in holders for line in _entry(edition, holder)),
        "END:VCALENDAR",
    ]
    return ical(lines)


def _entry(edition: Edition, holder: PublicHolder) -> Iterator[str]:
    seal = holder.seal
    by = f" ({holder.maker})" if holder.supplier else ""
    first, after = seal.expires_on, shift(seal.expires_on, 1)
    # The stamp is the day of the last award: a clock would change the file with every build.
    stamp = max((term.on for term in seal.terms), default=seal.awarded_on)
    status = "CONFIRMED" if holder.is_valid else "CANCELLED"
    yield from (
        "BEGIN:VEVENT",
        f"UID:{seal.number}@{edition.host}",
        f"DTSTAMP:{stamp:%Y%m%d}T000000Z",
        f"SEQUENCE:{len(seal.terms)}",
        f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{after:%Y%m%d}",
        f"SUMMARY:{_text(f'{edition.seal_name} ends: {words.plain(holder.name)}{by}')}",
        f"DESCRIPTION:Valid through {long_day(seal.valid_through)} unless renewed.",
        f"URL:{edition.url(holder.address)}",
        f"STATUS:{status}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    )


def _text(text: str) -> str:
    return words.plain(text).translate(_ESCAPES)
