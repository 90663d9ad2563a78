"""Deadlines, at their very days."""

from dataclasses import replace

from registry.model import Deadline, Institution, Product
from registry.unread import UNREAD

from .judged import broken, faults
from .nouns import (
    extension,
    institution,
    institution_review,
    product,
    product_review,
    programme,
    settings,
    windows,
)


def changes(received: str, until: str | None = None, **steps: str) -> Product:
    extensions = (extension(until),) if until else ()
    steps = {"notified": "2025-02-20", "changes_received": received} | steps
    review = product_review("2025-02-01", **steps)  # type: ignore[arg-type]  # steps are days
    return product(replace(review, extensions=extensions))


def independent(submitted: str, until: str | None = None, **steps: str) -> Institution:
    extensions = (extension(until, Deadline.INDEPENDENT_REVIEW),) if until else ()
    steps = {"trained": "2024-01-31", "submitted": submitted} | steps
    review = institution_review("2024-01-10", **steps)  # type: ignore[arg-type]  # steps are days
    return institution(replace(review, extensions=extensions))


def test_changes_on_the_tenth_day_are_in_time_and_on_the_eleventh_late() -> None:
    assert "changes-late" not in broken(changes("2025-03-02"))
    assert "changes-late" in broken(changes("2025-03-03"))


def test_an_extension_moves_the_deadline_to_its_own_last_day() -> None:
    assert "changes-late" not in broken(changes("2025-03-10", until="2025-03-10"))
    assert "changes-late" in broken(changes("2025-03-11", until="2025-03-10"))


def test_an_extension_shortens_nothing() -> None:
    assert "changes-late" not in broken(changes("2025-03-02", until="2025-02-25"))


def test_an_extension_of_another_deadline_changes_nothing() -> None:
    review = product_review(
        "2025-02-01",
        extensions=(extension("2025-03-10", Deadline.INDEPENDENT_REVIEW),),
        notified="2025-02-20",
        changes_received="2025-03-03",
    )
    assert "changes-late" in broken(product(review))


def test_changes_without_a_notification_have_no_deadline() -> None:
    review = product_review("2025-02-01", changes_received="2025-12-01")
    assert "changes-late" not in broken(product(review))


def test_a_declined_review_may_say_that_its_changes_came_late() -> None:
    assert "changes-late" not in broken(changes("2025-03-03", declined="2025-03-04"))
    assert "changes-late" in broken(changes("2025-03-03", awarded="2025-03-04"))


def test_the_programme_of_the_day_of_notification_counts_the_days() -> None:
    first = programme("2020-01-01", days=windows(changes=14))
    then = settings(first, programme("2025-02-20"))
    later = settings(first, programme("2025-02-21"))
    assert "changes-late" in broken(changes("2025-03-06"), settings=then)
    assert "changes-late" not in broken(changes("2025-03-06"), settings=later)


def test_the_changes_of_an_institution_have_ten_days_too() -> None:
    for received, late in (("2024-03-11", False), ("2024-03-12", True)):
        review = institution_review("2024-01-10", notified="2024-03-01", changes_received=received)
        assert ("changes-late" in broken(institution(review))) is late


def test_a_review_on_the_thirtieth_day_is_in_time_and_on_the_thirty_first_late() -> None:
    assert "review-late" not in broken(independent("2024-03-01"))
    assert "review-late" in broken(independent("2024-03-02"))


def test_an_extension_of_the_independent_review_moves_its_deadline() -> None:
    assert "review-late" not in broken(independent("2024-03-15", until="2024-03-15"))
    assert "review-late" in broken(independent("2024-03-16", until="2024-03-15"))


def test_a_declined_institution_may_say_that_its_review_came_late() -> None:
    assert "review-late" not in broken(independent("2024-03-02", declined="2024-03-20"))


def test_the_message_says_whether_the_last_day_was_moved() -> None:
    (plain,) = faults(changes("2025-03-03"))
    (moved,) = faults(changes("2025-03-11", until="2025-03-10"))
    assert "counted from notified on 2025-02-20, was 2025-03-02" in plain.message
    assert "by extension, was 2025-03-10" in moved.message
    (unmoved,) = faults(changes("2025-03-03", until="2025-02-25"))
    assert "counted from notified on 2025-02-20, was 2025-03-02" in unmoved.message


def test_nothing_is_late_by_a_day_that_could_not_be_read() -> None:
    holder = changes("2025-03-03")
    review = holder.reviews[0]
    unread = replace(review, steps=replace(review.steps, notified=UNREAD))  # type: ignore[arg-type]
    assert "changes-late" not in broken(replace(holder, reviews=(unread,)))


def test_a_deadline_beyond_the_calendar_is_never_missed() -> None:
    endless = settings(programme(days=windows(changes=3650)))
    review = product_review("2999-01-01", notified="2999-01-01", changes_received="2999-12-31")
    assert "changes-late" not in broken(product(review), settings=endless)
