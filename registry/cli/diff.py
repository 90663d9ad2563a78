"""diff: what this tree would change, against a git revision."""

from __future__ import annotations

import argparse

from .. import compare, revision
from ..pipeline import Examination
from ..report import changes as told
from ..source.git import GitFault, GitTree, changed_since, is_related
from .assessed import sound_records
from .desk import Answer, Desk, UsageFault


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `diff`."""
    parser.add_argument("revision", metavar="REV", help="a branch, tag or commit to compare with")
    parser.add_argument(
        "--format", choices=["text", "json", "markdown"], default="text", help="default: text"
    )


def run(arguments: argparse.Namespace, desk: Desk) -> Answer:
    """Compare the records with the revision's, both on the as-of day."""
    try:
        tree = GitTree(desk.root, arguments.revision)
        changed = changed_since(desk.root, arguments.revision)
        related = is_related(desk.root, tree.commit)
    except GitFault as fault:
        raise UsageFault(f"{arguments.revision}: {fault}") from None
    if not related:
        raise UsageFault(
            f"{arguments.revision} has no history in common with this tree; "
            "name a revision of this registry"
        )
    examined = sound_records(desk)
    if examined is None or examined.registry is None:
        return Answer(code=1)
    found = _difference(examined, tree, changed)
    text = {
        "json": lambda: told.as_json(found),
        "markdown": lambda: told.as_markdown(found),
        "text": lambda: told.as_text(found, desk.ink),
    }[arguments.format]()
    return Answer(text)


def _difference(examined: Examination, tree: GitTree, changed: frozenset[str]) -> told.Difference:
    now = examined.registry
    if now is None:
        raise ValueError("there is nothing to compare")
    then = revision.registry_at(tree, now, examined.logos, changed)
    after = compare.side(now, examined.as_of, logos=examined.logos)
    before = compare.side(then.registry, examined.as_of, logos=then.logos, like=after)
    return told.Difference(
        as_of=examined.as_of,
        against=tree.commit,
        changes=compare.changes(before, after),
        worklist=compare.worklist_changes(before, after),
        pages=compare.changed_pages(before, after),
        unreadable=then.unreadable,
    )
