"""Time walked exhaustively: every day of every history against a plain restatement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from registry.assess import Task, assess_holder
from registry.model import Holder, Product

from .histories import HISTORIES, History
from .nouns import award, day, product
from .oracle import DAY, Looks, owed, walk
from .random_histories import histories


def facts(holder: Holder) -> list[date]:
    """Every day on which something that matters here happened."""
    steps = ((r.steps.opened, r.steps.awarded, r.steps.declined) for r in holder.reviews)
    days = {on for three in steps for on in three if on} | {one.on for one in holder.withdrawn}
    return sorted(days)


def agrees(history: History, as_of: date, walked: Walked) -> None:
    """One as-of day looks as the walk says."""
    found = assess_holder(history.holder, history.rules, history.rubrics, as_of)
    seal, looks = found.seal, walked.days[as_of]
    got = (seal.standing, seal.reason, list(seal.flags), seal.ended_on, found.next_change)
    want = (looks.standing, looks.reason, looks.flags, looks.ended_on, walked.following[as_of])
    assert got == want, as_of
    dates = (seal.awarded_on, seal.expires_on, seal.rubric, seal.review)
    assert dates == (looks.awarded_on, looks.expires_on, looks.rubric, looks.review), as_of
    assert seal.valid_through == (looks.expires_on - DAY if looks.expires_on else None), as_of
    assert seal.year == (None if isinstance(history.holder, Product) else looks.year), as_of
    wanted = owed(history.holder, history.rules, looks, as_of)
    assert Counter(map(_owed, found.tasks)) == Counter(wanted), as_of


def runs_of_suspension(days: dict[date, Looks], as_of: date) -> list[tuple[date, date | None]]:
    """First day and first valid day after it of every unbroken run of suspended days."""
    found: list[tuple[date, date | None]] = []
    before: str | None = None
    for today in sorted(one for one in days if one <= as_of):
        now = days[today].standing
        if now == "suspended" and before != "suspended":
            found.append((today, None))
        elif before == "suspended" and now == "valid":
            found[-1] = (found[-1][0], today)
        before = now
    return found


def pauses_agree(history: History, as_of: date, walked: Walked) -> None:
    """The suspensions told on a day are those of the days walked up to it."""
    seal = assess_holder(history.holder, history.rules, history.rubrics, as_of).seal
    told = [(one.since, one.until) for one in seal.pauses]
    assert told == runs_of_suspension(walked.days, as_of), as_of


def _owed(task: Task) -> tuple[str, date | None, str | None]:
    """A task as the walk tells it; the review of what is owed for the seal itself is left open."""
    of_seal = task.kind in ("renewal-notice", "re-vetting", "removal", "issue")
    return task.kind, task.due, None if of_seal else task.review


@dataclass(frozen=True)
class Walked:
    """All days of a history, and for each the first later day that looks different."""

    days: dict[date, Looks]
    following: dict[date, date | None]


def walked_from(history: History, as_of: date) -> Walked:
    """All days by what as-of knows, and so many more that nothing is left to change."""
    horizon = history.last + timedelta(days=3 * 366)
    walked = dict(
        walk(history.holder, history.rules, history.rubrics, as_of, history.first, horizon)
    )
    following: dict[date, date | None] = {horizon: None}
    for today in reversed(list(walked)[:-1]):
        now, then = walked[today], walked[today + DAY]
        same = (now.standing, now.flags) == (then.standing, then.flags)
        following[today] = following[today + DAY] if same else today + DAY
    return Walked(walked, following)


def knowledge(history: History) -> Iterator[tuple[date, list[date]]]:
    """Days on which something was learned, each with the days until the next was."""
    learned = [d for d in facts(history.holder) if d <= history.last]
    starts = sorted({history.first, *learned})
    ends = [*starts[1:], history.last + DAY]
    for start, end in zip(starts, ends, strict=True):
        yield start, [start + timedelta(days=n) for n in range((end - start).days)]


@pytest.mark.parametrize("name", HISTORIES)
def test_every_day_of_a_long_history_looks_as_the_contract_says(name: str) -> None:
    history = HISTORIES[name]
    looked_at = 0
    for learned, days in knowledge(history):
        walked = walked_from(history, learned)
        for as_of in days:
            agrees(history, as_of, walked)
            looked_at += 1
        pauses_agree(history, days[-1], walked)
    assert looked_at == (history.last - history.first).days + 1


def test_the_histories_hold_every_standing_reason_and_flag() -> None:
    seen: set[object] = set()
    for history in HISTORIES.values():
        for _, looks in walk(
            history.holder, history.rules, history.rubrics, date.max, history.first, history.last
        ):
            seen |= {looks.standing, looks.reason, *looks.flags}
    assert seen == {
        None,
        *("valid", "expired", "withdrawn", "suspended"),
        *("anniversary", "declined", "decision", "membership", "re-vetting"),
        *("expiring", "re-vetting-due", "re-vetting-overdue", "under-review"),
    }


@hypothesis_settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(histories(), st.data())
def test_any_history_looks_as_the_contract_says(history: History, data: st.DataObject) -> None:
    learned = data.draw(st.sampled_from([history.first, *facts(history.holder)]))
    walked = walked_from(history, learned)
    until = min((d for d in facts(history.holder) if d > learned), default=history.last)
    for back in range((until - learned).days):
        agrees(history, learned + timedelta(days=back), walked)
        pauses_agree(history, learned + timedelta(days=back), walked)


def test_the_histories_hold_suspensions_that_ended_well_and_badly() -> None:
    runs = [
        run
        for history in HISTORIES.values()
        for run in runs_of_suspension(walked_from(history, history.last).days, history.last)
    ]
    assert {until is None for _, until in runs} == {True, False}


def test_the_walk_notices_a_history_that_is_a_day_off() -> None:
    history = HISTORIES["leap days"]
    moved = replace(history, holder=product(award("2024-03-01")))
    walked = walked_from(history, day("2024-03-01"))
    with pytest.raises(AssertionError):
        agrees(moved, day("2024-03-01"), walked)
