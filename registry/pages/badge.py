"""A holder -> where its badge stands and how large it is in CSS pixels."""

from __future__ import annotations

from .edition import Edition
from .public import PublicHolder


def badge_address(path: str, ending: str = "svg") -> str:
    """The badge of the holder with that path, below the site's root."""
    return f"badges/{path}.{ending}"


def badge_size(edition: Edition, holder: PublicHolder) -> tuple[int, int]:  # noqa: ARG001
    """Width and height of the badge as it stands on the as-of day."""
    return (300, 100)
