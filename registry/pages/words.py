"""The site's words for standings, events, flags and levels: one word and one icon for each.

Pages, lists, JSON, feeds and the script in the visitor's browser all take them from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..calendar import long_day
from ..legible import legible

_DIRECTION = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Marks that change the direction of the text around them."""


@dataclass(frozen=True, slots=True)
class StandingWords:
    """How one standing is told: a word, an icon, and what it means."""

    word: str
    icon: str
    product: str
    institution: str


STANDINGS = {
    "valid": StandingWords(
        "Valid",
        "valid",
        "The programme has read this product’s privacy policy and terms of service against its "
        "rubric, question by question, and the answers met its expectations.",
        "People at this institution are trained in the vetting process and have shown that they "
        "can vet an application on their own.",
    ),
    "expired": StandingWords(
        "Expired",
        "expired",
        "The seal ran for its term and was not renewed in time. The product no longer holds it.",
        "The seal ran for its term and was not renewed in time. The institution no longer holds "
        "it.",
    ),
    "withdrawn": StandingWords(
        "Withdrawn",
        "withdrawn",
        "The programme took the seal back before the end of its term. The product does not hold "
        "it.",
        "The programme took the seal back before the end of its term. The institution does not "
        "hold it.",
    ),
    "suspended": StandingWords(
        "Suspended",
        "suspended",
        "The seal’s term is running, but a condition for showing it is not met at present. Until "
        "it is, the product does not hold a valid seal.",
        "The seal’s term is running, but a condition for showing it is not met at present. Until "
        "it is, the institution does not hold a valid seal.",
    ),
}
"""In the order in which lists and facets name them."""

EVENTS = {
    "awarded": "Awarded",
    "renewed": "Renewed",
    "vetted-again": "Vetted again",
    "restored": "Restored",
    "expired": "Expired",
    "withdrawn": "Withdrawn",
    "suspended": "Suspended",
    "resumed": "Valid again",
}

FLAGS = {
    "expiring": "Ends soon",
    "re-vetting-due": "To be vetted again",
    "re-vetting-overdue": "Vetting overdue",
}

LEVELS = {
    "meets": "Meets expectations",
    "meets-with-reservations": "Meets expectations, with reservations",
    "does-not-meet": "Does not meet expectations",
    "not-applicable": "Does not apply",
}

KINDS = {"product": "Product", "institution": "Institution"}


def through(standing: str, valid_through: date, ended_on: date | None) -> str:
    """The sentence beside every seal: until when it holds, or since when it does not."""
    if standing == "valid" or ended_on is None:
        return f"Valid through {long_day(valid_through)}"
    return f"Not valid since {long_day(ended_on)}"


def plain(text: str) -> str:
    """The text for a place that cannot isolate it, such as a title: without direction marks."""
    return legible(text).translate(_DIRECTION)


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 product", "12 products"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(words: list[str] | tuple[str, ...], last: str = "and") -> str:
    """Words as a sentence lists them: "a, b and c"."""
    head, tail = list(words[:-1]), list(words[-1:])
    return f" {last} ".join([", ".join(head), *tail] if head else tail)
