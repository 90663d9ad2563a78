"""What a badge says, before anything is drawn."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date

from ..calendar import long_day


class Variant(enum.StrEnum):
    """The badge's form."""

    CARD = "card"
    COMPACT = "compact"
    ROUND = "round"


class Scheme(enum.StrEnum):
    """What the badge is made to stand on."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """Everything that a badge shows.

    `name` is the product's or the institution's; `seal` the seal's; `organisation` that of the body
    which awards it; `address` tells where to check, such as the registry's host; `day` is the last
    day the seal holds, or the first it did not; `year` is an institution seal's.
    """

    name: str
    seal: str
    organisation: str
    address: str
    number: str
    holds: bool
    day: date
    year: int | None = None
    variant: Variant = Variant.CARD
    scheme: Scheme = Scheme.LIGHT

    @property
    def claim(self) -> str:
        """The date line: it never says valid without saying until when."""
        return f"{self.claim_words} {self.claim_day}"

    @property
    def claim_words(self) -> str:
        """The date line up to its day."""
        return "Valid through" if self.holds else "Not valid since"

    @property
    def claim_day(self) -> str:
        """The date line's day: 14 March 2027, in English whatever the machine speaks."""
        return long_day(self.day)

    @property
    def title(self) -> str:
        """The badge in one line of plain text, with the whole name in any script."""
        kind = f" (Institution {self.year})" if self.year is not None else ""
        return f"{self.name}: {self.seal}{kind}, {self.claim[0].lower()}{self.claim[1:]}"

    @property
    def description(self) -> str:
        """Under which number, who says so, and where to check it."""
        return f"{self.seal} {self.number} of {self.organisation}. Check it at {self.address}."


def face_of(
    *,
    name: str,
    seal: str,
    organisation: str,
    address: str,
    number: str,
    valid_through: date,
    ended_on: date | None = None,
    year: int | None = None,
    variant: Variant = Variant.CARD,
    scheme: Scheme = Scheme.LIGHT,
) -> Face:
    """What the badge of a seal says; `ended_on` is the first day it did not hold, if any.

    `address` may be the registry's whole base address: what a reader need not type is left out.
    """
    return Face(
        name=name,
        seal=seal,
        organisation=organisation,
        address=address.removeprefix("https://").removeprefix("http://").rstrip("/"),
        number=number,
        holds=ended_on is None,
        day=valid_through if ended_on is None else ended_on,
        year=year,
        variant=variant,
        scheme=scheme,
    )
