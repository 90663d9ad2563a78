"""What one review, award or withdrawal means to the next, at the very days."""

from dataclasses import replace

import pytest

from registry.model import Product
from registry.unread import UNREAD

from .judged import broken, faults
from .nouns import (
    award,
    decline,
    institution,
    institution_award,
    institution_review,
    member,
    product,
    product_review,
    programme,
    settings,
    supplier,
    windows,
    withdrawal,
)


def rules(holder: Product) -> set[str]:
    """The rules of history that a product breaks."""
    return broken(holder) & {
        "reviews-overlap",
        "initial-twice",
        "renewal-without-seal",
        "renewal-too-early",
        "withdrawn-without-seal",
    }


# One open review at a time


def test_a_review_may_open_on_the_day_the_one_before_was_decided() -> None:
    before = award("2025-03-05", opened="2025-02-01")
    assert not rules(product(before, product_review("2025-03-05", "re-vetting")))
    assert rules(product(before, product_review("2025-03-04", "re-vetting"))) == {"reviews-overlap"}


def test_a_declined_review_is_closed_as_an_awarded_one_is() -> None:
    before = decline("2025-03-05", "initial", opened="2025-02-01")
    assert not rules(product(before, product_review("2025-03-05")))
    assert rules(product(before, product_review("2025-03-04"))) == {"reviews-overlap"}


def test_an_open_review_keeps_every_later_one_from_opening() -> None:
    reviews = [product_review(f"2025-0{month}-01") for month in (1, 2, 3)]
    found = [f for f in faults(product(*reviews)) if f.rule == "reviews-overlap"]
    assert [f.place.path[-13:] for f in found] == ["2025-02-01.md", "2025-03-01.md"]
    assert all("2025-01-01.md is still open" in f.message for f in found)


def test_of_two_earlier_reviews_the_one_open_longest_is_told() -> None:
    long, short = (
        award("2025-06-01", opened="2025-01-01"),
        decline("2025-02-02", opened="2025-02-01"),
    )
    found = faults(product(long, short, product_review("2025-03-01", "re-vetting")))
    said = [f.message for f in found if f.rule == "reviews-overlap"]
    assert len(said) == 2
    assert "2025-01-01.md was decided only on 2025-06-01" in said[1]


def test_a_review_whose_days_could_not_be_read_overlaps_nothing() -> None:
    first, second = product_review("2025-01-01"), product_review("2025-02-01")
    holder = product(first, second)
    steps = replace(holder.reviews[0].steps, awarded=UNREAD)  # type: ignore[arg-type]
    unread = replace(holder.reviews[0], steps=steps)
    assert not rules(replace(holder, reviews=(unread, holder.reviews[1])))


def test_institutions_have_one_open_review_at_a_time_too() -> None:
    both = institution(institution_review("2025-01-01"), institution_review("2025-02-01"))
    assert "reviews-overlap" in broken(both)


# Kinds


def test_a_second_initial_review_needs_that_no_award_came_before() -> None:
    declined = decline("2025-03-05", "initial", opened="2025-02-01")
    assert not rules(product(declined, product_review("2025-04-01")))
    awarded = award("2025-03-05", opened="2025-02-01")
    assert rules(product(awarded, product_review("2025-04-01"))) == {"initial-twice"}


def test_an_expired_seal_still_forbids_a_second_initial_review() -> None:
    assert rules(product(award("2020-03-05"), product_review("2025-04-01"))) == {"initial-twice"}


def test_the_remedy_names_the_kinds_that_the_holder_may_have() -> None:
    (fault,) = faults(product(award("2025-03-05"), product_review("2025-04-01")))[-1:]
    assert fault.hint == "write kind: renewal or re-vetting"
    whole = institution(institution_award("2025-03-05"), institution_review("2025-04-01"))
    said = {f.hint for f in faults(whole) if f.rule == "initial-twice"}
    assert said == {"write kind: renewal"}


def test_a_renewal_needs_an_award_in_an_earlier_review() -> None:
    assert rules(product(product_review("2025-02-01", "renewal"))) == {"renewal-without-seal"}
    assert not rules(product(award("2025-02-01"), product_review("2026-01-10", "renewal")))


def test_a_renewal_of_a_declined_review_renews_nothing() -> None:
    declined = decline("2025-03-05", "initial")
    later = product_review("2026-01-10", "renewal")
    assert rules(product(declined, later)) == {"renewal-without-seal"}


def test_a_withdrawn_seal_can_be_renewed() -> None:
    ended = product(
        award("2025-02-01"),
        award("2026-01-20", "renewal", opened="2026-01-10"),
        withdrawn=(withdrawal("2025-08-01"),),
    )
    assert not rules(ended)


def test_a_re_vetting_needs_no_earlier_award() -> None:
    assert not rules(product(product_review("2025-02-01", "re-vetting")))


# Renewal in time


@pytest.mark.parametrize(("day", "early"), [("2025-09-15", True), ("2025-09-16", False)])
def test_a_renewal_starts_sixty_days_before_the_end(day: str, early: bool) -> None:
    holder = product(award("2024-11-15"), award(day, "renewal", opened="2025-09-01"))
    assert ("renewal-too-early" in rules(holder)) is early


def test_the_programme_of_the_award_day_says_when_renewal_starts() -> None:
    rule = settings(programme(days=windows(renewal_notice=45)), programme("2025-09-20"))
    for day, early in (("2025-09-19", True), ("2025-09-20", False)):
        holder = product(award("2024-11-15"), award(day, "renewal", opened="2025-09-01"))
        assert ("renewal-too-early" in broken(holder, settings=rule)) is early


def test_a_re_vetting_keeps_the_day_on_which_renewal_starts() -> None:
    reviews = [award("2024-11-15"), award("2025-06-01", "re-vetting")]
    for day, early in (("2025-09-15", True), ("2025-09-16", False)):
        holder = product(*reviews, award(day, "renewal", opened="2025-09-01"))
        assert ("renewal-too-early" in rules(holder)) is early


def test_a_renewal_after_a_lapse_is_not_too_early() -> None:
    assert not rules(product(award("2020-11-15"), award("2025-01-01", "renewal")))


# Withdrawals


@pytest.mark.parametrize(
    ("day", "without_seal"),
    [
        ("2025-02-28", True),
        ("2025-03-01", False),  # the award day
        ("2026-02-28", False),  # the last day it holds
        ("2026-03-01", True),  # the anniversary
    ],
)
def test_a_withdrawal_falls_between_award_and_anniversary(day: str, without_seal: bool) -> None:
    holder = product(award("2025-03-01"), withdrawn=(withdrawal(day),))
    assert ("withdrawn-without-seal" in rules(holder)) is without_seal


def test_a_seal_is_taken_back_once() -> None:
    for again in ("2025-06-01", "2025-06-02"):
        both = (withdrawal("2025-06-01"), withdrawal(again))
        holder = product(award("2025-03-01"), withdrawn=both)
        (fault,) = (f for f in faults(holder) if f.rule == "withdrawn-without-seal")
        assert f"on {again}, but it was withdrawn already on 2025-06-01" in fault.message


def test_a_declined_review_needs_no_seal_to_end() -> None:
    assert not rules(product(decline("2025-06-01", "initial")))


def test_a_declined_seal_is_not_there_to_withdraw() -> None:
    holder = product(
        award("2025-03-01"),
        decline("2025-06-01", "re-vetting"),
        withdrawn=(withdrawal("2025-06-02"),),
    )
    (fault,) = (f for f in faults(holder) if f.rule == "withdrawn-without-seal")
    assert "it was declined on 2025-06-01" in fault.message


def test_a_restored_seal_can_be_withdrawn_again() -> None:
    holder = product(
        award("2025-03-01"),
        award("2025-07-01", "re-vetting"),
        withdrawn=(withdrawal("2025-06-01"), withdrawal("2025-08-01")),
    )
    assert not rules(holder)


def test_a_suspended_seal_still_runs() -> None:
    lapsed = supplier(membership=(member(until="2025-05-31"),))
    holder = product(award("2025-03-01"), supplier=lapsed, withdrawn=(withdrawal("2025-06-01"),))
    assert not rules(holder)


def test_the_message_says_why_no_seal_runs() -> None:
    never = product(withdrawn=(withdrawal("2025-06-01"),))
    expired = product(award("2024-03-01"), withdrawn=(withdrawal("2025-06-01"),))
    assert "no seal was awarded by then" in faults(never)[0].message
    assert any("it expired on 2025-03-01" in f.message for f in faults(expired))


# What could not be read


def test_nothing_is_said_of_the_history_of_an_incomplete_holder() -> None:
    holder = product(product_review("2025-02-01", "renewal"), withdrawn=(withdrawal("2025-08-01"),))
    history = {"renewal-without-seal", "withdrawn-without-seal"}
    assert broken(holder) >= history
    assert not broken(holder, incomplete=True) & history


def test_a_kind_that_could_not_be_read_spoils_no_other_review() -> None:
    holder = product(
        award("2025-03-01"), product_review("2025-06-01"), product_review("2025-07-01")
    )
    first, second, third = holder.reviews
    unread = replace(second, kind=UNREAD)  # type: ignore[arg-type]
    found = faults(replace(holder, reviews=(first, unread, third)))
    assert [f.place.path for f in found if f.rule == "initial-twice"] == [third.path]


def test_after_steps_that_could_not_be_read_no_award_is_missed() -> None:
    holder = product(award("2025-03-01"), product_review("2026-01-10", "renewal"))
    unread = replace(holder.reviews[0], steps=UNREAD)  # type: ignore[arg-type]
    assert not rules(replace(holder, reviews=(unread, holder.reviews[1])))
