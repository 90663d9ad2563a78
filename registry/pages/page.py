"""A page before a byte of it is rendered: where it stands, what it is called, what it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Crumb:
    """A page above this one."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same content for another reader: a feed, a calendar, a JSON file."""

    type: str
    title: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page. `address` is below the site's root and ends in a slash or in .html.

    `section` marks its place in the navigation. From `expires_on` on, the visitor's browser shows
    the page's seal as no longer valid. `canonical` is the address of the page that this one stands
    for. Unlisted pages are neither indexed nor in the site map. `csp` replaces directives of the
    site's Content-Security-Policy.
    """

    address: str
    template: str
    title: str
    description: str = ""
    section: str = ""
    crumbs: tuple[Crumb, ...] = ()
    alternates: tuple[Alternate, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)
    json_ld: object = None
    expires_on: date | None = None
    canonical: str | None = None
    listed: bool = True
    csp: Mapping[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """Its file, below the site's root."""
        return self.address if self.address.endswith(".html") else f"{self.address}index.html"
