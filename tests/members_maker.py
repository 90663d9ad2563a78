"""A small registry with test keys, built to disk; the keys are made anew in every run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from registry.members.age import Identity
from registry.model import Member, MemberKey, Person, Registry
from registry.production import MembersMode, Order, build
from registry.publish import Tally
from tests import nouns

DAY = "2026-11-23"


def key(recipient: str, added: str = "2026-01-01", until: str | None = None) -> MemberKey:
    return MemberKey(
        recipient=recipient,
        label="Library desk",
        added=nouns.day(added),
        until=nouns.maybe_day(until),
        added_by="mlund",
    )


def member(*keys: MemberKey, name: str = "Eastgate", **changes: Any) -> Member:
    whole: dict[str, Any] = {
        "path": f"members/{name.lower()}",
        "name": name,
        "membership": (nouns.member(),),
        "keys": keys,
        "where": nouns.At(f"content/members/{name.lower()}.yaml"),
    }
    return Member(**whole | changes)


@dataclass(frozen=True)
class Keys:
    """Who has a key: two members, one of the staff, and somebody who has none to do with us."""

    eastgate: Identity = field(default_factory=Identity.new)
    westgate: Identity = field(default_factory=Identity.new)
    staff: Identity = field(default_factory=Identity.new)
    stranger: Identity = field(default_factory=Identity.new)


RUBRIC = nouns.rubric(
    "1.0",
    "2020-01-01",
    nouns.area("data", nouns.question("data.collected"), nouns.question("data.retention")),
    nouns.area("security", nouns.question("security.mfa", not_applicable=True)),
)


def quizlab(**changes: Any) -> Any:
    """A product with an awarded review, its renewal, and one that is still open."""
    answers = {
        "data.collected": nouns.answer(),
        "data.retention": nouns.answer(
            "meets-with-reservations", note="Backups are not named.", discussed="2025-02-25"
        ),
        "security.mfa": nouns.answer("not-applicable"),
    }
    later = answers | {
        "data.retention": nouns.answer(was="does-not-meet", resolved="2026-03-01", note="Mended."),
        "security.mfa": nouns.answer("meets-with-reservations", note="Staff only."),
    }
    first = nouns.award("2025-03-05", opened="2025-02-01", answers=answers, reviewed="2025-02-20")
    body = "A plain policy.\n\n## data.retention\n\n> We keep account data for 24 months.\n"
    renewal = nouns.award("2026-03-05", "renewal", opened="2026-02-01", answers=later)
    running = replace(nouns.product_review("2026-11-01", "re-vetting"), answers={})
    return nouns.product(replace(first, body=body), renewal, running, **changes)


def registry_of(keys: Keys, *members: Member, staff: bool = True, **changes: Any) -> Registry:
    """QuizLab and a school, read by these members (else two) and by one of the staff."""
    person = Person(name="M. Lund", recipient=keys.staff.recipient if staff else None)
    both = (
        member(key(keys.eastgate.recipient)),
        member(key(keys.westgate.recipient), name="Westgate"),
    )
    whole: dict[str, Any] = {
        "rubrics": (RUBRIC,),
        "settings": nouns.settings(staff={"mlund": person, "jsato": Person(name="J. Sato")}),
        "members": members or both,
    }
    school = nouns.institution(
        nouns.institution_award("2026-03-04", answers={"data.collected": nouns.answer()})
    )
    return nouns.registry(quizlab(), school, **whole | changes)


@dataclass(frozen=True)
class Built:
    out: Path
    tally: Tally

    @property
    def files(self) -> Mapping[str, bytes]:
        return {
            path.relative_to(self.out).as_posix(): path.read_bytes()
            for path in sorted(self.out.rglob("*"))
            if path.is_file()
        }

    def of(self, *starts: str) -> dict[str, bytes]:
        return {path: data for path, data in self.files.items() if path.startswith(starts)}

    @property
    def sealed(self) -> dict[str, bytes]:
        return {path: data for path, data in self.files.items() if path.endswith(".age")}


def built(registry: Registry, root: Path, day: str = DAY, **options: Any) -> Built:
    """The site of a registry on a day, written below `root` as `build.py` would."""
    mode = MembersMode(options.pop("members", "sealed"))
    options.setdefault("jobs", 1)
    out = options.pop("out", root / "site")
    order = Order(
        registry=registry, as_of=nouns.day(day), root=root, out=out, members=mode, **options
    )
    return Built(out, build(order).tally)
