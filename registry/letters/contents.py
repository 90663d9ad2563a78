"""Letters and their drafts -> the index of an outbox, for staff and for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from ..model import Product, decided_on
from ..report.markdown import code, escaped, rows
from .draft import Draft
from .occasions import Letter, LetterKind

Entry = tuple[Letter, Draft]


def index_json(entries: Sequence[Entry], as_of: date) -> str:
    """The letters as programs read them; `records` are the fields to write once it is sent."""
    answer = {
        "as_of": as_of.isoformat(),
        "letters": [_data(letter, draft) for letter, draft in entries],
    }
    return json.dumps(answer, indent=2, ensure_ascii=False) + "\n"


def _data(letter: Letter, draft: Draft) -> dict[str, object]:
    contact = letter.holder.organisation.contact
    return {
        "file": f"{letter.name}.eml",
        "kind": letter.kind,
        "holder": letter.holder.path,
        "to": {"name": contact.name, "email": contact.email},
        "subject": draft.wording.subject,
        "due": letter.due.isoformat() if letter.due else None,
        "review": letter.review.path if letter.review else None,
        "records": letter.records,
        "attachments": draft.attachments,
        "sha256": draft.sha256,
    }


def index_markdown(entries: Sequence[Entry], as_of: date) -> str:
    """The letters as staff go through them."""
    count = "1 letter" if len(entries) == 1 else f"{len(entries)} letters"
    lines = [
        f"# Letters due on {as_of}",
        "",
        f"{count}. Open a draft in your mail program, read it, send it, then write the day under "
        "the step named in the last column. Nothing here is sent by itself.",
        "",
    ]
    if entries:
        head = ("Draft", "To", "Subject", "Tells of", "Then record")
        lines += rows(head, [_cells(*entry) for entry in entries], len(entries))
    return "\n".join(lines).rstrip() + "\n"


def _cells(letter: Letter, draft: Draft) -> tuple[str, ...]:
    contact = letter.holder.organisation.contact
    return (
        f"[{letter.name}]({letter.name}.eml)",
        code(contact.email),
        escaped(draft.wording.subject),
        letter.due.isoformat() if letter.due else "",
        _afterwards(letter),
    )


def _afterwards(letter: Letter) -> str:
    """What to write down once the letter is sent, and where."""
    path = letter.holder.path
    if letter.kind is LetterKind.RE_VETTING:
        return code(f"build.py new review {path}")
    if letter.kind is LetterKind.RENEWAL_NOTICE and letter.review and decided_on(letter.review):
        return f"{code(f'build.py new renewal {path}')}, and {code('reminded')} in its file"
    return f"{', '.join(map(code, letter.records))} in {code(_record(letter))}"


def _record(letter: Letter) -> str:
    """The file in which the step is written down."""
    if letter.review and letter.records[0] not in ("removal_confirmed", "resolved"):
        return letter.review.path
    record = "product.yaml" if isinstance(letter.holder, Product) else "institution.yaml"
    return f"content/{letter.holder.path}/{record}"
