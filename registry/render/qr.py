"""A URL -> a QR code as SVG."""

from __future__ import annotations

import io

import segno


def qr_svg(url: str, title: str) -> bytes:
    """The code with a quiet edge of four modules, dark on light whatever the page's colours."""
    code = segno.make(url, error="m", micro=False)
    drawn = io.BytesIO()
    code.save(
        drawn,
        kind="svg",
        xmldecl=False,
        svgclass=None,
        lineclass=None,
        title=title,
        border=4,
        light="#fff",
        dark="#000",
        omitsize=True,
        nl=True,
    )
    return drawn.getvalue()
