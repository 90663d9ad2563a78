"""The site's Content-Security-Policy, as a header and as the tag in each page."""

from __future__ import annotations

from collections.abc import Mapping

DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "'none'",
}
"""What a page may load and do: its own files, nothing inline, nothing evaluated."""

FRAMES = {"frame-ancestors": "'none'"}
"""Heard in a header only; browsers complain of it in a page."""


def policy(changed: Mapping[str, str] | None = None, *, header: bool = False) -> str:
    """The policy in one line; `changed` replaces directives, an empty value drops one."""
    directives = DIRECTIVES | (FRAMES if header else {}) | dict(changed or {})
    return "; ".join(f"{name} {value}" for name, value in directives.items() if value)
