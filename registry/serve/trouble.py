"""Why nothing was published -> a page that says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

OWN = "/_serve/"
"""Below this address stands what belongs to the server and not to the site."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One reason why nothing was published, as a page shows it."""

    place: str
    rule: str
    message: str
    hint: str = ""
    excerpt: str = ""


def trouble_page(troubles: Sequence[Trouble]) -> bytes:
    """A page that says why nothing was published, in the order of the report."""
    items = "".join(
        f"<li><p><code>{escape(one.place)}</code> <span>{escape(one.rule)}</span></p>"
        f"<p><b>{escape(one.message)}</b></p>"
        + (f"<pre>{escape(one.excerpt)}</pre>" if one.excerpt else "")
        + (f"<p>{escape(one.hint)}</p>" if one.hint else "")
        + "</li>"
        for one in troubles
    )
    told = "1 fault" if len(troubles) == 1 else f"{len(troubles)} faults"
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{told}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
:root{{color-scheme:light dark}}
body{{font:1rem/1.5 system-ui;max-width:50rem;margin:2rem auto;padding:0 1rem}}
li{{margin:0 0 1.5rem}} p{{margin:.2rem 0}} span{{opacity:.7}}
pre{{overflow:auto;padding:.6rem;border:1px solid #8888}}
</style>
<script type="module" src="{OWN}reload.js"></script></head>
<body><h1>{told}: the site was not rebuilt</h1>
<p>This page goes away by itself once they are mended.</p><ol>{items}</ol></body></html>
""".encode("utf-8", "replace")
