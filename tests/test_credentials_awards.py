"""Which awards get a credential, until when, and what withdraws it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import settings as pace

from registry.assess import assess
from registry.checks import check_proofs
from registry.credentials.awards import Ledger, awards_of, former_paths
from registry.credentials.documents import Award
from registry.issuing import Issue, Issuing
from registry.model import Holder, SealType, Settings, SigningKey
from registry.number import seal_number
from registry.terms import timeline
from registry.unread import UNREAD, UnreadError
from tests import nouns
from tests.nouns import day
from tests.random_histories import institutions, products, rules
from tests.verifiers.site import House, listed, signer


def awards(holder: Holder, **changes: Any) -> list[Award]:
    whole = nouns.settings(**changes)
    return awards_of(holder, timeline(holder, whole).terms, whole.seal.prefix)


def spans(holder: Holder) -> list[tuple[str, str, str | None]]:
    return [
        (
            one.awarded_on.isoformat(),
            one.valid_through.isoformat(),
            one.withdrawn_on.isoformat() if one.withdrawn_on else None,
        )
        for one in awards(holder)
    ]


def test_a_first_award_gets_a_credential_through_the_day_before_its_anniversary() -> None:
    holder = nouns.product(nouns.award("2026-03-05", rubric="2.0"))
    (one,) = awards(holder)
    assert one == Award(
        holder="suppliers/brightpath/quizlab",
        awarded_on=day("2026-03-05"),
        valid_through=day("2027-03-04"),
        number=seal_number(holder, "DPS"),
        name="QuizLab",
        seal_type=SealType.SUPPLIER,
        rubric="2.0",
    )


def test_an_institution_s_credential_is_of_its_own_kind() -> None:
    (one,) = awards(nouns.institution(nouns.institution_award("2026-03-05")))
    assert (one.seal_type, one.holder) == (SealType.INSTITUTION, "institutions/river-valley")


def test_a_holder_never_awarded_has_none() -> None:
    assert awards(nouns.product(nouns.decline("2026-03-05"))) == []


def test_each_renewal_gets_one_that_ends_with_its_term() -> None:
    holder = nouns.product(nouns.award("2025-03-05"), nouns.award("2026-02-20", "renewal"))
    assert spans(holder) == [
        ("2025-03-05", "2026-03-04", None),
        ("2026-02-20", "2027-03-04", None),
    ]


def test_a_re_vetting_of_a_running_seal_gets_none() -> None:
    holder = nouns.product(nouns.award("2026-03-05"), nouns.award("2026-06-01", "re-vetting"))
    assert spans(holder) == [("2026-03-05", "2027-03-04", None)]


def test_a_decision_after_a_re_vetting_withdraws_the_credential_of_the_term() -> None:
    holder = nouns.product(
        nouns.award("2026-03-05"),
        nouns.award("2026-06-01", "re-vetting"),
        withdrawn=(nouns.withdrawal("2026-08-01"),),
    )
    assert spans(holder) == [("2026-03-05", "2027-03-04", "2026-08-01")]


def test_a_restored_seal_gets_a_credential_of_its_own_for_the_rest_of_the_term() -> None:
    holder = nouns.product(
        nouns.award("2026-03-05"),
        nouns.award("2026-09-01", "re-vetting"),
        withdrawn=(nouns.withdrawal("2026-08-01"),),
    )
    assert spans(holder) == [
        ("2026-03-05", "2027-03-04", "2026-08-01"),
        ("2026-09-01", "2027-03-04", None),
    ]


def test_an_early_renewal_does_not_save_the_earlier_credential_from_a_withdrawal() -> None:
    holder = nouns.product(
        nouns.award("2025-03-05"),
        nouns.award("2026-02-20", "renewal"),
        withdrawn=(nouns.withdrawal("2026-03-01"),),
    )
    assert spans(holder) == [
        ("2025-03-05", "2026-03-04", "2026-03-01"),
        ("2026-02-20", "2027-03-04", "2026-03-01"),
    ]


def test_a_withdrawal_after_an_end_does_not_touch_what_has_run_out() -> None:
    holder = nouns.product(
        nouns.award("2025-03-05"),
        nouns.award("2026-02-20", "renewal"),
        withdrawn=(nouns.withdrawal("2026-03-05"),),
    )
    assert [withdrawn for _, _, withdrawn in spans(holder)] == [None, "2026-03-05"]


def test_a_declined_renewal_withdraws_and_an_institution_s_does_not() -> None:
    holder = nouns.product(nouns.award("2026-03-05"), nouns.decline("2027-02-01"))
    assert spans(holder) == [("2026-03-05", "2027-03-04", "2027-02-01")]
    school = nouns.institution(
        nouns.institution_award("2026-03-05"),
        nouns.institution_review("2027-01-10", "renewal", declined="2027-02-01"),
    )
    assert spans(school) == [("2026-03-05", "2027-03-04", None)]


def test_of_two_awards_on_one_day_one_credential_comes() -> None:
    holder = nouns.product(
        nouns.award("2025-03-05"),
        nouns.award("2026-02-20", "renewal", opened="2026-01-01"),
        nouns.award("2026-02-20", "renewal", opened="2026-01-02"),
    )
    assert len({one.awarded_on for one in awards(holder)}) == len(awards(holder)) == 2


@pytest.mark.parametrize(
    ("holder", "paths"),
    [
        (nouns.product(), ()),
        (nouns.product(formerly=("quiz",)), ("suppliers/brightpath/quiz",)),
        (
            nouns.product(supplier=nouns.supplier(formerly=("bright",)), formerly=("quiz",)),
            (
                "suppliers/bright/quiz",
                "suppliers/bright/quizlab",
                "suppliers/brightpath/quiz",
            ),
        ),
        (nouns.institution(formerly=("river",)), ("institutions/river",)),
    ],
)
def test_every_path_that_a_holder_may_have_had_is_known(
    holder: Holder, paths: tuple[str, ...]
) -> None:
    assert former_paths(holder) == paths


@pace(deadline=None)
@given(products() | institutions(), rules())
def test_on_every_day_a_credential_holds_if_and_only_if_a_seal_runs(
    holder: Holder, whole: Settings
) -> None:
    line = timeline(holder, whole)
    given_out = awards_of(holder, line.terms, "DPS")
    edges = {one.awarded_on for one in given_out} | {term.expires_on for term in line.terms}
    edges |= {term.ended.on for term in line.terms if term.ended}
    for moment in {edge + timedelta(days=shift) for edge in edges for shift in (-1, 0, 1)}:
        holding = [
            one
            for one in given_out
            if one.runs_on(moment) and not (one.withdrawn_on and one.withdrawn_on <= moment)
        ]
        running = line.running_on(moment)
        assert bool(holding) == bool(running)
        if running:
            last = max(one.valid_through for one in holding)
            assert last == running.expires_on - timedelta(days=1)


# What the rule proof-stale asks

QUIZLAB = nouns.product(nouns.award("2026-03-05"))
RULES = nouns.settings()


def signed(holder: Holder) -> House:
    one = House(awards(holder))
    one.sign("2026-04-01")
    return one


def digest(
    one: House, holder: Holder, path: str = "suppliers/brightpath/quizlab", **options: Any
) -> str | None:
    of = Ledger(one.book, [holder], RULES, **options).digest_of
    return of(path, day("2026-03-05"))


def test_the_digest_is_what_the_records_say_today() -> None:
    one = signed(QUIZLAB)
    (proof,) = one.proofs.awards.values()
    assert digest(one, QUIZLAB) == proof.digest
    for other in (
        replace(QUIZLAB, name="QuizLab Plus"),
        nouns.product(nouns.award("2026-03-05", rubric="2.0")),
    ):
        assert digest(one, other) not in (proof.digest, None)
    for unlike in (replace(QUIZLAB, reviews=()), nouns.product(nouns.award("2026-03-06"))):
        assert digest(one, unlike) is None


def test_what_staff_may_change_does_not_make_a_proof_stale() -> None:
    one = signed(QUIZLAB)
    (proof,) = one.proofs.awards.values()
    supplier = nouns.supplier(name="Brightpath Group", website="https://new.example")
    moved = replace(QUIZLAB, supplier=supplier, summary="Other.", website="https://new.example")
    ended = replace(QUIZLAB, withdrawn=(nouns.withdrawal("2026-08-01"),))
    assert digest(one, moved) == digest(one, ended) == proof.digest


def test_a_renamed_holder_answers_under_the_path_that_was_signed() -> None:
    one = signed(QUIZLAB)
    (proof,) = one.proofs.awards.values()
    renamed = nouns.product(
        nouns.award("2026-03-05"),
        path="suppliers/brightpath-group/quiz",
        supplier=nouns.supplier("suppliers/brightpath-group", formerly=("brightpath",)),
        formerly=("quizlab",),
    )
    assert digest(one, renamed) == proof.digest


def test_what_could_not_be_read_is_not_accused() -> None:
    one, anything = signed(QUIZLAB), cast("Any", UNREAD)
    with pytest.raises(UnreadError):
        digest(one, replace(QUIZLAB, name=anything))
    with pytest.raises(UnreadError):
        digest(one, replace(QUIZLAB, formerly=anything, reviews=anything))
    with pytest.raises(UnreadError):
        digest(one, QUIZLAB, is_unread=lambda path: path == QUIZLAB.path)
    with pytest.raises(UnreadError):
        digest(one, nouns.institution(), is_unread=lambda path: path == QUIZLAB.path)


def test_the_rule_finds_what_was_changed_and_what_is_gone() -> None:
    school = nouns.institution(nouns.institution_award("2026-03-05"))
    one = House([*awards(QUIZLAB), *awards(school)])
    one.sign("2026-04-01")
    counting = one.proofs.awards.values()
    ask = partial(check_proofs, counting)
    assert list(ask(Ledger(one.book, [QUIZLAB, school], RULES).digest_of)) == []
    found = list(ask(Ledger(one.book, [replace(QUIZLAB, name="Other")], RULES).digest_of))
    assert [(one.rule, one.place.line) for one in found] == [
        ("proof-stale", 1),
        ("proof-stale", 2),
    ]


SIGNATURE = '("proofValue": "z.{40})[^9](.+")'


def found_in(one: House, keys: Sequence[SigningKey] | None = None) -> list[tuple[int, str]]:
    """The line and the fact of everything that the rule says of a house's proofs."""
    rules = replace(RULES, keys=tuple(one.keys if keys is None else keys))
    ledger = Ledger(one.book, [QUIZLAB], rules)
    faults = check_proofs(
        one.proofs.awards.values(), ledger.digest_of, ledger.is_genuine, ledger.broken_lists()
    )
    return [(fault.place.line, fault.message) for fault in faults]


@pytest.mark.parametrize(
    ("line", "written", "instead"),
    [
        (1, SIGNATURE, r"\g<1>9\g<2>"),
        (1, '"created": "2026-', '"created": "2025-'),
        (2, SIGNATURE, r"\g<1>9\g<2>"),
        (2, '"from": "2026-03-05"', '"from": "2026-03-04"'),
        (2, r'"revoked": \[\]', '"revoked": [0]'),
    ],
)
def test_a_line_that_was_changed_after_it_was_signed_is_found(
    line: int, written: str, instead: str
) -> None:
    one = signed(QUIZLAB)
    lines = one.lines.splitlines(keepends=True)
    lines[line - 1], times = re.subn(written, instead, lines[line - 1])
    assert times == 1
    one.lines = "".join(lines)
    [(number, fact)] = found_in(one)
    assert number == line
    assert ("does not hold" if line == 1 else "not the one that was signed") in fact
    assert one.sign("2026-04-02").lines.count("\n") == (0 if line == 1 else 1)


def test_what_a_key_signed_that_is_not_listed_counts_for_nothing() -> None:
    one = signed(QUIZLAB)
    one.lines = re.sub(SIGNATURE, r"\g<1>9\g<2>", one.lines)
    assert len(found_in(one)) == 2
    assert found_in(one, []) == []
    other = [listed(signer("second"))]
    assert found_in(one, other) == []
    issuing = Issuing(
        replace(RULES, keys=tuple(other)), one.proofs, day("2026-05-01"), preview=False
    )
    [seal] = assess(nouns.registry(QUIZLAB), day("2026-05-01")).seals
    assert issuing.of(QUIZLAB, seal) == Issue()
    assert [artifact.path for artifact in issuing.common()] == [".well-known/did.json"]
