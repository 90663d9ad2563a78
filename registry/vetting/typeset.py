"""A report -> PDF, by the typst of the `pdf` extra; the same bytes for the same report.

What staff and suppliers wrote goes to the typesetter as data and never as markup.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import re
from datetime import UTC, datetime
from typing import Any

from .findings import VettingReport
from .sheet import as_words

TEMPLATE = "report.typ"
_PLACE = re.compile(r"__typst_py_bytes__\.typ:([0-9]+):")
MISSING = (
    "a PDF needs the pdf extra: run `.venv/bin/python -m pip install typst`, "
    "or print the HTML report to PDF from a browser"
)


class NoTypesetter(Exception):
    """The `pdf` extra is not installed."""


class TypesetFault(Exception):
    """The template cannot be typeset; the text says why, `line` where that is known, from 1."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


def is_available() -> bool:
    """Whether PDFs can be made here."""
    return importlib.util.find_spec("typst") is not None


def as_pdf(report: VettingReport, template: str, folder: str) -> bytes:
    """The report as a tagged PDF. `folder` is the only one the template may read from.

    Raises NoTypesetter or TypesetFault.
    """
    if not is_available():
        raise NoTypesetter(MISSING)
    if '"@' in template:
        raise TypesetFault("the template may not import packages, which come from the network")
    typst: Any = importlib.import_module("typst")
    day = report.notified or report.reviewed or report.opened
    try:
        made = typst.compile(
            template.encode(),
            root=folder,
            format="pdf",
            sys_inputs={"report": json.dumps(as_words(report), ensure_ascii=False)},
            timestamp=int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()),
            pdf_standards="ua-1",
        )
    except typst.TypstError as error:
        raise _fault(error.message, error.diagnostic) from None
    return bytes(made)


def _fault(message: str, diagnostic: str) -> TypesetFault:
    """The fault with the line of our template that the typesetter's drawing points at."""
    found = _PLACE.search(diagnostic)
    return TypesetFault(" ".join(message.split()), int(found[1]) if found else 1)
