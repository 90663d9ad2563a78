"""What lies between records: keys, domains, numbers; facts to come; what was signed."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry import checks
from registry.model import Member, MemberKey, Person, Product, SigningKey
from registry.recipient import problem
from registry.unread import UNREAD, UnreadError

from .judged import broken, broken_by_all, broken_by_supplier, faults_of_all
from .nouns import (
    At,
    answer,
    award,
    day,
    institution,
    issue,
    member,
    product,
    product_review,
    programme,
    registry,
    rubric,
    settings,
    supplier,
    training,
    withdrawal,
)

KEY = "age1x6j4avc7pflv0jv4a7uey6x39khvmj490r8dpjfxaqengpc7hkzs3ces3f"
OTHER = "age1pf6x0vqfnuzgkxmyk5r3475rncw0n8eshmv9ck0u9j38evtftmhqq4r3xu"
LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"

# Recipients


def test_a_recipient_is_a_recipient() -> None:
    assert problem(KEY) is None
    # The example of the age specification.
    assert problem("age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj") is None


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "does not begin with age1"),
        ("AGE-SECRET-KEY-1QQQ", "does not begin with age1"),
        ("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5", "does not begin with age1"),
        (KEY.upper(), "capital letters"),
        (KEY.replace("x6j", "x6J"), "capital letters"),
        (KEY[:-1], "61 characters instead of 62"),
        (KEY + "q", "63 characters instead of 62"),
        (KEY.replace("x6j", "b6j"), "characters that no recipient has"),
        (KEY.replace("x6j", "x 6"), "characters that no recipient has"),
        ("age1yubikey" + KEY[11:], "characters that no recipient has"),
        (KEY[:-1] + "q", "checksum"),
    ],
)
def test_what_is_no_recipient_is_told_why(text: str, what: str) -> None:
    assert what in (problem(text) or "")


@given(st.integers(4, len(KEY) - 1), st.sampled_from(LETTERS))
def test_one_wrong_letter_is_always_found(place: int, letter: str) -> None:
    typed = KEY[:place] + letter + KEY[place + 1 :]
    assert (problem(typed) is None) is (typed == KEY)


@given(st.text(max_size=80))
def test_any_text_has_an_answer(text: str) -> None:
    assert problem(text)
    assert problem("age1" + text)


def test_a_key_that_everybody_has_is_refused() -> None:
    for weak in (bytes(32), b"\x01" + bytes(31), b"\xec" + b"\xff" * 30 + b"\x7f"):
        assert problem(encoded(weak)) == "everybody knows its private key"
    assert problem(encoded(b"\x09" + bytes(31))) is None


def test_bits_after_the_key_are_empty() -> None:
    assert problem(encoded(b"\x09" + bytes(31), padding=1)) == "its last bits are not empty"


def encoded(key: bytes, padding: int = 0) -> str:
    """The recipient of 32 bytes, as a program would write it."""
    from registry.recipient import _checksum

    bits = int.from_bytes(key) << 4 | padding
    values = [bits >> 5 * place & 31 for place in reversed(range(52))]
    check = _checksum([*values, *[0] * 6]) ^ 1
    values += [check >> 5 * place & 31 for place in reversed(range(6))]
    return "age1" + "".join(LETTERS[value] for value in values)


def file(name: str, *recipients: str, **fields: Any) -> Member:
    """A member file with these keys."""
    keys = tuple(MemberKey(recipient=r, added=date(2026, 3, 1)) for r in recipients)
    path = f"content/members/{name}.yaml"
    whole: dict[str, Any] = {"membership": (member(),), "keys": keys} | fields
    return Member(path=path, name=name, where=At(path), **whole)


def test_a_recipient_stands_once_among_members_and_staff() -> None:
    one, other = file("one", KEY), file("other", OTHER)
    staff = settings(staff={"mlund": Person(name="M. Lund", recipient=KEY)})
    assert not broken_by_all(registry(members=(one, other)))
    assert broken_by_all(registry(members=(one, file("other", KEY)))) == {"duplicate-recipient"}
    assert broken_by_all(registry(members=(file("one", KEY, KEY),))) == {"duplicate-recipient"}
    assert broken_by_all(registry(members=(one,), settings=staff)) == {"duplicate-recipient"}


def test_a_second_use_names_the_first() -> None:
    (fault,) = faults_of_all(registry(members=(file("one", KEY), file("other", KEY))))
    assert fault.place.path == "content/members/other.yaml"
    assert "content/members/one.yaml, line 1" in fault.message


def test_staff_recipients_are_recipients_too() -> None:
    odd = settings(staff={"mlund": Person(name="M. Lund", recipient="age1")})
    assert broken_by_all(registry(settings=odd)) == {"bad-recipient"}


def test_a_key_may_run_for_a_day_but_not_less() -> None:
    def rules(until: str) -> set[str]:
        key = MemberKey(recipient=KEY, added=date(2026, 3, 1), until=day(until))
        return broken_by_all(registry(members=(file("one", keys=(key,)),)))

    assert not rules("2026-03-01")
    assert rules("2026-02-28") == {"period-reversed"}


def test_a_signing_key_signed_at_least_a_day() -> None:
    def rules(until: str) -> set[str]:
        key = SigningKey(public="z6Mk", since=date(2026, 3, 1), until=day(until))
        return broken_by_all(registry(settings=settings(keys=(key,))))

    assert not rules("2026-03-01")
    assert rules("2026-02-28") == {"period-reversed"}


# Domains, numbers, names


def apps(*names: str, **fields: Any) -> tuple[Product, ...]:
    """Products of one supplier; a field gives each its value in turn."""
    owner = supplier()
    return tuple(
        product(
            path=f"suppliers/brightpath/{name}",
            supplier=owner,
            **{field: values[index] for field, values in fields.items()},
        )
        for index, name in enumerate(names)
    )


def test_a_domain_belongs_to_one_product() -> None:
    apart = apps("one", "two", domains=[("one.example",), ("two.example",)])
    shared = apps("one", "two", domains=[("one.example",), ("two.example", "one.example")])
    assert not broken_by_all(registry(*apart))
    assert broken_by_all(registry(*shared)) == {"duplicate-domain"}


def test_a_domain_may_stand_twice_in_its_own_product() -> None:
    assert not broken_by_all(registry(*apps("one", domains=[("one.example", "one.example")])))


@pytest.mark.parametrize(
    ("first", "second", "taken"),
    [
        ((), (), False),
        (("old",), (), False),
        (("two",), (), True),  # what another is called now
        (("old", "two"), (), True),
        (("old",), ("old",), True),  # what both were called
        (("one",), (), False),  # renamed back
    ],
)
def test_a_former_name_belongs_to_one_product(
    first: tuple[str, ...], second: tuple[str, ...], taken: bool
) -> None:
    found = broken_by_all(registry(*apps("one", "two", formerly=[first, second])))
    assert found == ({"duplicate-seal-number"} if taken else set())


def test_products_of_two_suppliers_may_share_a_name() -> None:
    here = product(path="suppliers/one/app", formerly=("old",))
    there = product(path="suppliers/two/app", formerly=("old",))
    assert not broken_by_all(registry(here, there))


def test_suppliers_and_institutions_have_former_names_of_their_own() -> None:
    one, two = supplier("suppliers/one", formerly=("two",)), supplier("suppliers/two")
    assert broken_by_all(registry(suppliers=(one, two))) == {"duplicate-seal-number"}
    school = institution(path="institutions/one", formerly=("two",))
    assert not broken_by_all(registry(school, suppliers=(two,)))
    other = institution(path="institutions/two")
    assert broken_by_all(registry(school, other)) == {"duplicate-seal-number"}


def test_numbers_that_are_equal_by_chance_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("registry.checks.uniqueness.seal_number", lambda *_: "DPS-00000-00000")
    (fault,) = faults_of_all(registry(*apps("one", "two")))
    assert fault.rule == "duplicate-seal-number"
    assert fault.place.path == "content/suppliers/brightpath/two/product.yaml"


def test_former_names_are_folder_names() -> None:
    assert not broken_by_supplier(supplier(formerly=("bright-path",)))
    for name in ("Bright Path", "../etc", "bright_path", "-", "x" * 65):
        assert broken_by_supplier(supplier(formerly=(name,))) == {"bad-name"}


# Settings


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"time_zone": "Europe/Oslo"}, None),
        ({"time_zone": "Europe/Olso"}, "unknown-value"),
        ({"time_zone": "America"}, "unknown-value"),
        ({"time_zone": "../../etc/localtime"}, "unknown-value"),
        ({"time_zone": "/etc/localtime"}, "unknown-value"),
        ({"time_zone": "UTC\0"}, "unknown-value"),
        ({"programme": ()}, "empty-value"),
    ],
)
def test_settings_make_sense(changes: dict[str, Any], rule: str | None) -> None:
    found = broken_by_all(registry(settings=replace(settings(), **changes)))
    assert found == ({rule} if rule else set())


@pytest.mark.parametrize(
    ("prefix", "sound"),
    [("DPS", True), ("AB", True), ("ABCDEFGH", True), ("A", False), ("ABCDEFGHI", False)]
    + [(odd, False) for odd in ("dps", "DP5", "D-S", "ÄÖ", "D S")],
)
def test_a_prefix_is_two_to_eight_capitals(prefix: str, sound: bool) -> None:
    plain = settings()
    seal = replace(plain.seal, prefix=prefix)
    found = broken_by_all(registry(settings=replace(plain, seal=seal)))
    assert found == (set() if sound else {"bad-name"})


def test_two_sets_of_rules_do_not_start_on_one_day() -> None:
    twins = settings(programme("2020-01-01"), programme("2020-01-01"))
    assert broken_by_all(registry(settings=twins)) == {"duplicate-key"}


def test_without_a_programme_holders_are_still_judged_by_all_else() -> None:
    holder = product(award("2025-03-05", answers={"data.collected": answer("does-not-meet")}))
    found = broken(holder, settings=replace(settings(), programme=()))
    assert "note-missing" in found
    assert "tier-not-eligible" not in found


# Facts to come


def told(**nouns: Any) -> list[str]:
    """The facts after 2026-06-01, by their message's first word."""
    found = checks.facts_after(registry(*nouns.pop("holders", ()), **nouns), date(2026, 6, 1))
    return sorted(fault.message.split()[0] for fault in found)


def test_the_as_of_day_is_no_future_and_the_next_is() -> None:
    assert told(holders=[product(product_review("2026-06-01"))]) == []
    assert told(holders=[product(product_review("2026-06-02"))]) == ["opened"]


def test_every_kind_of_fact_is_looked_at() -> None:
    later = "2026-06-02"
    answers = {"data.collected": answer(was="does-not-meet", resolved=later, discussed=later)}
    holder = product(
        product_review("2026-05-01", answers=answers, awarded=later),
        supplier=supplier(training=(training(later),)),
        issues=(issue(later, resolved=later),),
        withdrawn=(withdrawal(later),),
        removal_confirmed=(day("2026-06-01"), day(later)),
    )
    added = MemberKey(recipient=KEY, added=day(later))
    signing = SigningKey(public="z6Mk", since=day(later))
    assert told(
        holders=[holder],
        members=(file("one", keys=(added,)),),
        settings=settings(keys=(signing,)),
    ) == [
        "added",
        "awarded",
        "completed",
        "discussed",
        "from",
        "on",
        "opened",
        "removal_confirmed",
        "resolved",
        "resolved",
    ]


def test_plans_may_lie_ahead() -> None:
    ahead = "2030-01-01"
    planned = rubric("1.0", ahead, revet_by="2031-01-01")
    periods = (member(since=ahead, until="2031-01-01"),)
    key = MemberKey(recipient=KEY, added=day("2026-06-01"), until=day(ahead))
    assert not told(
        rubrics=(planned,),
        settings=settings(programme("2020-01-01"), programme(ahead)),
        suppliers=(supplier(membership=periods),),
        members=(file("one", keys=(key,), membership=periods),),
    )


def test_an_unread_day_hides_no_other() -> None:
    odd: Any = UNREAD
    owner = supplier(training=(replace(training(), completed=odd), training("2026-06-02")))
    assert told(suppliers=(owner,)) == ["completed"]


# What was signed


@dataclass(frozen=True)
class Signed:
    holder: str
    digest: str = "a"
    line: int = 1
    awarded_on: date = date(2026, 3, 5)


def test_a_proof_holds_while_the_digest_does() -> None:
    digests = {"same": "a", "other": "b"}

    def digest_of(holder: str, _: date) -> str | None:
        if holder == "unread":
            raise UnreadError
        return digests.get(holder)

    proofs = [
        Signed("same"),
        Signed("unread", line=2),
        Signed("other", line=3),
        Signed("gone", line=4),
    ]
    found = list(checks.check_proofs(proofs, digest_of))
    assert [(f.rule, f.place.path, f.place.line) for f in found] == [
        ("proof-stale", "content/proofs.jsonl", 3),
        ("proof-stale", "content/proofs.jsonl", 4),
    ]
    assert "has changed since it was signed" in found[0].message
    assert "is not in the records" in found[1].message
