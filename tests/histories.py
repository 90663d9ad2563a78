"""Long histories of holders, each with much of what can happen, for walks through time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from registry.model import Deadline, Holder, Rubric, Settings

from .nouns import (
    answer,
    award,
    day,
    decline,
    eligibility,
    extension,
    institution,
    institution_award,
    institution_review,
    issue,
    member,
    product,
    product_review,
    programme,
    rubric,
    settings,
    supplier,
    windows,
    withdrawal,
)

RULES = settings()
ONE_RELEASE = (rubric(),)


@dataclass(frozen=True)
class History:
    """A holder with the rules it lived under, and the span that is worth walking."""

    holder: Holder
    first: date
    last: date
    rules: Settings = RULES
    rubrics: tuple[Rubric, ...] = ONE_RELEASE


LEAP_DAYS = History(
    product(
        product_review("2023-01-10", declined="2023-02-01"),
        award("2024-02-29", opened="2024-01-05"),
        award("2025-02-28", "renewal", opened="2025-01-02"),  # on the anniversary itself
        award("2025-12-30", "renewal", opened="2025-12-20"),  # on the first day of the window
        award("2026-12-29", "renewal", opened="2026-12-01"),  # a day too early
        award("2027-02-27", "renewal", opened="2027-02-01"),
        award("2028-03-01", "renewal", opened="2028-02-20"),  # a day too late
        product_review("2029-01-15", "renewal", reminded="2029-01-20"),
    ),
    day("2023-01-01"),
    day("2029-12-31"),
)

WITHDRAWALS = History(
    product(
        award("2021-03-10"),
        decline("2021-06-01", "re-vetting", opened="2021-05-01"),
        award("2021-07-15", "re-vetting", opened="2021-06-01"),  # restored
        decline("2021-09-01", "re-vetting"),
        award("2022-02-01", "renewal", opened="2022-01-20"),  # a withdrawn seal renewed in time
        award("2022-03-10", "re-vetting"),  # confirmed on the old anniversary
        decline("2022-11-11", "re-vetting", opened="2022-11-11"),
        award("2023-04-01", "re-vetting", opened="2023-03-20"),  # after the end: a new anchor
        award("2024-06-30", "renewal", opened="2024-06-01"),  # after a lapse, withdrawn that day
        award("2024-12-01", "initial"),
        decline("2025-05-31", "renewal"),
        withdrawn=(
            withdrawal("2022-04-01"),
            withdrawal("2022-04-20"),  # finds nothing to end
            withdrawal("2024-06-30"),
            withdrawal("2025-05-31"),  # on the day of a declined review
        ),
    ),
    day("2021-02-01"),
    day("2025-12-31"),
)

MEMBERSHIPS = History(
    product(
        award("2021-05-05"),
        award("2022-05-01", "renewal", opened="2022-03-08"),
        award("2023-05-05", "renewal", opened="2023-03-08"),
        award("2024-06-01", "renewal", opened="2024-05-10"),  # awarded anew while no member
        supplier=supplier(
            membership=(
                member("contributing", "2021-01-01", "2021-09-30"),
                member("affiliate", "2021-10-01", "2021-12-31"),
                member("learner", "2022-01-01", "2022-02-28"),  # a tier that holds no seal
                member("alliance", "2022-04-01", "2023-03-31"),  # from July 2022 no longer enough
                member("contributing", "2023-04-15", "2024-05-05"),  # until the last valid day
                member("contributing", "2024-07-01", "2025-02-27"),
                member("contributing", "2025-03-01"),
            )
        ),
    ),
    day("2021-04-01"),
    day("2025-10-31"),
    settings(
        programme("2020-01-01"),
        programme(
            "2022-07-01",
            supplier=eligibility("contributing", "affiliate"),
            days=windows(renewal_notice=90),
        ),
        programme("2024-03-20", days=windows(renewal_notice=30)),
        programme("2025-04-15", days=windows(renewal_notice=45)),
    ),
)

RELEASES = History(
    product(
        award("2022-01-20", rubric="1.0"),
        award("2022-08-01", "re-vetting", "2.0", opened="2022-07-25"),
        award("2023-01-18", "renewal", "2.0", opened="2022-12-01"),
        award("2024-01-20", "renewal", "2.0", opened="2024-01-02"),
        decline("2024-08-01", "re-vetting", "4.0", opened="2024-07-20"),
        award("2024-10-10", "re-vetting", "4.0", opened="2024-08-01"),
        withdrawn=(withdrawal("2024-12-24"),),
    ),
    day("2021-12-15"),
    day("2025-06-30"),
    rubrics=(
        rubric("1.0", "2021-01-01", revet_by="2021-06-01", on_overdue="suspend"),
        rubric("2.0", "2022-03-01", revet_by="2022-06-30", on_overdue="suspend"),
        rubric("3.0", "2023-02-01", revet_by="2023-12-31"),
        rubric("3.1", "2023-05-01"),
        rubric("4.0", "2024-01-10", revet_by="2024-06-30", on_overdue="suspend"),
        rubric("5.0", "2024-11-05", revet_by="2024-12-01", on_overdue="suspend"),
        rubric("6.0", None, revet_by="2022-04-01", on_overdue="suspend"),  # a draft
    ),
)

LATE_DATES = History(
    product(
        award("2023-03-03", rubric="1.0"),
        award("2024-03-01", "renewal", "9.9"),  # names a rubric that was never written
        award("2025-02-20", "renewal", "1.0"),
        supplier=supplier(membership=(member(until="2025-05-31"),)),
    ),
    day("2023-02-01"),
    day("2025-12-31"),
    rubrics=(
        rubric("1.0", "2020-01-01"),
        rubric("2.0", "2023-09-09", revet_by="2023-08-01"),  # overdue as soon as it is released
        rubric("2.1", "2025-03-15", revet_by="2025-04-15", on_overdue="suspend"),
        rubric("2.2", "2025-09-01", revet_by="2025-07-15", on_overdue="suspend"),
    ),
)

LONG_TERMS = History(
    product(
        award("2020-02-29"),
        award("2022-02-20", "renewal", opened="2022-02-01"),
        award("2025-02-28", "renewal", opened="2025-01-15"),
        award("2026-01-05", "re-vetting"),
    ),
    day("2020-02-01"),
    day("2026-06-30"),
    settings(
        programme("2019-01-01", term_years=2),
        programme("2021-06-01", term_years=3),
        programme("2025-02-28", term_years=1, days=windows(renewal_notice=400)),
    ),
)

SCHOOL = History(
    institution(
        institution_award("2021-01-10", opened="2020-12-01"),
        institution_award("2021-12-20", "renewal", opened="2021-11-20"),
        institution_review("2022-12-01", "renewal", declined="2022-12-20"),
        institution_award("2023-02-14", "renewal", opened="2023-01-15"),
        institution_award("2024-02-14", "renewal", opened="2024-01-02"),
        institution_review("2024-06-01", "initial", declined="2024-07-01"),
        institution_review("2025-01-05", "renewal"),
        membership=(
            member("contributing", "2020-06-01", "2022-02-28"),
            member("affiliate", "2022-03-01", "2022-05-31"),
            member("contributing", "2022-06-01", "2024-11-30"),
        ),
    ),
    day("2020-11-01"),
    day("2025-06-30"),
    rubrics=(
        rubric("1.0", "2020-01-01"),
        rubric("2.0", "2022-01-01", revet_by="2022-06-01", on_overdue="suspend"),
    ),
)

NEVER_AWARDED = History(
    product(
        product_review("2024-03-01", declined="2024-04-10"),
        product_review("2024-04-10", declined="2024-05-01"),
        product_review("2024-06-01"),
        withdrawn=(withdrawal("2024-05-05"),),
    ),
    day("2024-02-15"),
    day("2024-08-31"),
    rubrics=(rubric(), rubric("2.0", "2024-07-01", revet_by="2024-07-15", on_overdue="suspend")),
)

STEPS = History(
    product(
        product_review(
            "2024-02-01",
            answers={
                "security.mfa": answer("meets", was="does-not-meet", resolved="2024-03-01"),
                "data.kept": answer("meets-with-reservations", discussed="2024-03-30"),
                "data.shared": answer("meets-with-reservations", discussed="2024-04-02"),
            },
            extensions=(extension("2024-03-09"), extension("2024-03-05")),
            notified="2024-02-22",
            changes_received="2024-03-01",
            met="2024-03-03",
            awarded="2024-03-05",
            award_sent="2024-03-20",
        ),
        product_review(
            "2024-12-20",
            "renewal",
            answers={"data.kept": answer("meets-with-reservations", was="does-not-meet")},
            reminded="2024-12-28",
            notified="2025-01-10",
            changes_received="2025-03-01",
            met="2025-03-02",
            awarded="2025-03-05",
        ),
        product_review(
            "2025-05-01",
            "re-vetting",
            "2.0",
            answers={"data.kept": answer("does-not-meet")},
            extensions=(extension("2025-05-25", Deadline.INDEPENDENT_REVIEW),),
            notified="2025-05-10",
            declined="2025-06-10",
        ),
        product_review(
            "2025-08-01",
            "re-vetting",
            "2.0",
            answers={"data.kept": answer("meets", was="does-not-meet", resolved="2025-10-01")},
            extensions=(extension("2025-08-11"),),
            notified="2025-08-10",
            changes_received="2025-09-20",
            awarded="2025-10-05",
            award_sent="2025-10-05",
        ),
        issues=(
            issue("2024-02-10", resolved="2024-03-03"),
            issue("2025-01-01"),
            issue("2025-05-05", resolved="2025-05-05"),
        ),
        removal_confirmed=(day("2025-06-09"), day("2025-07-01"), day("2026-03-05")),
    ),
    day("2024-01-15"),
    day("2026-05-31"),
    settings(
        programme(),
        programme("2025-04-01", days=windows(20, 3, 30, 30)),
    ),
    (rubric(), rubric("2.0", "2025-04-20", revet_by="2025-05-31")),
)

TRAINING = History(
    institution(
        institution_review(
            "2024-01-04",
            attention="The note on retention",
            extensions=(
                extension("2024-03-10", Deadline.INDEPENDENT_REVIEW),
                extension("2024-04-10"),
            ),
            trained="2024-01-31",
            submitted="2024-03-05",
            notified="2024-03-20",
            changes_received="2024-04-05",
            awarded="2024-04-10",
        ),
        institution_review(
            "2025-02-01",
            "renewal",
            reminded="2025-02-09",
            trained="2025-02-20",
            awarded="2025-04-10",
        ),
        institution_review(
            "2026-02-01",
            "renewal",
            answers={"data.kept": answer("does-not-meet")},
            trained="2026-03-01",
            submitted="2026-03-31",
            notified="2026-04-02",
        ),
        issues=(issue("2024-02-10", resolved="2026-03-03"),),
        removal_confirmed=(day("2026-04-10"),),
    ),
    day("2023-12-20"),
    day("2026-05-31"),
    settings(programme(), programme("2025-02-20", days=windows(5, 7, 40, 45))),
)

HISTORIES = {
    "leap days": LEAP_DAYS,
    "withdrawals": WITHDRAWALS,
    "memberships": MEMBERSHIPS,
    "releases": RELEASES,
    "late dates": LATE_DATES,
    "long terms": LONG_TERMS,
    "a school": SCHOOL,
    "never awarded": NEVER_AWARDED,
    "steps": STEPS,
    "training": TRAINING,
}
