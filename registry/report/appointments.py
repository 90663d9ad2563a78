"""Tasks with a due day -> one calendar file (RFC 5545) that staff's calendars subscribe to.

An entry's UID names the item and not the day it is due, so that an extension moves the entry. The
stamp comes from the records: a clock would make every file differ from the one before.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from urllib.parse import urlsplit

from ..assess import Seal, Task, TaskKind
from ..calendar import shift
from ..diagnostics import printable
from ..ical import ical
from ..kinds import parse_day
from ..model import Settings

_ALARMS = (7, 1)
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_OF_THE_TERM = {TaskKind.RENEWAL_NOTICE, TaskKind.RE_VETTING, TaskKind.REMOVAL}
"""Kinds that come again with every term: the term's award is part of their name."""


def due_ics(tasks: Iterable[Task], seals: Iterable[Seal], settings: Settings) -> str:
    """A whole-day entry with alarms for every item that has a due day; CRLF line ends."""
    held = {seal.holder: seal for seal in seals}
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{_text(settings.organisation)}//{_text(settings.name)} worklist//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(settings.name)}: worklist",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "X-PUBLISHED-TTL:PT12H",
        *(line for task in tasks for line in _entry(task, held, settings)),
        "END:VCALENDAR",
    ]
    return ical(lines)


def _entry(task: Task, held: Mapping[str, Seal], settings: Settings) -> Iterator[str]:
    if task.due is None:
        return
    seal = held[task.holder]
    stamp = _review_day(task) or seal.awarded_on or task.due
    summary = f"{task.kind}: {task.name}"
    person = f"{task.contact.name} <{task.contact.email}>" if task.contact.name else None
    about = [task.holder, task.review or "", person or task.contact.email]
    yield from (
        "BEGIN:VEVENT",
        f"UID:{_uid(task, seal)}@{urlsplit(settings.base_url).hostname}",
        f"DTSTAMP:{stamp:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{task.due:%Y%m%d}",
        f"DTEND;VALUE=DATE:{shift(task.due, 1):%Y%m%d}",
        f"SUMMARY:{_text(summary)}",
        f"DESCRIPTION:{_text(chr(10).join(line for line in about if line))}",
        f"CATEGORIES:{task.kind}",
        "TRANSP:TRANSPARENT",
    )
    for days in _ALARMS:
        yield from (
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"DESCRIPTION:{_text(summary)}",
            f"TRIGGER:-P{days}D",
            "END:VALARM",
        )
    yield "END:VEVENT"


def _uid(task: Task, seal: Seal) -> str:
    """The item's name for life: the seal's number outlives renamed folders."""
    about = (task.review or "").rpartition("/")[2]
    if task.kind in _OF_THE_TERM:
        about = f"{seal.awarded_on} {seal.ended_on if task.kind is TaskKind.REMOVAL else ''}"
    return hashlib.sha256(f"{seal.number} {task.kind} {about}".encode()).hexdigest()[:32]


def _review_day(task: Task) -> date | None:
    return parse_day((task.review or "").rpartition("/")[2].removesuffix(".md"))


def _text(text: str) -> str:
    return "\n".join(printable(line) for line in text.split("\n")).translate(_ESCAPES)
