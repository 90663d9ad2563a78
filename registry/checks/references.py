"""Names: what a record names exists."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import shown
from ..faults import nearest
from ..model import (
    Extension,
    InstitutionReview,
    JointReview,
    Member,
    MemberKey,
    Product,
    ProductReview,
    Withdrawal,
)
from ..rulebook import Finding
from .engine import Scope, check, each
from .subjects import AnyRound, Sheet, Whole
from .walk import Keys, parts

_STAFF = {
    ProductReview: "reviewer",
    InstitutionReview: "reviewer",
    Extension: "by",
    JointReview: "staff",
    Withdrawal: "by",
    MemberKey: "added_by",
}
"""Which field of a noun names a member of the staff."""

_NO_RUBRIC = "there is none yet: write rubrics/1.0.yaml and `build.py release` it"
_NO_STAFF = "there is nobody yet: write the key and the name under staff: in content/registry.yaml"
_NOBODY = "none is registered yet: start one with `build.py new`"


@check(Scope.ROUND)
def unknown_rubric(subject: AnyRound) -> Iterator[Finding]:
    """A review names a rubric that exists.

    Bad:
        rubric: "2.5"      # rubrics/ holds 1.0.yaml and 2.0.yaml
    Good:
        rubric: "2.0"
    """
    review = subject.review
    if subject.rubric is None:
        yield Finding(
            review.where.place("rubric"),
            f"there is no rubric {shown(review.rubric)}",
            nearest(review.rubric, subject.by.rubrics, _NO_RUBRIC),
        )


@check(Scope.RECORD, ProductReview, InstitutionReview, Product, Member)
def unknown_staff(
    sheet: Sheet[ProductReview | InstitutionReview | Product | Member],
) -> Iterator[Finding]:
    """Whoever a record names as staff has a key in the list of staff in `registry.yaml`.

    That is the reviewer, who took part in a joint review, who granted an extension or decided a
    withdrawal (`by`), and who added a member's key. An independent review is `by` a person of the
    institution and names no staff.

    Bad:
        reviewer: mlundt
    Good:
        reviewer: mlund
    """
    staff = sheet.by.settings.staff

    def stranger(part: tuple[Keys, object]) -> Iterator[Finding]:
        keys, noun = part
        field = _STAFF[type(noun)]
        name = getattr(noun, field)
        if name is not None and name not in staff:
            yield Finding(
                sheet.noun.where.place(*keys, field),
                f"{shown(name)} is not one of the staff in registry.yaml",
                nearest(name, staff, _NO_STAFF),
            )

    yield from each(stranger, parts(sheet.noun, frozenset(_STAFF)))


@check(Scope.REGISTRY)
def unknown_organisation(whole: Whole) -> Iterator[Finding]:
    """The organisation that a member file names is registered here.

    Bad:
        organisation: institutions/river-vally
    Good:
        organisation: institutions/river-valley
    """
    registry = whole.registry
    known = [supplier.path for supplier in registry.suppliers]
    known += [institution.path for institution in registry.institutions]

    def is_there(path: str) -> bool:
        return path in known or any(f"{path}/".startswith(f"{one}/") for one in whole.unreadable)

    remedy = "or leave the field out and write the membership here"

    def astray(member: Member) -> Iterator[Finding]:
        if member.organisation is not None and not is_there(member.organisation):
            yield Finding(
                member.where.place("organisation"),
                f"there is no organisation {shown(member.organisation)}",
                f"{nearest(member.organisation, known, _NOBODY)}; {remedy}",
            )

    yield from each(astray, registry.members)
