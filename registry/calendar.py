"""Days -> other days: anniversaries and inclusive deadlines. No day here is ever today.

Every answer lies between the first and the last day that a date can hold, so that a plan in the
far future is clamped rather than a crash.
"""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date, timedelta

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def shift(day: date, days: int) -> date:
    """The day that lies so many days later; earlier for a negative number."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def anniversary(anchor: date, years: int) -> date:
    """The same calendar day so many years on; 29 February becomes 28 in common years.

    Counted from the anchor and never from another anniversary, so that a term anchored on
    29 February ends on that day again in leap years.
    """
    year = anchor.year + years
    if not MINYEAR <= year <= MAXYEAR:
        return date.max if years > 0 else date.min
    try:
        return anchor.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def deadline(start: date, days: int, *extended_to: date) -> date:
    """The last day on which something is in time: the event is day 0 and the last day counts.

    An extension moves the deadline to its own last day; the latest one counts, and none shortens
    what the programme allows.
    """
    return max([shift(start, days), *extended_to])


def days_between(start: date, end: date) -> int:
    """How many days `end` lies after `start`; negative where it lies before."""
    return (end - start).days


def long_day(day: date) -> str:
    """A day in words: 14 March 2027, in English whatever the machine speaks."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
