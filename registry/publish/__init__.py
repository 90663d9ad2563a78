"""Artifacts -> a folder on disk, wholly the old one or wholly the new one. The only writer of it.

A new tree is staged beside the old one; files whose bytes have not changed are linked over from it;
then the two change places in one step. A build that was killed leaves only its stage behind, which
the next one clears.
"""

from .guard import PublishFault, refuse_foreign
from .marker import MARKER, Tree, tree_in
from .publication import Publication
from .stage import Stage, Tally

__all__ = [
    "MARKER",
    "Publication",
    "PublishFault",
    "Stage",
    "Tally",
    "Tree",
    "refuse_foreign",
    "tree_in",
]
