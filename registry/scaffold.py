"""Nouns -> the text of a record to fill in, from the same field definitions that read it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from .kinds import Fields, Many
from .model import (
    Area,
    Institution,
    InstitutionReview,
    Level,
    Member,
    Product,
    ProductReview,
    Question,
    Rubric,
    SealType,
    Supplier,
)
from .shape import FieldOf, fields_of

_WIDTH = 92


def supplier(given: Mapping[str, str]) -> str:
    """supplier.yaml with what is known filled in; what is missing stays empty after its colon."""
    return _record(Supplier, given)


def product(given: Mapping[str, str]) -> str:
    """product.yaml, likewise."""
    return _record(Product, given)


def institution(given: Mapping[str, str]) -> str:
    """institution.yaml, likewise."""
    return _record(Institution, given)


def member(given: Mapping[str, str]) -> str:
    """members/<organisation>.yaml, likewise."""
    return _record(Member, given)


def _record(noun: type, given: Mapping[str, str]) -> str:
    return "\n".join(_lines(noun, given, "")) + "\n"


def _lines(noun: type, given: Mapping[str, str], prefix: str) -> Iterator[str]:
    """Required fields as fields, optional ones as comments; each with what it means."""
    for field in fields_of(noun).values():
        name = f"{prefix}{field.key}"
        kind = field.written.kind
        inside = {key: value for key, value in given.items() if key.startswith(name + ".")}
        if isinstance(kind, Fields) and (field.required or inside):
            yield f"{field.key}:"
            inner = _lines(kind.noun, given, name + ".")
            yield from textwrap.indent("\n".join(inner), "  ").split("\n")
        elif name in given:
            yield f"{field.key}: {given[name]}"
        elif field.required:
            yield f"{field.key}: # {_meaning(field)}"
        else:
            yield f"# {field.key}: {_example(field)}"


def _meaning(field: FieldOf) -> str:
    return f"{field.written.help} ({field.written.kind.expected})"


def _example(field: FieldOf) -> str:
    kind = field.written.kind
    if isinstance(kind, Many) and isinstance(kind.item, Fields):
        keys = ", ".join(f"{key}: …" for key in fields_of(kind.item.noun))
        return f"[{{{keys}}}]  # {field.written.help}"
    if isinstance(kind, Many):
        return f"[…]  # {field.written.help}"
    return f"…  # {field.written.help}"


def review(seal_type: SealType, rubric: Rubric, opened: date, *, kind: str, reviewer: str) -> str:
    """A review of the day it is opened: it passes `check` as it is, and holds every question."""
    product = seal_type is SealType.SUPPLIER
    noun = ProductReview if product else InstitutionReview
    choice = fields_of(noun)["kind"].written.kind.expected
    parts = [
        "---",
        f"kind: {kind}  # {choice}",
        f'rubric: "{rubric.version}"',
        f"reviewer: {reviewer}",
        "steps:",
        f"  opened: {opened}",
        *_step_comments(noun),
        *(_product_extras() if product else _institution_extras()),
        "# Take the # and the blank after it off `answers:` and off each question you answer.",
        "# answers:",
        *_questions(rubric.areas),
        "---",
        "<!-- Write here what members should know, in Markdown. Quote the policy under a heading",
        f"that is a question's id, such as: ## {next(rubric.questions()).id} -->",
    ]
    return "\n".join(parts) + "\n"


def _step_comments(noun: type) -> Iterator[str]:
    steps = fields_of(noun)["steps"].written.kind
    if isinstance(steps, Fields):
        for field in fields_of(steps.noun).values():
            if not field.required:
                yield f"  # {field.key}:  # {field.written.help}"


def _product_extras() -> list[str]:
    return [
        "# documents:",
        "#   privacy_policy: {url: https://…, retrieved: YYYY-MM-DD}",
        "#   terms_of_service: {url: https://…, retrieved: YYYY-MM-DD}",
        "# laws: {coppa: …, ferpa: …, gdpr: …}"
        "  # each: demonstrated | not-demonstrated | not-applicable",
    ]


def _institution_extras() -> list[str]:
    return [
        "# joint_review: {product: …, staff: …}  # reviewed together with staff",
        "# independent_review: {product: …, by: …}  # by one of the designated persons",
        "# attention: …  # what had to be mended, if anything",
    ]


def _questions(areas: Iterable[Area]) -> Iterator[str]:
    for area in areas:
        yield f"  # ── {area.title}"
        for question in area.questions:
            yield from _question(question)


def _question(question: Question) -> Iterator[str]:
    yield "  #"
    yield from _wrapped(question.ask, "  # ")
    for level in (Level.MEETS, Level.RESERVATIONS, Level.DOES_NOT_MEET):
        yield from _wrapped(f"{level}: {question.levels.of(level)}", "  #   ", "  #     ")
    if question.not_applicable:
        yield f"  #   {Level.NOT_APPLICABLE}: allowed here"
    yield f"  # {question.id}:"


def _wrapped(text: str, first: str, rest: str | None = None) -> list[str]:
    return textwrap.wrap(
        " ".join(text.split()), _WIDTH, initial_indent=first, subsequent_indent=rest or first
    )


def renewal(
    last: ProductReview | InstitutionReview, rubric: Rubric, opened: date, reviewer: str
) -> str:
    """A renewal that starts from last year's review: every answer, to be confirmed anew."""
    text = review(last.seal_type, rubric, opened, kind="renewal", reviewer=reviewer)
    for question in rubric.questions():
        answer = last.answers.get(question.id)
        found = f"last time {answer.level}" if answer else "not asked last time"
        note = f": {' '.join(answer.note.split())}" if answer and answer.note else ""
        line = "\n".join(_wrapped(f"{found}{note}", "  #   → ", "  #     "))
        text = text.replace(f"  # {question.id}:\n", f"{line}\n  # {question.id}:\n", 1)
    return text
