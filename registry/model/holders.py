"""Suppliers, and what can hold a seal: products and institutions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from ..diagnostics import Where
from ..kinds import Day, Fields, Host, Line, Many, Url, written
from .organisations import Contact, Issue, Membership, Training, Withdrawal
from .reviews import InstitutionReview, ProductReview
from .words import SealType


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplier:
    """An organisation that offers products. Its path is `suppliers/<folder>`."""

    path: str
    name: str = written(Line(), "the supplier's public name")
    website: str = written(Url(), "the supplier's website")
    contact: Contact = written(Fields(Contact), "whom staff write to; never public")
    membership: tuple[Membership, ...] = written(
        Many(Fields(Membership)), "periods of membership", default=()
    )
    training: tuple[Training, ...] = written(
        Many(Fields(Training)), "trainings completed", default=()
    )
    formerly: tuple[str, ...] = written(
        Many(Line()), "earlier folder names, oldest first", default=()
    )
    logo: str | None = None
    where: Where = field(compare=False, repr=False)

    @property
    def slug(self) -> str:
        """The folder's name."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """An application that can hold a supplier seal. Its path is `suppliers/<s>/<folder>`."""

    seal_type: ClassVar = SealType.SUPPLIER

    path: str
    supplier: Supplier
    reviews: tuple[ProductReview, ...] = ()
    name: str = written(Line(), "the product's public name")
    summary: str = written(Line(), "one public sentence")
    website: str = written(Url(), "the product's website")
    privacy_policy: str = written(Url(), "its privacy policy today")
    terms_of_service: str = written(Url(), "its terms of service today")
    domains: tuple[str, ...] = written(
        Many(Host()), "host names where its badge may be shown", default=()
    )
    subjects: tuple[str, ...] = written(Many(Line()), "school subjects, for the search", default=())
    audiences: tuple[str, ...] = written(Many(Line()), "who uses it, for the search", default=())
    issues: tuple[Issue, ...] = written(
        Many(Fields(Issue)), "open points of collaboration", default=()
    )
    withdrawn: tuple[Withdrawal, ...] = written(
        Many(Fields(Withdrawal)), "decisions to take the seal back", default=()
    )
    removal_confirmed: tuple[date, ...] = written(
        Many(Day()), "days on which removal of an ended seal's images was confirmed", default=()
    )
    formerly: tuple[str, ...] = written(
        Many(Line()), "earlier folder names, oldest first", default=()
    )
    where: Where = field(compare=False, repr=False)

    @property
    def organisation(self) -> Supplier:
        """Whose membership and training count."""
        return self.supplier

    @property
    def slug(self) -> str:
        """The folder's name."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution:
    """A school, district or university. Its path is `institutions/<folder>`."""

    seal_type: ClassVar = SealType.INSTITUTION

    path: str
    reviews: tuple[InstitutionReview, ...] = ()
    name: str = written(Line(), "the institution's public name")
    website: str = written(Url(), "the institution's website")
    contact: Contact = written(Fields(Contact), "whom staff write to; never public")
    designated: tuple[str, ...] = written(
        Many(Line()), "the persons who were trained and review; never public", default=()
    )
    membership: tuple[Membership, ...] = written(
        Many(Fields(Membership)), "periods of membership", default=()
    )
    training: tuple[Training, ...] = written(
        Many(Fields(Training)), "trainings completed", default=()
    )
    issues: tuple[Issue, ...] = written(
        Many(Fields(Issue)), "open points of collaboration", default=()
    )
    removal_confirmed: tuple[date, ...] = written(
        Many(Day()), "days on which removal of an ended seal's images was confirmed", default=()
    )
    formerly: tuple[str, ...] = written(
        Many(Line()), "earlier folder names, oldest first", default=()
    )
    logo: str | None = None
    where: Where = field(compare=False, repr=False)

    @property
    def organisation(self) -> Institution:
        """Whose membership and training count."""
        return self

    @property
    def withdrawn(self) -> tuple[Withdrawal, ...]:
        """Institution seals are not taken back; they run to their anniversary."""
        return ()

    @property
    def slug(self) -> str:
        """The folder's name."""
        return self.path.rpartition("/")[2]


Holder = Product | Institution
"""What can hold a seal."""

Organisation = Supplier | Institution
"""What has a membership, a training record and a contact."""
