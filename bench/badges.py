"""How long badges take, in CPU milliseconds, and their bytes: `python -m bench.badges [COUNT]`.

Every badge has a name and a number of its own; days and the registry's own texts recur, as they do.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from statistics import mean

from registry.badges import Face, Scheme, Variant, face_of, png, shields, svg
from registry.number import ALPHABET

WORDS = (
    "Quiz",
    "Lab",
    "Math",
    "Reading",
    "Trainer",
    "Companion",
    "Atlas",
    "Bright",
    "Path",
    "Class",
)
DAY = date(2026, 11, 23)


def name(number: int) -> str:
    """One to four words and a figure: most fit on a line, some need two."""
    picked = [WORDS[(number * step) % len(WORDS)] for step in (1, 3, 5, 7)]
    return f"{' '.join(picked[: 1 + number % 4])} {number}"


def seal_number(number: int) -> str:
    """Ten characters in the manner of a seal number."""
    digits = [ALPHABET[number * 7919 >> 3 * place & 31] for place in range(10)]
    return f"DPS-{''.join(digits[:5])}-{''.join(digits[5:])}"


def faces(count: int, variant: Variant, *, ended: bool) -> list[Face]:
    """So many faces, each of its own product."""
    return [
        face_of(
            name=name(number),
            seal="Data Privacy Seal",
            organisation="Example Learning Consortium",
            address="https://seals.example.org",
            number=seal_number(number),
            valid_through=DAY + timedelta(days=number % 365),
            ended_on=DAY - timedelta(days=number % 365) if ended else None,
            variant=variant,
            scheme=Scheme.LIGHT,
        )
        for number in range(count)
    ]


def measured(draw: Callable[[Face], bytes], drawn: list[Face]) -> tuple[float, list[int]]:
    """CPU milliseconds a badge, the artwork of its form included, and the bytes of each."""
    start = time.process_time()
    sizes = [len(draw(face)) for face in drawn]
    return (time.process_time() - start) * 1000 / len(drawn), sizes


def main(count: int) -> None:
    """Print a line for every form and file."""
    print(f"{count} badges of each kind; ms of CPU a badge; bytes: mean, most")
    for variant in Variant:
        for ended in (False, True):
            drawn = faces(count, variant, ended=ended)
            for draw in (svg, png, shields):
                spent, sizes = measured(draw, drawn)
                kind = f"{variant} {'ended' if ended else 'holds'} {draw.__name__}"
                print(f"{kind:24} {spent:7.3f} {mean(sizes):9.0f} {max(sizes):7}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
