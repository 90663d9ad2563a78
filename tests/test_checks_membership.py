"""Membership and training: what an award asks of an organisation, at the very days."""

from dataclasses import replace

import pytest

from registry.model import Institution, Law, Product, TrainingMode
from registry.unread import UNREAD

from .judged import broken, broken_by_all, broken_by_supplier, faults
from .nouns import (
    At,
    award,
    decline,
    eligibility,
    institution,
    institution_award,
    member,
    product,
    product_review,
    programme,
    registry,
    settings,
    supplier,
    training,
)

ONLINE, INDIVIDUAL = TrainingMode.ONLINE, TrainingMode.INDIVIDUAL


def of(*reviews: object, **changes: object) -> Product:
    """A product whose supplier has these fields."""
    return product(*reviews, supplier=supplier(**changes))  # type: ignore[arg-type]


# A member on the day


@pytest.mark.parametrize(
    ("opened", "outside"),
    [("2025-01-31", True), ("2025-02-01", False), ("2025-02-28", False), ("2025-03-01", True)],
)
def test_a_review_opens_on_a_day_of_membership(opened: str, outside: bool) -> None:
    holder = of(
        product_review(opened), membership=(member("affiliate", "2025-02-01", "2025-02-28"),)
    )
    assert ("not-a-member" in broken(holder)) is outside


@pytest.mark.parametrize(("awarded", "outside"), [("2025-02-28", False), ("2025-03-01", True)])
def test_a_seal_is_awarded_on_a_day_of_membership(awarded: str, outside: bool) -> None:
    review = award(awarded, opened="2025-02-01")
    holder = of(review, membership=(member("affiliate", "2025-02-01", "2025-02-28"),))
    assert ("not-a-member" in broken(holder)) is outside


def test_a_decline_needs_no_membership_on_its_day() -> None:
    review = decline("2025-03-01", "initial", opened="2025-02-01")
    holder = of(review, membership=(member("affiliate", "2025-02-01", "2025-02-28"),))
    assert "not-a-member" not in broken(holder)


def test_both_days_are_told_where_both_lie_outside() -> None:
    found = faults(of(award("2025-03-01", opened="2025-02-01"), membership=()))
    said = [fault.message for fault in found if fault.rule == "not-a-member"]
    assert any("2025-02-01, the day the review was opened" in message for message in said)
    assert any("2025-03-01, the day the review was awarded" in message for message in said)


def test_an_unread_day_does_not_hide_the_other() -> None:
    holder = of(award("2025-03-01", opened="2025-02-01"), membership=())
    review = holder.reviews[0]
    unread = replace(review, steps=replace(review.steps, opened=UNREAD))  # type: ignore[arg-type]
    found = faults(replace(holder, reviews=(unread,)))
    assert len([fault for fault in found if fault.rule == "not-a-member"]) == 1


# Which tier


def test_the_tier_of_the_award_day_counts() -> None:
    periods = (member("associate", "2025-01-01", "2025-03-04"), member("affiliate", "2025-03-05"))
    early = of(award("2025-03-04", opened="2025-02-01"), membership=periods)
    late = of(award("2025-03-05", opened="2025-02-01"), membership=periods)
    assert "tier-not-eligible" in broken(early)
    assert "tier-not-eligible" not in broken(late)


def test_the_programme_of_the_award_day_says_which_tiers_may() -> None:
    rules = settings(
        programme("2020-01-01", supplier=eligibility("contributing")),
        programme("2025-03-05", supplier=eligibility("contributing", "affiliate")),
    )
    for day, refused in (("2025-03-04", True), ("2025-03-05", False)):
        holder = of(award(day), membership=(member("affiliate"),))
        assert ("tier-not-eligible" in broken(holder, settings=rules)) is refused


def test_each_kind_of_seal_has_tiers_of_its_own() -> None:
    affiliate = (member("affiliate"),)
    assert "tier-not-eligible" not in broken(of(award("2025-03-05"), membership=affiliate))
    school = institution(institution_award("2025-03-05"), membership=affiliate)
    assert "tier-not-eligible" in broken(school)


def test_who_is_no_member_has_no_tier_to_judge() -> None:
    found = broken(of(award("2025-03-05"), membership=()))
    assert "not-a-member" in found
    assert not found & {"tier-not-eligible", "training-mode"}


# Periods


def test_a_membership_may_last_a_day_but_not_less() -> None:
    day = supplier(membership=(member(since="2025-03-05", until="2025-03-05"),))
    less = supplier(membership=(member(since="2025-03-05", until="2025-03-04"),))
    assert "period-reversed" not in broken_by_supplier(day)
    assert "period-reversed" in broken_by_supplier(less)


def test_one_membership_may_follow_another_but_not_share_its_last_day() -> None:
    for until, overlap in (("2025-06-30", False), ("2025-07-01", True)):
        periods = (member(since="2024-07-01", until=until), member(since="2025-07-01"))
        found = broken_by_supplier(supplier(membership=periods))
        assert ("memberships-overlap" in found) is overlap


def test_memberships_may_be_written_in_any_order() -> None:
    periods = (member(since="2025-07-01"), member(since="2024-07-01", until="2025-06-30"))
    assert not broken_by_supplier(supplier(membership=periods))


def test_a_membership_without_end_overlaps_what_follows() -> None:
    periods = (member(since="2024-07-01"), member(since="2025-07-01"))
    assert broken_by_supplier(supplier(membership=periods)) == {"memberships-overlap"}


def test_a_long_membership_overlaps_also_what_comes_after_the_next() -> None:
    periods = (
        member(since="2024-01-01", until="2024-12-31"),
        member(since="2024-02-01", until="2024-02-28"),
        member(since="2024-06-01", until="2024-06-30"),
    )
    whole = institution(membership=periods)
    found = [fault for fault in faults(whole) if fault.rule == "memberships-overlap"]
    assert len(found) == 2


def test_an_unread_membership_does_not_hide_an_overlap() -> None:
    periods = (member(since="2024-07-01"), UNREAD, member(since="2025-07-01"))
    assert broken_by_supplier(supplier(membership=periods)) == {"memberships-overlap"}


# Training


@pytest.mark.parametrize(("completed", "late"), [("2025-03-05", False), ("2025-03-06", True)])
def test_training_on_the_award_day_counts(completed: str, late: bool) -> None:
    holder = of(award("2025-03-05"), training=(training(completed),))
    assert ("training-after-award" in broken(holder)) is late


def test_without_any_training_only_that_is_told() -> None:
    found = broken(of(award("2025-03-05"), training=()))
    assert found & {"training-missing", "training-after-award", "training-mode"} == {
        "training-missing"
    }


def test_who_was_never_awarded_needs_no_training() -> None:
    assert "training-missing" not in broken(of(product_review("2025-03-05"), training=()))


def test_one_training_in_time_is_enough() -> None:
    holder = of(award("2025-03-05"), training=(training("2025-04-01"), training("2025-03-01")))
    assert not broken(holder) & {"training-after-award", "training-mode"}


def modes() -> object:
    """Rules under which affiliates train online, and contributing members as they like."""
    table = {"contributing": [ONLINE, INDIVIDUAL], "affiliate": [ONLINE]}
    return settings(programme(supplier=eligibility("contributing", "affiliate", training=table)))


@pytest.mark.parametrize(
    ("tier", "mode", "refused"),
    [
        ("contributing", ONLINE, False),
        ("contributing", INDIVIDUAL, False),
        ("affiliate", ONLINE, False),
        ("affiliate", INDIVIDUAL, True),
    ],
)
def test_a_tier_asks_for_a_mode(tier: str, mode: TrainingMode, refused: bool) -> None:
    trained = (training("2025-01-01", mode),)
    holder = of(award("2025-03-05"), membership=(member(tier),), training=trained)
    assert ("training-mode" in broken(holder, settings=modes())) is refused


def test_the_mode_is_judged_by_the_tier_of_the_award_day() -> None:
    periods = (member("contributing", until="2025-03-04"), member("affiliate", "2025-03-05"))
    trained = (training("2025-01-01", INDIVIDUAL),)
    for day, refused in (("2025-03-04", False), ("2025-03-05", True)):
        holder = of(award(day, opened="2025-02-01"), membership=periods, training=trained)
        assert ("training-mode" in broken(holder, settings=modes())) is refused


def test_a_training_of_the_right_mode_after_the_award_does_not_count() -> None:
    trained = (training("2025-01-01", INDIVIDUAL), training("2025-03-06", ONLINE))
    holder = of(award("2025-03-05"), membership=(member("affiliate"),), training=trained)
    assert "training-mode" in broken(holder, settings=modes())


def covered(*laws: tuple[Law, ...]) -> Institution:
    return institution(training=tuple(training(covers=covers) for covers in laws))


def test_trainings_cover_coppa_and_ferpa_between_them() -> None:
    assert "training-coverage" not in broken(covered((Law.COPPA,), (Law.FERPA,)))
    assert "training-coverage" in broken(covered((Law.COPPA,), (Law.GDPR,)))


def test_without_training_there_is_no_coverage_to_miss() -> None:
    assert "training-coverage" not in broken(covered())


# Members


def test_a_member_has_an_organisation_or_a_membership() -> None:
    from registry.model import Member

    def rules(**fields: object) -> set[str]:
        path = "content/members/river-valley.yaml"
        file = Member(path=path, name="River Valley", where=At(path), **fields)  # type: ignore[arg-type]
        return broken_by_all(registry(institution(), members=(file,)))

    own = (member("alliance"),)
    assert not rules(organisation="institutions/river-valley")
    assert not rules(membership=own)
    assert rules() == {"missing-field"}
    assert rules(organisation="institutions/river-valley", membership=own) == {
        "memberships-overlap"
    }
    assert rules(organisation="institutions/other") == {"unknown-organisation"}
    overlapping = (member(), member(since="2025-01-01"))
    assert rules(membership=overlapping) == {"memberships-overlap"}


def test_a_tier_without_modes_is_a_matter_of_the_programme() -> None:
    table = {"affiliate": (ONLINE,)}
    rules = settings(programme(supplier=eligibility("contributing", "affiliate", training=table)))
    holder = of(award("2025-03-05"), membership=(member("contributing"),))
    (fault,) = [f for f in faults(holder, settings=rules) if f.rule == "training-mode"]
    assert fault.message == (
        'the programme names no mode of training for the tier "contributing", '
        "in which the seal is awarded on 2025-03-05"
    )
    assert fault.hint.startswith("name the modes in content/registry.yaml: supplier.training")
