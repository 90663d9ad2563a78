"""A report × the template that holds for a root -> a PDF."""

from __future__ import annotations

from pathlib import Path

from ..render import disk
from ..vetting import VettingReport
from ..vetting.typeset import TEMPLATE, as_pdf


def pdf(report: VettingReport, root: Path) -> bytes:
    """The report by the root's own template where it has one, else by ours.

    Raises NoTypesetter or TypesetFault.
    """
    home = root if (text := disk.template(root, TEMPLATE)) is not None else disk.PROGRAM
    text = text if text is not None else disk.template(disk.PROGRAM, TEMPLATE) or ""
    return as_pdf(report, text, str(home / "templates"))
