"""What the program says today -> the files that tests hold it to. Read the difference in git."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from registry.report import rulebook_page
from registry.rulebook import RULES
from registry.schema import schemas

from . import test_badges_gallery
from .case_trees import CASES, lay, report


def accept_cases() -> None:
    """The expected report of every rule's broken tree."""
    for rule in RULES:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "tree"
            lay(CASES / rule, root)
            (CASES / rule / "expected.txt").write_text(report(root)[1])


def accept_rule_book() -> None:
    """docs/rules.md, from the rules' docstrings."""
    docs = Path(__file__).parent.parent / "docs"
    (docs / "rules.md").write_text(rulebook_page.page())


def accept_schemas() -> None:
    """schema/, for editors."""
    for name, schema in schemas().items():
        text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        (Path(__file__).parent.parent / "schema" / name).write_text(text)


if __name__ == "__main__":
    accept_cases()
    accept_rule_book()
    accept_schemas()
    test_badges_gallery.accept()
