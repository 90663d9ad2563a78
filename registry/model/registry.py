"""Everything that staff wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .holders import Holder, Institution, Product, Supplier
from .members import Member
from .programme import Settings
from .rubrics import Rubric


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """Everything that staff wrote, on every day it speaks of."""

    settings: Settings
    rubrics: tuple[Rubric, ...] = ()
    suppliers: tuple[Supplier, ...] = ()
    products: tuple[Product, ...] = ()
    institutions: tuple[Institution, ...] = ()
    members: tuple[Member, ...] = ()
    recorded: Mapping[str, str] = field(default_factory=dict)
    """rubrics/RELEASED: file name -> SHA-256 in hex."""

    def rubric(self, version: str) -> Rubric | None:
        """The rubric of that version, where there is one."""
        return next((r for r in self.rubrics if r.version == version), None)

    @property
    def holders(self) -> tuple[Holder, ...]:
        """Every product and institution, by path."""
        return tuple(sorted((*self.products, *self.institutions), key=lambda holder: holder.path))
