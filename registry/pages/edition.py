"""Settings × rubrics × a day -> what every page of one build knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from ..legible import legible
from ..model import Level, OnOverdue, Rubric, SealType, Settings
from .rules import (
    PublicArea,
    PublicProgramme,
    PublicQuestion,
    PublicRubric,
    PublicTier,
)

_LEVELS = (Level.MEETS, Level.RESERVATIONS, Level.DOES_NOT_MEET)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One build of the site, public facts only.

    `home_url` is the registry's own address, which identifiers in feeds and calendars are made
    from; `base_url` is where this build is served, another one for a preview. Neither ends in a
    slash. `rubrics` are those released by the as-of day, earliest first.
    """

    name: str
    organisation: str
    mailbox: str
    seal_name: str
    prefix: str
    home_url: str
    base_url: str
    preview: bool
    as_of: date
    next_change: date | None
    revision: str | None
    programme: PublicProgramme
    rubrics: tuple[PublicRubric, ...]
    has_keys: bool = False

    @property
    def root(self) -> str:
        """The path that all addresses stand below: "" or, say, "/seals"."""
        return urlsplit(self.base_url).path.rstrip("/")

    @property
    def host(self) -> str:
        """The registry's own host name."""
        return urlsplit(self.home_url).hostname or ""

    def rubric(self, version: str) -> PublicRubric | None:
        """The release of that version."""
        return next((one for one in self.rubrics if one.version == version), None)

    def after(self, version: str) -> tuple[PublicRubric, ...]:
        """The releases that came later than that version, earliest first."""
        known = [one.version for one in self.rubrics]
        return self.rubrics[known.index(version) + 1 :] if version in known else ()

    def url(self, address: str) -> str:
        """The whole URL of an address below the site's root."""
        return f"{self.base_url}/{address}"


def edition(
    settings: Settings,
    rubrics: Sequence[Rubric],
    *,
    as_of: date,
    next_change: date | None,
    revision: str | None,
    base_url: str | None = None,
) -> Edition:
    """The edition of a day; a `base_url` other than the settings' makes it a preview.

    Every text in it is legible.
    """
    own = settings.base_url.rstrip("/")
    served = (base_url or own).rstrip("/")
    made = Edition(
        name=settings.name,
        organisation=settings.organisation,
        mailbox=settings.mailbox,
        seal_name=settings.seal.name,
        prefix=settings.seal.prefix,
        home_url=own,
        base_url=served,
        preview=served != own,
        as_of=as_of,
        next_change=next_change,
        revision=revision,
        programme=_programme(settings, as_of),
        rubrics=_released(rubrics, as_of),
        has_keys=bool(settings.keys),
    )
    return legible(made)


def _programme(settings: Settings, as_of: date) -> PublicProgramme:
    rules = settings.programme_on(as_of)

    def tiers(seal_type: SealType) -> tuple[PublicTier, ...]:
        eligible = rules.eligibility(seal_type)
        return tuple(
            PublicTier(name=tier, training=tuple(map(str, eligible.training.get(tier, ()))))
            for tier in eligible.tiers
        )

    return PublicProgramme(
        since=rules.since,
        supplier=tiers(SealType.SUPPLIER),
        institution=tiers(SealType.INSTITUTION),
        changes=rules.days.changes,
        award_notice=rules.days.award_notice,
        renewal_notice=rules.days.renewal_notice,
        independent_review=rules.days.independent_review,
        term_years=rules.term_years,
    )


def _released(rubrics: Sequence[Rubric], as_of: date) -> tuple[PublicRubric, ...]:
    """Drafts and planned releases are not public."""
    dated = [(one.released, one) for one in rubrics if one.released is not None]
    known = sorted((pair for pair in dated if pair[0] <= as_of), key=lambda pair: pair[0])
    return tuple(_rubric(one, released) for released, one in known)


def _rubric(rubric: Rubric, released: date) -> PublicRubric:
    return PublicRubric(
        version=rubric.version,
        title=rubric.title,
        released=released,
        revet_by=rubric.revet_by,
        suspends=rubric.on_overdue is OnOverdue.SUSPEND,
        areas=tuple(
            PublicArea(
                id=area.id,
                title=area.title,
                questions=tuple(
                    PublicQuestion(
                        id=one.id,
                        ask=one.ask,
                        help=one.help or "",
                        not_applicable=one.not_applicable,
                        levels=tuple((str(level), one.levels.of(level)) for level in _LEVELS),
                    )
                    for one in area.questions
                ),
            )
            for area in rubric.areas
        ),
    )
