"""One review: its steps, answers, evidence and award, at the very days."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from registry.model import (
    Document,
    Documents,
    IndependentReview,
    Institution,
    JointReview,
    LawOutcome,
    Laws,
    Product,
    ProductReview,
)
from registry.unread import UNREAD

from .judged import broken, faults
from .nouns import (
    answer,
    area,
    award,
    institution,
    institution_award,
    institution_review,
    issue,
    product,
    product_review,
    question,
    rubric,
    withdrawal,
)

NOTED: dict[str, Any] = {"note": "Found in part."}


def answered(**changes: Any) -> Product:
    """A product whose one open review gives one answer."""
    answers = {"data.collected": answer(**changes)}
    return product(product_review("2025-02-01", answers=answers))


# Steps


@pytest.mark.parametrize(("reviewed", "backwards"), [("2025-02-01", False), ("2025-01-31", True)])
def test_two_steps_may_share_a_day_but_not_change_places(reviewed: str, backwards: bool) -> None:
    holder = product(product_review("2025-02-01", reviewed=reviewed))
    assert ("steps-out-of-order" in broken(holder)) is backwards


def test_steps_that_are_not_written_leave_the_order_of_the_others() -> None:
    review = product_review("2025-02-01", reviewed="2025-02-20", met="2025-02-19")
    (fault,) = (f for f in faults(product(review)) if f.rule == "steps-out-of-order")
    assert fault.message == "met is dated 2025-02-19, before reviewed on 2025-02-20"


def test_the_award_letter_follows_the_decision() -> None:
    for decision in ("awarded", "declined"):
        steps = {decision: "2025-03-05", "award_sent": "2025-03-04"}
        review = product_review("2025-02-01", **steps)  # type: ignore[arg-type]  # steps are days
        assert "steps-out-of-order" in broken(product(review))


def test_a_review_that_is_decided_twice_is_told_so_and_no_more() -> None:
    review = product_review("2025-02-01", awarded="2025-03-05", declined="2025-03-04")
    found = broken(product(review))
    assert "decided-twice" in found
    assert "steps-out-of-order" not in found


def test_an_institution_is_trained_before_it_reviews() -> None:
    review = institution_review("2025-02-01", trained="2025-02-20", joint_review="2025-02-19")
    assert "steps-out-of-order" in broken(institution(review))


def test_an_unread_step_does_not_hide_what_stands_around_it() -> None:
    holder = product(product_review("2025-02-01", reviewed="2025-02-20", notified="2025-02-19"))
    review = holder.reviews[0]
    unread = replace(review, steps=replace(review.steps, report_sent=UNREAD))  # type: ignore[arg-type]
    assert "steps-out-of-order" in broken(replace(holder, reviews=(unread,)))


def test_a_file_is_named_for_the_day_its_review_was_opened() -> None:
    holder = product(product_review("2025-02-01"))
    moved = replace(holder.reviews[0], path=holder.reviews[0].path.replace("-01.md", "-02.md"))
    assert "file-date" not in broken(holder)
    assert "file-date" in broken(replace(holder, reviews=(moved,)))


def test_a_file_whose_name_is_no_day_is_not_compared() -> None:
    holder = product(product_review("2025-02-01"))
    moved = replace(holder.reviews[0], path="content/suppliers/brightpath/quizlab/first.md")
    assert "file-date" not in broken(replace(holder, reviews=(moved,)))


# Answers


def test_reservations_carry_a_note_and_so_does_what_is_not_met() -> None:
    for level in ("meets-with-reservations", "does-not-meet"):
        assert "note-missing" in broken(answered(level=level))
        assert "note-missing" not in broken(answered(level=level, **NOTED))
    assert "note-missing" not in broken(answered(level="meets"))
    assert "note-missing" not in broken(answered(level="meets", was="meets-with-reservations"))


@pytest.mark.parametrize(
    ("resolved", "missing"), [(None, True), ("2025-03-05", False), ("2025-03-06", True)]
)
def test_what_was_not_met_is_resolved_by_the_award(resolved: str | None, missing: bool) -> None:
    fields = {"resolved": resolved} if resolved else {}
    answers = {"data.collected": answer(was="does-not-meet", **fields)}
    holder = product(award("2025-03-05", answers=answers))
    assert ("resolution-missing" in broken(holder)) is missing


def test_what_was_not_met_is_resolved_even_while_the_review_is_open() -> None:
    assert "resolution-missing" in broken(answered(was="does-not-meet"))
    assert "resolution-missing" not in broken(answered(was="does-not-meet", resolved="2025-03-01"))


def test_what_had_reservations_needs_no_resolution() -> None:
    assert "resolution-missing" not in broken(answered(was="meets-with-reservations"))


def test_not_applicable_is_allowed_where_the_question_says_so() -> None:
    lenient = rubric("1.0", "2020-01-01", area("data", question(not_applicable=True)))
    holder = answered(level="not-applicable")
    assert "level-not-allowed" in broken(holder)
    assert "level-not-allowed" not in broken(holder, rubrics=(lenient,))


def test_not_applicable_is_no_more_allowed_as_the_level_at_first() -> None:
    assert "level-not-allowed" in broken(answered(was="not-applicable"))


def test_a_review_may_be_incomplete_until_it_is_finished() -> None:
    both = rubric("1.0", "2020-01-01", area("data", question(), question("data.retention")))
    for steps, missing in (({}, False), ({"reviewed": "2025-02-20"}, True)):
        holder = product(product_review("2025-02-01", **steps))  # type: ignore[arg-type]
        assert ("unanswered-question" in broken(holder, rubrics=(both,))) is missing
    for steps, missing in (({"trained": "2025-02-20"}, False), ({"submitted": "2025-02-20"}, True)):
        school = institution(institution_review("2025-02-01", **steps))  # type: ignore[arg-type]
        assert ("unanswered-question" in broken(school, rubrics=(both,))) is missing


@pytest.mark.parametrize(("count", "end"), [(30, "data.q29"), (31, "data.q29, and 1 more")])
def test_one_message_names_at_most_thirty_questions(count: int, end: str) -> None:
    questions = [question(f"data.q{number}") for number in range(count)]
    long = rubric("1.0", "2020-01-01", area("data", *questions))
    holder = product(product_review("2025-02-01", reviewed="2025-02-20"))
    (fault,) = (f for f in faults(holder, rubrics=(long,)) if f.rule == "unanswered-question")
    start = f"{count} questions of rubric 1.0 have no answer: data.q0, data.q1,"
    assert fault.message.startswith(start)
    assert fault.message.endswith(end)


def test_an_unread_answer_is_an_answer_and_hides_no_other() -> None:
    both = rubric("1.0", "2020-01-01", area("data", question(), question("data.retention")))
    answers: dict[str, Any] = {"data.collected": UNREAD, "data.retention": answer("does-not-meet")}
    holder = product(product_review("2025-02-01", answers=answers, reviewed="2025-02-20"))
    found = broken(holder, rubrics=(both,))
    assert "unanswered-question" not in found
    assert "note-missing" in found


def test_an_answer_to_a_question_of_no_rubric_is_told_with_the_nearest_one() -> None:
    answers = {"data.colected": answer()}
    found = faults(product(product_review("2025-02-01", answers=answers)))
    (fault,) = (f for f in found if f.rule == "unknown-question")
    assert fault.hint.startswith('did you mean "data.collected"?')


# Names


def test_staff_are_named_by_their_key() -> None:
    named = product(
        product_review("2025-02-01"), withdrawn=(withdrawal("2025-03-01", by="nobody"),)
    )
    (fault,) = (f for f in faults(named) if f.rule == "unknown-staff")
    assert fault.message == '"nobody" is not one of the staff in registry.yaml'


def test_a_joint_review_names_staff_and_an_independent_one_a_person() -> None:
    staff, person = (JointReview(product="Any", staff=name) for name in ("mlund", "L. Chen"))
    assert "unknown-staff" not in broken(school(joint=staff, independent=ALONE))
    assert "unknown-staff" in broken(school(joint=person))


# Evidence


def evidence(**changes: Any) -> Product:
    """A reviewed product with both documents and all laws, but for the changes."""
    cited = Document(url="https://quizlab.example/privacy", retrieved=date(2025, 2, 10))
    whole: dict[str, Any] = {
        "documents": Documents(privacy_policy=cited, terms_of_service=cited),
        "laws": Laws(**dict.fromkeys(("coppa", "ferpa", "gdpr"), LawOutcome.DEMONSTRATED)),
    }
    review = replace(product_review("2025-02-01", reviewed="2025-02-20"), **whole | changes)
    return product(review)


def test_both_documents_are_cited_once_a_product_is_reviewed() -> None:
    cited = Document(url="https://quizlab.example/privacy", retrieved=date(2025, 2, 10))
    assert "documents-missing" not in broken(evidence())
    for documents in (
        Documents(),
        Documents(privacy_policy=cited),
        Documents(terms_of_service=cited),
    ):
        assert "documents-missing" in broken(evidence(documents=documents))
    assert "documents-missing" not in broken(product(product_review("2025-02-01")))


def test_each_law_has_an_outcome_once_a_product_is_reviewed() -> None:
    met = LawOutcome.DEMONSTRATED
    assert "laws-missing" not in broken(evidence())
    for laws in (Laws(), Laws(coppa=met, ferpa=met), Laws(ferpa=met, gdpr=met)):
        assert "laws-missing" in broken(evidence(laws=laws))
    assert "laws-missing" not in broken(product(product_review("2025-02-01")))


def test_a_law_that_is_not_demonstrated_warns_of_an_award_only() -> None:
    laws = Laws(coppa=LawOutcome.NOT_DEMONSTRATED)
    for review, told in ((award("2025-03-05"), True), (product_review("2025-03-05"), False)):
        found = faults(product(replace(review, laws=laws)))
        assert ([f.severity for f in found if f.rule == "law-not-demonstrated"] != []) is told


# Awards


@pytest.mark.parametrize(("day", "late"), [("2025-03-05", False), ("2025-03-06", True)])
def test_report_and_notice_may_go_out_on_the_award_day(day: str, late: bool) -> None:
    steps = {"reviewed": "2025-02-20", "report_sent": day, "notified": day}
    review = award("2025-03-05", opened="2025-02-01", **steps)
    found = broken(product(review))
    assert ("report-missing" in found) is late
    assert ("award-before-notice" in found) is late


def test_an_award_needs_review_report_and_notice() -> None:
    found = [f for f in faults(product(award("2025-03-05"))) if f.rule == "report-missing"]
    told = [fault.message.partition("the step ")[2] for fault in found]
    assert told == ["report_sent is missing", "reviewed is missing"]
    assert "award-before-notice" in broken(product(award("2025-03-05")))
    assert not broken(product(product_review("2025-03-05")))


def test_a_declined_review_may_stand_at_does_not_meet() -> None:
    answers = {"data.collected": answer("does-not-meet", **NOTED)}
    declined = product_review("2025-02-01", answers=answers, declined="2025-03-05")
    assert "award-not-earned" not in broken(product(declined))
    assert "award-not-earned" in broken(product(award("2025-03-05", answers=answers)))
    assert "award-not-earned" in broken(
        institution(institution_award("2025-03-05", answers=answers))
    )


def test_reservations_do_not_stand_in_the_way_of_an_award() -> None:
    answers = {"data.collected": answer("meets-with-reservations", **NOTED)}
    assert "award-not-earned" not in broken(product(award("2025-03-05", answers=answers)))


def mended(**steps: str) -> ProductReview:
    answers = {"data.collected": answer(was="does-not-meet", resolved="2025-03-01")}
    return award("2025-03-05", opened="2025-02-01", answers=answers, **steps)


def test_an_award_after_changes_needs_them_and_a_second_meeting() -> None:
    both = {"changes-missing", "second-meeting-missing"}
    assert broken(product(mended())) & both == both
    received = {"changes_received": "2025-03-01"}
    assert broken(product(mended(**received))) & both == {"second-meeting-missing"}
    assert not broken(product(mended(met="2025-03-02", **received))) & both
    assert not broken(product(award("2025-03-05"))) & both


def test_an_unread_answer_does_not_hide_that_another_failed() -> None:
    answers: dict[str, Any] = {"data.x": UNREAD, "data.collected": answer(was="does-not-meet")}
    assert "changes-missing" in broken(product(award("2025-03-05", answers=answers)))


def test_an_institution_with_attention_needs_changes_and_no_meeting() -> None:
    review = institution_award("2025-03-05", attention="The note cites the wrong clause.")
    assert "changes-missing" in broken(institution(review))
    assert "second-meeting-missing" not in broken(institution(review))
    assert "changes-missing" not in broken(institution(institution_award("2025-03-05")))


@pytest.mark.parametrize(
    ("opened", "resolved", "blocked"),
    [
        ("2025-02-22", None, True),
        ("2025-02-22", "2025-03-05", False),  # resolved on the award day
        ("2025-02-22", "2025-03-06", True),
        ("2025-03-05", None, True),  # opened on the award day
        ("2025-03-06", None, False),
    ],
)
def test_a_blocking_issue_open_on_the_award_day_blocks(
    opened: str, resolved: str | None, blocked: bool
) -> None:
    open_point = issue(opened, resolved=resolved, blocking=True)
    holder = product(award("2025-03-05"), issues=(open_point,))
    assert ("blocking-issue-open" in broken(holder)) is blocked


def test_an_issue_that_blocks_nothing_blocks_no_award() -> None:
    holder = product(award("2025-03-05"), issues=(issue("2025-02-22"),))
    assert "blocking-issue-open" not in broken(holder)


def test_a_renewal_is_confirmed_by_its_award() -> None:
    before = award("2024-03-05")
    for steps, missing in (({}, True), ({"confirmed": "2025-02-10"}, False)):
        renewal = award("2025-03-01", "renewal", opened="2025-02-01", **steps)
        assert ("renewal-unconfirmed" in broken(product(before, renewal))) is missing
    running = product_review("2025-02-01", "renewal")
    assert "renewal-unconfirmed" not in broken(product(before, running))
    again = award("2025-03-01", "re-vetting", opened="2025-02-01")
    assert "renewal-unconfirmed" not in broken(product(before, again))


# Institutions


def school(
    joint: JointReview | None = None, independent: IndependentReview | None = None, **steps: Any
) -> Institution:
    review = institution_review("2025-02-01", **steps)
    return institution(replace(review, joint_review=joint, independent_review=independent))


JOINT = JointReview(product="Reading Rooms", staff="mlund")
ALONE = IndependentReview(product="Story Seeds", by="L. Chen")
STEPS: dict[str, Any] = {
    "joint_review": "2025-02-05",
    "submitted": "2025-02-20",
    "awarded": "2025-03-05",
}


def without(step: str) -> dict[str, Any]:
    return {name: day for name, day in STEPS.items() if name != step}


def test_an_awarded_institution_made_both_reviews() -> None:
    both = {"joint-review-missing", "independent-review-missing"}
    assert not broken(school(JOINT, ALONE, **STEPS)) & both
    assert broken(school(None, ALONE, **STEPS)) & both == {"joint-review-missing"}
    assert broken(school(JOINT, None, **STEPS)) & both == {"independent-review-missing"}
    assert broken(school(JOINT, ALONE, **without("joint_review"))) & both == {
        "joint-review-missing"
    }
    assert broken(school(JOINT, ALONE, **without("submitted"))) & both == {
        "independent-review-missing"
    }
    assert not broken(school(**without("awarded"))) & both


@pytest.mark.parametrize(("day", "after"), [("2025-02-20", False), ("2025-02-21", True)])
def test_the_joint_review_may_share_the_day_of_the_independent_one(day: str, after: bool) -> None:
    found = broken(school(JOINT, ALONE, **STEPS | {"joint_review": day}))
    assert ("joint-review-missing" in found) is after


@pytest.mark.parametrize(
    ("by", "refused"), [("L. Chen", False), ("J. Doe", True), ("M. Lund", True), ("mlund", True)]
)
def test_a_designated_person_reviews_alone_and_never_staff(by: str, refused: bool) -> None:
    alone = IndependentReview(product="Story Seeds", by=by)
    assert ("reviewer-not-designated" in broken(school(independent=alone))) is refused


def test_staff_do_not_review_alone_even_where_they_are_designated() -> None:
    alone = IndependentReview(product="Story Seeds", by="M. Lund")
    whole = replace(school(independent=alone), designated=("M. Lund", "L. Chen"))
    assert "reviewer-not-designated" in broken(whole)
