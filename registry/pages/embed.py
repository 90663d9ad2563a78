"""A holder -> what its own pages need to show the badge: addresses, words, forms and sizes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .. import badges
from . import words
from .badge import PLAIN, badge_address
from .edition import Edition
from .public import PublicHolder

_FORMS = {
    badges.Variant.CARD: "Card",
    badges.Variant.COMPACT: "Compact",
    badges.Variant.ROUND: "Round mark",
}
_GROUNDS = {badges.Scheme.LIGHT: "light", badges.Scheme.DARK: "dark"}

_MARKED = re.compile(r"([\\`*_{}\[\]!#])|([<>&|~])")
"""What Markdown would take for more than a character; no dialect takes them all behind a slash."""


@dataclass(frozen=True, slots=True)
class Form:
    """One form of the badge: its address below the root, and its size in CSS pixels."""

    title: str
    address: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Embed:
    """The badge as it is embedded. `target` is the whole URL of the seal's short address.

    The words say nothing of validity; the image and the register do, day by day.
    """

    target: str
    alt: str
    forms: tuple[Form, ...]

    @property
    def plain(self) -> Form:
        """The form that the codes name at first."""
        return self.forms[0]

    @property
    def markdown_alt(self) -> str:
        """The words as Markdown has them."""
        return _MARKED.sub(
            lambda found: f"\\{found[1]}" if found[1] else f"&#{ord(found[2])};", self.alt
        )


def embed_of(edition: Edition, holder: PublicHolder) -> Embed | None:
    """How to show the badge; None while there is nothing to be shown: not valid, or a preview."""
    if edition.preview or not holder.is_valid:
        return None
    return Embed(
        target=edition.url(f"seals/{holder.seal.number}/"),
        alt=f"{edition.seal_name} of {words.plain(holder.name)}: look it up in the register",
        forms=tuple(
            Form(f"{name}, on {ground} pages", address, *badges.size(variant))
            for variant, name in _FORMS.items()
            for scheme, ground in _GROUNDS.items()
            for address in [badge_address(holder.path, form_ending(variant, scheme))]
        ),
    )


def form_ending(variant: badges.Variant, scheme: badges.Scheme) -> str:
    """How the name of that form's SVG ends; the plain one has the plain address."""
    return "svg" if (variant, scheme) == PLAIN else f"{variant}-{scheme}.svg"
