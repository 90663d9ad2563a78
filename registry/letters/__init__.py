"""A registry on a day -> the letters of the process that are due, as drafts. Nothing is ever sent.

occasions  which letters are due, to whom, about what
facts      what the templates of a letter may tell
wording    a letter × its template -> subject, text and HTML
draft      the words -> an .eml file, the same bytes for the same letter
contents   the index of an outbox
"""

from __future__ import annotations

from .contents import index_json, index_markdown
from .draft import Attachment, Draft, draft
from .facts import facts_of
from .occasions import LETTER_FOR, Letter, LetterKind, letters
from .wording import Wording, worded

__all__ = [
    "LETTER_FOR",
    "Attachment",
    "Draft",
    "Letter",
    "LetterKind",
    "Wording",
    "draft",
    "facts_of",
    "index_json",
    "index_markdown",
    "letters",
    "worded",
]
