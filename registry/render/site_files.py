"""What hosts and crawlers read: robots, site map, security contact, headers and redirects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from xml.sax.saxutils import escape

from ..artifact import Artifact, json_file, text_file
from ..pages.edition import Edition
from ..pages.public import PublicHolder, PublicSupplier
from .policy import policy

MAP_LIMIT = 40_000
"""Addresses in one site map; the protocol allows 50,000."""

BADGE_FILES = ("svg", "png", "json")
HOLDER_FILES = ("feed.xml", "seal.ics", "qr.svg")


def site_files(
    edition: Edition,
    holders: Sequence[PublicHolder],
    suppliers: Sequence[PublicSupplier],
) -> Iterator[Artifact]:
    """The small files at the root, but for the site map."""
    yield json_file("build.json", _build(edition))
    yield text_file("robots.txt", _robots(edition))
    yield text_file(".well-known/security.txt", _security(edition))
    yield text_file("_headers", headers(edition))
    yield text_file(
        "_redirects", "".join(f"{line}\n" for line in _redirects(edition, holders, suppliers))
    )
    # Without it, GitHub Pages would leave out every file that begins with an underscore or a dot.
    yield Artifact(".nojekyll", b"")


def _build(edition: Edition) -> dict[str, object]:
    later = edition.next_change
    return {
        "as_of": edition.as_of.isoformat(),
        "next_change": later.isoformat() if later else None,
        "revision": edition.revision,
    }


def _robots(edition: Edition) -> str:
    if edition.preview:
        return "User-agent: *\nDisallow: /\n"
    kept = "".join(f"Disallow: {edition.root}/{name}/\n" for name in ("members", "staff"))
    return f"User-agent: *\n{kept}\nSitemap: {edition.url('sitemap.xml')}\n"


def _security(edition: Edition) -> str:
    """A security.txt (RFC 9116) that lapses half a year on; it changes once a month, not daily."""
    months = edition.as_of.year * 12 + edition.as_of.month - 1 + 7
    lapses = date(min(months // 12, 9999), months % 12 + 1, 1)
    return (
        f"Contact: mailto:{edition.mailbox}\n"
        f"Expires: {lapses.isoformat()}T00:00:00Z\n"
        "Preferred-Languages: en\n"
        f"Canonical: {edition.url('.well-known/security.txt')}\n"
    )


def site_maps(edition: Edition, addresses: Sequence[str]) -> Iterator[Artifact]:
    """The site map; an index of several where there are very many pages."""
    ordered = sorted(addresses)
    parts = [ordered[i : i + MAP_LIMIT] for i in range(0, len(ordered), MAP_LIMIT)] or [[]]
    if len(parts) == 1:
        yield text_file("sitemap.xml", _map(edition, "urlset", "url", parts[0]))
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    yield text_file("sitemap.xml", _map(edition, "sitemapindex", "sitemap", names))
    for name, part in zip(names, parts, strict=True):
        yield text_file(name, _map(edition, "urlset", "url", part))


def _map(edition: Edition, root: str, item: str, addresses: Sequence[str]) -> str:
    lines = (f"<{item}><loc>{escape(edition.url(one))}</loc></{item}>" for one in addresses)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    head = f'<?xml version="1.0" encoding="utf-8"?>\n<{root} xmlns="{space}">'
    return "\n".join([head, *lines, f"</{root}>", ""])


def headers(edition: Edition) -> str:
    """Headers in the form that Netlify and Cloudflare Pages read."""
    root = edition.root
    everywhere = {
        "Content-Security-Policy": policy(header=True),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    if edition.preview:
        everywhere["X-Robots-Tag"] = "noindex"
    shared = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
    blocks: list[tuple[str, dict[str, str]]] = [(f"{root}/*", everywhere)]
    for place in (
        "api/*",
        "badges/*",
        "credentials/*",
        "status/*",
        "embed/*",
        "seals.csv",
        "build.json",
    ):
        blocks.append((f"{root}/{place}", shared))
    for place in ("feed.xml", "feed.json", "calendar.ics", ".well-known/did.json", "did.json"):
        blocks.append((f"{root}/{place}", shared))
    # Hosts send a header of each block that fits, so none may stand in two that overlap; all else
    # they ask for anew each time, of their own accord.
    lasting = {"Cache-Control": "public, max-age=31536000, immutable"}
    blocks.append((f"{root}/assets/*", lasting))
    for place in () if edition.preview else ("members/*", "staff/*"):
        blocks.append((f"{root}/{place}", {"X-Robots-Tag": "noindex"}))
    return "\n".join(_block(path, fields) for path, fields in blocks)


def _block(path: str, fields: dict[str, str]) -> str:
    lines = (f"  {name}: {value}" for name, value in fields.items())
    return "\n".join([path, *lines, ""])


def _redirects(
    edition: Edition, holders: Sequence[PublicHolder], suppliers: Sequence[PublicSupplier]
) -> Iterator[str]:
    """Former addresses of pages and files. Every one answers without these lines as well."""
    root = edition.root
    for supplier in suppliers:
        for former in supplier.organisation.formerly:
            yield f"{root}/{former}/ {root}/{supplier.path}/ 301"
    for one in holders:
        for former in one.formerly:
            yield f"{root}/{former}/ {root}/{one.path}/ 301"
            for name in HOLDER_FILES:
                yield f"{root}/{former}/{name} {root}/{one.path}/{name} 301"
            for ending in BADGE_FILES:
                yield f"{root}/badges/{former}.{ending} {root}/badges/{one.path}.{ending} 301"
