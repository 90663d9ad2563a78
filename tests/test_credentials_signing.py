"""What is missing is signed, once, with the same bytes wherever and whenever it is done."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import settings as pace
from hypothesis import strategies as st

from registry.credentials import told
from registry.credentials.documents import Award
from registry.credentials.integrity import holds
from registry.credentials.issuer import Issuer
from registry.credentials.proofs import public_key_of, read_proofs
from registry.credentials.signing import Refusal, keys_line, sign
from registry.model import SigningKey
from tests.nouns import day, settings
from tests.verifiers.site import House, award, listed, signer

SCHOOL = "institutions/river-valley"


def house(*awards: Award, keys: list[SigningKey] | None = None) -> House:
    return House(list(awards) or [award()], keys=keys or [listed(signer())])


def revoked(one: House) -> list[tuple[str, list[int]]]:
    """Each status list: from when it holds, and what it revokes."""
    lines = [json.loads(line) for line in one.lines.splitlines()]
    return [(line["from"], line["revoked"]) for line in lines if "status" in line]


def refusal(one: House, as_of: str, key: str = "first") -> Refusal:
    done = sign(one.book, one.awards, one.keys, signer(key), day(as_of))
    assert isinstance(done, Refusal)
    assert done.hint
    return done


# What is missing


def test_a_first_signing_signs_every_award_and_an_empty_status_list() -> None:
    one = house(award(), award(SCHOOL))
    one.sign("2026-04-01")
    assert {proof.holder for proof in one.proofs.awards.values()} == {one.awards[0].holder, SCHOOL}
    assert revoked(one) == [("2026-03-05", [])]


def test_signing_twice_adds_nothing() -> None:
    one = house()
    one.sign("2026-04-01")
    for later in ("2026-04-01", "2026-04-02", "2030-01-01"):
        assert one.sign(later).lines == ""


def test_signing_gives_the_same_bytes_on_any_day_and_in_any_order() -> None:
    awards = [award(), award(SCHOOL), award("suppliers/a/b", withdrawn_on=date(2026, 3, 20))]
    first, second = house(*awards), house(*reversed(awards))
    first.sign("2026-04-01")
    second.sign("2026-11-30")
    assert first.lines == second.lines


def test_every_proof_holds_and_none_holds_for_anything_else() -> None:
    one = house()
    one.sign("2026-04-01")
    (proof,) = one.proofs.awards.values()
    document = one.book.unsigned(one.awards[0], proof)
    assert holds(document, proof.proof, signer().public)
    assert not holds(document, proof.proof, signer("second").public)
    assert not holds({**document, "name": "Another"}, proof.proof, signer().public)
    assert not holds(document, {**proof.proof, "proofValue": "z111"}, signer().public)
    assert not holds(document, proof.proof, "z6Mknonsense")


def test_an_award_that_lies_ahead_is_not_signed_yet() -> None:
    one = house(award(), award(SCHOOL, awarded_on=date(2026, 4, 2)))
    one.sign("2026-04-01")
    assert len(one.proofs.awards) == 1
    one.sign("2026-04-02")
    assert [proof.index for proof in one.proofs.awards.values()] == [0, 1]


def test_nothing_to_sign_makes_no_status_list() -> None:
    one = House([])
    assert one.sign("2026-04-01").lines == ""


def test_no_signature_is_dated_before_its_key() -> None:
    one = house(keys=[listed(signer(), since="2026-06-01")])
    one.sign("2026-07-01")
    dates = [json.loads(line)["proof"]["created"] for line in one.lines.splitlines()]
    assert dates == ["2026-06-01T00:00:00Z"] * 2
    assert revoked(one) == [("2026-06-01", [])]


def test_the_status_list_has_room_and_then_says_so() -> None:
    one = house()
    one.sign("2026-04-01")
    full = one.lines.replace('"index": 0', '"index": 131071').splitlines()[0]
    one.lines = full + "\n"
    one.awards.append(award(SCHOOL))
    assert "full" in refusal(one, "2026-04-01").message


# Withdrawals


def test_a_withdrawal_is_listed_from_its_day_on() -> None:
    one = house(award(), award(SCHOOL))
    one.sign("2026-04-01")
    one.change(0, withdrawn_on=date(2026, 8, 1))
    assert one.sign("2026-07-31").lines == ""
    one.sign("2026-08-03")
    index = one.proofs.awards[one.awards[0].holder, date(2026, 3, 5)].index
    assert revoked(one) == [("2026-03-05", []), ("2026-08-01", [index])]


def test_each_day_of_withdrawal_gets_its_own_list() -> None:
    one = house(
        award(withdrawn_on=date(2026, 9, 1)),
        award(SCHOOL, withdrawn_on=date(2026, 8, 1)),
        award("suppliers/a/b", withdrawn_on=date(2026, 8, 1)),
    )
    one.sign("2026-12-01")
    assert [(since, len(which)) for since, which in revoked(one)] == [
        ("2026-03-05", 0),
        ("2026-08-01", 2),
        ("2026-09-01", 3),
    ]


def test_a_withdrawal_entered_late_never_turns_the_clock_back() -> None:
    one = house(award(withdrawn_on=date(2026, 9, 1)), award(SCHOOL))
    one.sign("2026-09-02")
    one.change(1, withdrawn_on=date(2026, 8, 1))
    one.sign("2026-09-03")
    assert [since for since, _ in revoked(one)] == ["2026-03-05", "2026-09-01", "2026-09-01"]


def test_a_restored_seal_gets_a_new_index_and_the_old_one_stays_revoked() -> None:
    one = house(award(withdrawn_on=date(2026, 5, 1)))
    one.sign("2026-05-02")
    one.awards.append(award(awarded_on=date(2026, 6, 1)))
    one.sign("2026-06-01")
    assert [proof.index for proof in one.proofs.awards.values()] == [0, 1]
    assert one.proofs.revoked == {0}


def test_a_withdrawal_taken_out_of_the_records_is_told_and_mended_on_request() -> None:
    one = house(award(withdrawn_on=date(2026, 5, 1)))
    one.sign("2026-05-02")
    one.change(0, withdrawn_on=None)
    done = one.sign("2026-05-03")
    assert (done.lines, done.code) == ("", 1)
    assert [proof.index for proof in done.plan.mistaken] == [0]
    assert one.book.is_revoked(one.awards[0], day("2026-05-03"))
    assert not one.book.is_revoked(one.awards[0], day("2026-04-30"))
    one.sign("2026-05-03", replace={one.awards[0].holder})
    (proof,) = one.proofs.awards.values()
    assert (proof.index, proof.replaces) == (1, 0)
    assert one.proofs.revoked == {0}
    assert not one.book.is_revoked(one.awards[0], day("2026-05-04"))
    assert one.sign("2026-05-04").plan.mistaken == []


# Data that changed since


def test_changed_data_is_never_signed_again_in_silence() -> None:
    one = house()
    one.sign("2026-04-01")
    one.change(0, name="QuizLab Plus")
    done = one.sign("2026-05-01")
    assert done.lines == ""
    assert [proof.holder for proof in done.plan.stale] == [one.awards[0].holder]


def test_changed_data_is_signed_on_request_and_what_was_signed_is_revoked() -> None:
    one = house(award(), award(SCHOOL))
    one.sign("2026-04-01")
    one.change(0, name="QuizLab Plus")
    one.change(1, name="River Valley Schools")
    done = one.sign("2026-05-01", replace={one.awards[0].holder})
    assert [proof.holder for proof in done.plan.stale] == [SCHOOL]
    proof = one.proofs.awards[one.awards[0].holder, date(2026, 3, 5)]
    assert (proof.index, proof.replaces) == (2, 1)
    assert one.proofs.revoked == {1}
    assert one.sign("2026-05-02").lines == ""


def test_an_award_struck_from_the_records_is_told_and_revoked_on_request() -> None:
    one = house(award(), award(SCHOOL))
    one.sign("2026-04-01")
    del one.awards[1]
    done = one.sign("2026-05-01")
    assert done.lines == ""
    assert [proof.holder for proof in done.plan.gone] == [SCHOOL]
    one.sign("2026-05-01", replace={SCHOOL})
    assert one.proofs.revoked == {one.proofs.awards[SCHOOL, date(2026, 3, 5)].index}
    assert one.sign("2026-05-02").plan.gone == []


def test_signing_for_an_earlier_day_knows_of_no_later_withdrawal() -> None:
    one = house(award(withdrawn_on=date(2026, 5, 1)), award(SCHOOL))
    one.sign("2026-05-02")
    one.change(0, withdrawn_on=None)  # as the records are seen on a day before
    done = one.sign("2026-04-30")
    assert (done.lines, done.plan.mistaken) == ("", [])


def test_signing_for_an_earlier_day_drops_nothing_awarded_since() -> None:
    one = house(award(), award(SCHOOL, awarded_on=date(2026, 6, 1)))
    one.sign("2026-06-01")
    done = one.sign("2026-05-01", replace={SCHOOL, one.awards[0].holder})
    assert (done.lines, done.plan.gone) == ("", [])


def test_a_renamed_holder_keeps_what_was_signed() -> None:
    one = house(award("suppliers/bright-path/quiz-lab"))
    one.sign("2026-04-01")
    one.awards[0] = award(aliases=("suppliers/bright-path/quiz-lab",))
    done = one.sign("2026-05-01")
    assert (done.lines, done.plan.gone, done.plan.stale) == ("", [], [])
    issued = one.book.credential(one.awards[0], day("2026-05-01"))
    assert issued is not None
    assert issued.path == "credentials/suppliers/bright-path/quiz-lab/2026-03-05.json"
    assert f'"id":"https://seals.example.org/{issued.path}"' in issued.text


@pytest.mark.parametrize(
    "asked", ["suppliers/bright-path/quiz-lab", "suppliers/brightpath/quizlab"]
)
def test_a_renamed_holder_is_signed_anew_under_either_path(asked: str) -> None:
    one = house(award("suppliers/bright-path/quiz-lab"))
    one.sign("2026-04-01")
    one.awards[0] = award(aliases=("suppliers/bright-path/quiz-lab",), name="QuizLab Plus")
    done = one.sign("2026-05-01", replace={asked})
    assert (done.plan.stale, [entry.replaces for entry in done.plan.entries]) == ([], [0])


# What is printed


def test_what_was_signed_is_told_with_its_index_and_what_is_left_with_its_remedy() -> None:
    one = house(award(), award(SCHOOL), award("suppliers/a/b", withdrawn_on=date(2026, 5, 1)))
    first = told.signed(one.sign("2026-05-01"), "content/proofs.jsonl")
    assert "signed suppliers/brightpath/quizlab, awarded 2026-03-05, as index 2" in first
    assert "signed the status list from 2026-05-01 on: 1 revoked" in first
    assert "added to content/proofs.jsonl: commit it" in first
    one.change(0, name="QuizLab Plus")
    one.change(2, withdrawn_on=None)
    del one.awards[1]
    done = one.sign("2026-05-02")
    text = told.signed(done, "content/proofs.jsonl")
    assert done.code == 1
    assert text.startswith("nothing to sign\n")
    for words, which in (
        ("changed since it was signed", "  suppliers/brightpath/quizlab, awarded 2026-03-05"),
        ("no longer in the records", f"  {SCHOOL}, awarded 2026-03-05"),
        ("revoked, though nothing withdraws it", "  suppliers/a/b, awarded 2026-03-05"),
    ):
        assert words in text
        assert which in text
    again = told.signed(one.sign("2026-05-02", replace={one.awards[0].holder}), "proofs")
    assert "as index 3, in place of index 2" in again


def test_a_refusal_says_what_to_do_next() -> None:
    assert told.refused(Refusal("no", "do")) == "no\n  do\n"


# Keys


def test_a_key_that_registry_yaml_does_not_list_signs_nothing() -> None:
    told = refusal(house(), "2026-04-01", "second")
    assert "not listed" in told.message
    assert keys_line(signer("second").public, day("2026-04-01")) in told.hint


@pytest.mark.parametrize(
    ("key", "as_of", "word"),
    [
        (listed(signer(), since="2026-05-01"), "2026-04-30", "from 2026-05-01"),
        (listed(signer(), until="2026-03-31"), "2026-04-01", "until 2026-03-31"),
    ],
)
def test_a_key_signs_only_within_its_days(key: SigningKey, as_of: str, word: str) -> None:
    assert word in refusal(house(keys=[key]), as_of).message


def test_a_key_still_signs_on_its_last_day() -> None:
    one = house(keys=[listed(signer(), until="2026-04-01")])
    assert one.sign("2026-04-01").lines


def test_rotation_leaves_old_proofs_alone_and_signs_the_status_list_anew() -> None:
    one = house()
    one.sign("2026-04-01")
    one.keys = [listed(signer(), until="2026-06-30"), listed(signer("second"), since="2026-07-01")]
    one.sign("2026-07-01", signer("second"))
    assert public_key_of(one.proofs.statuses[-1].proof) == signer("second").public
    (proof,) = one.proofs.awards.values()
    assert public_key_of(proof.proof) == signer().public
    assert one.sign("2026-07-02", signer("second")).lines == ""


def test_after_a_leak_all_is_signed_anew_under_the_same_indices() -> None:
    one = house(award(), award(SCHOOL, withdrawn_on=date(2026, 5, 1)))
    one.sign("2026-06-01")
    before = {key: proof.index for key, proof in one.proofs.awards.items()}
    one.keys = [listed(signer("second"), since="2026-07-01")]
    one.sign("2026-07-01", signer("second"))
    assert {key: proof.index for key, proof in one.proofs.awards.items()} == before
    current = [proof.proof for proof in one.proofs.awards.values()]
    current.append(one.proofs.statuses[-1].proof)
    assert {public_key_of(proof) for proof in current} == {signer("second").public}
    assert one.proofs.revoked == {before[SCHOOL, date(2026, 3, 5)]}
    assert one.sign("2026-07-02", signer("second")).lines == ""


# Properties

DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
STORY = st.lists(
    st.tuples(st.sampled_from("abc"), DAYS, st.none() | st.integers(0, 300), st.integers(0, 2)),
    max_size=6,
    unique_by=lambda one: (one[0], one[1]),
)


@pace(deadline=None)
@given(STORY, st.lists(DAYS, min_size=1, max_size=4))
def test_however_often_it_is_signed_all_is_signed_once_and_all_withdrawn_is_listed(
    story: list[tuple[str, date, int | None, int]], runs: list[date]
) -> None:
    one = House(
        [
            award(
                f"institutions/{name}",
                awarded_on=on,
                valid_through=on + timedelta(days=364),
                withdrawn_on=None if after is None else on + timedelta(days=after),
            )
            for name, on, after, _ in story
        ]
    )
    for run in sorted(runs):
        one.sign(run.isoformat())
    last = max(runs)
    proofs, faults = read_proofs(one.lines)
    assert faults == []
    known = {(a.holder, a.awarded_on): a for a in one.awards if a.awarded_on <= last}
    assert proofs.awards.keys() == known.keys()
    assert sorted(p.index for p in proofs.awards.values()) == list(range(len(known)))
    assert {proofs.owners[index] for index in proofs.revoked} == {
        key for key, a in known.items() if a.withdrawn_on and a.withdrawn_on <= last
    }
    for moment in runs:
        status = one.book.status(moment)
        assert (status is None) == (not any(a.awarded_on <= moment for a in one.awards))


# What proof-stale asks


def test_the_digest_of_an_award_is_that_of_its_proof_until_its_data_changes() -> None:
    one = house(award(), award(SCHOOL))
    one.sign("2026-04-01")
    proof = one.proofs.awards[one.awards[0].holder, date(2026, 3, 5)]
    assert one.book.digest_now(proof, one.awards[0]) == proof.digest
    one.change(0, valid_through=date(2027, 3, 5))
    assert one.book.digest_now(proof, one.awards[0]) not in (proof.digest, None)
    assert one.book.digest_now(proof, None) is None


def test_the_digest_of_a_struck_award_is_settled_once_it_is_revoked() -> None:
    one = house(award(), award(SCHOOL))
    one.sign("2026-04-01")
    del one.awards[1]
    one.sign("2026-05-01", replace={SCHOOL})
    proof = one.proofs.awards[SCHOOL, date(2026, 3, 5)]
    assert one.book.digest_now(proof, None) == proof.digest


def test_another_address_makes_every_proof_stale() -> None:
    one = house()
    one.sign("2026-04-01")
    one.settings = settings(base_url="https://moved.example")
    assert one.book.issuer == Issuer.of(one.settings)
    assert one.book.credential(one.awards[0], day("2026-05-01")) is None
    assert one.book.status(day("2026-05-01")) is None
    one.sign("2026-05-01", replace={one.awards[0].holder})
    assert one.book.credential(one.awards[0], day("2026-05-01")) is not None
    assert one.book.status(day("2026-05-01")) is not None
