"""Addresses of JSON-LD contexts -> the bundled contexts. Nothing is ever fetched.

The files under contexts/ are unmodified copies; contexts/README.md says whence and under which
licence. An address that is not bundled is refused: whoever defines a word decides what is signed.
"""

from __future__ import annotations

import json
import pkgutil
from functools import cache
from typing import Any

from .documents import CREDENTIALS_V2, OPEN_BADGES

FILES = {
    CREDENTIALS_V2: "credentials-v2.json",
    OPEN_BADGES: "open-badges-3.0.3.json",
}
"""Each context we sign under, and the file that holds it."""


class UnknownContext(Exception):
    """A document names a context that is not bundled."""


def load(url: str, options: object = None) -> dict[str, Any]:  # noqa: ARG001  # the library's shape
    """A bundled context, in the shape that JSON-LD libraries ask of a document loader.

    Raises UnknownContext for any other address.
    """
    if url not in FILES:
        raise UnknownContext(url)
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": _document(FILES[url]),
    }


@cache
def _document(name: str) -> Any:
    data = pkgutil.get_data(__package__, f"contexts/{name}")
    if data is None:
        raise FileNotFoundError(name)
    return json.loads(data)
