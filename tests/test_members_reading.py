"""What members read of a review: as it was known on the day, and set against the one before."""

from dataclasses import replace
from datetime import date

import pytest

from registry.assess import assess
from registry.members.listing import entry
from registry.members.projection import known_to_members, member_reviews
from registry.members.reading import MemberReview, same_weight
from registry.model import Holder
from tests import nouns
from tests.members_maker import DAY, RUBRIC, quizlab


def read(holder: Holder, day: str = DAY) -> dict[str, MemberReview]:
    registry = nouns.registry(holder, rubrics=(RUBRIC, OTHER))
    on = nouns.day(day)
    seal = assess(registry, on).seals[0]
    rubrics = {one.version: one for one in registry.rubrics}
    known = known_to_members(holder, on)
    found = member_reviews(known, seal, registry.settings, rubrics, on)
    return {one.opened.isoformat(): one for one in found}


OTHER = nouns.rubric(
    "2.0",
    "2026-06-01",
    nouns.area("data", nouns.question("data.collected"), nouns.question("data.sold")),
)


def test_a_review_not_yet_opened_is_not_there() -> None:
    assert list(read(quizlab(), "2026-01-31")) == ["2025-02-01"]


def test_an_answer_resolved_later_stands_at_what_it_was() -> None:
    on_the_eve = read(quizlab(), "2026-02-28")["2026-02-01"].findings[1]
    assert (on_the_eve.level, on_the_eve.was) == ("does-not-meet", None)
    on_the_day = read(quizlab(), "2026-03-01")["2026-02-01"].findings[1]
    assert (on_the_day.level, on_the_day.was) == ("meets", "does-not-meet")


@pytest.mark.parametrize(("day", "found"), [("2025-02-19", False), ("2025-02-20", True)])
def test_what_a_review_found_is_read_from_the_day_it_was_finished(day: str, found: bool) -> None:
    review = replace(quizlab().reviews[0], body="A plain policy.")
    one = read(nouns.product(review), day)["2025-02-01"]
    assert (one.level is not None) is found
    assert bool(one.narrative) is found
    assert any(finding.note for finding in one.findings) is found


@pytest.mark.parametrize(("day", "told"), [("2026-02-23", ""), ("2026-02-24", "Mend it.")])
def test_what_needs_attention_is_read_from_the_day_the_institution_was_told(
    day: str, told: str
) -> None:
    review = nouns.institution_review(
        "2026-02-01", attention="Mend it.", submitted="2026-02-20", notified="2026-02-24"
    )
    assert read(nouns.institution(review), day)["2026-02-01"].attention == told


def test_what_staff_write_while_a_review_runs_is_read_at_once() -> None:
    running = nouns.institution_review("2026-02-01", attention="Mend it.")
    one = read(nouns.institution(running), "2026-02-10")["2026-02-01"]
    assert (one.attention, one.findings[0].level) == ("Mend it.", "meets")


@pytest.mark.parametrize(("day", "decision"), [("2025-03-04", "open"), ("2025-03-05", "awarded")])
def test_an_award_still_to_come_has_not_happened(day: str, decision: str) -> None:
    assert read(quizlab(), day)["2025-02-01"].decision == decision


def test_the_rubrics_text_for_the_level_stands_beside_it() -> None:
    texts = [one.text for one in read(quizlab())["2025-02-01"].findings]
    assert texts == ["Plain.", "Partly.", ""]


def test_levels_of_areas_and_of_the_whole() -> None:
    one = read(quizlab())["2025-02-01"]
    assert [area.level for area in one.areas] == ["meets-with-reservations", "meets"]
    assert one.level == "meets-with-reservations"


def test_differences_are_told_against_the_last_decided_review() -> None:
    answers = {
        "data.collected": nouns.answer("does-not-meet", note="x"),
        "data.sold": nouns.answer(),
    }
    newest = nouns.product_review("2026-07-01", "re-vetting", "2.0", answers=answers)
    product = quizlab()
    product = replace(
        product, reviews=(*product.reviews[:2], *nouns.in_order(product.path, [newest]))
    )
    one = read(product)["2026-07-01"]
    assert one.before is not None
    assert one.before.opened == date(2026, 2, 1)
    assert [(change.id, change.kind) for change in one.changes] == [
        ("data.collected", "worse"),
        ("data.sold", "new"),
        ("data.retention", "gone"),
        ("security.mfa", "gone"),
    ]


def test_a_review_without_answers_yet_differs_in_nothing() -> None:
    running = read(quizlab())["2026-11-01"]
    assert running.before is None
    assert running.changes == ()
    assert running.level is None


@pytest.mark.parametrize(
    ("answered", "complete"),
    [([], False), (["data.collected"], False), (["data.collected", "data.sold"], True)],
)
def test_a_level_is_told_with_how_many_questions_it_rests_on(
    answered: list[str], complete: bool
) -> None:
    review = replace(
        nouns.product_review("2026-07-01", rubric="2.0"),
        answers={name: nouns.answer() for name in answered},
    )
    one = read(nouns.product(review))["2026-07-01"]
    assert one.level == ("meets" if answered else None)
    assert (one.answered, one.complete) == ((len(answered), 2), complete)
    assert entry(one)["answered"] == [len(answered), 2]


def test_a_question_that_does_not_apply_is_an_answered_one() -> None:
    assert read(quizlab())["2025-02-01"].complete


def test_not_applicable_weighs_as_much_as_meeting() -> None:
    assert same_weight("meets", "not-applicable")
    assert not same_weight("meets", "meets-with-reservations")
    assert not same_weight(None, "meets")


def test_the_timeline_tells_steps_talks_changes_and_what_took_the_seal_back() -> None:
    withdrawn = quizlab(withdrawn=(nouns.withdrawal("2026-08-01", "Sold data"),))
    told = [(str(one.on), one.what, one.detail) for one in read(withdrawn)["2026-02-01"].timeline]
    assert ("2026-03-01", "1 point resolved", "") in told
    assert ("2026-08-01", "Seal withdrawn by decision", "Sold data") in told
    assert told == sorted(told, key=lambda one: one[0])


def test_an_extension_is_told_with_its_reason_and_not_with_who_granted_it() -> None:
    review = nouns.product_review("2026-11-01", extensions=(nouns.extension("2026-12-10"),))
    (moment,) = [m for m in read(nouns.product(review))["2026-11-01"].timeline if m.detail]
    assert moment.what == "Time for changes extended to 10 December 2026"
    assert (moment.detail, moment.planned) == ("School holidays", True)
    assert "mlund" not in repr(moment)


def test_every_other_review_of_the_holder_is_listed() -> None:
    one = read(quizlab())["2026-02-01"]
    assert [(str(other.opened), other.complete) for other in one.siblings] == [
        ("2025-02-01", True),
        ("2026-11-01", False),
    ]


def test_an_institutions_review_names_applications_and_no_person() -> None:
    from registry.model import IndependentReview, JointReview

    review = replace(
        nouns.institution_award("2026-03-04", attention="Cites the wrong clause."),
        joint_review=JointReview(product="Atlas", staff="jsato"),
        independent_review=IndependentReview(product="Birch", by="L. Chen"),
    )
    one = read(nouns.institution(review))["2026-03-04"]
    assert (one.joint, one.independent, one.attention) == (
        "Atlas",
        "Birch",
        "Cites the wrong clause.",
    )
    assert "L. Chen" not in repr(one)
    assert "S. Ortiz" not in repr(one)
