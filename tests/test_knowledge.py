"""As-of: what was known on a day, and nothing that happened after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from registry.assess import assess, assess_holder, holder_known_on, known_on
from registry.assess.known_reviews import review_known_on
from registry.model import (
    Answer,
    Deadline,
    Document,
    Documents,
    IndependentReview,
    Institution,
    InstitutionReview,
    JointReview,
    LawOutcome,
    Laws,
    Level,
    Member,
    MemberKey,
    Product,
    ProductReview,
    Registry,
    Settings,
    SigningKey,
)

from .histories import HISTORIES
from .nouns import (
    At,
    answer,
    day,
    extension,
    institution,
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
    training,
    withdrawal,
)

ATLAS = JointReview(product="Atlas", staff="jsato")
FIRST, LAST = day("2024-01-20"), day("2026-01-10")


class Told:
    """A registry as it was told up to one day, truncated fact by fact, by hand."""

    def __init__(self, upto: date) -> None:
        self.upto = upto

    def had(self, on: str) -> bool:
        return day(on) <= self.upto

    def facts(self, *dated: tuple[str, Any]) -> tuple[Any, ...]:
        return tuple(fact for on, fact in dated if self.had(on))

    def steps(self, **steps: str) -> dict[str, Any]:
        return {name: on for name, on in steps.items() if self.had(on)}

    def registry(self) -> Registry:
        spans = (member(until="2025-08-31"), member("affiliate", "2027-01-01"))
        sessions = [(on, training(on)) for on in ("2024-01-25", "2025-02-02")]
        company = supplier(membership=spans, training=self.facts(*sessions))
        return registry(
            self.product(company),
            product(path="suppliers/brightpath/mathtrail", supplier=company),
            self.school(),
            settings=self.settings(),
            rubrics=(
                rubric(),
                rubric("2.0", "2025-03-10", revet_by="2025-06-30"),
                rubric("3.0", "2027-01-01", revet_by="2027-06-30", on_overdue="suspend"),
            ),
            members=(self.readers(),),
        )

    def settings(self) -> Settings:
        old = SigningKey(public="z6MkOld", since=day("2024-01-01"), until=day("2026-06-30"))
        new = SigningKey(public="z6MkNew", since=day("2025-07-07"))
        keys = self.facts(("2024-01-01", old), ("2025-07-07", new))
        return settings(programme(), programme("2026-06-01", term_years=2), keys=keys)

    def product(self, company: Any) -> Product:
        resolved = "2024-03-03" if self.had("2024-03-03") else None
        removals = ("2025-05-20", "2025-10-01")
        return product(
            *self.facts(
                ("2024-02-01", self.initial()),
                ("2024-12-20", self.renewal()),
                ("2025-07-01", self.re_vetting()),
            ),
            supplier=company,
            issues=self.facts(
                ("2024-02-10", issue("2024-02-10", blocking=True, resolved=resolved)),
                ("2025-04-01", issue("2025-04-01")),
            ),
            withdrawn=self.facts(("2025-05-05", withdrawal("2025-05-05"))),
            removal_confirmed=self.facts(*((on, day(on)) for on in removals)),
        )

    def initial(self) -> ProductReview:
        security: Answer = answer("does-not-meet")
        if self.had("2024-03-01"):
            security = answer("meets", was="does-not-meet", resolved="2024-03-01", note="MFA")
        talked = {"discussed": "2024-03-20"} if self.had("2024-03-20") else {}
        steps = self.steps(
            reviewed="2024-02-20",
            report_sent="2024-02-21",
            notified="2024-02-22",
            changes_received="2024-03-01",
            met="2024-03-02",
            awarded="2024-03-05",
            award_sent="2024-03-11",
        )
        review = product_review(
            "2024-02-01",
            answers={
                "security.mfa": security,
                "data.kept": answer("meets-with-reservations", note="Backups", **talked),
                "data.shared": answer("meets", was="meets-with-reservations"),
            },
            extensions=self.facts(("2024-02-22", extension("2024-03-09"))),
            **steps,
        )
        review = replace(review, documents=self.documents())
        if not self.had("2024-02-20"):
            return replace(review, answers={})
        return replace(review, body="A plain policy.", laws=Laws(coppa=LawOutcome.DEMONSTRATED))

    def documents(self) -> Documents:
        policy = Document(url="https://quizlab.example/privacy", retrieved=day("2024-02-15"))
        terms = Document(url="https://quizlab.example/terms", retrieved=day("2024-02-18"))
        return Documents(
            privacy_policy=policy if self.had("2024-02-15") else None,
            terms_of_service=terms if self.had("2024-02-18") else None,
        )

    def renewal(self) -> ProductReview:
        steps = self.steps(
            reminded="2024-12-28",
            confirmed="2025-01-10",
            reviewed="2025-02-01",
            report_sent="2025-02-03",
            notified="2025-02-03",
            awarded="2025-03-01",
            award_sent="2025-03-02",
        )
        review = product_review("2024-12-20", "renewal", **steps)
        return review if self.had("2025-02-01") else replace(review, answers={})

    def re_vetting(self) -> ProductReview:
        return product_review(
            "2025-07-01", "re-vetting", "2.0", **self.steps(declined="2025-09-09")
        )

    def school(self) -> Institution:
        steps = self.steps(
            oriented="2024-04-08",
            trained="2024-04-20",
            joint_review="2024-05-01",
            submitted="2024-05-15",
            notified="2024-05-20",
            changes_received="2024-05-28",
            awarded="2024-06-01",
            award_sent="2024-06-03",
        )
        review = institution_review(
            "2024-04-04",
            attention="The note on retention" if self.had("2024-05-15") else None,
            extensions=self.facts(
                ("2024-04-20", extension("2024-05-25", Deadline.INDEPENDENT_REVIEW))
            ),
            **steps,
        )
        review = replace(review, joint_review=ATLAS if self.had("2024-05-01") else None)
        if self.had("2024-05-15"):
            alone = IndependentReview(product="Birch", by="L. Chen")
            review = replace(review, independent_review=alone)
        else:
            review = replace(review, answers={})
        return institution(
            *self.facts(("2024-04-04", review)),
            training=self.facts(("2024-04-20", training("2024-04-20"))),
            issues=self.facts(("2024-12-12", issue("2024-12-12"))),
            removal_confirmed=self.facts(("2025-06-30", day("2025-06-30"))),
        )

    def readers(self) -> Member:
        old = MemberKey(recipient="age1old", added=day("2024-02-01"), until=day("2024-09-30"))
        new = MemberKey(recipient="age1new", added=day("2025-02-01"))
        return Member(
            path="content/members/library.yaml",
            name="Library",
            membership=(member("alliance", "2026-05-01"),),
            keys=self.facts(("2024-02-01", old), ("2025-02-01", new)),
            where=At("content/members/library.yaml"),
        )


WHOLE = Told(date.max).registry()
EVERY_DAY = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]


def test_on_every_day_the_known_is_what_had_been_told() -> None:
    for as_of in EVERY_DAY:
        assert known_on(WHOLE, as_of) == Told(as_of).registry(), as_of


def test_on_every_day_the_whole_history_is_assessed_as_the_truncated_one() -> None:
    for as_of in EVERY_DAY:
        told = Told(as_of).registry()
        assert assess(WHOLE, as_of) == assess(told, as_of), as_of


def test_the_history_changes_often_enough_to_be_worth_the_walk() -> None:
    known = [known_on(WHOLE, as_of) for as_of in EVERY_DAY]
    assert sum(a != b for a, b in pairwise(known)) > 35
    assert known[-1] == WHOLE


@pytest.mark.parametrize("name", HISTORIES)
def test_knowing_twice_is_knowing_once(name: str) -> None:
    history = HISTORIES[name]
    span = (history.last - history.first).days
    for as_of in (history.first + timedelta(days=n) for n in range(0, span, 17)):
        known = holder_known_on(history.holder, as_of)
        assert holder_known_on(known, as_of) == known
        rules = (history.rules, history.rubrics, as_of)
        assert assess_holder(known, *rules) == assess_holder(history.holder, *rules)


def test_when_all_has_happened_nothing_is_copied() -> None:
    holder = WHOLE.products[0]
    assert holder_known_on(holder, LAST) is holder
    assert known_on(WHOLE, LAST).products[0] is holder


def test_products_of_a_supplier_share_it_in_the_past_too() -> None:
    known = known_on(WHOLE, day("2024-06-01"))
    assert {id(one.supplier) for one in known.products} == {id(known.suppliers[0])}


@pytest.mark.parametrize(
    ("as_of", "expected"), [("2026-02-28", Level.DOES_NOT_MEET), ("2026-03-01", Level.MEETS)]
)
def test_an_answer_resolved_later_still_stands_at_its_first_level(
    as_of: str, expected: Level
) -> None:
    mended = answer("meets", was="does-not-meet", resolved="2026-03-01")
    review = product_review("2026-02-01", answers={"security.mfa": mended})
    assert review_known_on(review, day(as_of)).answers["security.mfa"].level is expected


FINDINGS = {
    "security.mfa": answer("does-not-meet", note="No MFA."),
    "data.kept": answer("meets-with-reservations", note="Backups", discussed="2026-02-25"),
}


def vetted(**steps: str) -> ProductReview:
    """A review as its file stands, whatever its steps say."""
    review = product_review(
        "2026-02-01", answers=FINDINGS, extensions=(extension("2026-03-20"),), **steps
    )
    return replace(review, body="A plain policy.", laws=Laws(gdpr=LawOutcome.DEMONSTRATED))


def trained(**steps: str) -> InstitutionReview:
    moved = (extension("2026-04-01", Deadline.INDEPENDENT_REVIEW),)
    review = institution_review("2026-02-01", extensions=moved)
    days = {step: day(on) for step, on in steps.items()}
    return replace(
        review,
        steps=replace(review.steps, **days),
        attention="The wrong clause",
        body="What we learned.",
        joint_review=ATLAS,
        independent_review=IndependentReview(product="Birch", by="L. Chen"),
    )


@pytest.mark.parametrize(("as_of", "finished"), [("2026-02-19", False), ("2026-02-20", True)])
def test_what_a_review_found_is_known_from_the_day_it_was_finished(
    as_of: str, finished: bool
) -> None:
    known = review_known_on(vetted(reviewed="2026-02-20"), day(as_of))
    assert (set(known.answers) == set(FINDINGS)) is finished
    assert (known.body == "A plain policy.") is finished
    assert (known.laws != Laws()) is finished


def test_while_a_review_is_not_finished_what_stands_in_it_is_known() -> None:
    running = vetted()
    known = review_known_on(running, day("2026-02-10"))
    assert (known.body, known.laws) == (running.body, running.laws)
    assert known.answers["security.mfa"] == FINDINGS["security.mfa"]
    assert known.extensions == running.extensions
    school = trained()
    assert review_known_on(school, day("2026-02-10")) is school


@pytest.mark.parametrize(("as_of", "known"), [("2026-02-20", False), ("2026-02-21", True)])
def test_an_extension_is_known_from_the_day_its_window_starts(as_of: str, known: bool) -> None:
    for review in (vetted(notified="2026-02-21"), trained(trained="2026-02-21")):
        assert bool(review_known_on(review, day(as_of)).extensions) is known


@pytest.mark.parametrize(
    ("as_of", "joint", "independent"),
    [
        ("2026-02-09", False, False),
        ("2026-02-10", True, False),
        ("2026-02-19", True, False),
        ("2026-02-20", True, True),
    ],
)
def test_each_step_of_an_institution_brings_what_is_known_from_then_on(
    as_of: str, joint: bool, independent: bool
) -> None:
    review = trained(joint_review="2026-02-10", submitted="2026-02-20", notified="2026-02-24")
    known = review_known_on(review, day(as_of))
    assert bool(known.joint_review) is joint
    brought = (known.independent_review, known.answers, known.body, known.attention)
    assert {bool(one) for one in brought} == {independent}


@pytest.mark.parametrize(("as_of", "note"), [("2026-02-28", None), ("2026-03-01", "MFA added.")])
def test_a_note_on_a_mending_is_known_with_the_mending(as_of: str, note: str | None) -> None:
    mended = answer("meets", was="does-not-meet", resolved="2026-03-01", note="MFA added.")
    review = product_review("2026-02-01", answers={"security.mfa": mended})
    assert review_known_on(review, day(as_of)).answers["security.mfa"].note == note


def test_plans_are_known_before_they_come_true() -> None:
    known = known_on(WHOLE, FIRST)
    assert known.rubrics == WHOLE.rubrics
    assert known.settings.programme == WHOLE.settings.programme
    assert known.suppliers[0].membership == WHOLE.suppliers[0].membership
    assert known.members[0].membership == WHOLE.members[0].membership
    assert known_on(WHOLE, day("2024-02-01")).members[0].keys[0].until == day("2024-09-30")


def test_an_institutions_facts_are_known_from_their_days() -> None:
    schools: list[InstitutionReview] = []
    for as_of in ("2024-04-04", "2024-04-19", "2024-04-20"):
        school = known_on(WHOLE, day(as_of)).institutions[0]
        schools += school.reviews
        assert len(school.training) == (as_of == "2024-04-20")
    assert [one.steps.trained for one in schools] == [None, None, day("2024-04-20")]
