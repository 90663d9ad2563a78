"""Anniversaries and deadlines, at every boundary."""

from __future__ import annotations

from calendar import isleap
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.calendar import anniversary, days_between, deadline, shift

from .nouns import day

FEB_29 = date(2024, 2, 29)


@pytest.mark.parametrize(
    ("anchor", "years", "expected"),
    [
        ("2024-11-15", 1, "2025-11-15"),
        ("2024-11-15", 3, "2027-11-15"),
        ("2024-02-29", 1, "2025-02-28"),
        ("2024-02-29", 4, "2028-02-29"),
        ("2023-02-28", 1, "2024-02-28"),
        ("2096-02-29", 4, "2100-02-28"),
        ("2024-12-31", 1, "2025-12-31"),
        ("2024-11-15", 0, "2024-11-15"),
    ],
)
def test_an_anniversary_is_the_same_calendar_day(anchor: str, years: int, expected: str) -> None:
    assert anniversary(day(anchor), years) == day(expected)


def test_an_anchor_on_29_february_stays_one_for_a_hundred_years() -> None:
    for years in range(101):
        found = anniversary(FEB_29, years)
        assert (found.month, found.day) == (2, 29 if isleap(2024 + years) else 28)
        assert found.year == 2024 + years


def test_the_year_9999_is_the_end_and_no_crash() -> None:
    assert anniversary(date(9999, 2, 28), 0) == date(9999, 2, 28)
    assert anniversary(date(9998, 5, 5), 1) == date(9999, 5, 5)
    assert anniversary(date(9999, 5, 5), 1) == date.max
    assert anniversary(date(9999, 5, 5), 100) == date.max
    assert anniversary(date(2, 3, 4), -1) == date(1, 3, 4)
    assert anniversary(date(1, 3, 4), -1) == date.min
    assert shift(date.max, 1) == date.max
    assert shift(date.max, 10**12) == date.max
    assert shift(date.min, -1) == date.min
    assert deadline(date(9999, 12, 30), 10) == date.max


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        ("2025-02-20", 10, "2025-03-02"),
        ("2024-12-27", 7, "2025-01-03"),
        ("2024-01-31", 30, "2024-03-01"),
        ("2025-01-31", 30, "2025-03-02"),
        ("2025-11-15", 0, "2025-11-15"),
        ("2025-11-15", -60, "2025-09-16"),
    ],
)
def test_the_event_is_day_0_and_the_last_day_counts(start: str, days: int, last: str) -> None:
    assert deadline(day(start), days) == day(last)


def test_the_latest_extension_counts_and_none_shortens_a_deadline() -> None:
    start = day("2025-02-20")
    assert deadline(start, 10, day("2025-03-09"), day("2025-03-05")) == day("2025-03-09")
    assert deadline(start, 10, day("2025-02-25")) == day("2025-03-02")


@settings(deadline=None)
@given(st.dates(), st.integers(-4_000_000, 4_000_000))
def test_shifting_is_addition_as_far_as_dates_go(start: date, days: int) -> None:
    ordinal = min(max(start.toordinal() + days, 1), date.max.toordinal())
    assert shift(start, days) == date.fromordinal(ordinal)


@settings(deadline=None)
@given(st.dates(), st.integers(0, 100))
def test_an_anniversary_is_never_more_than_its_years_away(anchor: date, years: int) -> None:
    found = anniversary(anchor, years)
    assert anchor <= found <= shift(anchor, 366 * years)
    if anchor.year + years <= 9999:
        assert found.year == anchor.year + years
        assert found.month == anchor.month


def test_days_between_counts_down_to_a_day_and_past_it() -> None:
    assert days_between(day("2025-09-15"), day("2025-09-16")) == 1
    assert days_between(day("2025-09-17"), day("2025-09-16")) == -1
    assert days_between(date.min, date.max) == (date.max - date.min) // timedelta(days=1)
