"""Standings, flags, what changes next and since when: the contract's sentences, on their days."""

from __future__ import annotations

from datetime import date

import pytest

from registry.assess import Flag, HolderAssessment, Seal, assess, assess_holder, gathered
from registry.model import Holder, Product, Rubric, Settings

from .nouns import (
    award,
    day,
    decline,
    eligibility,
    institution,
    institution_award,
    institution_review,
    member,
    product,
    product_review,
    programme,
    registry,
    rubric,
    settings,
    supplier,
    windows,
    withdrawal,
)

RULES = settings()
ONE = (rubric(),)


def on(holder: Holder, as_of: str, *rubrics: Rubric, rules: Settings = RULES) -> HolderAssessment:
    return assess_holder(holder, rules, rubrics or ONE, day(as_of))


def standings(holder: Holder, *days: str, rubrics: tuple[Rubric, ...] = ONE) -> list[str | None]:
    return [on(holder, one, *rubrics).seal.standing for one in days]


def test_the_last_day_holds_and_the_next_does_not() -> None:
    holder = product(award("2024-11-15", opened="2024-11-01"))
    days = ("2024-11-14", "2024-11-15", "2025-11-14", "2025-11-15")
    assert standings(holder, *days) == [None, "valid", "valid", "expired"]
    seal = on(holder, "2025-11-14").seal
    assert (seal.awarded_on, seal.valid_through, seal.expires_on, seal.ended_on) == (
        day("2024-11-15"),
        day("2025-11-14"),
        day("2025-11-15"),
        None,
    )
    ended = on(holder, "2026-03-01").seal
    assert (ended.reason, ended.ended_on) == ("anniversary", day("2025-11-15"))


def test_a_holder_never_awarded_has_no_standing_and_no_dates_but_a_number() -> None:
    found = on(product(product_review("2024-11-01")), "2024-12-01")
    assert found.next_change is None
    assert found.seal == Seal(
        holder="suppliers/brightpath/quizlab",
        seal_type=Product.seal_type,
        number=found.seal.number,
        name="QuizLab",
        flags=(Flag.UNDER_REVIEW,),
    )
    assert found.seal.number.startswith("DPS-")


def test_a_declined_review_ends_a_products_seal_and_not_an_institutions() -> None:
    theirs = product(award("2024-11-15"), decline("2025-06-01", opened="2025-05-01"))
    assert standings(theirs, "2025-05-31", "2025-06-01", "2025-11-15") == [
        "valid",
        "withdrawn",
        "withdrawn",
    ]
    assert on(theirs, "2026-06-01").seal.reason == "declined"
    assert on(theirs, "2026-06-01").seal.ended_on == day("2025-06-01")
    school = institution(
        institution_award("2024-11-15"),
        institution_review("2025-05-01", "renewal", declined="2025-06-01"),
    )
    assert standings(school, "2025-06-01", "2025-11-14", "2025-11-15") == [
        "valid",
        "valid",
        "expired",
    ]


def test_a_membership_that_ends_suspends_from_the_day_after_its_last() -> None:
    company = supplier(
        membership=(member(until="2025-02-28"), member("affiliate", "2025-04-01")),
    )
    holder = product(award("2024-11-15"), supplier=company)
    found = standings(holder, "2025-02-28", "2025-03-01", "2025-03-31", "2025-04-01")
    assert found == ["valid", "suspended", "suspended", "valid"]
    seal = on(holder, "2025-03-15").seal
    assert (seal.reason, seal.ended_on) == ("membership", day("2025-03-01"))
    assert on(holder, "2025-03-15").next_change == day("2025-04-01")


def test_a_tier_that_may_not_hold_the_seal_suspends_it() -> None:
    school = institution(
        institution_award("2024-11-15"),
        membership=(member(until="2025-02-28"), member("affiliate", "2025-03-01")),
    )
    assert standings(school, "2025-02-28", "2025-03-01") == ["valid", "suspended"]


def test_a_tier_is_judged_by_the_programme_of_the_day() -> None:
    rules = settings(
        programme("2020-01-01", supplier=eligibility("contributing")),
        programme("2025-03-01", supplier=eligibility("alliance")),
    )
    holder = product(award("2024-11-15"))
    assert on(holder, "2025-02-28", rules=rules).seal.standing == "valid"
    assert on(holder, "2025-02-28", rules=rules).next_change == day("2025-03-01")
    assert on(holder, "2025-03-01", rules=rules).seal.reason == "membership"


@pytest.mark.parametrize(
    ("notice", "as_of", "flags"),
    [
        (60, "2025-09-15", []),
        (60, "2025-09-16", ["expiring"]),
        (60, "2025-11-14", ["expiring"]),
        (60, "2025-11-15", []),
        (0, "2025-11-14", []),
    ],
)
def test_a_valid_seal_is_expiring_within_the_notice_days(
    notice: int, as_of: str, flags: list[str]
) -> None:
    rules = settings(programme(days=windows(renewal_notice=notice)))
    assert list(on(product(award("2024-11-15")), as_of, rules=rules).seal.flags) == flags


def test_a_suspended_seal_is_not_said_to_be_expiring() -> None:
    company = supplier(membership=(member(until="2025-10-01"),))
    holder = product(award("2024-11-15"), supplier=company)
    assert on(holder, "2025-10-01").seal.flags == (Flag.EXPIRING,)
    assert on(holder, "2025-10-02").seal.flags == ()


SUSPENDING = (
    rubric("1.0", "2020-01-01"),
    rubric("2.0", "2025-01-15", revet_by="2025-03-31", on_overdue="suspend"),
)


def test_a_newer_release_asks_for_vetting_until_its_day_and_suspends_after_it() -> None:
    holder = product(award("2024-11-15"))
    seals = [
        on(holder, as_of, *SUSPENDING).seal
        for as_of in ("2025-01-14", "2025-01-15", "2025-03-31", "2025-04-01", "2025-11-15")
    ]
    assert [(seal.standing, *seal.flags) for seal in seals] == [
        ("valid",),
        ("valid", "re-vetting-due"),
        ("valid", "re-vetting-due"),
        ("suspended", "re-vetting-overdue"),
        ("expired",),
    ]
    assert [seal.reason for seal in seals[-2:]] == ["re-vetting", "anniversary"]
    # suspended on 1 April and expired without a valid day between: it has not held since April
    assert seals[-1].ended_on == day("2025-04-01")


def test_releases_ask_nothing_of_an_institution() -> None:
    school = institution(institution_award("2024-11-15"))
    seal = on(school, "2025-04-01", *SUSPENDING).seal
    assert (seal.standing, seal.flags) == ("valid", ())


def test_membership_is_told_before_re_vetting() -> None:
    company = supplier(membership=(member(until="2025-04-30"),))
    holder = product(award("2024-11-15"), supplier=company)
    reasons = [on(holder, d, *SUSPENDING).seal.reason for d in ("2025-04-30", "2025-05-01")]
    assert reasons == ["re-vetting", "membership"]


def test_a_planned_release_counts_from_its_day_and_is_seen_coming() -> None:
    holder = product(award("2024-11-15"))
    assert on(holder, "2024-12-01", *SUSPENDING).next_change == day("2025-01-15")
    assert on(holder, "2025-01-15", *SUSPENDING).next_change == day("2025-04-01")


def test_a_release_of_the_same_day_and_an_older_one_are_not_newer() -> None:
    releases = (
        rubric("1.0", "2020-01-01"),
        rubric("1.1", "2020-01-01"),
        rubric("0.9", "2019-01-01"),
    )
    assert on(product(award("2024-11-15")), "2025-01-01", *releases).seal.flags == ()


def test_a_review_is_open_from_its_first_day_until_the_day_it_is_decided() -> None:
    holder = product(award("2024-11-15", opened="2024-10-01"))
    flags = [
        on(holder, d).seal.flags for d in ("2024-09-30", "2024-10-01", "2024-11-14", "2024-11-15")
    ]
    assert flags == [(), (Flag.UNDER_REVIEW,), (Flag.UNDER_REVIEW,), ()]


def test_flags_stand_in_one_order() -> None:
    releases = (rubric("1.0", "2020-01-01"), rubric("2.0", "2025-01-15", revet_by="2025-03-31"))
    holder = product(award("2024-11-15"), product_review("2025-10-01", "renewal"))
    assert on(holder, "2025-03-31", *releases).seal.flags == (Flag.RE_VETTING_DUE,)
    assert on(holder, "2025-10-01", *releases).seal.flags == (
        Flag.EXPIRING,
        Flag.RE_VETTING_OVERDUE,
        Flag.UNDER_REVIEW,
    )


def test_a_withdrawal_on_the_award_day_falls_within_the_seal() -> None:
    holder = product(award("2025-03-05"), withdrawn=(withdrawal("2025-03-05"),))
    seal = on(holder, "2025-03-05").seal
    assert (seal.standing, seal.reason, seal.ended_on) == (
        "withdrawn",
        "decision",
        day("2025-03-05"),
    )


def test_a_seal_awarded_anew_without_a_valid_day_has_not_held_since_the_first_end() -> None:
    company = supplier(membership=(member(until="2025-11-14"),))
    holder = product(award("2024-11-15"), award("2026-01-10", "renewal"), supplier=company)
    seal = on(holder, "2026-02-01").seal
    assert (seal.standing, seal.ended_on) == ("suspended", day("2025-11-15"))
    first = product(award("2025-12-01"), supplier=company)
    assert on(first, "2026-02-01").seal.ended_on == day("2025-12-01")


def test_dates_and_rubric_are_those_of_the_award_that_set_them() -> None:
    holder = product(award("2024-11-15", rubric="1.0"), award("2025-02-01", "re-vetting", "2.0"))
    seal = on(holder, "2025-02-01").seal
    assert (seal.awarded_on, seal.expires_on) == (day("2024-11-15"), day("2025-11-15"))
    assert seal.rubric == "2.0"
    assert seal.review == "content/suppliers/brightpath/quizlab/2025-02-01.md"
    assert [term.rubric for term in seal.terms] == ["1.0", "2.0"]


def test_next_change_is_none_when_nothing_known_will_ever_change() -> None:
    holder = product(award("2024-11-15"))
    assert on(holder, "2025-11-14").next_change == day("2025-11-15")
    assert on(holder, "2025-11-15").next_change is None


def test_a_far_future_is_no_crash() -> None:
    company = supplier(membership=(member(until="9999-12-31"),))
    rules = settings(programme(term_years=100))
    holder = product(award("9950-03-01"), award("9999-12-30", "renewal"), supplier=company)
    releases = (rubric(), rubric("2.0", "9990-01-01", revet_by="9999-12-31", on_overdue="suspend"))
    found = on(holder, "9999-12-31", *releases, rules=rules)
    assert found.seal.expires_on == date.max
    assert found.next_change is None


def test_the_registry_is_all_its_holders_by_path_and_changes_when_the_first_does() -> None:
    late = product(award("2025-01-10"), path="suppliers/zeta/last")
    early = product(award("2024-11-15"), path="suppliers/alpha/first")
    school = institution(institution_award("2024-12-24"))
    whole = registry(late, early, school)
    found = assess(whole, day("2025-03-01"))
    assert [seal.holder for seal in found.seals] == [
        "institutions/river-valley",
        "suppliers/alpha/first",
        "suppliers/zeta/last",
    ]
    assert found.next_change == day("2025-09-16")
    apart = [
        assess_holder(one, whole.settings, whole.rubrics, found.as_of) for one in (late, early)
    ]
    assert gathered(found.as_of, apart).seals == found.seals[1:]
    assert assess(registry(), day("2025-03-01")).next_change is None
