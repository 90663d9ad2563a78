"""The fixed words of the records."""

from __future__ import annotations

import enum


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
