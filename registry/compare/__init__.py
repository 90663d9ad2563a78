"""Two states of the records on one day -> what lies between them.

side     the records and what they came to on the day
seals    what happened to seals: awarded, renewed, ended, …
worklist the items that came, went or moved
site     the public pages that would read differently
"""

from __future__ import annotations

from .seals import Change, ChangeKind, changes
from .side import Side, side
from .site import PageChanges, changed_pages
from .worklist import Moved, WorklistChanges, worklist_changes

__all__ = [
    "Change",
    "ChangeKind",
    "Moved",
    "PageChanges",
    "Side",
    "WorklistChanges",
    "changed_pages",
    "changes",
    "side",
    "worklist_changes",
]
