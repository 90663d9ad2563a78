"""What `verify` says of a credential: one word, one sentence, and an exit code."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from datetime import date


class Word(enum.StrEnum):
    """The verdict in a word. Only the first is good; the next four are genuine all the same."""

    VALID = "valid"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    SUSPENDED = "suspended"
    NOT_YET = "not-yet-valid"
    TAMPERED = "tampered"
    NOT_OURS = "not-ours"
    UNKNOWN_KEY = "unknown-key"
    NO_CREDENTIAL = "no-credential"
    UNREADABLE = "unreadable"
    NOT_ISSUED = "not-issued"
    NOT_FOUND = "not-found"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a credential of ours says; worth as much as its signature."""

    name: str
    number: str
    holder: str
    valid_from: date
    valid_through: date
    index: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """The word, the sentence, what the credential says where it is genuine, and further notes."""

    word: Word
    sentence: str
    facts: Facts | None = None
    notes: tuple[str, ...] = ()

    @property
    def code(self) -> int:
        """The exit code: 0 for genuine and valid, 1 for all else."""
        return 0 if self.word is Word.VALID else 1

    @property
    def text(self) -> str:
        """The verdict as lines for a terminal."""
        lines = [f"{self.word.value.upper()}: {self.sentence}"]
        if self.facts:
            lines += [
                f"  name           {self.facts.name}",
                f"  seal number    {self.facts.number}",
                f"  holder         {self.facts.holder}",
                f"  valid          {self.facts.valid_from} through {self.facts.valid_through}",
            ]
        return "\n".join([*lines, *(f"  note: {note}" for note in self.notes)]) + "\n"

    def noting(self, *notes: str) -> Verdict:
        """The verdict with further notes."""
        return replace(self, notes=(*self.notes, *notes))

    def data(self) -> dict[str, object]:
        """The verdict for programs."""
        facts = self.facts
        return {
            "verdict": self.word.value,
            "sentence": self.sentence,
            "name": facts and facts.name,
            "number": facts and facts.number,
            "holder": facts and facts.holder,
            "valid_from": facts and facts.valid_from.isoformat(),
            "valid_through": facts and facts.valid_through.isoformat(),
            "notes": list(self.notes),
        }
