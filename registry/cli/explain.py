"""explain: a rule's law, with a bad and a good example; or what a field means."""

from __future__ import annotations

import argparse

from ..report import field_guide, rulebook_page
from .desk import Answer, Desk, UsageFault

TAKES_AS_OF = False


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `explain`."""
    parser.add_argument(
        "rule",
        nargs="?",
        metavar="RULE|FIELD",
        help="a rule's id, or a field such as steps.notified; none lists the rules",
    )


def run(arguments: argparse.Namespace, desk: Desk) -> Answer:  # noqa: ARG001  # one form for all
    """The text of the rule or the field, or the list of rules."""
    if arguments.rule is None:
        return Answer(rulebook_page.listing())
    text = rulebook_page.explain(arguments.rule) or field_guide.explain(arguments.rule)
    if text is None:
        near = field_guide.nearest(arguments.rule)
        field = f"; the nearest field is {near!r}" if near else ""
        raise UsageFault(rulebook_page.unknown(arguments.rule) + field)
    return Answer(text)
