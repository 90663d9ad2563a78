"""The nouns: what staff write, frozen and typed; no files, no today, no HTML.

Every field names its kind and its meaning, so that one definition serves the reader, the JSON
Schemas, the field guide and the scaffolds.
"""

from .holders import Holder, Institution, Organisation, Product, Supplier
from .members import Member, MemberKey
from .organisations import Contact, Issue, Membership, Training, Withdrawal
from .programme import Eligibility, Person, Programme, SealName, Settings, SigningKey, Windows
from .registry import Registry
from .reviews import (
    Answer,
    Document,
    Documents,
    Extension,
    IndependentReview,
    InstitutionReview,
    InstitutionSteps,
    JointReview,
    Laws,
    ProductReview,
    ProductSteps,
    Review,
    decided_on,
)
from .rubrics import Area, LevelTexts, Question, Rubric
from .words import (
    Deadline,
    InstitutionReviewKind,
    Law,
    LawOutcome,
    Level,
    OnOverdue,
    ReviewKind,
    SealType,
    TrainingMode,
)

__all__ = [
    "Answer",
    "Area",
    "Contact",
    "Deadline",
    "Document",
    "Documents",
    "Eligibility",
    "Extension",
    "Holder",
    "IndependentReview",
    "Institution",
    "InstitutionReview",
    "InstitutionReviewKind",
    "InstitutionSteps",
    "Issue",
    "JointReview",
    "Law",
    "LawOutcome",
    "Laws",
    "Level",
    "LevelTexts",
    "Member",
    "MemberKey",
    "Membership",
    "OnOverdue",
    "Organisation",
    "Person",
    "Product",
    "ProductReview",
    "ProductSteps",
    "Programme",
    "Question",
    "Registry",
    "Review",
    "ReviewKind",
    "Rubric",
    "SealName",
    "SealType",
    "Settings",
    "SigningKey",
    "Supplier",
    "Training",
    "TrainingMode",
    "Windows",
    "Withdrawal",
    "decided_on",
]
