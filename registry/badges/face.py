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


class Look(enum.StrEnum):
    """How a badge is drawn: each in colours of its own, the ended one in another shape as well."""

    HOLDS = "holds"
    ENDED = "ended"
    PREVIEW = "preview"


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """Everything that a badge shows.

    `name` is the product's or the institution's; `seal` the seal's; `organisation` that of the body
    which awards it; `address` tells where to check, such as the registry's host; `day` is the last
    day the seal holds, or the first it did not; `year` is an institution seal's. A `preview` shows
    how a badge would look, and claims nothing.
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
    preview: bool = False

    @property
    def look(self) -> Look:
        """What the badge looks like."""
        if not self.holds:
            return Look.ENDED
        return Look.PREVIEW if self.preview else Look.HOLDS

    @property
    def claim(self) -> str:
        """The date line: it never says valid without saying until when."""
        stop = "," if self.preview else ""
        return f"{self.claim_words}{stop} {self.claim_day}"

    @property
    def claim_words(self) -> str:
        """The date line up to its day."""
        if self.preview:
            return "Preview"
        return "Valid through" if self.holds else "Not valid since"

    @property
    def claim_day(self) -> str:
        """The date line's day: 14 March 2027, in English whatever the machine speaks."""
        return "not a seal" if self.preview else long_day(self.day)

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
    preview: bool = False,
) -> Face:
    """What the badge of a seal says; `ended_on` is the first day it did not hold, if any.

    `address` may be the registry's whole base address: what a reader need not type is left out.
    A seal that has ended needs no preview: its badge shows that it ended.
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
        preview=preview and ended_on is None,
    )
