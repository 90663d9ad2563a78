"""The contract's section on standing said again, as plainly as possible: a walk, day after day.

Nothing here calls the code that it judges. A walk looks at each day in turn, applies what happened
on it, and writes down how it looks; facts dated after the as-of day do not happen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from registry.model import Holder, InstitutionReview, Product, Programme, Review, Rubric, Settings

DAY = timedelta(days=1)


@dataclass
class Looks:
    """How a holder looks on one day."""

    standing: str | None = None
    reason: str | None = None
    flags: list[str] = field(default_factory=list)
    awarded_on: date | None = None
    expires_on: date | None = None
    ended_on: date | None = None
    rubric: str | None = None
    review: str | None = None
    year: int | None = None
    runs: bool = False
    over_since: date | None = None
    revet_by: date | None = None


def in_force(rules: Settings, day: date) -> Programme:
    found = rules.programme[0]
    for one in rules.programme[1:]:  # every test writes them oldest first
        if one.since <= day:
            found = one
    return found


def by_path(holder: Holder) -> list[Review]:
    reviews: tuple[Review, ...] = holder.reviews
    return sorted(reviews, key=lambda one: one.path)


def years_on(anchor: date, years: int) -> date:
    if (anchor.month, anchor.day) == (2, 29):
        leap = (anchor.year + years) % 4 == 0  # no test goes near a century
        return date(anchor.year + years, 2, 29 if leap else 28)
    return date(anchor.year + years, anchor.month, anchor.day)


def walk(
    holder: Holder, rules: Settings, rubrics: Sequence[Rubric], as_of: date, first: date, last: date
) -> Iterator[tuple[date, Looks]]:
    """Each day from `first`, which lies before every award, to `last`, by what as-of knows."""
    anchor, years = date.min, 0
    ended: str | None = None
    began: set[date] = set()
    looks = Looks()
    reviews = by_path(holder)
    today = first
    while today <= last:
        happens = today <= as_of
        notice = in_force(rules, today).days.renewal_notice * DAY
        for review in reviews:
            if not happens or review.steps.awarded != today:
                continue
            term = in_force(rules, today).term_years
            end = looks.expires_on
            if end and review.kind == "renewal" and end - notice <= today <= end:
                began.add(end)
                years += term
                looks.awarded_on, looks.expires_on = today, years_on(anchor, years)
            elif end and today < end:
                pass  # any other award keeps the end
            else:
                began.add(today)
                anchor, years = today, term
                looks.awarded_on, looks.expires_on = today, years_on(anchor, years)
            ended = None
            looks.rubric, looks.review = review.rubric, review.path
            looks.over_since = None
        if today in began:
            looks.year = today.year
        held = looks.expires_on is not None and today < looks.expires_on
        if held and ended is None and happens and isinstance(holder, Product):
            if any(one.on == today for one in holder.withdrawn):
                ended, looks.over_since = "decision", today
            elif any(review.steps.declined == today for review in reviews):
                ended, looks.over_since = "declined", today
        if looks.expires_on == today and ended is None:
            looks.over_since = today
        yield today, _look(looks, holder, rules, rubrics, as_of, today, ended)
        today += DAY


def _look(
    looks: Looks,
    holder: Holder,
    rules: Settings,
    rubrics: Sequence[Rubric],
    as_of: date,
    today: date,
    ended: str | None,
) -> Looks:
    """How today looks, once all that happens on it has happened; `looks` carries on."""
    rule = in_force(rules, today)
    product = isinstance(holder, Product)
    organisation = holder.supplier if isinstance(holder, Product) else holder
    eligible = rule.supplier.tiers if product else rule.institution.tiers
    member = False
    for paid in organisation.membership:
        if paid.since <= today and (paid.until is None or today <= paid.until):
            member = member or paid.tier in eligible
    looks.runs = looks.expires_on is not None and today < looks.expires_on and ended is None

    newer = []
    if product and looks.runs:
        base = [one.released for one in rubrics if one.version == looks.rubric and one.released]
        for one in rubrics:
            if base and one.released and base[0] < one.released <= today:
                newer.append(one)
    overdue = [one for one in newer if one.revet_by is not None and today > one.revet_by]
    looks.revet_by = min((one.revet_by for one in newer if one.revet_by), default=None)

    if looks.expires_on is None:
        looks.standing, looks.reason = None, None
    elif ended is not None:
        looks.standing, looks.reason = "withdrawn", ended
    elif today >= looks.expires_on:
        looks.standing, looks.reason = "expired", "anniversary"
    elif not member:
        looks.standing, looks.reason = "suspended", "membership"
    elif any(one.on_overdue == "suspend" for one in overdue):
        looks.standing, looks.reason = "suspended", "re-vetting"
    else:
        looks.standing, looks.reason = "valid", None

    if looks.standing in (None, "valid"):
        looks.ended_on = None
    elif looks.ended_on is None:
        looks.ended_on = today

    looks.flags = []
    notice = rule.days.renewal_notice * DAY
    if looks.standing == "valid" and looks.expires_on and today >= looks.expires_on - notice:
        looks.flags.append("expiring")
    if overdue:
        looks.flags.append("re-vetting-overdue")
    elif newer:
        looks.flags.append("re-vetting-due")
    seen = min(today, as_of)
    for review in holder.reviews:
        decided = review.steps.awarded or review.steps.declined
        if review.steps.opened <= seen and (decided is None or decided > seen):
            looks.flags.append("under-review")
            break
    return Looks(**{**vars(looks), "flags": list(looks.flags)})


def owed(
    holder: Holder, rules: Settings, looks: Looks, as_of: date
) -> list[tuple[str, date | None, str | None]]:
    """What staff owe on the as-of day that looks so: kind, due day and, of a review's, its path."""

    def known(day: date | None) -> bool:
        return day is not None and day <= as_of

    found: list[tuple[str, date | None, str | None]] = []
    product = isinstance(holder, Product)
    if looks.runs and looks.expires_on and looks.awarded_on:
        reminded = [
            review
            for review in by_path(holder)
            if review.kind == "renewal"
            and looks.awarded_on < review.steps.opened
            and known(review.steps.reminded)
        ]
        if not reminded:
            notice = in_force(rules, as_of).days.renewal_notice * DAY
            found.append(("renewal-notice", looks.expires_on - notice, None))
        if "re-vetting-due" in looks.flags or "re-vetting-overdue" in looks.flags:
            found.append(("re-vetting", looks.revet_by or looks.expires_on, None))
    over = looks.over_since
    confirmed = [day for day in holder.removal_confirmed if over and over <= day <= as_of]
    if over is not None and not looks.runs and not confirmed:
        found.append(("removal", over, None))
    for point in holder.issues:
        if known(point.opened) and not known(point.resolved):
            found.append(("issue", None, None))
    for review in by_path(holder):
        steps = review.steps
        if not known(steps.opened):
            continue
        running = not known(steps.awarded) and not known(steps.declined)
        if running and known(steps.notified) and not known(steps.changes_received):
            lacking = isinstance(review, InstitutionReview) and bool(review.attention)
            for answer in review.answers.values():
                later = answer.resolved is not None and not known(answer.resolved)
                level = answer.was if later and answer.was else answer.level
                lacking = lacking or (product and level == "does-not-meet")
            if lacking and steps.notified:
                ends = [steps.notified + in_force(rules, steps.notified).days.changes * DAY]
                ends += [one.until for one in review.extensions if one.of == "changes"]
                found.append(("changes", max(ends), review.path))
        if isinstance(review, InstitutionReview):
            trained = review.steps.trained
            waits = running and not known(review.steps.submitted)
            if waits and trained is not None and known(trained):
                ends = [trained + in_force(rules, trained).days.independent_review * DAY]
                ends += [one.until for one in review.extensions if one.of == "independent_review"]
                found.append(("independent-review", max(ends), review.path))
            continue
        if running and known(steps.changes_received) and not known(review.steps.met):
            found.append(("second-meeting", None, review.path))
        if steps.awarded and known(steps.awarded):
            if not known(steps.award_sent):
                allowed = in_force(rules, steps.awarded).days.award_notice
                found.append(("award-notice", steps.awarded + allowed * DAY, review.path))
            for answer in review.answers.values():
                later = answer.resolved is not None and not known(answer.resolved)
                level = answer.was if later and answer.was else answer.level
                if level == "meets-with-reservations" and not known(answer.discussed):
                    found.append(("reservation-talk", None, review.path))
                    break
    return found
