"""Sound records -> the site on disk: assess, page, render, publish."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from . import pages, render
from .artifact import Artifact
from .assess import Assessment, assess
from .badging import badge_artifacts
from .credentials.proofs import Proofs
from .crew import hands, share
from .issuing import Issue, Issuing, artifact, missing
from .model import Registry
from .publish import Publication, Stage, Tally, refuse_foreign


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to build, and where.

    `root` may bring templates of its own; `base_url` other than the registry's makes a preview;
    `jobs` is the number of processes, None for what fits the work; `clean` keeps no old file.
    """

    registry: Registry
    as_of: date
    root: Path
    out: Path
    logos: Mapping[str, bytes] = field(default_factory=dict)
    proofs: Proofs = field(default_factory=Proofs)
    revision: str | None = None
    base_url: str | None = None
    jobs: int | None = None
    clean: bool = False


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: files written, kept and gone, and what it was built of.

    `unsigned` are the holders of valid seals whose credential is not issued.
    """

    tally: Tally
    gone: int
    assessment: Assessment
    unsigned: Sequence[str]


def build(order: Order) -> Built:
    """Write the site of a day, wholly or not at all.

    Raises PublishFault where the disk or the folder refuses, TemplateFault where a template does.
    """
    refuse_foreign(order.out, order.root)
    assessment = assess(order.registry, order.as_of)
    site = _Site(order, assessment)
    with Publication(order.out, clean=order.clean) as publication:
        work = site.pieces()
        tally = Tally()
        put = partial(_put, publication.stage, site)
        for part in share(work, put, hands(order.jobs, len(work))):
            tally.add(part)
        tally.add(publication.stage.put(site.common()))
        gone = publication.finish(tally)
    return Built(tally, gone, assessment, site.unsigned)


Piece = pages.PublicHolder | pages.PublicSupplier
"""A unit of work: everything the site says of one holder, or of one supplier."""


def _put(stage: Stage, site: _Site, work: Sequence[Piece]) -> Tally:
    tally = Tally()
    for piece in work:
        tally.add(stage.put(site.of(piece)))
    return tally


class _Site:
    """All that the pieces of one build share, made before workers are forked."""

    def __init__(self, order: Order, assessment: Assessment) -> None:
        registry, settings = order.registry, order.registry.settings
        self.edition = pages.edition(
            settings,
            registry.rubrics,
            as_of=order.as_of,
            next_change=assessment.next_change,
            revision=order.revision,
            base_url=order.base_url,
        )
        self.logos = {path: render.logo(path, data) for path, data in order.logos.items()}
        shown = {path: logo for path, (logo, _) in self.logos.items()}
        self.issuing = Issuing(settings, order.proofs, order.as_of, preview=self.edition.preview)
        self.issues: dict[str, Issue] = {}
        told = []
        for holder, seal in zip(registry.holders, assessment.seals, strict=True):
            issue = self.issues[holder.path] = self.issuing.of(holder, seal)
            one = pages.public_holder(
                holder,
                seal,
                as_of=order.as_of,
                logos=shown,
                rubrics=registry.rubrics if settings.show_area_levels else (),
                credential=issue.current.path if issue.current else None,
            )
            told += [one] if one else []
        self.holders = pages.settled(told)
        self.unsigned = missing({seal.holder: seal for seal in assessment.seals}, self.issues)
        self.press = render.press(self.edition, order.root)

    def pieces(self) -> list[Piece]:
        """The units of work that need no other."""
        return [*self.holders, *pages.by_supplier(self.holders)]

    def of(self, piece: Piece) -> Iterator[Artifact]:
        """The files of one unit."""
        if isinstance(piece, pages.PublicSupplier):
            yield from render.supplier_artifacts(self.press, piece)
            return
        issue = self.issues[piece.path]
        yield from render.holder_artifacts(self.press, piece)
        yield from badge_artifacts(
            self.edition, piece, issue.current.text if issue.current else None
        )
        yield from map(artifact, issue.all)

    def common(self) -> Iterator[Artifact]:
        """The files about all of them."""
        yield from render.common_artifacts(self.press, self.holders)
        yield from self.issuing.common()
        shown = {one.logo.address for one in self.holders if one.logo}
        yield from (artifact for _, artifact in self.logos.values() if artifact.path in shown)
