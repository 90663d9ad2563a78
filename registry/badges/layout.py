"""What the three forms have in common: their texts, and lines of text in the room they have."""

from __future__ import annotations

from dataclasses import dataclass

from .face import Face
from .outlines import Weight
from .setting import Room, Type, fitted, width
from .shapes import Colour, Run
from .words import drawable


def name_of(face: Face) -> str:
    """The holder's name, or where the font cannot draw it the seal's number."""
    return drawable(face.name) or drawable(face.number) or "Seal"


def body_of(face: Face) -> str:
    """The name of the body that awards the seal; empty where the font cannot draw it."""
    return drawable(face.organisation) or ""


def addresses_of(face: Face) -> list[str]:
    """Under which number and where the seal can be checked, then ever shorter ways to say it.

    A host that is cut off is another host; rather than that the number is left out, and the path.
    A badge that shows the number for a name does not say it twice.
    """
    number, address = drawable(face.number), drawable(face.address) or ""
    ways = [f"{number} · {address}"] if number and address and drawable(face.name) else []
    return [*ways, address, address.partition("/")[0]]


def label_of(face: Face) -> str:
    """The seal's name in capitals; before it, for institutions, that it is one, and the year."""
    seal = drawable(face.seal.upper()) or "SEAL"
    return seal if face.year is None else f"INSTITUTION {face.year} · {seal}"


@dataclass(frozen=True, slots=True)
class Line:
    """Room for one line of text, on plain `ground`.

    `x` is its start, or its middle where it is `centred`; `y` its baseline; sizes are tried from
    the first to the last, and what is still too long ends in an ellipsis. All in CSS pixels.
    """

    x: float
    y: float
    width: float
    sizes: tuple[float, ...]
    colour: Colour
    ground: Colour
    weight: Weight = Weight.SEMIBOLD
    tracking: int = 0
    centred: bool = False

    def set(self, text: str) -> Run:
        """The text on this line."""
        room = Room(self.width, self.sizes)
        size, (line, *_) = fitted(text, self.weight, room, self.tracking)
        return self._run(line, size, self.y)

    def set_first(self, texts: list[str]) -> Run:
        """The first of the texts that fits this line whole, or the last of them cut."""
        smallest = Type(self.weight, self.sizes[-1], self.tracking)
        whole = (text for text in texts if width(text, smallest) <= self.width)
        return self.set(next(whole, texts[-1]))

    def set_over(self, text: str, two: tuple[float, ...], ys: tuple[float, float]) -> list[Run]:
        """The text on this line, or on two lines with other sizes and baselines."""
        size, lines = fitted(text, self.weight, Room(self.width, self.sizes, two), self.tracking)
        places = ys if len(lines) == 2 else (self.y,)
        return [self._run(line, size, y) for line, y in zip(lines, places, strict=True)]

    def _run(self, text: str, size: float, y: float) -> Run:
        style = Type(self.weight, size, self.tracking)
        x = self.x - width(text, style) / 2 if self.centred else self.x
        return Run(text, style, x, y, self.colour, self.ground)
