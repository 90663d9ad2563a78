"""A few products of the sample, signed with a key of the tests -> a whole public site on disk."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from registry.assess import assess
from registry.credentials.awards import awards_of
from registry.model import Registry, SigningKey
from tests.site_maker import DAY, made, sample, written
from tests.verifiers.site import House, listed, signer

VALID = "suppliers/brightpath/mathtrail"
RENEWED = "suppliers/brightpath/quizlab"
SUSPENDED = "suppliers/brightpath/reading-rooms"
WITHDRAWN = "suppliers/mosaic-classroom/mosaic-messenger"
EXPIRED = "suppliers/lumen-notes/lumen-board"


@dataclass(frozen=True)
class SignedSite:
    """A site as it is published, and the house that signed it."""

    out: Path
    house: House

    def text(self, holder: str, award: int = -1) -> str:
        """The signed credential of one of a holder's awards; of the last one unless told."""
        numbers = [n for n, one in enumerate(self.house.awards) if one.holder == holder]
        return self.house.text(numbers[award])


def registry_of(keys: Iterable[SigningKey], base_url: str | None = None) -> Registry:
    """The few products, with these keys."""
    whole = sample()
    settings = replace(
        whole.settings, keys=tuple(keys), base_url=base_url or whole.settings.base_url
    )
    return replace(
        whole,
        settings=settings,
        products=tuple(
            one
            for one in whole.products
            if one.path in {VALID, RENEWED, SUSPENDED, WITHDRAWN, EXPIRED}
        ),
        institutions=(),
    )


def house_of(registry: Registry, day: date = DAY) -> House:
    """The registry's awards by a day, all signed."""
    seals = assess(registry, day).seals
    prefix = registry.settings.seal.prefix
    awards = [
        award
        for holder, seal in zip(registry.holders, seals, strict=True)
        for award in awards_of(holder, seal.terms, prefix)
    ]
    house = House(awards, list(registry.settings.keys), registry.settings)
    house.sign(day.isoformat())
    return house


def signed_site(out: Path, base_url: str | None = None) -> SignedSite:
    """The site in an empty folder; with a base URL that has a path, all that lies below it."""
    registry = registry_of([listed(signer())], base_url)
    house = house_of(registry)
    written(made(registry), out)
    described = (out / "build.json").read_bytes()
    house.publish(out, DAY.isoformat())
    (out / "build.json").write_bytes(described)
    return SignedSite(out, house)


def copied(site: SignedSite, out: Path) -> SignedSite:
    """The same site elsewhere, to be changed."""
    shutil.copytree(site.out, out)
    return SignedSite(out, site.house)
