"""What staff owe: each item arises, falls due and leaves the list on its days."""

from __future__ import annotations

import pytest

from registry.assess import Task, TaskKind, TaskState, assess, assess_holder, within
from registry.assess.worklist import in_order
from registry.model import Deadline, Holder, Rubric, Settings

from .nouns import (
    answer,
    award,
    day,
    decline,
    extension,
    institution,
    institution_award,
    institution_review,
    issue,
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
FOLDER = "content/suppliers/brightpath/quizlab"


def tasks(
    holder: Holder,
    as_of: str,
    kind: TaskKind,
    rubrics: tuple[Rubric, ...] = ONE,
    rules: Settings = RULES,
) -> list[Task]:
    """The tasks of one kind on a day."""
    found = assess_holder(holder, rules, rubrics, day(as_of)).tasks
    return [task for task in found if task.kind is kind]


def listed(holder: Holder, kind: TaskKind, *days: str) -> list[bool]:
    return [bool(tasks(holder, as_of, kind)) for as_of in days]


# renewal-notice


@pytest.mark.parametrize(
    ("as_of", "state", "left"),
    [
        ("2024-11-15", TaskState.UPCOMING, 305),
        ("2025-09-15", TaskState.UPCOMING, 1),
        ("2025-09-16", TaskState.DUE, 0),
        ("2025-09-17", TaskState.OVERDUE, -1),
        ("2025-11-14", TaskState.OVERDUE, -59),
    ],
)
def test_the_renewal_notice_is_due_sixty_days_before_the_end(
    as_of: str, state: TaskState, left: int
) -> None:
    holder = product(award("2024-11-15", award_sent="2024-11-15"))
    (task,) = assess_holder(holder, RULES, ONE, day(as_of)).tasks
    assert task == Task(
        kind=TaskKind.RENEWAL_NOTICE,
        holder="suppliers/brightpath/quizlab",
        name="QuizLab",
        due=day("2025-09-16"),
        state=state,
        days_left=left,
        review=f"{FOLDER}/2024-11-15.md",
        subject="",
        contact=holder.supplier.contact,
    )


def test_the_renewal_notice_leaves_when_the_seal_ends_or_its_notice_went_out() -> None:
    ended = product(award("2024-11-15"))
    kind = TaskKind.RENEWAL_NOTICE
    assert listed(ended, kind, "2024-11-14", "2025-11-14", "2025-11-15") == [False, True, False]
    reminded = product(
        award("2024-11-15"), product_review("2025-09-10", "renewal", reminded="2025-09-12")
    )
    assert listed(reminded, kind, "2025-09-11", "2025-09-12") == [True, False]


def test_a_renewal_opened_without_a_notice_is_where_it_is_to_be_recorded() -> None:
    holder = product(award("2024-11-15"), product_review("2025-09-10", "renewal"))
    before, after = (
        tasks(holder, as_of, TaskKind.RENEWAL_NOTICE)[0].review
        for as_of in ("2025-09-09", "2025-09-10")
    )
    assert (before, after) == (f"{FOLDER}/2024-11-15.md", f"{FOLDER}/2025-09-10.md")


def test_last_years_notice_is_not_this_years() -> None:
    holder = product(
        award("2024-11-15"),
        award("2025-11-01", "renewal", opened="2025-09-10", reminded="2025-09-12"),
    )
    assert tasks(holder, "2025-10-31", TaskKind.RENEWAL_NOTICE) == []
    (task,) = tasks(holder, "2025-11-01", TaskKind.RENEWAL_NOTICE)
    assert task.due == day("2026-09-16")


def test_a_notice_of_the_day_a_seal_was_renewed_is_that_of_the_renewal_itself() -> None:
    holder = product(award("2024-11-15"), award("2025-11-01", "renewal", reminded="2025-11-01"))
    (task,) = tasks(holder, "2025-11-02", TaskKind.RENEWAL_NOTICE)
    assert task.due == day("2026-09-16")


def test_a_suspended_seal_runs_so_its_notice_falls_due() -> None:
    company = supplier(membership=(member(until="2025-01-31"),))
    holder = product(award("2024-11-15"), supplier=company)
    (task,) = tasks(holder, "2025-09-16", TaskKind.RENEWAL_NOTICE)
    assert task.state is TaskState.DUE


def test_the_notice_days_are_those_of_the_programme_today() -> None:
    rules = settings(programme(), programme("2025-06-01", days=windows(renewal_notice=90)))
    holder = product(award("2024-11-15"))
    due = [
        tasks(holder, as_of, TaskKind.RENEWAL_NOTICE, rules=rules)[0].due
        for as_of in ("2025-05-31", "2025-06-01")
    ]
    assert due == [day("2025-09-16"), day("2025-08-17")]


# changes and the second meeting


def test_changes_are_due_ten_days_after_the_results() -> None:
    review = product_review(
        "2025-02-01",
        answers={"data.kept": answer("does-not-meet")},
        notified="2025-02-20",
        changes_received="2025-03-05",
    )
    kind = TaskKind.CHANGES
    holder = product(review)
    days = ("2025-02-19", "2025-02-20", "2025-03-04", "2025-03-05")
    assert listed(holder, kind, *days) == [False, True, True, False]
    last, late = (tasks(holder, as_of, kind)[0] for as_of in ("2025-03-02", "2025-03-03"))
    assert (last.due, last.state, last.days_left) == (day("2025-03-02"), TaskState.DUE, 0)
    assert (late.state, late.days_left) == (TaskState.OVERDUE, -1)
    assert late.review == f"{FOLDER}/2025-02-01.md"


def test_the_latest_extension_counts_and_one_of_another_deadline_does_not() -> None:
    review = product_review(
        "2025-02-01",
        answers={"data.kept": answer("does-not-meet")},
        extensions=(
            extension("2025-03-10"),
            extension("2025-03-08"),
            extension("2025-04-30", Deadline.INDEPENDENT_REVIEW),
        ),
        notified="2025-02-20",
    )
    assert tasks(product(review), "2025-02-20", TaskKind.CHANGES)[0].due == day("2025-03-10")


def test_no_changes_are_owed_where_all_is_met_or_the_review_is_over() -> None:
    good = product_review("2025-02-01", notified="2025-02-20")
    lost = decline("2025-02-25", answers={"a": answer("does-not-meet")}, notified="2025-02-20")
    assert tasks(product(good), "2025-02-21", TaskKind.CHANGES) == []
    assert tasks(product(lost), "2025-02-25", TaskKind.CHANGES) == []


def test_an_answer_mended_later_still_asks_for_changes_today() -> None:
    mended = answer("meets", was="does-not-meet", resolved="2025-03-01")
    review = product_review("2025-02-01", answers={"data.kept": mended}, notified="2025-02-20")
    assert listed(product(review), TaskKind.CHANGES, "2025-02-28", "2025-03-01") == [True, False]


def test_an_institution_owes_changes_where_its_review_wants_attention() -> None:
    asked = institution_review("2025-02-01", attention="A clause", notified="2025-02-20")
    fine = institution_review(
        "2025-02-01", answers={"a": answer("does-not-meet")}, notified="2025-02-20"
    )
    (task,) = tasks(institution(asked), "2025-03-02", TaskKind.CHANGES)
    assert (task.due, task.state) == (day("2025-03-02"), TaskState.DUE)
    assert tasks(institution(fine), "2025-03-02", TaskKind.CHANGES) == []


def test_a_second_meeting_is_owed_from_the_changes_to_the_meeting() -> None:
    review = product_review(
        "2025-02-01", notified="2025-02-20", changes_received="2025-03-01", met="2025-03-04"
    )
    kind = TaskKind.SECOND_MEETING
    found = listed(product(review), kind, "2025-02-28", "2025-03-01", "2025-03-03", "2025-03-04")
    assert found == [False, True, True, False]
    (task,) = tasks(product(review), "2025-03-01", kind)
    assert (task.due, task.state, task.days_left) == (None, TaskState.OPEN, None)
    school = institution(institution_review("2025-02-01", changes_received="2025-03-01"))
    assert tasks(school, "2025-03-01", kind) == []


# after the award


@pytest.mark.parametrize(
    ("as_of", "state"),
    [
        ("2024-12-27", TaskState.UPCOMING),
        ("2025-01-03", TaskState.DUE),
        ("2025-01-04", TaskState.OVERDUE),
    ],
)
def test_the_award_letter_is_due_within_seven_days(as_of: str, state: TaskState) -> None:
    holder = product(award("2024-12-27", award_sent="2025-02-01"))
    (task,) = tasks(holder, as_of, TaskKind.AWARD_NOTICE)
    assert (task.due, task.state) == (day("2025-01-03"), state)
    assert tasks(holder, "2025-02-01", TaskKind.AWARD_NOTICE) == []


def test_an_institution_gets_no_award_letter_by_a_day() -> None:
    school = institution(institution_award("2024-12-27"))
    assert tasks(school, "2025-01-03", TaskKind.AWARD_NOTICE) == []


def test_reservations_are_one_item_a_review_until_all_are_talked_through() -> None:
    review = award(
        "2025-03-05",
        opened="2025-02-01",
        answers={
            "data.kept": answer("meets-with-reservations", discussed="2025-03-06"),
            "data.shared": answer("meets-with-reservations", discussed="2025-03-10"),
            "data.sold": answer("meets-with-reservations", discussed="2025-02-20"),
        },
    )
    kind = TaskKind.RESERVATION_TALK
    days = ("2025-03-04", "2025-03-05", "2025-03-09", "2025-03-10")
    assert [len(tasks(product(review), as_of, kind)) for as_of in days] == [0, 1, 1, 0]
    (task,) = tasks(product(review), "2025-03-05", kind)
    assert (task.state, task.review) == (TaskState.OPEN, f"{FOLDER}/2025-02-01.md")


# institutions


@pytest.mark.parametrize(
    ("as_of", "state"), [("2024-03-01", TaskState.DUE), ("2024-03-02", TaskState.OVERDUE)]
)
def test_the_independent_review_is_due_thirty_days_after_the_training(
    as_of: str, state: TaskState
) -> None:
    school = institution(
        institution_review("2024-01-10", trained="2024-01-31", submitted="2024-03-05")
    )
    kind = TaskKind.INDEPENDENT_REVIEW
    (task,) = tasks(school, as_of, kind)
    assert (task.due, task.state) == (day("2024-03-01"), state)
    assert listed(school, kind, "2024-01-30", "2024-01-31", "2024-03-05") == [False, True, False]


def test_the_independent_review_may_be_given_more_days() -> None:
    moved = (extension("2024-03-10", Deadline.INDEPENDENT_REVIEW), extension("2024-05-05"))
    review = institution_review("2024-01-10", trained="2024-01-31", extensions=moved)
    (task,) = tasks(institution(review), "2024-03-10", TaskKind.INDEPENDENT_REVIEW)
    assert (task.due, task.state) == (day("2024-03-10"), TaskState.DUE)


# re-vetting


RELEASES = (
    rubric("1.0", "2020-01-01"),
    rubric("1.1", "2025-01-15"),
    rubric("2.0", "2025-02-01", revet_by="2025-06-30"),
    rubric("2.1", "2025-03-01", revet_by="2025-04-30"),
)


@pytest.mark.parametrize(
    ("as_of", "due", "state"),
    [
        ("2025-01-15", "2025-11-15", TaskState.UPCOMING),
        ("2025-02-01", "2025-06-30", TaskState.UPCOMING),
        ("2025-03-01", "2025-04-30", TaskState.UPCOMING),
        ("2025-04-30", "2025-04-30", TaskState.DUE),
        ("2025-05-01", "2025-04-30", TaskState.OVERDUE),
    ],
)
def test_re_vetting_is_due_by_the_earliest_day_set_else_by_the_end(
    as_of: str, due: str, state: TaskState
) -> None:
    (task,) = tasks(product(award("2024-11-15")), as_of, TaskKind.RE_VETTING, RELEASES)
    assert (task.due, task.state) == (day(due), state)


def test_re_vetting_is_owed_while_the_flag_stands() -> None:
    holder = product(
        award("2024-11-15"), award("2025-03-20", "re-vetting", "2.1", opened="2025-03-05")
    )
    found = {
        as_of: [task.review for task in tasks(holder, as_of, TaskKind.RE_VETTING, RELEASES)]
        for as_of in ("2025-01-14", "2025-03-04", "2025-03-05", "2025-03-20")
    }
    assert found == {
        "2025-01-14": [],
        "2025-03-04": [f"{FOLDER}/2024-11-15.md"],
        "2025-03-05": [f"{FOLDER}/2025-03-05.md"],
        "2025-03-20": [],
    }


# removal


def test_removal_is_owed_from_the_end_until_it_is_confirmed() -> None:
    holder = product(award("2024-11-15"), removal_confirmed=(day("2025-11-14"), day("2025-12-01")))
    kind = TaskKind.REMOVAL
    days = ("2025-11-14", "2025-11-15", "2025-11-30", "2025-12-01")
    assert listed(holder, kind, *days) == [False, True, True, False]
    due, late = (tasks(holder, as_of, kind)[0] for as_of in ("2025-11-15", "2025-11-16"))
    assert (due.due, due.state) == (day("2025-11-15"), TaskState.DUE)
    assert (late.due, late.state) == (day("2025-11-15"), TaskState.OVERDUE)


def test_removal_confirmed_on_the_day_of_the_end_counts() -> None:
    holder = product(award("2024-11-15"), removal_confirmed=(day("2025-11-15"),))
    assert tasks(holder, "2025-11-15", TaskKind.REMOVAL) == []


def test_removal_is_due_the_day_the_seal_itself_ended_and_never_a_suspension() -> None:
    company = supplier(membership=(member(until="2025-03-31"),))
    taken = product(award("2024-11-15"), supplier=company, withdrawn=(withdrawal("2025-06-01"),))
    ran_out = product(award("2024-11-15"), supplier=company)
    assert tasks(taken, "2025-04-01", TaskKind.REMOVAL) == []
    assert tasks(taken, "2026-01-01", TaskKind.REMOVAL)[0].due == day("2025-06-01")
    assert tasks(ran_out, "2026-01-01", TaskKind.REMOVAL)[0].due == day("2025-11-15")


def test_removal_lapses_when_the_seal_is_awarded_anew() -> None:
    holder = product(award("2024-11-15"), decline("2025-06-01"), award("2025-07-01", "re-vetting"))
    found = listed(holder, TaskKind.REMOVAL, "2025-05-31", "2025-06-01", "2025-06-30", "2025-07-01")
    assert found == [False, True, True, False]


def test_an_institutions_images_are_to_be_removed_too() -> None:
    school = institution(institution_award("2024-11-15"))
    assert listed(school, TaskKind.REMOVAL, "2025-11-14", "2025-11-15") == [False, True]


# issues and the list


def test_each_issue_is_an_item_until_it_is_resolved() -> None:
    holder = product(
        issues=(
            issue("2025-01-10", summary="Sub-processors", resolved="2025-02-01"),
            issue("2025-01-20", summary="Map provider"),
        )
    )
    kind = TaskKind.ISSUE
    counts = [
        len(tasks(holder, as_of, kind))
        for as_of in ("2025-01-09", "2025-01-10", "2025-01-20", "2025-02-01")
    ]
    assert counts == [0, 1, 2, 1]
    (task,) = tasks(holder, "2025-02-01", kind)
    assert (task.subject, task.review, task.state) == ("Map provider", None, TaskState.OPEN)


def test_the_list_is_in_order_of_due_days_and_what_has_none_comes_last() -> None:
    whole = registry(
        product(award("2024-11-15"), issues=(issue("2024-12-01"),), path="suppliers/alpha/one"),
        product(award("2024-11-10"), path="suppliers/beta/two"),
        institution(institution_award("2024-11-15", award_sent="2024-11-16")),
    )
    found = assess(whole, day("2024-12-01")).tasks
    assert [(task.due, task.kind, task.holder) for task in found] == [
        (day("2024-11-17"), "award-notice", "suppliers/beta/two"),
        (day("2024-11-22"), "award-notice", "suppliers/alpha/one"),
        (day("2025-09-11"), "renewal-notice", "suppliers/beta/two"),
        (day("2025-09-16"), "renewal-notice", "institutions/river-valley"),
        (day("2025-09-16"), "renewal-notice", "suppliers/alpha/one"),
        (None, "issue", "suppliers/alpha/one"),
    ]


def test_the_order_of_items_does_not_hang_on_the_order_they_came_in() -> None:
    talks = {"data.kept": answer("meets-with-reservations")}
    holder = product(
        award("2024-11-15", answers=talks),
        award("2025-01-15", "re-vetting", answers=talks),
        issues=(issue("2024-12-02", summary="Beta"), issue("2024-12-01", summary="Alpha")),
    )
    found = assess_holder(holder, RULES, ONE, day("2025-02-01")).tasks
    assert in_order(reversed(found)) == found
    assert [task.subject or task.review for task in found if task.due is None] == [
        "Alpha",
        "Beta",
        f"{FOLDER}/2024-11-15.md",
        f"{FOLDER}/2025-01-15.md",
    ]


@pytest.mark.parametrize(("days", "count"), [(30, 0), (288, 0), (289, 1), (5000, 1)])
def test_of_the_upcoming_only_the_near_are_listed_and_of_the_others_all(
    days: int, count: int
) -> None:
    holder = product(award("2024-11-15"), issues=(issue("2024-12-01"),))
    found = assess_holder(holder, RULES, ONE, day("2024-12-01")).tasks
    kinds = [task.kind for task in within(found, days)]
    assert kinds.count(TaskKind.RENEWAL_NOTICE) == count
    assert {TaskKind.AWARD_NOTICE, TaskKind.ISSUE} <= set(kinds)


def test_an_item_due_today_is_listed_within_no_days_at_all() -> None:
    holder = product(award("2024-11-15", award_sent="2024-11-15"))
    found = assess_holder(holder, RULES, ONE, day("2025-09-16")).tasks
    near = within(found, -1)
    assert [task.state for task in near] == [TaskState.DUE]
    assert list(near) == list(near)  # may be looked at more than once
