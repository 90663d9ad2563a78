"""One review -> the App Vetting Report: strengths, concerns, reservations, what must change.

findings  a review held against its rubric, area by area
sheet     the report as HTML for screen and print
typeset   the report as PDF, where the `pdf` extra is installed
"""

from __future__ import annotations

from .findings import VettingReport, vetting_report
from .sheet import as_data, as_html

__all__ = ["VettingReport", "as_data", "as_html", "vetting_report"]
