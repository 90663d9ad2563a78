"""The pages that anyone may load: they hold nothing, and open only with a member's key."""

from __future__ import annotations

from collections.abc import Iterator

from ..pages.page import Crumb, Page

_STRICT = {"form-action": "'none'"}
_ALONE = {**_STRICT, "connect-src": "'none'"}
"""A key is made on this page, so nothing on it may talk to anyone."""

_MEMBERS = (Crumb("Members", "members/"),)


def member_shells(epoch: str | None) -> Iterator[Page]:
    """The door, the reader and the desk where a key is made."""
    yield Page(
        address="members/",
        template="members/index.html",
        title="For members",
        description="Member organisations read every review in full.",
        facts={"epoch": epoch, "mode": "sealed"},
        csp=_STRICT,
        listed=False,
    )
    yield Page(
        address="members/reviews/",
        template="members/reviews.html",
        title="Reviews",
        crumbs=_MEMBERS,
        facts={"epoch": epoch, "mode": "sealed"},
        csp=_STRICT,
        listed=False,
    )
    yield Page(
        address="members/join/",
        template="members/join.html",
        title="Make your key",
        crumbs=_MEMBERS,
        csp=_ALONE,
        listed=False,
    )


def staff_shell(*, sealed: bool) -> Page:
    """The door to the worklist; `sealed` says whether there is one to open."""
    return Page(
        address="staff/",
        template="staff/index.html",
        title="Staff",
        facts={"sealed": sealed},
        csp=_STRICT,
        listed=False,
    )
