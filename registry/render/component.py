"""The script that holders may embed: every release for ever, and the latest by a plain name."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..artifact import Artifact

LATEST = "embed/seal.js"
"""Where the latest release always stands; its bytes change with every release."""


@dataclass(frozen=True, slots=True)
class Component:
    """The latest release: its own address, and the hash that a page asks of it."""

    address: str
    integrity: str


def component(releases: Mapping[str, bytes]) -> Component:
    """The latest of the releases, which are in their order."""
    name, data = list(releases.items())[-1]
    digest = base64.b64encode(hashlib.sha384(data).digest()).decode()
    return Component(f"embed/{name}", f"sha384-{digest}")


def component_artifacts(releases: Mapping[str, bytes]) -> Iterator[Artifact]:
    """Every release under its own name, and the latest under the plain one."""
    for name, data in releases.items():
        yield Artifact(f"embed/{name}", data)
    yield Artifact(LATEST, list(releases.values())[-1])
