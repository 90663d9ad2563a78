"""Sound records -> the site on disk: assess, page, render, seal, publish."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from . import pages, render
from .artifact import Artifact
from .assess import Assessment, assess
from .badging import badge_artifacts
from .credentials.proofs import Proofs
from .crew import hands, share
from .issuing import Issue, Issuing, artifact, missing
from .members import GatewayPages, SealedPages, reading_room
from .members.disk import MemoryFault
from .model import Holder, Institution, Product, Registry
from .publish import Publication, Stage, Tally, Tree, refuse_foreign


class MembersMode(enum.StrEnum):
    """How members read: sealed files on any host, or pages behind one that asks who is there."""

    SEALED = "sealed"
    GATEWAY = "gateway"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to build, and where.

    `root` may bring templates of its own, and keeps the build's private cache; `base_url` other
    than the registry's makes a preview; `jobs` is the number of processes, None for what fits the
    work; `clean` keeps no old file and no old vault.
    """

    registry: Registry
    as_of: date
    root: Path
    out: Path
    logos: Mapping[str, bytes] = field(default_factory=dict)
    proofs: Proofs = field(default_factory=Proofs)
    revision: str | None = None
    base_url: str | None = None
    members: MembersMode = MembersMode.SEALED
    jobs: int | None = None
    clean: bool = False

    @property
    def members_out(self) -> Path:
        """The folder of the members' own tree, in gateway mode."""
        return self.out.with_name(f"{self.out.name}-members")


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: files written, kept and gone, and what it was built of.

    `unsigned` are the holders of valid seals whose credential is not issued; `still_counting` those
    with one that was taken back, though the signed list does not say so yet; `forgotten` says why
    the next build cannot keep this one's vault, where it cannot.
    """

    tally: Tally
    gone: int
    assessment: Assessment
    unsigned: Sequence[str]
    still_counting: Sequence[str]
    forgotten: str | None = None


def build(order: Order) -> Built:
    """Write the site of a day, wholly or not at all; in gateway mode the members' tree beside it.

    Raises PublishFault where the disk or the folder refuses, TemplateFault where a template does.
    """
    outs = {order.out: Tree.PUBLIC}
    if order.members is MembersMode.GATEWAY:
        outs[order.members_out] = Tree.MEMBERS
    for out, tree in outs.items():
        refuse_foreign(out, order.root, tree)
    site = _Site(order, assess(order.registry, order.as_of))
    with ExitStack() as stack:
        trees = [
            stack.enter_context(Publication(out, tree, clean=order.clean))
            for out, tree in outs.items()
        ]
        tallies = site.printed([tree.stage for tree in trees], order.jobs)
        gone = sum(tree.finish(tally) for tree, tally in zip(trees, tallies, strict=True))
    total = Tally()
    for tally in tallies:
        total.add(tally)
    return Built(
        total, gone, site.assessment, site.unsigned, site.still_counting, site.remembered([*outs])
    )


Piece = pages.PublicHolder | pages.PublicSupplier | Product | Institution
"""A unit of work: all that the public site says of one holder, of one supplier, or that members
read of one holder."""


class _Site:
    """All that the pieces of one build share, made before workers are forked."""

    def __init__(self, order: Order, assessment: Assessment) -> None:
        registry, settings = order.registry, order.registry.settings
        self.order, self.assessment = order, assessment
        self.edition = pages.edition(
            settings,
            registry.rubrics,
            as_of=order.as_of,
            next_change=assessment.next_change,
            revision=order.revision,
            base_url=order.base_url,
        )
        self.logos = {path: render.logo(path, data) for path, data in order.logos.items()}
        self.issuing = Issuing(settings, order.proofs, order.as_of, preview=self.edition.preview)
        seals = {seal.holder: seal for seal in assessment.seals}
        self.issues = {one.path: self.issuing.of(one, seals[one.path]) for one in registry.holders}
        self.unsigned = missing(seals, self.issues)
        self.still_counting = [path for path, one in self.issues.items() if one.still_counts]
        self.holders = pages.settled(self._public())
        self.press = render.press(self.edition, order.root)
        self._open_reading_room()

    def _public(self) -> Iterator[pages.PublicHolder]:
        registry = self.order.registry
        shown = {path: logo for path, (logo, _) in self.logos.items()}
        for holder, seal in zip(registry.holders, self.assessment.seals, strict=True):
            current = self.issues[holder.path].current
            told = pages.public_holder(
                holder,
                seal,
                as_of=self.order.as_of,
                logos=shown,
                rubrics=registry.rubrics if registry.settings.show_area_levels else (),
                credential=current.path if current else None,
            )
            if told:
                yield told

    def _open_reading_room(self) -> None:
        order = self.order
        gateway = order.members is MembersMode.GATEWAY
        room = reading_room(order.registry, self.assessment, self.press)
        self.gateway = GatewayPages(room) if gateway else None
        self.sealed = SealedPages.begin(
            room,
            old=order.out,
            cache=order.root / ".cache",
            fresh=order.clean,
            reading=not gateway,
        )

    def printed(self, stages: Sequence[Stage], jobs: int | None) -> list[Tally]:
        """Put everything on the stages: of the site, and in gateway mode of the members' tree."""
        work: list[Piece] = [
            *self.holders,
            *pages.by_supplier(self.holders),
            *self.order.registry.holders,
        ]

        def do(part: Sequence[Piece]) -> tuple[list[Tally], list[Any]]:
            return self._put(stages, part), list(self._reader.log)

        tallies, log = [Tally() for _ in stages], []
        for put, logged in share(work, do, hands(jobs, len(work))):
            log += logged
            for tally, more in zip(tallies, put, strict=True):
                tally.add(more)
        tallies[0].add(stages[0].put(self._common()))
        if self.gateway:
            tallies[0].add(stages[0].put(self.sealed.rest([])))
        tallies[-1].add(stages[-1].put(self._reader.rest(log)))
        return tallies

    @property
    def _reader(self) -> GatewayPages | SealedPages:
        return self.gateway or self.sealed

    def _put(self, stages: Sequence[Stage], part: Sequence[Piece]) -> list[Tally]:
        tallies = [Tally() for _ in stages]
        for piece in part:
            # The members' own tree, where there is one, is the last.
            number = -1 if isinstance(piece, Holder) else 0
            tallies[number].add(stages[number].put(self._of(piece)))
        return tallies

    def _of(self, piece: Piece) -> Iterator[Artifact]:
        """The files of one unit, which need no other."""
        if isinstance(piece, Holder):
            yield from self._reader.reviews([piece])
        elif isinstance(piece, pages.PublicSupplier):
            yield from render.supplier_artifacts(self.press, piece)
        else:
            yield from self._of_public(piece, self.issues[piece.path])

    def _of_public(self, holder: pages.PublicHolder, issue: Issue) -> Iterator[Artifact]:
        yield from render.holder_artifacts(self.press, holder)
        credential = issue.current.text if issue.current else None
        yield from badge_artifacts(self.edition, holder, credential)
        yield from map(artifact, issue.all)

    def _common(self) -> Iterator[Artifact]:
        """The files about all of them."""
        yield from render.common_artifacts(self.press, self.holders)
        yield from self.issuing.common()
        shown = {one.logo.address for one in self.holders if one.logo}
        yield from (made for _, made in self.logos.values() if made.path in shown)

    def remembered(self, sites: Sequence[Path]) -> str | None:
        """Keep what the next build needs to keep the vault; why not, where it cannot be kept."""
        try:
            self.sealed.remember(*sites)
        except MemoryFault as fault:
            return str(fault)
        except OSError as error:
            return f"{self.order.root / '.cache'}: {error.strerror}"
        return None
