"""Any text -> text that the badge's font can draw, or none; and text that XML can carry."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from .outlines import Weight, outlines

_LONGEST = 300
"""Names beyond this many characters are cut before anything else is done with them."""

_JOINERS = "\u200c\u200d"
"""Zero-width (non-)joiners: invisible, but some scripts are misspelled without them."""


@lru_cache(maxsize=4096)
def drawable(text: str) -> str | None:
    """The text with nothing in it but what the font draws, or None where that would maim it.

    Emoji, control and text-direction characters are ornaments and are left out. Letters, accents
    and figures are not: a name with one that the font lacks is not drawn at all.
    """
    plain = " ".join(unicodedata.normalize("NFC", text[:_LONGEST]).split())
    font = outlines(Weight.SEMIBOLD)
    drawn = "".join(c if c in font else _compatible(c) for c in plain)
    kept = [c for c in drawn if c in font or not _is_ornament(c)]
    if not all(c in font for c in kept) or not any(c.isalnum() for c in kept):
        return None
    return " ".join("".join(kept).split())


def _compatible(character: str) -> str:
    """The same character in plainer dress, such as full-width letters; itself where it has none."""
    plain = unicodedata.normalize("NFKC", character)
    font = outlines(Weight.SEMIBOLD)
    return plain if all(c in font for c in plain) else character


def _is_ornament(character: str) -> bool:
    """Whether a name is still the same name without the character."""
    # ZERO WIDTH (NON-)JOINER and its like are Cf; a lone surrogate is Cs; keycap rings are Me.
    return unicodedata.category(character) in ("So", "Sk", "Cf", "Cc", "Cs", "Co", "Cn", "Me") or (
        "\ufe00" <= character <= "\ufe0f"
    )


def readable(text: str) -> str:
    """The whole text on one line, without what XML forbids or what would turn its direction."""
    kept = (c for c in text if c.isspace() or c.isprintable() or c in _JOINERS)
    return " ".join("".join(kept).split())


def escaped(text: str) -> str:
    """The text as it stands between two tags or in a quoted attribute."""
    pairs = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"))
    for plain, entity in pairs:
        text = text.replace(plain, entity)
    return text


def shortened(text: str, limit: int) -> str:
    """The text, cut with an ellipsis where it is longer than `limit` characters."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
