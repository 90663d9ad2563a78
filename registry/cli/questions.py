"""Questions to whoever sits at the terminal; nobody is asked where nobody sits."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from ..diagnostics import Place
from ..kinds import Misfit, Scalar

Complaint = Callable[[str], "str | None"]
"""Says what is wrong with an answer, None where nothing is."""


def somebody_there() -> bool:
    """Whether questions can be asked and answered."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(question: str, complaint: Complaint = lambda _: None, default: str = "") -> str:
    """An answer that nothing is wrong with; an empty one stands for the default.

    The question goes to stderr: stdout carries the command's answer.
    """
    while True:
        hint = f" [{default}]" if default else ""
        sys.stderr.write(f"{question}{hint}: ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:  # the terminal was closed
            raise KeyboardInterrupt
        answer = line.strip() or default
        wrong = complaint(answer)
        if wrong is None:
            return answer
        sys.stderr.write(f"  {wrong}\n")


def of_kind(kind: object) -> Complaint:
    """Complains of what a field of this kind would refuse; nothing typed leaves it for later."""

    def complaint(answer: str) -> str | None:
        if not answer or not isinstance(kind, Scalar):
            return None
        value = kind.read(answer)
        return value.at(Place("")).message if isinstance(value, Misfit) else None

    return complaint


def one_of(words: Sequence[str], *, may_skip: bool = False) -> Complaint:
    """Complains of what is not one of the words."""

    def complaint(answer: str) -> str | None:
        if answer in words or (may_skip and not answer):
            return None
        return f"write one of: {', '.join(words)}"

    return complaint
