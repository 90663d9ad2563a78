"""A report × the template that holds for a root -> a PDF."""

from __future__ import annotations

from pathlib import Path

from ..render import disk
from ..render.templates import TemplateFault
from ..vetting import VettingReport
from ..vetting.typeset import TEMPLATE, TypesetFault, as_pdf


def pdf(report: VettingReport, root: Path) -> bytes:
    """The report by the root's own template where it has one, else by ours.

    Raises NoTypesetter or TemplateFault.
    """
    home = root if (text := disk.template(root, TEMPLATE)) is not None else disk.PROGRAM
    text = text if text is not None else disk.template(disk.PROGRAM, TEMPLATE) or ""
    try:
        return as_pdf(report, text, str(home / "templates"))
    except TypesetFault as fault:
        raise TemplateFault(f"templates/{TEMPLATE}", fault.line, str(fault)) from None
