"""The nouns: what staff write, frozen and typed; no files, no today, no HTML.

Every field names its kind and its meaning, so that one definition serves the reader, the JSON
Schemas, the field guide and the scaffolds.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from .diagnostics import Where
from .kinds import (
    Count,
    Day,
    Email,
    Fields,
    Flag,
    Host,
    Line,
    Many,
    Prose,
    Table,
    Url,
    Word,
    written,
)


class Level(enum.StrEnum):
    """How well a policy answers a question, best first; `not-applicable` counts as meeting it."""

    MEETS = "meets"
    RESERVATIONS = "meets-with-reservations"
    DOES_NOT_MEET = "does-not-meet"
    NOT_APPLICABLE = "not-applicable"


class SealType(enum.StrEnum):
    """Which half of the programme a holder belongs to; also its key under `programme`."""

    SUPPLIER = "supplier"
    INSTITUTION = "institution"


class ReviewKind(enum.StrEnum):
    """Why a product is reviewed."""

    INITIAL = "initial"
    RENEWAL = "renewal"
    RE_VETTING = "re-vetting"


class InstitutionReviewKind(enum.StrEnum):
    """Why an institution is reviewed."""

    INITIAL = "initial"
    RENEWAL = "renewal"


class TrainingMode(enum.StrEnum):
    """How a training was held."""

    ONLINE = "online"
    INDIVIDUAL = "individual"


class Law(enum.StrEnum):
    """A privacy law that a review looks at."""

    COPPA = "coppa"
    FERPA = "ferpa"
    GDPR = "gdpr"


class LawOutcome(enum.StrEnum):
    """Whether the policies show that the application follows a law."""

    DEMONSTRATED = "demonstrated"
    NOT_DEMONSTRATED = "not-demonstrated"
    NOT_APPLICABLE = "not-applicable"


class Deadline(enum.StrEnum):
    """A deadline that an extension can move."""

    CHANGES = "changes"
    INDEPENDENT_REVIEW = "independent_review"


class OnOverdue(enum.StrEnum):
    """What happens to a seal that was not vetted again by `revet_by`."""

    KEEP = "keep"
    SUSPEND = "suspend"


# The programme and its registry


@dataclass(frozen=True, slots=True, kw_only=True)
class SealName:
    """The seal itself."""

    name: str = written(Line(), "the seal's name")
    prefix: str = written(Line(), "capital letters that begin every seal number")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A member of the programme's staff."""

    name: str = written(Line(), "the name that members see as reviewer")
    recipient: str | None = written(
        Line(), "an age public key, to read members' and staff pages", default=None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """A public key that signs credentials."""

    public: str = written(Line(), "the Ed25519 public key as multibase, z6Mk…")
    since: date = written(Day(), "the first day it signed", key="from")
    until: date | None = written(Day(), "the last day it signed", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Eligibility:
    """Who may hold a seal, and which training each tier asks for."""

    tiers: tuple[str, ...] = written(Many(Line()), "membership tiers that may hold this seal")
    training: Mapping[str, tuple[TrainingMode, ...]] = written(
        Table(Many(Word(TrainingMode)), "tier"), "for each tier, the modes of training that count"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Windows:
    """The programme's periods, in calendar days; the event is day 0 and the last day counts."""

    changes: int = written(Count(0, 3650), "days to make changes after notification")
    award_notice: int = written(Count(0, 3650), "days to send the award letter")
    renewal_notice: int = written(Count(0, 3650), "days before the end that renewal opens")
    independent_review: int = written(Count(0, 3650), "days to submit the independent review")


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """The programme's rules from one day on."""

    since: date = written(Day(), "the first day these rules are in force", key="from")
    supplier: Eligibility = written(Fields(Eligibility), "rules for supplier seals")
    institution: Eligibility = written(Fields(Eligibility), "rules for institution seals")
    days: Windows = written(Fields(Windows), "the periods, in calendar days")
    term_years: int = written(Count(1, 100), "how many years a seal runs")

    def eligibility(self, seal_type: SealType) -> Eligibility:
        """The rules for one type of seal."""
        return self.supplier if seal_type is SealType.SUPPLIER else self.institution


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """registry.yaml: the programme and this registry."""

    name: str = written(Line(), "the registry's name")
    organisation: str = written(Line(), "the certifying body")
    base_url: str = written(Url(), "the address the site is published at")
    mailbox: str = written(Email(), "the programme's public mailbox")
    time_zone: str = written(Line(), "the time zone that decides what today is", default="UTC")
    seal: SealName = written(Fields(SealName), "the seal's name and number prefix")
    show_area_levels: bool = written(
        Flag(), "whether public pages show each area's level", default=False
    )
    staff: Mapping[str, Person] = written(Table(Fields(Person), "staff key"), "the staff, by key")
    keys: tuple[SigningKey, ...] = written(
        Many(Fields(SigningKey)), "public signing keys", default=()
    )
    programme: tuple[Programme, ...] = written(
        Many(Fields(Programme)), "the programme's rules, dated"
    )
    where: Where = field(compare=False, repr=False)

    def programme_on(self, day: date) -> Programme:
        """The rules in force on a day; before the first set, the first set."""
        in_force = [p for p in self.programme if p.since <= day]
        pool = in_force or [min(self.programme, key=lambda p: p.since)]
        return max(pool, key=lambda p: p.since)


# Organisations and holders


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom the programme writes to; never public."""

    name: str | None = written(Line(), "the person's name", default=None)
    email: str = written(Email(), "where letters go")


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A period of membership; `until` is its last day, absent while it runs."""

    tier: str = written(Line(), "the membership tier, in the programme's words")
    since: date = written(Day(), "the first day", key="from")
    until: date | None = written(Day(), "the last day; leave it out while it runs", default=None)

    def covers(self, day: date) -> bool:
        """Whether the membership runs on the day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """A completed training on the vetting process."""

    mode: TrainingMode = written(Word(TrainingMode), "how it was held")
    completed: date = written(Day(), "the day it was completed")
    attendee: str | None = written(Line(), "who attended", default=None)
    covers: tuple[Law, ...] = written(Many(Word(Law)), "the laws it covered", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A point on which staff and holder work together."""

    opened: date = written(Day(), "the day it was raised")
    summary: str = written(Line(), "what it is about, in one line")
    blocking: bool = written(Flag(), "whether it stands in the way of an award")
    resolved: date | None = written(Day(), "the day it was resolved", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """A decision to take a product's seal back."""

    on: date = written(Day(), "the first day the seal no longer holds")
    reason: str = written(Line(), "why, for the record")
    by: str = written(Line(), "the staff key of who decided")


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


# Reviews


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductSteps:
    """What happened in a product's review, and when; in the order it should happen."""

    opened: date = written(Day(), "the day the request came in; also the file's name")
    reminded: date | None = written(
        Day(), "renewals: the day the renewal notice went out", default=None
    )
    confirmed: date | None = written(
        Day(), "renewals: the day the supplier confirmed what changed", default=None
    )
    reviewed: date | None = written(Day(), "the day the review was finished", default=None)
    report_sent: date | None = written(
        Day(), "the day the App Vetting Report went out", default=None
    )
    notified: date | None = written(Day(), "the day the results went out", default=None)
    changes_received: date | None = written(
        Day(), "the day the supplier said its policy is updated", default=None
    )
    met: date | None = written(Day(), "the day of the second meeting", default=None)
    awarded: date | None = written(Day(), "the day the seal was awarded", default=None)
    declined: date | None = written(Day(), "the day the seal was declined", default=None)
    award_sent: date | None = written(Day(), "the day the award letter went out", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class InstitutionSteps:
    """What happened in an institution's review, and when; in the order it should happen."""

    opened: date = written(Day(), "the day the request came in; also the file's name")
    reminded: date | None = written(
        Day(), "renewals: the day the renewal notice went out", default=None
    )
    oriented: date | None = written(Day(), "the day of the orientation", default=None)
    trained: date | None = written(
        Day(), "the day of the training session; starts the independent review", default=None
    )
    joint_review: date | None = written(
        Day(), "the day an application was reviewed together with staff", default=None
    )
    submitted: date | None = written(Day(), "the day the independent review came in", default=None)
    notified: date | None = written(Day(), "the day the feedback went out", default=None)
    changes_received: date | None = written(
        Day(), "the day the mended review came in", default=None
    )
    awarded: date | None = written(Day(), "the day the seal was awarded", default=None)
    declined: date | None = written(Day(), "the day the seal was declined", default=None)
    award_sent: date | None = written(Day(), "the day the award letter went out", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """A deadline moved, with the reason on record."""

    of: Deadline = written(Word(Deadline), "which deadline is moved")
    until: date = written(Day(), "the new last day")
    reason: str = written(Line(), "why")
    by: str = written(Line(), "the staff key of who granted it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A policy as it was read."""

    url: str = written(Url(), "where it was read")
    retrieved: date = written(Day(), "the day it was read")


@dataclass(frozen=True, slots=True, kw_only=True)
class Documents:
    """The policies a review is about."""

    privacy_policy: Document | None = written(
        Fields(Document), "the privacy policy that was read", default=None
    )
    terms_of_service: Document | None = written(
        Fields(Document), "the terms of service that were read", default=None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Laws:
    """Whether the policies show that the application follows each law."""

    coppa: LawOutcome | None = written(Word(LawOutcome), "outcome for COPPA", default=None)
    ferpa: LawOutcome | None = written(Word(LawOutcome), "outcome for FERPA", default=None)
    gdpr: LawOutcome | None = written(Word(LawOutcome), "outcome for GDPR", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The level given to one question, with what led to it."""

    level: Level = written(Word(Level), "how well the policies answer the question")
    note: str | None = written(
        Prose(), "what was found; needed for reservations and does-not-meet", default=None
    )
    was: Level | None = written(Word(Level), "the level at first, where it changed", default=None)
    resolved: date | None = written(Day(), "the day the change was confirmed", default=None)
    discussed: date | None = written(
        Day(), "the day a reservation was talked through with the supplier", default=None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductReview:
    """One round of vetting of a product. Its path is the file's."""

    seal_type: ClassVar = SealType.SUPPLIER

    path: str
    body: str = ""
    kind: ReviewKind = written(Word(ReviewKind), "why the product is reviewed")
    rubric: str = written(Line(), "the rubric's version, in quotes")
    reviewer: str = written(Line(), "the staff key of the reviewer")
    steps: ProductSteps = written(Fields(ProductSteps), "what happened, and when")
    extensions: tuple[Extension, ...] = written(
        Many(Fields(Extension)), "deadlines moved, with reasons", default=()
    )
    documents: Documents = written(
        Fields(Documents), "the policies that were read", default=Documents()
    )
    laws: Laws = written(Fields(Laws), "the outcome for each law", default=Laws())
    answers: Mapping[str, Answer] = written(
        Table(Fields(Answer, short="level"), "question"),
        "a level for every question",
        default_factory=dict,
    )
    where: Where = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class JointReview:
    """The application that staff and institution reviewed together."""

    product: str = written(Line(), "any application's name")
    staff: str = written(Line(), "the staff key of who took part")


@dataclass(frozen=True, slots=True, kw_only=True)
class IndependentReview:
    """The application that the institution reviewed on its own."""

    product: str = written(Line(), "another application's name")
    by: str = written(Line(), "which of the designated persons reviewed it")


@dataclass(frozen=True, slots=True, kw_only=True)
class InstitutionReview:
    """One round of training and vetting with an institution. Its path is the file's."""

    seal_type: ClassVar = SealType.INSTITUTION

    path: str
    body: str = ""
    kind: InstitutionReviewKind = written(
        Word(InstitutionReviewKind), "why the institution is reviewed"
    )
    rubric: str = written(Line(), "the rubric's version, in quotes")
    reviewer: str = written(Line(), "the staff key of who guides")
    steps: InstitutionSteps = written(Fields(InstitutionSteps), "what happened, and when")
    extensions: tuple[Extension, ...] = written(
        Many(Fields(Extension)), "deadlines moved, with reasons", default=()
    )
    joint_review: JointReview | None = written(
        Fields(JointReview), "the review made together with staff", default=None
    )
    independent_review: IndependentReview | None = written(
        Fields(IndependentReview), "the review the institution made alone", default=None
    )
    attention: str | None = written(
        Prose(), "what had to be mended in the independent review", default=None
    )
    answers: Mapping[str, Answer] = written(
        Table(Fields(Answer, short="level"), "question"),
        "the independent review: a level for every question",
        default_factory=dict,
    )
    where: Where = field(compare=False, repr=False)


Review = ProductReview | InstitutionReview
"""One round of vetting: one file, one pull request stream."""


def decided_on(review: Review) -> date | None:
    """The day the review was awarded or declined, None while it is open."""
    return review.steps.awarded or review.steps.declined


# Rubrics


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelTexts:
    """What each level of a question looks like."""

    meets: str = written(Prose(), "what meeting it looks like")
    reservations: str = written(
        Prose(), "what meeting it with reservations looks like", key="meets-with-reservations"
    )
    does_not_meet: str = written(Prose(), "what not meeting it looks like", key="does-not-meet")

    def of(self, level: Level) -> str:
        """The text for a level; empty for `not-applicable`, which describes itself."""
        return {
            Level.MEETS: self.meets,
            Level.RESERVATIONS: self.reservations,
            Level.DOES_NOT_MEET: self.does_not_meet,
        }.get(level, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of a rubric."""

    id: str = written(Line(), "lower-case words joined by - and ., unique in the rubric")
    ask: str = written(Prose(), "the question")
    help: str | None = written(Prose(), "how to find the answer", default=None)
    not_applicable: bool = written(
        Flag(), "whether `not-applicable` is an allowed answer", default=False
    )
    levels: LevelTexts = written(Fields(LevelTexts), "what each level looks like")


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A group of questions with one level of its own: the worst of them."""

    id: str = written(Line(), "lower-case words joined by - and ., unique in the rubric")
    title: str = written(Line(), "the area's title")
    questions: tuple[Question, ...] = written(Many(Fields(Question)), "its questions")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubric:
    """One release of the vetting rubric, or a draft while `released` is absent."""

    version: str
    sha256: str = ""
    title: str = written(Line(), "the rubric's title")
    released: date | None = written(
        Day(), "the day it is released; leave it out for a draft", default=None
    )
    revet_by: date | None = written(Day(), "the last day to vet earlier seals again", default=None)
    on_overdue: OnOverdue = written(
        Word(OnOverdue), "what happens to a seal after revet_by", default=OnOverdue.KEEP
    )
    areas: tuple[Area, ...] = written(Many(Fields(Area)), "the areas, each with its questions")
    where: Where = field(compare=False, repr=False)

    def questions(self) -> Iterator[Question]:
        """Every question, in the rubric's order."""
        for area in self.areas:
            yield from area.questions


# Members


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberKey:
    """A key that opens members' pages."""

    recipient: str = written(Line(), "the age public key, age1…")
    label: str | None = written(Line(), "whose key it is; staff only", default=None)
    added: date = written(Day(), "the first day it opens pages")
    until: date | None = written(Day(), "the last day it opens pages", default=None)
    added_by: str | None = written(Line(), "the staff key of who added it", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """members/<organisation>.yaml: an organisation that reads full reviews."""

    path: str
    name: str = written(Line(), "the organisation's name")
    organisation: str | None = written(
        Line(), "institutions/<i> or suppliers/<s>, where membership comes from", default=None
    )
    membership: tuple[Membership, ...] = written(
        Many(Fields(Membership)), "periods of membership, without `organisation`", default=()
    )
    keys: tuple[MemberKey, ...] = written(
        Many(Fields(MemberKey)), "the keys that open members' pages", default=()
    )
    where: Where = field(compare=False, repr=False)


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
