"""Small builders of nouns for tests: whole and sound unless a test asks otherwise.

Days may be given as text, so that a test reads like a record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from registry.diagnostics import Key, Place
from registry.model import (
    Answer,
    Area,
    Contact,
    Deadline,
    Eligibility,
    Extension,
    Institution,
    InstitutionReview,
    InstitutionReviewKind,
    InstitutionSteps,
    Issue,
    Level,
    LevelTexts,
    Membership,
    OnOverdue,
    Person,
    Product,
    ProductReview,
    ProductSteps,
    Programme,
    Question,
    Registry,
    ReviewKind,
    Rubric,
    SealName,
    Settings,
    Supplier,
    Training,
    TrainingMode,
    Windows,
    Withdrawal,
)

Days = date | str


def day(text: Days) -> date:
    """A day from YYYY-MM-DD, or the day itself."""
    return text if isinstance(text, date) else date.fromisoformat(text)


def maybe_day(text: Days | None) -> date | None:
    """A day, or None where there is none."""
    return None if text is None else day(text)


@dataclass(frozen=True, slots=True)
class At:
    """The places of a record without lines: all of it stands on line 1."""

    path: str = "content/registry.yaml"

    def place(self, *keys: Key) -> Place:  # noqa: ARG002  # a record without lines
        return Place(self.path)

    def key_place(self, *keys: Key) -> Place:  # noqa: ARG002  # a record without lines
        return Place(self.path)


# The programme


def windows(
    changes: int = 10, award_notice: int = 7, renewal_notice: int = 60, independent_review: int = 30
) -> Windows:
    return Windows(
        changes=changes,
        award_notice=award_notice,
        renewal_notice=renewal_notice,
        independent_review=independent_review,
    )


def eligibility(
    *tiers: str, training: Mapping[str, Iterable[TrainingMode]] | None = None
) -> Eligibility:
    modes = training or dict.fromkeys(tiers, (TrainingMode.ONLINE, TrainingMode.INDIVIDUAL))
    return Eligibility(tiers=tiers, training={tier: tuple(of) for tier, of in modes.items()})


def programme(
    since: Days = "2020-01-01",
    *,
    supplier: Eligibility | None = None,
    institution: Eligibility | None = None,
    days: Windows | None = None,
    term_years: int = 1,
) -> Programme:
    return Programme(
        since=day(since),
        supplier=supplier or eligibility("contributing", "affiliate", "alliance"),
        institution=institution or eligibility("contributing"),
        days=days or windows(),
        term_years=term_years,
    )


def settings(*programmes: Programme, **changes: Any) -> Settings:
    whole: dict[str, Any] = {
        "name": "Data Privacy Seal Registry",
        "organisation": "Example Learning Consortium",
        "base_url": "https://seals.example.org",
        "mailbox": "appvetting@example.org",
        "seal": SealName(name="Data Privacy Seal", prefix="DPS"),
        "staff": {"mlund": Person(name="M. Lund"), "jsato": Person(name="J. Sato")},
        "programme": programmes or (programme(),),
        "where": At(),
    }
    return Settings(**whole | changes)


# Organisations and holders


def member(
    tier: str = "contributing", since: Days = "2000-01-01", until: Days | None = None
) -> Membership:
    return Membership(tier=tier, since=day(since), until=maybe_day(until))


def training(
    completed: Days = "2020-02-01", mode: TrainingMode = TrainingMode.ONLINE, **changes: Any
) -> Training:
    return Training(mode=mode, completed=day(completed), **changes)


def issue(
    opened: Days, *, resolved: Days | None = None, blocking: bool = False, summary: str = "A point"
) -> Issue:
    return Issue(
        opened=day(opened), summary=summary, blocking=blocking, resolved=maybe_day(resolved)
    )


def withdrawal(on: Days, reason: str = "Policy changed", by: str = "mlund") -> Withdrawal:
    return Withdrawal(on=day(on), reason=reason, by=by)


def supplier(path: str = "suppliers/brightpath", **changes: Any) -> Supplier:
    whole: dict[str, Any] = {
        "path": path,
        "name": "Brightpath Learning",
        "website": "https://brightpath.example",
        "contact": Contact(name="D. Reyes", email="privacy@brightpath.example"),
        "membership": (member(),),
        "training": (training(),),
        "where": At(f"content/{path}/supplier.yaml"),
    }
    return Supplier(**whole | changes)


def product(
    *reviews: ProductReview, path: str = "suppliers/brightpath/quizlab", **changes: Any
) -> Product:
    """A product with its reviews in the order they were opened, under their proper paths."""
    whole: dict[str, Any] = {
        "path": path,
        "supplier": changes.get("supplier") or supplier(path.rpartition("/")[0]),
        "reviews": in_order(path, reviews),
        "name": "QuizLab",
        "summary": "Short quizzes for the class.",
        "website": "https://quizlab.example",
        "privacy_policy": "https://quizlab.example/privacy",
        "terms_of_service": "https://quizlab.example/terms",
        "where": At(f"content/{path}/product.yaml"),
    }
    return Product(**whole | changes)


def institution(
    *reviews: InstitutionReview, path: str = "institutions/river-valley", **changes: Any
) -> Institution:
    """An institution with its reviews in the order they were opened, under their proper paths."""
    whole: dict[str, Any] = {
        "path": path,
        "reviews": in_order(path, reviews),
        "name": "River Valley School District",
        "website": "https://rivervalley.example",
        "contact": Contact(name="S. Ortiz", email="privacy@rivervalley.example"),
        "designated": ("S. Ortiz", "L. Chen"),
        "membership": (member(),),
        "training": (training(),),
        "where": At(f"content/{path}/institution.yaml"),
    }
    return Institution(**whole | changes)


def in_order(holder: str, reviews: Iterable[Any]) -> tuple[Any, ...]:
    """The reviews as a holder's folder holds them."""
    placed = [
        replace(review, path=path, where=At(path))
        for review in reviews
        for path in [f"content/{holder}/{review.steps.opened}.md"]
    ]
    return tuple(sorted(placed, key=lambda review: str(review.path)))


# Reviews


def answer(level: Level | str = Level.MEETS, **changes: Any) -> Answer:
    """An answer; `was` a level, `resolved` and `discussed` days."""
    fields: dict[str, Any] = {
        key: day(value) if key in ("resolved", "discussed") else value
        for key, value in changes.items()
    }
    if "was" in fields:
        fields["was"] = Level(fields["was"])
    return Answer(level=Level(level), **fields)


def extension(until: Days, of: Deadline = Deadline.CHANGES) -> Extension:
    return Extension(of=of, until=day(until), reason="School holidays", by="mlund")


def product_review(
    opened: Days,
    kind: ReviewKind | str = ReviewKind.INITIAL,
    rubric: str = "1.0",
    *,
    answers: Mapping[str, Answer] | None = None,
    extensions: tuple[Extension, ...] = (),
    **steps: Days,
) -> ProductReview:
    """A product's review with the steps named; open unless `awarded` or `declined` is one."""
    path = f"content/suppliers/brightpath/quizlab/{day(opened)}.md"
    return ProductReview(
        path=path,
        kind=ReviewKind(kind),
        rubric=rubric,
        reviewer="mlund",
        steps=ProductSteps(opened=day(opened), **{step: day(on) for step, on in steps.items()}),
        extensions=extensions,
        answers=dict(answers or {"data.collected": answer()}),
        where=At(path),
    )


def institution_review(
    opened: Days,
    kind: InstitutionReviewKind | str = InstitutionReviewKind.INITIAL,
    rubric: str = "1.0",
    *,
    answers: Mapping[str, Answer] | None = None,
    extensions: tuple[Extension, ...] = (),
    attention: str | None = None,
    **steps: Days,
) -> InstitutionReview:
    """An institution's review with the steps named; open unless `awarded` or `declined` is one."""
    path = f"content/institutions/river-valley/{day(opened)}.md"
    return InstitutionReview(
        path=path,
        kind=InstitutionReviewKind(kind),
        rubric=rubric,
        reviewer="mlund",
        steps=InstitutionSteps(opened=day(opened), **{step: day(on) for step, on in steps.items()}),
        extensions=extensions,
        attention=attention,
        answers=dict(answers or {"data.collected": answer()}),
        where=At(path),
    )


def award(
    on: Days,
    kind: ReviewKind | str = ReviewKind.INITIAL,
    rubric: str = "1.0",
    *,
    opened: Days | None = None,
    **changes: Any,
) -> ProductReview:
    """A product's review awarded on a day; opened on that day too unless told otherwise."""
    return product_review(opened or on, kind, rubric, awarded=on, **changes)


def decline(
    on: Days,
    kind: ReviewKind | str = ReviewKind.RENEWAL,
    rubric: str = "1.0",
    *,
    opened: Days | None = None,
    **changes: Any,
) -> ProductReview:
    """A product's review declined on a day; opened on that day too unless told otherwise."""
    return product_review(opened or on, kind, rubric, declined=on, **changes)


def institution_award(
    on: Days,
    kind: InstitutionReviewKind | str = InstitutionReviewKind.INITIAL,
    rubric: str = "1.0",
    *,
    opened: Days | None = None,
    **changes: Any,
) -> InstitutionReview:
    """An institution's review awarded on a day; opened on that day too unless told otherwise."""
    return institution_review(opened or on, kind, rubric, awarded=on, **changes)


# Rubrics and the registry


def question(id: str = "data.collected", *, not_applicable: bool = False) -> Question:  # noqa: A002
    levels = LevelTexts(meets="Plain.", reservations="Partly.", does_not_meet="Not at all.")
    return Question(id=id, ask="Is it said?", not_applicable=not_applicable, levels=levels)


def area(id: str = "data", *questions: Question) -> Area:  # noqa: A002
    return Area(id=id, title=id.capitalize(), questions=questions or (question(f"{id}.collected"),))


def rubric(
    version: str = "1.0",
    released: Days | None = "2020-01-01",
    *areas: Area,
    revet_by: Days | None = None,
    on_overdue: OnOverdue | str = OnOverdue.KEEP,
) -> Rubric:
    return Rubric(
        version=version,
        title="App Vetting Rubric",
        released=maybe_day(released),
        revet_by=maybe_day(revet_by),
        on_overdue=OnOverdue(on_overdue),
        areas=areas or (area(),),
        where=At(f"rubrics/{version}.yaml"),
    )


def registry(*holders: Product | Institution, **changes: Any) -> Registry:
    """A registry of these holders and the suppliers of the products among them."""
    products = tuple(holder for holder in holders if isinstance(holder, Product))
    whole: dict[str, Any] = {
        "settings": settings(),
        "rubrics": (rubric(),),
        "suppliers": tuple({p.supplier.path: p.supplier for p in products}.values()),
        "products": products,
        "institutions": tuple(holder for holder in holders if isinstance(holder, Institution)),
    }
    return Registry(**whole | changes)
