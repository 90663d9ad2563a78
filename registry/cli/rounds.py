"""new review, new renewal: the file of a holder's next round, with every question in it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from .. import scaffold
from ..model import Holder, Product, Review, ReviewKind, Rubric, Settings, decided_on
from ..source.layout import Role, Shelf, survey
from ..units import Frame, read_frame, read_institution, read_supplier
from ..unread import holds_unread
from . import questions
from .desk import Desk, UsageFault, holder_typed, no_holder


def new_round(arguments: argparse.Namespace, desk: Desk) -> tuple[Path, str]:
    """The path and text of a review or renewal. Only what it needs of the registry is read."""
    shelves = survey(desk.tree)
    frame = read_frame(desk.tree, shelves)
    settings = frame.settings
    if settings is None or holds_unread(settings):
        raise UsageFault("content/registry.yaml cannot be read; `check` says why")
    holder = _holder(desk, shelves, _typed_holder(arguments, shelves))
    opened = arguments.opened or desk.day(settings)
    rubric = _current(frame, opened)
    reviewer = _reviewer(arguments, settings)
    _refuse_second(holder)
    path = Path(f"content/{holder.path}/{opened}.md")
    earlier = [r for r in holder.reviews if r.steps.awarded and r.steps.opened < opened]
    kind = _kind(arguments, holder, earlier)
    if kind == ReviewKind.RENEWAL:
        text = scaffold.renewal(earlier[-1], rubric, opened, reviewer)
    else:
        text = scaffold.review(holder.seal_type, rubric, opened, kind=kind, reviewer=reviewer)
    return path, _known(text, holder)


def _kind(arguments: argparse.Namespace, holder: Holder, earlier: Sequence[Review]) -> ReviewKind:
    """The kind asked for, or the one that fits. Raises UsageFault where it cannot be."""
    product = isinstance(holder, Product)
    again = ReviewKind.RE_VETTING if product else ReviewKind.RENEWAL
    kind = again if earlier else ReviewKind.INITIAL
    if arguments.what == "renewal":
        kind = ReviewKind.RENEWAL
    elif arguments.kind:
        kind = ReviewKind(arguments.kind)
    if kind is ReviewKind.RENEWAL and not earlier:
        raise UsageFault(f"{holder.path} was never awarded a seal; start `new review`")
    if kind is ReviewKind.RE_VETTING and not product:
        raise UsageFault("institutions' seals are not vetted again; start `new renewal`")
    if kind is ReviewKind.INITIAL and earlier:
        remedy = "`new renewal`" + (", or --kind re-vetting" if product else "")
        day = earlier[-1].steps.awarded
        raise UsageFault(f"{holder.path} was awarded a seal on {day} already; start {remedy}")
    return kind


def _known(text: str, holder: Holder) -> str:
    """The scaffold with the addresses of the policies, which the product's record knows."""
    if isinstance(holder, Product):
        for name in ("privacy_policy", "terms_of_service"):
            blank = f"{name}: {{url: https://…,"
            text = text.replace(blank, f"{name}: {{url: {getattr(holder, name)},")
    return text


def _typed_holder(arguments: argparse.Namespace, shelves: dict[str, Shelf]) -> str:
    if arguments.holder is None:
        known = _paths(shelves)
        if not questions.somebody_there():
            raise UsageFault(f"new {arguments.what} needs a HOLDER, such as {known[:1] or '…'}")
        arguments.holder = questions.ask("Holder", questions.one_of(known))
    return holder_typed(arguments.holder)


def _reviewer(arguments: argparse.Namespace, settings: Settings) -> str:
    staff = list(settings.staff)
    given: str | None = arguments.reviewer
    if given is None and questions.somebody_there():
        given = questions.ask("Reviewer", questions.one_of(staff), default=staff[0])
    if (given or staff[0]) not in staff:
        raise UsageFault(f"{given!r} is not one of the staff: {', '.join(staff)}")
    return given or staff[0]


def _paths(shelves: dict[str, Shelf]) -> list[str]:
    """Every holder's path, by the folders there are."""
    holders = (Role.PRODUCT, Role.INSTITUTION)
    found = [
        shelf.path.removeprefix("content/")
        for name in ("content/suppliers", "content/institutions")
        if name in shelves
        for shelf in shelves[name].walk()
        if any(file.role in holders for file in shelf.files)
    ]
    return sorted(found)


def _holder(desk: Desk, shelves: dict[str, Shelf], wanted: str) -> Holder:
    known = _paths(shelves)
    if wanted not in known:
        raise no_holder(wanted, known)
    kind, name = wanted.split("/")[:2]
    shelf = next(s for s in shelves[f"content/{kind}"].shelves if s.path.endswith(f"/{name}"))
    read = read_supplier if kind == "suppliers" else read_institution
    unit = read(desk.tree, shelf)
    for holder in unit.holders:
        if holder.path == wanted and wanted not in unit.incomplete and not holds_unread(holder):
            return holder
    raise UsageFault(f"the records of {wanted} have faults; `check content/{wanted}` names them")


def _current(frame: Frame, day: date) -> Rubric:
    """The rubric in force on a day."""
    rubrics = [rubric for rubric in frame.rubrics if not holds_unread(rubric)]
    dated = [(r.released, r) for r in rubrics if r.released and r.released <= day]
    if not dated:
        raise UsageFault(f"no rubric is released on {day}")
    return max(dated, key=lambda pair: pair[0])[1]


def _refuse_second(holder: Holder) -> None:
    for review in holder.reviews:
        if decided_on(review) is None:
            raise UsageFault(f"{review.path} is still open; a holder has one open review at a time")
