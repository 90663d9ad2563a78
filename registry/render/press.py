"""An edition, its templates and its assets -> pages as bytes."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

from ..artifact import Artifact, text_file
from ..pages.edition import Edition
from ..pages.page import Page
from . import disk
from .assets import Assets, hashed
from .component import component
from .policy import policy
from .sandbox import Sandbox, Workshop
from .templates import environment, rendered


@dataclass(frozen=True, slots=True)
class Press:
    """What renders the pages of one build. Made once, before workers are forked."""

    edition: Edition
    assets: Assets
    components: Mapping[str, bytes]
    env: Workshop | Sandbox


def press(
    edition: Edition, root: Path | None = None, extra: Mapping[str, bytes] | None = None
) -> Press:
    """The press of an edition; templates under `root` go before our own.

    `extra` are assets of other rooms by name, which then have lasting names as well.
    """
    assets = hashed(disk.assets() | dict(extra or {}))
    components = disk.components()
    env = environment(root)

    def asset(name: str) -> str:
        return f"{edition.root}/{assets.addresses[name]}"

    @lru_cache(maxsize=256)
    def part(template: str, *of: Hashable) -> Markup:
        """A part that is the same on many pages, rendered once for each `of`."""
        return Markup(rendered(env, template, {"of": of}))  # noqa: S704  # from our own renderer

    env.globals |= {
        "part": part,
        "site": edition,
        "url": lambda address: f"{edition.root}/{address}",
        "asset": asset,
        "component": component(components),
    }
    return Press(edition, assets, components, env)


def page_artifact(made: Press, page: Page) -> Artifact:
    """A page as a file. Raises TemplateFault."""
    facts: dict[str, object] = dict(page.facts)
    facts |= {"page": page, "policy": policy(page.csp)}
    made.env.begin()
    return text_file(page.path, rendered(made.env, page.template, facts) + "\n")
