"""What the public may know: every noun of the site, with no private field to leak.

Nothing here is written by staff as it stands; `project` makes it from nouns and seals. Templates
and files of the API are handed these types and never a noun.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicLogo:
    """An organisation's logo as the site shows it: its address and its size in CSS pixels."""

    address: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicTerm:
    """What one award gave: `event` is a key of `words.EVENTS`, `ended_on` an early end."""

    event: str
    on: date
    begins_on: date
    expires_on: date
    rubric: str
    ended_on: date | None = None

    @property
    def stopped_on(self) -> date:
        """The first day on which this term no longer held."""
        return min(self.ended_on or self.expires_on, self.expires_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPause:
    """A suspension: its first day, and the first day on which the seal was valid again, if any."""

    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicSeal:
    """A seal on the as-of day. `flags` are those that anyone could work out from public dates."""

    number: str
    standing: str
    awarded_on: date
    valid_through: date
    expires_on: date
    ended_on: date | None
    rubric: str
    year: int | None = None
    flags: tuple[str, ...] = ()
    terms: tuple[PublicTerm, ...] = ()
    pauses: tuple[PublicPause, ...] = ()

    def term_on(self, day: date) -> PublicTerm:
        """The term of the last award on or before the day."""
        return next((term for term in reversed(self.terms) if term.on <= day), self.terms[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicDocument:
    """A policy that was read for the award."""

    title: str
    url: str
    retrieved: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicLevel:
    """An area's level; only where the registry's settings publish it."""

    title: str
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicOrganisation:
    """Who offers a product."""

    path: str
    name: str
    website: str
    formerly: tuple[str, ...] = ()
    logo: PublicLogo | None = None

    @property
    def address(self) -> str:
        """Its page, below the site's root."""
        return f"{self.path}/"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicHolder:
    """A product or institution that was ever awarded a seal.

    `formerly` are the whole paths that once named it. `credential` is the address of the credential
    of its running term, where one is issued.
    """

    path: str
    kind: str
    name: str
    website: str
    seal: PublicSeal
    summary: str = ""
    privacy_policy: str = ""
    terms_of_service: str = ""
    domains: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    supplier: PublicOrganisation | None = None
    documents: tuple[PublicDocument, ...] = ()
    levels: tuple[PublicLevel, ...] = ()
    formerly: tuple[str, ...] = ()
    logo: PublicLogo | None = None
    credential: str | None = None

    @property
    def address(self) -> str:
        """Its page, below the site's root."""
        return f"{self.path}/"

    @property
    def slug(self) -> str:
        """The last part of its path."""
        return self.path.rpartition("/")[2]

    @property
    def is_valid(self) -> bool:
        """Whether its seal holds on the as-of day."""
        return self.seal.standing == "valid"

    @property
    def maker(self) -> str:
        """The supplier's name; nothing for an institution."""
        return self.supplier.name if self.supplier else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicSupplier:
    """A supplier with its products that were ever awarded a seal, by name."""

    organisation: PublicOrganisation
    products: tuple[PublicHolder, ...]

    @property
    def path(self) -> str:
        """Its path, `suppliers/<folder>`."""
        return self.organisation.path

    @property
    def name(self) -> str:
        """Its name."""
        return self.organisation.name

    @property
    def valid(self) -> tuple[PublicHolder, ...]:
        """The products whose seal holds."""
        return tuple(product for product in self.products if product.is_valid)

    @property
    def ended(self) -> tuple[PublicHolder, ...]:
        """The products whose seal does not hold."""
        return tuple(product for product in self.products if not product.is_valid)
