"""A sound registry of any size, grown from the sample's settings, rubrics and own sentences."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from registry.model import Rubric
from registry.shape import shape
from registry.source.dialect import parse
from registry.source.nodes import Record

SAMPLE = Path(__file__).parent.parent
_WORDS = ("Atlas", "Birch", "Cedar", "Delta", "Ember", "Fjord", "Grove", "Harbor", "Iris", "Lumen")
_NOTE = (
    "The period is named for accounts and not for backups; section 4.2 promises deletion within "
    "thirty days of the end of a contract, and says nothing of copies made before."
)
_NARRATIVE = """
The policy is short and says what it means. We read it twice, once as a teacher who wants to know
whether a class may use the product, and once as a district's lawyer who wants to know what happens
when it goes wrong. Both found their answers, the second after asking.

## {question}

> We keep account data for 24 months after the last sign-in, or until the school asks us to
> delete it.

The clause is plain. What it leaves open is noted above, and the supplier has promised to mend it
with the next edition of the policy, which is announced for the end of the school year.
"""


def grow(root: Path, products: int, *, as_of: date) -> None:
    """Write a registry with that many products, a third as many suppliers, a tenth institutions."""
    (root / "content").mkdir(parents=True)
    shutil.copytree(SAMPLE / "rubrics", root / "rubrics")
    shutil.copy(SAMPLE / "content/registry.yaml", root / "content/registry.yaml")
    seed = random.Random(products)  # noqa: S311  # the same registry every time
    rubrics = _released(root)
    for number in range((products + 2) // 3):
        _supplier(root, number, min(3, products - number * 3), rubrics, as_of, seed)
    for number in range(products // 10):
        _institution(root, number, rubrics, as_of, seed)


def _released(root: Path) -> list[Rubric]:
    rubrics = []
    for path in sorted((root / "rubrics").glob("*.yaml")):
        fields, _ = parse(path.read_text(), path.name)
        if fields is None:
            raise ValueError(path)
        rubric, _ = shape(Rubric, Record(path.name, fields), version=path.stem)
        if rubric.released:
            rubrics.append(rubric)
    return sorted(rubrics, key=lambda rubric: rubric.released or date.max)


def _rubric_on(rubrics: list[Rubric], day: date) -> Rubric:
    return [r for r in rubrics if r.released and r.released <= day][-1]


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def _organisation(name: str, host: str) -> str:
    return (
        f"name: {name}\nwebsite: https://{host}\n"
        f"contact: {{name: Privacy desk, email: privacy@{host}}}\n"
        "membership:\n  - {tier: contributing, from: 2023-01-01}\n"
        "training:\n  - {mode: individual, completed: 2024-02-01, covers: [coppa, ferpa]}\n"
    )


def _supplier(
    root: Path, number: int, products: int, rubrics: list[Rubric], as_of: date, seed: random.Random
) -> None:
    slug, word = f"supplier-{number:05}", _WORDS[number % len(_WORDS)]
    folder = root / "content/suppliers" / slug
    _write(folder / "supplier.yaml", _organisation(f"{word} Learning {number}", f"{slug}.example"))
    for n in range(products):
        host = f"app{n}.{slug}.example"
        lines = [
            f"name: {word} {('Quiz', 'Reader', 'Planner')[n]} {number}",
            "summary: Exercises that follow what a class has learned, and reports for teachers.",
            f"website: https://{host}",
            f"privacy_policy: https://{host}/privacy",
            f"terms_of_service: https://{host}/terms",
            f"domains: [{host}]",
            f"subjects: [{seed.choice(['mathematics', 'science', 'languages', 'arts'])}]",
            f"audiences: [{seed.choice(['primary', 'secondary', 'higher'])}]",
        ]
        _write(folder / f"product-{n}/product.yaml", "\n".join(lines) + "\n")
        opened = as_of - timedelta(days=seed.randrange(60, 420))
        review = _review(opened, rubrics, "\n".join(_product_head(opened)), seed)
        _write(folder / f"product-{n}/{opened}.md", review)


def _product_head(opened: date) -> Iterator[str]:
    def day(later: int) -> date:
        return opened + timedelta(days=later)

    steps = {"opened": 0, "reviewed": 14, "report_sent": 15, "notified": 15, "awarded": 20}
    yield from (f"  {step}: {day(later)}" for step, later in {**steps, "award_sent": 22}.items())
    yield "documents:"
    yield f"  privacy_policy: {{url: https://a.example/privacy, retrieved: {day(10)}}}"
    yield f"  terms_of_service: {{url: https://a.example/terms, retrieved: {day(10)}}}"
    yield "laws: {coppa: demonstrated, ferpa: demonstrated, gdpr: not-applicable}"


def _review(opened: date, rubrics: list[Rubric], head: str, seed: random.Random) -> str:
    rubric = _rubric_on(rubrics, opened + timedelta(days=14))
    questions = list(rubric.questions())
    answers = []
    for question in questions:
        if seed.random() < 0.2:
            answers.append(
                f"  {question.id}:\n    level: meets-with-reservations\n    note: >-\n"
                f"      {_NOTE}\n    discussed: {opened + timedelta(days=18)}"
            )
        else:
            answers.append(f"  {question.id}: meets")
    narrative = _NARRATIVE.format(question=seed.choice(questions).id)
    listed = "\n".join(answers)
    return (
        f'---\nkind: initial\nrubric: "{rubric.version}"\nreviewer: mlund\nsteps:\n{head}\n'
        f"answers:\n{listed}\n---\n{narrative}"
    )


def _institution(
    root: Path, number: int, rubrics: list[Rubric], as_of: date, seed: random.Random
) -> None:
    slug = f"institution-{number:05}"
    folder = root / "content/institutions" / slug
    name = f"{_WORDS[number % len(_WORDS)]} School District {number}"
    text = _organisation(name, f"{slug}.example") + "designated: [L. Chen]\n"
    _write(folder / "institution.yaml", text)
    opened = as_of - timedelta(days=seed.randrange(60, 420))
    steps = {"opened": 0, "oriented": 2, "trained": 4, "joint_review": 8, "submitted": 14}
    steps |= {"notified": 16, "awarded": 20, "award_sent": 22}
    head = [f"  {step}: {opened + timedelta(days=later)}" for step, later in steps.items()]
    head += ["joint_review: {product: QuizLab, staff: mlund}"]
    head += ["independent_review: {product: ReadAlong, by: L. Chen}"]
    _write(folder / f"{opened}.md", _review(opened, rubrics, "\n".join(head), seed))
