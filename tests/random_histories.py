"""Random histories of holders: as odd as they like, with days that lie near one another's edges."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from registry.model import (
    Answer,
    Deadline,
    Institution,
    Level,
    Membership,
    Product,
    Rubric,
    Settings,
)

from .histories import History
from .nouns import (
    day,
    eligibility,
    extension,
    institution,
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
from .oracle import DAY

EPOCH = day("2023-12-20")
"""Random histories begin here, so that a leap day is among their first."""

NEAR = st.sampled_from([0, 1, 29, 30, 31, 59, 60, 61, 70, 71, 72, 364, 365, 366, 367, 730, 731])
DAYS = st.builds(
    lambda near, more, slip: EPOCH + timedelta(days=max(1, near + more + slip)),
    NEAR,
    st.sampled_from([0, 0, 71, 305, 365, 366]),
    st.integers(-1, 1),
)
TIERS = st.sampled_from(["contributing", "contributing", "affiliate", "learner"])


@st.composite
def memberships(draw: st.DrawFn) -> tuple[Membership, ...]:
    turns = sorted(draw(st.sets(DAYS, max_size=4)))
    bounds = [day("2000-01-01"), *turns]
    spans = [
        member(draw(TIERS), start, None if end is None else end - DAY)
        for start, end in zip(bounds, [*turns, None], strict=True)
    ]
    return tuple(span for span in spans if draw(st.integers(0, 5)))


@st.composite
def rules(draw: st.DrawFn) -> Settings:
    sinces = [day("2020-01-01"), *sorted(draw(st.sets(DAYS, max_size=2)))]
    sets = [
        programme(
            since,
            supplier=eligibility(
                *draw(st.sampled_from([["contributing"], ["contributing", "affiliate"]]))
            ),
            days=windows(renewal_notice=draw(st.sampled_from([0, 1, 30, 60, 400]))),
            term_years=draw(st.sampled_from([1, 1, 1, 2])),
        )
        for since in sinces
    ]
    return settings(*sets)


@st.composite
def releases(draw: st.DrawFn) -> tuple[Rubric, ...]:
    days = [day("2020-01-01"), *sorted(draw(st.sets(DAYS, max_size=3)))]
    return tuple(
        rubric(
            f"{number}.0",
            draw(st.sampled_from([released, released, released, None])) if number > 1 else released,
            revet_by=draw(st.none() | DAYS),
            on_overdue=draw(st.sampled_from(["keep", "suspend"])),
        )
        for number, released in enumerate(days, start=1)
    )


OUTCOMES = st.sampled_from(["awarded", "awarded", "awarded", "declined", None])
VERSIONS = st.sampled_from(["1.0", "2.0", "3.0", "4.0"])


@st.composite
def rounds(draw: st.DrawFn, *steps: str) -> list[tuple[date, dict[str, Any]]]:
    """Days on which reviews were opened, each with what came of it."""
    found = []
    for opened in draw(st.sets(DAYS, max_size=6)):
        later = {
            step: opened + timedelta(days=draw(st.integers(0, 40)))
            for step in draw(st.sets(st.sampled_from(steps)))
        }
        outcome = draw(OUTCOMES)
        if outcome:
            later[outcome] = opened + timedelta(days=draw(st.sampled_from([0, 0, 1, 10, 60])))
        moved = draw(st.lists(st.builds(extension, DAYS, st.sampled_from(Deadline)), max_size=2))
        found.append((opened, {**later, "extensions": tuple(moved), "answers": draw(ANSWERS)}))
    return found


MAYBE_DAY = st.none() | DAYS
ANSWERS = st.dictionaries(
    st.sampled_from(["data.kept", "data.shared"]),
    st.builds(
        Answer,
        level=st.sampled_from(Level),
        was=st.none() | st.sampled_from(Level),
        resolved=MAYBE_DAY,
        discussed=MAYBE_DAY,
    ),
    min_size=1,
)
ISSUES = st.lists(st.builds(issue, DAYS, resolved=MAYBE_DAY), max_size=2)


@st.composite
def products(draw: st.DrawFn) -> Product:
    kinds = st.sampled_from(["initial", "renewal", "renewal", "re-vetting"])
    steps = ("reminded", "notified", "changes_received", "met", "award_sent")
    reviews = [
        product_review(opened, draw(kinds), draw(VERSIONS), **given)
        for opened, given in draw(rounds(*steps))
    ]
    return product(
        *reviews,
        supplier=supplier(membership=draw(memberships())),
        withdrawn=tuple(withdrawal(on) for on in draw(st.lists(DAYS, max_size=2))),
        issues=tuple(draw(ISSUES)),
        removal_confirmed=tuple(draw(st.lists(DAYS, max_size=2))),
    )


@st.composite
def institutions(draw: st.DrawFn) -> Institution:
    kinds = st.sampled_from(["initial", "renewal", "renewal"])
    steps = ("reminded", "trained", "submitted", "notified", "changes_received")
    attention = st.none() | st.just("The note on retention")
    reviews = [
        institution_review(opened, draw(kinds), draw(VERSIONS), attention=draw(attention), **given)
        for opened, given in draw(rounds(*steps))
    ]
    return institution(
        *reviews,
        membership=draw(memberships()),
        issues=tuple(draw(ISSUES)),
        removal_confirmed=tuple(draw(st.lists(DAYS, max_size=2))),
    )


@st.composite
def histories(draw: st.DrawFn) -> History:
    """A holder whose records may be as odd as they like, but name each review once."""
    is_product = draw(st.sampled_from([True, True, True, False]))
    holder = draw(products()) if is_product else draw(institutions())
    last = EPOCH + timedelta(days=1200)
    return History(holder, EPOCH, last, draw(rules()), draw(releases()))
