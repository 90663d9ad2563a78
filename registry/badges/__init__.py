"""Standings -> badges: one face, drawn alike as SVG and as PNG, and told to shields.io.

>>> from datetime import date
>>> face = face_of(
...     name="QuizLab", seal="Data Privacy Seal", organisation="Example Learning Consortium",
...     address="https://seals.example.org", number="DPS-4F7KQ-2M9XC",
...     valid_through=date(2027, 3, 14),
... )
>>> face.title
'QuizLab: Data Privacy Seal, valid through 14 March 2027'
>>> size(face.variant)
(320, 132)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from . import card, compact, endpoint, raster, roundel, vector
from .face import Face, Look, Scheme, Variant, face_of
from .shapes import Drawing

__all__ = [
    "CREDENTIAL",
    "Face",
    "Look",
    "Scheme",
    "Variant",
    "face_of",
    "png",
    "shields",
    "size",
    "svg",
]

CREDENTIAL = "openbadgecredential"
"""The keyword under which a PNG carries an Open Badges credential."""

_FORMS: Mapping[Variant, Callable[[Face], Drawing]] = {
    Variant.CARD: card.card,
    Variant.COMPACT: compact.compact,
    Variant.ROUND: roundel.roundel,
}

_SIZES = {
    Variant.CARD: (card.WIDTH, card.HEIGHT),
    Variant.COMPACT: (compact.WIDTH, compact.HEIGHT),
    Variant.ROUND: (roundel.SIDE, roundel.SIDE),
}


def svg(face: Face, credential: str | None = None) -> bytes:
    """The badge as SVG; `credential` is the JSON text of an Open Badges credential to bake in.

    Raises ValueError for a credential on a badge that does not say that its seal holds.
    """
    if credential is not None:
        _refuse_contradiction(face)
    return vector.written(drawing(face), face, credential)


def png(face: Face, texts: Mapping[str, str] | None = None) -> bytes:
    """The badge as PNG at two pixels to the CSS pixel; `texts` become iTXt chunks, by keyword.

    Raises ValueError for a credential (`CREDENTIAL`) where the seal does not hold.
    """
    if texts and CREDENTIAL in texts:
        _refuse_contradiction(face)
    return raster.written(drawing(face), texts or {})


def shields(face: Face, cache_seconds: int = 3600) -> bytes:
    """The badge as JSON for shields.io's endpoint, which draws it in its own manner."""
    return endpoint.written(face, cache_seconds)


def size(variant: Variant) -> tuple[int, int]:
    """Width and height in CSS pixels, the same for all badges of a variant."""
    return _SIZES[variant]


def drawing(face: Face) -> Drawing:
    """What there is to draw: shapes, and words in their places."""
    return _FORMS[face.variant](face)


def _refuse_contradiction(face: Face) -> None:
    if face.look is not Look.HOLDS:
        raise ValueError(f"a badge that says {face.claim!r} carries no credential")
