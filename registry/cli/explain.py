"""explain: a rule's law, with a bad and a good example."""

from __future__ import annotations

import argparse

from ..report import rulebook_page
from .desk import Answer, Desk, UsageFault

TAKES_AS_OF = False


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `explain`."""
    parser.add_argument("rule", nargs="?", metavar="RULE", help="a rule's id; none lists them all")


def run(arguments: argparse.Namespace, desk: Desk) -> Answer:  # noqa: ARG001  # one form for all
    """The rule's text, or the list of rules."""
    if arguments.rule is None:
        return Answer(rulebook_page.listing())
    text = rulebook_page.explain(arguments.rule)
    if text is None:
        raise UsageFault(rulebook_page.unknown(arguments.rule))
    return Answer(text)
