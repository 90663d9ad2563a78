import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as pace
from hypothesis import strategies as st

from registry.credentials.proofs import ProofFault, Proofs, public_key_of, read_proofs
from tests.nouns import day
from tests.verifiers.site import House, award, listed, signer

HOUSE = House([award(), award("institutions/river-valley", awarded_on=date(2026, 3, 6))])
HOUSE.sign("2026-04-01")
FIRST, SECOND, STATUS = (json.loads(line) for line in HOUSE.lines.splitlines())


def read(*lines: dict[str, Any] | str) -> tuple[Proofs, list[ProofFault]]:
    return read_proofs(
        "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    )


def fault(*lines: dict[str, Any] | str) -> str:
    """The message of the only fault."""
    (only,) = read(*lines)[1]
    assert only.line == len(lines)
    assert only.hint
    return only.message


def proof(**changes: Any) -> dict[str, Any]:
    return {"proof": {**FIRST["proof"], **changes}}


# What `sign` writes


def test_what_sign_writes_reads_back_without_a_fault() -> None:
    proofs, faults = read_proofs(HOUSE.lines)
    assert faults == []
    assert [one.index for one in proofs.awards.values()] == [0, 1]
    one = proofs.awards["suppliers/brightpath/quizlab", date(2026, 3, 5)]
    assert (one.line, one.digest, one.replaces) == (1, FIRST["digest"], None)
    assert public_key_of(one.proof) == signer().public
    assert proofs.statuses[0].revoked == frozenset()
    assert proofs.next_index == 2


def test_a_line_is_one_json_object_with_its_fields_in_order() -> None:
    assert list(FIRST) == ["holder", "award", "index", "digest", "proof"]
    assert list(STATUS) == ["status", "from", "revoked", "digest", "proof"]
    assert HOUSE.lines.endswith("}\n")


def test_an_empty_file_has_no_proofs_and_blank_lines_count() -> None:
    assert read_proofs("") == (Proofs(), [])
    proofs, faults = read_proofs("\ufeff\r\n\n" + HOUSE.lines.replace("\n", "\r\n"))
    assert faults == []
    assert [one.line for one in proofs.awards.values()] == [3, 4]


# Faults of a line


@pytest.mark.parametrize(
    "line",
    [
        "<<<<<<< HEAD",
        "[]",
        "null",
        '{"holder": "a", "holder": "b"}',
        "{" * 100_000,
        '{"holder": NaN',
        "{}",
        "\x00",
    ],
)
def test_a_line_that_is_no_object_is_a_fault(line: str) -> None:
    assert fault(line)


@pytest.mark.parametrize(
    "changes",
    [
        {"holder": "suppliers/../../etc/passwd"},
        {"holder": "suppliers/brightpath"},
        {"holder": "institutions/River"},
        {"holder": "institutions/a\n"},
        {"holder": 7},
        {"award": "2026-02-30"},
        {"award": "2026-3-5"},
        {"award": None},
        {"index": -1},
        {"index": 131_072},
        {"index": "0"},
        {"index": True},
        {"index": 1.0},
        {"digest": FIRST["digest"].upper()},
        {"digest": FIRST["digest"][1:]},
        {"proof": None},
        {"proof": []},
        proof(type="Ed25519Signature2020"),
        proof(cryptosuite="eddsa-jcs-2022"),
        proof(proofPurpose="authentication"),
        proof(created="2026-03-05"),
        proof(created="2026-02-30T00:00:00Z"),
        proof(created="2026-03-05T00:00:01Z"),
        proof(verificationMethod="did:web:a.example"),
        proof(verificationMethod="https://a.example#" + signer().public),
        proof(verificationMethod="did:web:a.example#z6MkxOO"),
        proof(verificationMethod="did:web:a.example#z6Mkabc"),
        proof(proofValue="u" + FIRST["proof"]["proofValue"][1:]),
        proof(proofValue=FIRST["proof"]["proofValue"][:20]),
        proof(nonce="x"),
        {"note": "x"},
        {"replaces": 0},
        {"replaces": "0"},
    ],
    ids=str,
)
def test_a_field_that_is_not_of_its_kind_is_a_fault(changes: dict[str, Any]) -> None:
    assert fault({**FIRST, **changes})


@pytest.mark.parametrize("name", ["holder", "award", "index", "digest", "proof"])
def test_every_field_is_needed(name: str) -> None:
    line = {key: value for key, value in FIRST.items() if key != name}
    assert name in fault(line)


@pytest.mark.parametrize(
    "changes",
    [
        {"status": 2},
        {"status": True},
        {"status": []},
        {"from": "soon"},
        {"revoked": None},
        {"revoked": [1, 0]},
        {"revoked": [0, 0]},
        {"revoked": ["0"]},
        {"revoked": [131_072]},
        {"revoked": [5]},
        {"digest": ""},
        {"extra": 1},
    ],
    ids=str,
)
def test_a_status_line_is_held_to_its_form(changes: dict[str, Any]) -> None:
    assert fault(FIRST, SECOND, {**STATUS, **changes})


def test_a_fault_in_one_line_spoils_no_other() -> None:
    proofs, faults = read(FIRST, "garbage", SECOND)
    assert [one.line for one in faults] == [2]
    assert len(proofs.awards) == 2


@pace(deadline=None)
@given(st.text(max_size=40))
def test_no_text_crashes_the_reading(text: str) -> None:
    read_proofs(text)


@pace(deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from([*FIRST, *STATUS, "replaces"]), inner, max_size=8)
        ),
    )
)
def test_no_json_crashes_the_reading(value: Any) -> None:
    read_proofs(json.dumps(value))
    if isinstance(value, dict):
        read(FIRST, {**FIRST, **value}, {**STATUS, **value})


# Faults between lines


def test_two_proofs_for_one_award_are_a_fault() -> None:
    assert "already has a proof on line 1" in fault(FIRST, {**FIRST, "index": 5})


def test_an_index_is_never_used_twice() -> None:
    assert "index 0 already belongs to suppliers/brightpath/quizlab" in fault(
        FIRST, {**SECOND, "index": 0}
    )
    again = {**FIRST, "index": 5, "replaces": 0}
    assert "index 0 already belongs" in fault(FIRST, again, {**FIRST, "replaces": 5})


def test_the_very_same_line_twice_is_a_fault() -> None:
    assert "index 0 already belongs" in fault(FIRST, FIRST)


def test_a_signature_may_be_replaced_under_the_same_index() -> None:
    proofs, faults = read(FIRST, {**FIRST, "replaces": 0})
    assert faults == []
    assert [one.line for one in proofs.replaced] == [1]
    assert [one.line for one in proofs.awards.values()] == [2]


def test_other_data_never_comes_under_the_same_index() -> None:
    assert "signs other data than line 1" in fault(
        FIRST, {**FIRST, "replaces": 0, "digest": "0" * 64}
    )


def test_other_data_comes_under_a_new_index() -> None:
    proofs, faults = read(FIRST, {**FIRST, "index": 9, "replaces": 0, "digest": "0" * 64})
    assert faults == []
    assert proofs.next_index == 10


def test_a_revocation_is_final() -> None:
    revoking = {**STATUS, "revoked": [1]}
    assert "index 1 was revoked on line 3" in fault(FIRST, SECOND, revoking, STATUS)


def test_of_the_status_lists_the_last_that_had_begun_counts() -> None:
    later = {**STATUS, "from": "2026-06-01", "revoked": [1]}
    proofs, faults = read(FIRST, SECOND, STATUS, later)
    assert faults == []
    days = ["2026-03-04", "2026-03-05", "2026-05-31", "2026-06-01"]
    held = [proofs.status_on(day(one)) for one in days]
    assert [one and one.line for one in held] == [None, 3, 3, 4]


def test_proofs_of_two_keys_stand_side_by_side() -> None:
    house = House([award()], keys=[listed(signer(), until="2026-12-31"), listed(signer("second"))])
    house.sign("2026-04-01")
    house.awards.append(award("institutions/river-valley"))
    house.sign("2027-01-01", signer("second"))
    keys = {public_key_of(one.proof) for one in house.proofs.awards.values()}
    assert keys == {signer().public, signer("second").public}
