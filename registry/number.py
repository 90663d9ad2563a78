"""A holder's first path -> its seal number for life, `DPS-XXXXX-XXXXC`.

Nine characters of Crockford's base 32 come from the hash of the path, the tenth checks them: it
makes the sum of all ten, each times a weight of its own in the field of 32 elements, nothing. As
all weights differ, one wrong character and any two characters that changed places are caught.
"""

from __future__ import annotations

import hashlib
from functools import reduce
from operator import xor

from .model import Holder, Product

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O and U, which people take for other characters."""

_FORGIVEN = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BLANKS = dict.fromkeys(map(ord, " \t\r\n\u00a0-\u2010\u2011\u2012\u2013\u2014\u2212"))
_PAYLOAD = 9


def _times_x(element: int) -> int:
    """An element of GF(32) times x, modulo x^5 + x^2 + 1."""
    doubled = element << 1
    return doubled ^ 0b100101 if doubled & 0b100000 else doubled


def _weighed(digit: int, place: int) -> int:
    """The digit times x^place."""
    for _ in range(place):
        digit = _times_x(digit)
    return digit


_WEIGHED = tuple(tuple(_weighed(digit, place) for digit in range(32)) for place in range(10))
"""Every digit at every place, counted from the check character at place 0."""


def first_path(holder: Holder) -> str:
    """The path under which the holder was first entered; it never changes again."""
    first = holder.formerly[0] if holder.formerly else holder.slug
    if not isinstance(holder, Product):
        return f"institutions/{first}"
    supplier = holder.supplier
    home = supplier.formerly[0] if supplier.formerly else supplier.slug
    return f"suppliers/{home}/{first}"


def seal_number(holder: Holder, prefix: str) -> str:
    """The holder's seal number, with the registry's prefix."""
    digest = hashlib.sha256(first_path(holder).encode()).digest()
    bits = int.from_bytes(digest, "big") >> (256 - 5 * _PAYLOAD)
    digits = [bits >> 5 * place & 31 for place in reversed(range(_PAYLOAD))]
    return _written(prefix, "".join(ALPHABET[digit] for digit in [*digits, _check(digits)]))


def parse(text: str, prefix: str) -> str | None:
    """The number as it should be written, None where the text is no number.

    Forgives case, blanks, missing hyphens, and O, I and L typed for 0 and 1.
    """
    typed, start = _folded(text), _folded(prefix)
    body = typed.removeprefix(start)
    if len(body) != _PAYLOAD + 1 or typed != start + body or not set(body) <= set(ALPHABET):
        return None
    *digits, check = (ALPHABET.index(character) for character in body)
    return _written(prefix, body) if check == _check(digits) else None


def is_valid(text: str, prefix: str) -> bool:
    """Whether the text is a seal number without a slip of the pen; it need not belong to a seal."""
    return parse(text, prefix) is not None


def _check(digits: list[int]) -> int:
    """The digit that makes the weighted sum of all ten nothing."""
    places = range(len(digits), 0, -1)
    weighed = (_WEIGHED[place][digit] for place, digit in zip(places, digits, strict=True))
    return reduce(xor, weighed, 0)


def _folded(text: str) -> str:
    """The text without blanks and hyphens, in one spelling; empty where it is not ASCII."""
    bare = text.translate(_BLANKS)
    # Capitals are made of ASCII only: that of "ß" would be two letters of our alphabet.
    return bare.upper().translate(_FORGIVEN) if bare.isascii() else ""


def _written(prefix: str, body: str) -> str:
    return f"{prefix}-{body[:5]}-{body[5:]}"
