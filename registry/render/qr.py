"""A URL -> a QR code as SVG."""

from __future__ import annotations

import io

import segno

MASK = 3


def qr_svg(url: str, title: str) -> bytes:
    """The code with a quiet edge of four modules, dark on light whatever the page's colours."""
    # Any of the eight masks reads alike; weighing them all would be most of a site's build.
    code = segno.make(url, error="m", micro=False, mask=MASK)
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
