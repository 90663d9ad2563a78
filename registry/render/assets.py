"""Style sheets, scripts and drawings -> files named for what is in them, which never change."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..artifact import Artifact

_IMPORT = re.compile(rb'(?<=")\./([a-z-]+\.js)(?=")')
_CSS_NOISE = re.compile(rb"/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Assets:
    """The assets of one build; `addresses` leads from a file's name to its address."""

    addresses: Mapping[str, str]
    files: Mapping[str, bytes]

    def artifacts(self) -> Iterator[Artifact]:
        """Each asset under its lasting name."""
        for name, address in self.addresses.items():
            yield Artifact(address, self.files[name])


def hashed(raw: Mapping[str, bytes]) -> Assets:
    """Assets under names that hold a hash of their bytes; imports between scripts follow."""
    addresses: dict[str, str] = {}
    files: dict[str, bytes] = {}

    def settle(name: str) -> str:
        if name not in addresses:
            data = _slim(raw[name]) if name.endswith(".css") else raw[name]
            if name.endswith(".js"):
                data = _IMPORT.sub(
                    lambda found: b"./" + settle(found[1].decode()).rpartition("/")[2].encode(),
                    data,
                )
            stem, _, ending = name.rpartition(".")
            mark = hashlib.sha256(data).hexdigest()[:10]
            addresses[name] = f"assets/{stem}.{mark}.{ending}"
            files[name] = data
        return addresses[name]

    for name in sorted(raw):
        settle(name)
    return Assets(dict(sorted(addresses.items())), files)


def _slim(css: bytes) -> bytes:
    """A style sheet without comments and indentation."""
    lines = (line.strip() for line in _CSS_NOISE.sub(b"", css).splitlines())
    return b"\n".join(line for line in lines if line) + b"\n"
