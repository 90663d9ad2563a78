"""A holder's path -> where its badge stands; and how large all badges are."""

from __future__ import annotations

from datetime import date
from functools import cache

from .. import badges


def badge_address(path: str, ending: str = "svg") -> str:
    """The badge of the holder with that path, below the site's root."""
    return f"badges/{path}.{ending}"


@cache
def badge_size() -> tuple[int, int]:
    """Width and height of every badge in CSS pixels, whatever it says."""
    any_face = badges.face_of(
        name="", seal="", organisation="", address="", number="", valid_through=date.max
    )
    return badges.size(any_face)
