"""A public holder -> the files of its badge, at its address and at every one it ever had."""

from __future__ import annotations

from collections.abc import Iterator

from . import badges
from .artifact import Artifact
from .pages import Edition, PublicHolder
from .pages.badge import PLAIN, badge_address, badge_face
from .pages.embed import form_ending

NUMBER = "Seal number"
"""The keyword under which a PNG carries its seal's number."""

_OTHERS = tuple(
    (variant, scheme)
    for variant in badges.Variant
    for scheme in badges.Scheme
    if (variant, scheme) != PLAIN
)
"""Every form but the one that stands at the badge's plain address."""


def badge_artifacts(
    edition: Edition, holder: PublicHolder, credential: str | None = None
) -> Iterator[Artifact]:
    """The badge as SVG, PNG and shields.io endpoint, and its other forms as SVG.

    `credential` is the JSON text of the signed credential that the two images carry while valid.
    """
    plain = badge_face(edition, holder)
    # Without a credential the number still tells a dropped image from a stranger's.
    texts = {NUMBER: holder.seal.number}
    texts |= {badges.CREDENTIAL: credential} if credential else {}
    files = {
        "svg": badges.svg(plain, credential),
        "png": badges.png(plain, texts),
        "json": badges.shields(plain),
    }
    for variant, scheme in _OTHERS:
        face = badge_face(edition, holder, variant, scheme)
        files[form_ending(variant, scheme)] = badges.svg(face)
    for path in (holder.path, *holder.formerly):
        for ending, data in files.items():
            yield Artifact(badge_address(path, ending), data)
