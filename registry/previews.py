"""A registry -> pages that show every holder's badge as it would look, for those who edit it.

Part of no site: `serve` shows them beside it. Each badge is drawn as a preview and claims nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from html import escape

from . import badges
from .model import Holder, Institution, Registry
from .number import seal_number

Answer = tuple[str, bytes]
"""A media type, and the bytes."""

_STYLE = """:root{color-scheme:light dark}
body{font:1rem/1.5 system-ui;max-width:60rem;margin:2rem auto;padding:0 1rem}
figure{display:inline-block;margin:0;padding:1rem;vertical-align:top}
.light{background:#fff;color:#111}.dark{background:#14181d;color:#eee}
li{margin:.3rem 0}"""


class Previews:
    """Answers for addresses below `at`, of the registry as it was last read."""

    def __init__(self, registry: Registry, as_of: date, at: str) -> None:
        self._settings, self._as_of, self._at = registry.settings, as_of, at
        self._holders: Mapping[str, Holder] = {one.path: one for one in registry.holders}

    def __call__(self, address: str) -> Answer | None:
        """The list, a holder's page, or one of its badges; None where there is no such address."""
        path = address.removeprefix(self._at).strip("/")
        if not path:
            return _page("Badges as they would look", self._list())
        if path in self._holders:
            return _page(f"The badge of {self._holders[path].name}", self._forms(path))
        holder, _, form = path.partition(".")
        if holder in self._holders and form in _FORMS:
            return "image/svg+xml", badges.svg(self._face(self._holders[holder], *_FORMS[form]))
        return None

    def _list(self) -> Iterator[str]:
        yield "<p>Of every record, awarded or not. They claim nothing: they are previews.</p><ul>"
        for path, one in self._holders.items():
            link = f'<a href="{self._at}{path}/">{escape(one.name)}</a>'
            yield f"<li>{link} <small>{path}</small></li>"
        yield "</ul>"

    def _forms(self, path: str) -> Iterator[str]:
        for form, (variant, scheme) in _FORMS.items():
            width, height = badges.size(variant)
            address = f"{self._at}{path}.{form}"
            yield (
                f'<figure class="{scheme}"><img src="{address}" alt="" '
                f'width="{width}" height="{height}"></figure>'
            )
        yield f'<p><a href="{self._at}">All badges</a></p>'

    def _face(self, holder: Holder, variant: badges.Variant, scheme: badges.Scheme) -> badges.Face:
        settings = self._settings
        return badges.face_of(
            name=holder.name,
            seal=settings.seal.name,
            organisation=settings.organisation,
            address=settings.base_url,
            number=seal_number(holder, settings.seal.prefix),
            valid_through=self._as_of,
            year=self._as_of.year if isinstance(holder, Institution) else None,
            variant=variant,
            scheme=scheme,
            preview=True,
        )


_FORMS = {
    f"{variant}-{scheme}.svg": (variant, scheme)
    for scheme in badges.Scheme
    for variant in badges.Variant
}


def _page(title: str, body: Iterator[str]) -> Answer:
    text = f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
{_STYLE}
</style></head>
<body><h1>{escape(title)}</h1>
{"".join(body)}</body></html>
"""
    return "text/html; charset=utf-8", text.encode("utf-8", "replace")
