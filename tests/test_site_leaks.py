"""Nothing private reaches the public site: a canary in every private field, every byte searched."""

from __future__ import annotations

import base64
import gzip
import json
import re
from dataclasses import replace
from typing import Any

import pytest

from registry.badging import badge_artifacts
from registry.model import (
    Contact,
    Document,
    Documents,
    IndependentReview,
    JointReview,
    Law,
    LawOutcome,
    Laws,
    Level,
    Person,
    Registry,
)
from tests import nouns
from tests.site_maker import collected, edition_of, made, publics_of

DAY = "2026-11-23"
BIRD = "canarybirdsings"


def canary(name: str) -> str:
    return f"{BIRD}{name}"


def private_review() -> dict[str, object]:
    return {
        "reviewer": canary("reviewer"),
        "body": f"# {canary('body')}\n\nNarrative.",
        "answers": {
            "data.collected": nouns.answer(
                Level.RESERVATIONS,
                note=canary("note"),
                was=Level.DOES_NOT_MEET,
                resolved="2026-01-04",
                discussed="2026-01-05",
            )
        },
    }


def planted() -> Registry:
    """One holder of each kind with a seal, and one of each without, all with private canaries."""
    supplier = nouns.supplier(
        contact=Contact(name=canary("contact"), email="canarycontactmail@private.example"),
        membership=(nouns.member(tier="contributing", since="2020-01-02"),),
        training=(nouns.training("2020-02-03", attendee=canary("attendee")),),
    )
    first = replace(
        nouns.award("2026-01-10", opened="2025-11-30", notified="2025-12-24"),
        **private_review(),  # type: ignore[arg-type]
        documents=Documents(
            privacy_policy=Document(
                url="https://quizlab.example/privacy",
                retrieved=nouns.day("2026-01-02"),
            )
        ),
        laws=Laws(coppa=LawOutcome.NOT_DEMONSTRATED),
        extensions=(replace(nouns.extension("2026-01-09"), reason=canary("extension")),),
    )
    sealed = nouns.product(
        first,
        nouns.product_review("2026-10-11", "renewal", reminded="2026-10-12"),
        supplier=supplier,
        issues=(nouns.issue("2026-02-13", summary=canary("issue")),),
        removal_confirmed=(nouns.day("2025-03-14"),),
    )
    withdrawn = nouns.product(
        replace(nouns.award("2026-01-10"), **private_review()),  # type: ignore[arg-type]
        path="suppliers/brightpath/gone",
        name="Gone",
        supplier=supplier,
        withdrawn=(nouns.withdrawal("2026-05-15", canary("reason"), canary("by")),),
    )
    unsealed = nouns.product(
        replace(nouns.product_review("2026-10-16"), **private_review()),  # type: ignore[arg-type]
        path="suppliers/canaryhome/canaryproduct",
        name=canary("productname"),
        summary=canary("summary"),
        domains=("canarydomain.example",),
        subjects=(canary("subject"),),
        formerly=("canaryformer",),
        supplier=nouns.supplier("suppliers/canaryhome", name=canary("suppliername")),
    )
    school = nouns.institution(
        replace(
            nouns.institution_award("2026-03-04", attention=canary("attention")),
            reviewer=canary("guide"),
            body=canary("schoolbody"),
            joint_review=JointReview(product=canary("joint"), staff="mlund"),
            independent_review=IndependentReview(
                product=canary("independent"), by=canary("designated")
            ),
        ),
        designated=(canary("designated"),),
        contact=Contact(name=canary("schoolcontact"), email="canaryschool@private.example"),
        training=(
            nouns.training("2020-02-17", attendee=canary("schoolattendee"), covers=(Law.COPPA,)),
        ),
    )
    waiting = nouns.institution(
        nouns.institution_review("2026-10-18"),
        path="institutions/canaryschool",
        name=canary("schoolname"),
    )
    draft = replace(nouns.rubric("9.9", None), title=canary("draft"))
    planned = replace(nouns.rubric("8.8", "2027-01-19"), title=canary("planned"))
    settings = nouns.settings(staff={canary("key"): Person(name=canary("staff"))})
    return nouns.registry(
        *(sealed, withdrawn, unsealed, school, waiting),
        rubrics=(nouns.rubric(), planned, draft),
        settings=settings,
    )


PRIVATE_DAYS = [
    "2025-11-30", "2025-12-24", "2026-01-04", "2026-01-05", "2026-01-09", "2026-10-11",
    "2026-10-12", "2026-02-13", "2025-03-14", "2026-10-16", "2026-10-18", "2020-01-02",
    "2020-02-03", "2020-02-17", "2027-01-19",
]  # fmt: skip
PRIVATE_WORDS = ["mlund", "jsato", "affiliate-only", "not-demonstrated", "under-review"]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return made(planted(), DAY)


def spellings(word: str) -> list[bytes]:
    """The word as it stands and as encodings would hide it, in small letters."""
    plain = word.encode()
    hidden = [base64.b64encode(b" " * pad + plain)[4:-4].lower() for pad in range(3)]
    assert min(map(len, hidden)) > 7
    return [plain, plain.hex().encode(), plain[::-1], *hidden]


def test_no_canary_is_in_any_byte_or_name(files: dict[str, bytes]) -> None:
    found = [
        path
        for path, data in files.items()
        for bad in (*spellings(BIRD), b"canary")
        if bad in data.lower() or "canary" in path
    ]
    assert found == []


def test_no_private_day_is_told_in_any_form(files: dict[str, bytes]) -> None:
    told = []
    for path, data in files.items():
        for one in PRIVATE_DAYS:
            if one.encode() in data or one.replace("-", "").encode() in data:
                told.append((path, one))
    assert told == []


def test_no_private_word_is_told(files: dict[str, bytes]) -> None:
    # The members' own style sheet names its classes for what members read.
    pages = {path: data for path, data in files.items() if not path.startswith("assets/")}
    told = [(p, w) for p, data in pages.items() for w in PRIVATE_WORDS if w.encode() in data]
    assert told == []


def test_levels_of_answers_are_told_by_rubrics_alone(files: dict[str, bytes]) -> None:
    for path, data in files.items():
        if path.startswith(("rubrics/", "api/v1/rubrics", "assets/")):
            continue
        assert b"meets-with-reservations" not in data, path
        assert b"with reservations</dd>" not in data, path


def test_the_rest_of_what_was_planted_is_there(files: dict[str, bytes]) -> None:
    """The registry was built at all: what is public of the same holders stands in it."""
    assert b"QuizLab" in files["suppliers/brightpath/quizlab/index.html"]
    assert "suppliers/brightpath/gone/index.html" in files
    assert "institutions/river-valley/index.html" in files
    assert not any("canaryhome" in path for path in files)


def test_area_levels_are_told_only_where_the_settings_say_so() -> None:
    open_registry = replace(planted(), settings=nouns.settings(show_area_levels=True))
    page = made(open_registry, DAY)["suppliers/brightpath/quizlab/index.html"].decode()
    assert re.search(r"<dt>Data</dt><dd>Meets expectations, with reservations</dd>", page)


# What no file may hold

ODD = "\x00\x07\x0b\x1b\x7f\x85\uffff"
"""Characters that YAML can name, and XML, calendars and terminals have no place for."""


def odd(registry: Registry) -> Registry:
    """The registry with them in each of its public texts."""

    def spoiled(noun: Any, *names: str) -> Any:
        return replace(noun, **{name: f"x{ODD}{getattr(noun, name)}" for name in names})

    def question(one: Any) -> Any:
        levels = spoiled(one.levels, "meets", "reservations", "does_not_meet")
        return spoiled(replace(one, levels=levels, help="Help."), "ask", "help")

    def rubric(one: Any) -> Any:
        areas = (
            spoiled(replace(area, questions=tuple(map(question, area.questions))), "title")
            for area in one.areas
        )
        return spoiled(replace(one, areas=tuple(areas)), "title")

    supplier = spoiled(registry.suppliers[0], "name")
    product = spoiled(registry.products[0], "name", "summary")
    facets = {"subjects": (f"x{ODD}maths",), "audiences": (f"x{ODD}pupils",)}
    tier = f"x{ODD}alliance"
    rules = nouns.programme(
        supplier=nouns.eligibility("contributing", "affiliate", tier),
        institution=nouns.eligibility("contributing", tier),
    )
    settings = nouns.settings(rules, show_area_levels=True)
    settings = replace(settings, seal=spoiled(settings.seal, "name"))
    return nouns.registry(
        replace(product, supplier=supplier, **facets),
        spoiled(nouns.institution(nouns.institution_award("2026-03-04")), "name"),
        rubrics=tuple(map(rubric, registry.rubrics)),
        settings=spoiled(settings, "name", "organisation"),
    )


def test_no_character_that_a_file_cannot_hold_is_in_any_byte() -> None:
    registry = odd(nouns.registry(nouns.product(nouns.award("2026-01-10"))))
    edition, publics = edition_of(registry, DAY), publics_of(registry, DAY)
    badges = (one for holder in publics for one in badge_artifacts(edition, holder))
    files = made(registry, DAY) | collected(badges)
    plain = made(nouns.registry(nouns.product(nouns.award("2026-01-10"))), DAY)
    ours = {path for path in files if files[path] == plain.get(path)}
    assert ours < set(files)
    told = {
        path: text(data) for path, data in files.items() if not path.endswith((".png", ".woff2"))
    }
    found = {
        (path, character)
        for path in told.keys() - ours
        for character in ODD
        if character in told[path] or json.dumps(character)[1:-1] in told[path]
    }
    assert found == set()
    assert "x\ufffd" in told["suppliers/brightpath/quizlab/index.html"]


def text(data: bytes) -> str:
    """What a file says, unpacked where it is packed."""
    return (gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data).decode()
