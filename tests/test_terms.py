"""What each award gives and what ends it: the contract's section on dates, line by line."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from registry.events import Cause
from registry.model import ProductReview
from registry.terms import Beginning, Timeline, timeline

from .nouns import (
    award,
    day,
    decline,
    institution,
    institution_award,
    institution_review,
    product,
    product_review,
    programme,
    settings,
    windows,
    withdrawal,
)

RULES = settings()


def of(*reviews: ProductReview, **changes: Any) -> Timeline:
    """The timeline of a product with these reviews."""
    return timeline(product(*reviews, **changes), RULES)


def ends(line: Timeline) -> list[str]:
    return [term.expires_on.isoformat() for term in line.terms]


def beginnings(line: Timeline) -> list[str]:
    return [str(term.beginning) for term in line.terms]


def test_without_an_award_there_is_no_term() -> None:
    line = of(product_review("2024-11-01"), decline("2024-10-01"))
    assert line.terms == ()
    assert line.term_on(day("2999-12-31")) is None
    assert line.year_on(day("2999-12-31")) is None


def test_a_first_award_runs_from_its_day_to_the_day_before_its_anniversary() -> None:
    line = of(award("2024-11-15", opened="2024-10-01"))
    (term,) = line.terms
    assert term.beginning is Beginning.FIRST_AWARD
    assert (term.awarded_on, term.vetted_on, term.begins_on, term.anchor) == (
        day("2024-11-15"),
    ) * 4
    assert ends(line) == ["2025-11-15"]
    assert term.rubric == "1.0"
    assert term.review == "content/suppliers/brightpath/quizlab/2024-10-01.md"
    assert line.running_on(day("2024-11-14")) is None
    assert line.running_on(day("2024-11-15")) is term
    assert line.running_on(day("2025-11-14")) is term
    assert line.running_on(day("2025-11-15")) is None
    assert line.term_on(day("2025-11-15")) is term


@pytest.mark.parametrize(
    ("renewed", "expires_on", "beginning"),
    [
        ("2025-09-15", "2025-11-15", "re-vetting"),  # a day too early: any other award
        ("2025-09-16", "2026-11-15", "renewal"),
        ("2025-11-01", "2026-11-15", "renewal"),
        ("2025-11-15", "2026-11-15", "renewal"),  # on the anniversary itself
        ("2025-11-16", "2026-11-16", "new-anchor"),  # a lapse
    ],
)
def test_a_renewal_in_time_keeps_the_anchor(renewed: str, expires_on: str, beginning: str) -> None:
    line = of(award("2024-11-15"), award(renewed, "renewal", "2.0"))
    assert ends(line) == ["2025-11-15", expires_on]
    assert beginnings(line) == ["first-award", beginning]
    assert line.terms[1].rubric == "2.0"
    assert line.terms[1].vetted_on == day(renewed)
    kept = beginning == "re-vetting"
    assert line.terms[1].awarded_on == day("2024-11-15" if kept else renewed)


def test_a_term_anchored_on_29_february_ends_on_it_again_in_leap_years() -> None:
    line = of(
        award("2024-02-29"),
        award("2025-02-28", "renewal"),
        award("2026-02-01", "renewal"),
        award("2027-02-27", "renewal"),
        award("2028-02-29", "renewal"),
    )
    assert ends(line) == ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29", "2029-02-28"]
    assert {term.anchor for term in line.terms} == {day("2024-02-29")}


def test_a_lapse_forgets_the_29_february() -> None:
    line = of(award("2024-02-29"), award("2025-03-01", "renewal"), award("2028-02-29"))
    assert ends(line) == ["2025-02-28", "2026-03-01", "2029-02-28"]
    assert beginnings(line) == ["first-award", "new-anchor", "new-anchor"]


@pytest.mark.parametrize("kind", ["re-vetting", "initial"])
@pytest.mark.parametrize(
    ("on", "expires_on", "beginning"),
    [
        ("2024-11-16", "2025-11-15", "re-vetting"),
        ("2025-11-14", "2025-11-15", "re-vetting"),
        ("2025-11-15", "2026-11-15", "new-anchor"),
        ("2025-11-16", "2026-11-16", "new-anchor"),
    ],
)
def test_any_other_award_keeps_the_end_until_it_has_come(
    kind: str, on: str, expires_on: str, beginning: str
) -> None:
    line = of(award("2024-11-15"), award(on, kind, "2.0"))
    assert ends(line) == ["2025-11-15", expires_on]
    assert beginnings(line)[1] == beginning


def test_a_re_vetting_after_an_early_renewal_keeps_the_renewed_end() -> None:
    line = of(
        award("2024-11-15"),
        award("2025-10-01", "renewal"),
        award("2025-10-20", "re-vetting", "2.0"),
    )
    assert ends(line) == ["2025-11-15", "2026-11-15", "2026-11-15"]
    assert line.terms[2].awarded_on == day("2025-10-01")
    assert line.terms[2].begins_on == day("2025-11-15")


def test_a_decision_ends_a_seal_that_day() -> None:
    line = of(award("2024-11-15"), withdrawn=(withdrawal("2025-06-01"),))
    (term,) = line.terms
    assert term.ended is not None
    assert (term.ended.on, term.ended.cause, term.ended.entry) == (
        day("2025-06-01"),
        Cause.DECISION,
        0,
    )
    assert line.running_on(day("2025-05-31")) is term
    assert line.running_on(day("2025-06-01")) is None


def test_a_declined_review_ends_a_products_seal_that_day() -> None:
    line = of(award("2024-11-15"), decline("2025-06-01", "re-vetting", opened="2025-05-01"))
    (term,) = line.terms
    assert term.ended is not None
    assert (term.ended.on, term.ended.cause) == (day("2025-06-01"), Cause.DECLINED)
    assert term.ended.review == "content/suppliers/brightpath/quizlab/2025-05-01.md"


def test_an_institutions_declined_review_ends_nothing() -> None:
    line = timeline(
        institution(
            institution_award("2024-11-15"),
            institution_review("2025-09-20", "renewal", declined="2025-10-01"),
        ),
        RULES,
    )
    (term,) = line.terms
    assert term.ended is None
    assert line.running_on(day("2025-11-14")) is term


@pytest.mark.parametrize(
    ("on", "idle"), [("2024-11-14", 1), ("2024-11-15", 0), ("2025-11-14", 0), ("2025-11-15", 1)]
)
def test_an_ending_outside_the_term_ends_nothing(on: str, idle: int) -> None:
    line = of(award("2024-11-15"), withdrawn=(withdrawal(on),))
    assert len(line.idle) == idle
    assert (line.terms[0].ended is None) == bool(idle)


def test_a_second_ending_finds_nothing_to_end() -> None:
    line = of(award("2024-11-15"), withdrawn=(withdrawal("2025-07-01"), withdrawal("2025-06-01")))
    assert line.terms[0].ended is not None
    assert line.terms[0].ended.entry == 1
    assert [ending.entry for ending in line.idle] == [0]


def test_on_one_day_a_decision_counts_before_a_declined_review() -> None:
    line = of(award("2024-11-15"), decline("2025-06-01"), withdrawn=(withdrawal("2025-06-01"),))
    assert line.terms[0].ended is not None
    assert line.terms[0].ended.cause is Cause.DECISION
    assert [ending.cause for ending in line.idle] == [Cause.DECLINED]


def test_on_one_day_an_award_counts_before_an_ending() -> None:
    line = of(award("2025-06-01"), withdrawn=(withdrawal("2025-06-01"),))
    assert line.terms[0].ended is not None
    assert line.idle == ()
    assert line.running_on(day("2025-06-01")) is None


def test_a_restored_seal_keeps_its_end() -> None:
    line = of(
        award("2024-11-15"),
        award("2025-07-10", "re-vetting", "2.0"),
        withdrawn=(withdrawal("2025-06-01"),),
    )
    assert ends(line) == ["2025-11-15", "2025-11-15"]
    assert beginnings(line) == ["first-award", "restoration"]
    assert line.terms[1].awarded_on == day("2024-11-15")
    assert line.terms[1].ended is None
    assert line.running_on(day("2025-07-09")) is None
    assert line.running_on(day("2025-07-10")) is line.terms[1]


@pytest.mark.parametrize(
    ("renewed", "expires_on", "beginning"),
    [
        ("2025-09-15", "2025-11-15", "restoration"),
        ("2025-09-16", "2026-11-15", "renewal"),
        ("2025-11-15", "2026-11-15", "renewal"),
        ("2025-11-16", "2026-11-16", "new-anchor"),
    ],
)
def test_a_withdrawn_seal_renewed_in_time_keeps_the_anchor(
    renewed: str, expires_on: str, beginning: str
) -> None:
    line = of(award("2024-11-15"), award(renewed, "renewal"), withdrawn=(withdrawal("2025-06-01"),))
    assert ends(line)[1] == expires_on
    assert beginnings(line)[1] == beginning
    assert line.running_on(day(renewed)) is line.terms[1]


def test_the_term_is_as_long_as_the_programme_of_the_award_day_says() -> None:
    rules = settings(programme("2020-01-01"), programme("2025-10-01", term_years=3))
    first = award("2024-11-15")
    before = timeline(product(first, award("2025-09-30", "renewal")), rules)
    after = timeline(product(first, award("2025-10-01", "renewal")), rules)
    assert ends(before) == ["2025-11-15", "2026-11-15"]
    assert ends(after) == ["2025-11-15", "2028-11-15"]
    assert ends(timeline(product(award("2025-10-01")), rules)) == ["2028-10-01"]


def test_a_renewals_window_is_that_of_the_programme_on_its_award_day() -> None:
    rules = settings(programme(days=windows(renewal_notice=45)), programme("2025-09-20"))
    renewed = [
        timeline(product(award("2024-11-15"), award(on, "renewal")), rules).terms[1].beginning
        for on in ("2025-09-16", "2025-09-19", "2025-09-20")
    ]
    assert renewed == [Beginning.RE_VETTING, Beginning.RE_VETTING, Beginning.RENEWAL]


def test_before_a_review_stands_what_the_award_before_it_gave() -> None:
    holder = product(
        award("2024-11-15"), award("2025-11-01", "renewal"), product_review("2026-01-01")
    )
    line = timeline(holder, RULES)
    first, second, running = holder.reviews
    assert line.before(first) is None
    assert line.before(second) is line.terms[0]
    assert line.before(running) is line.terms[1]


def test_the_year_is_that_in_which_the_running_term_began() -> None:
    line = timeline(
        institution(
            institution_award("2025-01-10"),
            institution_award("2025-12-20", "renewal"),
            institution_award("2027-03-01"),
        ),
        RULES,
    )
    expected = {
        "2025-01-09": None,
        "2025-01-10": 2025,
        "2025-12-31": 2025,
        "2026-01-09": 2025,
        "2026-01-10": 2026,
        "2027-02-28": 2026,
        "2027-03-01": 2027,
    }
    assert {on: line.year_on(day(on)) for on in expected} == expected


def test_the_order_of_files_does_not_matter() -> None:
    line = of(award("2025-11-01", "renewal", opened="2024-01-01"), award("2024-11-15"))
    assert ends(line) == ["2025-11-15", "2026-11-15"]
    assert all(a.vetted_on < b.vetted_on for a, b in pairwise(line.terms))
