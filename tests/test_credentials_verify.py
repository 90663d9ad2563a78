"""Verdicts against a site on disk: every word, every bad input, every day around an end."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from registry.credentials import verify as room
from registry.credentials.disk import FILE_LIMIT, verify
from registry.credentials.integrity import make_proof
from registry.credentials.verdict import Verdict, Word
from registry.model import SealType
from tests.nouns import day, settings
from tests.verifiers.site import House, award, listed, png, signer, svg

SCHOOL = "institutions/river-valley"


@pytest.fixture
def house() -> House:
    one = House(
        [
            award(),
            award(SCHOOL, number="DPS-AAAAA-BBBBB", seal_type=SealType.INSTITUTION),
            award("suppliers/a/gone", number="DPS-CCCCC-DDDDD", withdrawn_on=date(2026, 3, 20)),
        ]
    )
    one.sign("2026-04-01")
    return one


@pytest.fixture
def site(house: House, tmp_path: Path) -> Path:
    return house.publish(tmp_path / "site", "2026-04-01")


@pytest.fixture
def judged(site: Path, tmp_path: Path) -> Callable[..., Verdict]:
    """The verdict on bytes dropped as a file."""

    def judge(data: bytes | str, as_of: str = "2026-04-01") -> Verdict:
        place = tmp_path / "dropped"
        place.write_bytes(data.encode() if isinstance(data, str) else data)
        return verify(str(place), site, day(as_of))

    return judge


def changed(text: str, change: Callable[[dict[str, Any]], None]) -> str:
    document = json.loads(text)
    change(document)
    return json.dumps(document)


# Genuine


@pytest.mark.parametrize("bake", [png, svg, str.encode])
def test_a_genuine_badge_is_valid_however_it_was_handed_over(
    house: House, judged: Callable[..., Verdict], bake: Callable[[str], bytes]
) -> None:
    verdict = judged(bake(house.text()))
    assert (verdict.word, verdict.code) == (Word.VALID, 0)
    assert "VALID: genuine, and valid through 2027-03-04" in verdict.text
    assert "QuizLab" in verdict.text
    assert verdict.data()["number"] == "DPS-7K2QW-M9D4R"


def test_white_space_and_order_do_not_matter(house: House, judged: Callable[..., Verdict]) -> None:
    document = json.loads(house.text())
    turned = dict(reversed(document.items()))
    assert judged(json.dumps(turned, indent=4)).word is Word.VALID


def test_the_verdict_changes_on_the_very_day(house: House, judged: Callable[..., Verdict]) -> None:
    text = house.text()
    for passed in range(-3, 4):
        first, end = date(2026, 3, 5), date(2027, 3, 5)
        start, last = first + timedelta(days=passed), end + timedelta(days=passed)
        assert judged(text, start.isoformat()).word is (Word.NOT_YET if passed < 0 else Word.VALID)
        assert judged(text, last.isoformat()).word is (Word.VALID if passed < 0 else Word.EXPIRED)
    verdict = judged(text, "2027-03-05")
    assert "no longer valid since 2027-03-05" in verdict.sentence
    assert verdict.code == 1


def test_a_clock_far_ahead_finds_it_expired(house: House, judged: Callable[..., Verdict]) -> None:
    assert judged(house.text(), "2999-12-31").word is Word.EXPIRED
    assert judged(house.text(), "1900-01-01").word is Word.NOT_YET


def test_a_withdrawn_seal_is_withdrawn_also_after_its_end(
    house: House, judged: Callable[..., Verdict]
) -> None:
    for as_of in ("2026-04-01", "2028-01-01"):
        verdict = judged(house.text(2), as_of)
        assert (verdict.word, verdict.code) == (Word.WITHDRAWN, 1)
        assert "genuine" in verdict.sentence


def test_an_image_without_a_credential_proves_nothing(judged: Callable[..., Verdict]) -> None:
    for image in (png(), svg()):
        verdict = judged(image)
        assert (verdict.word, verdict.code) == (Word.NO_CREDENTIAL, 1)


# Not genuine


CHANGES: dict[str, Callable[[dict[str, Any]], Any]] = {
    "name": lambda d: d.update(name="Data Privacy Seal: QuizBlab"),
    "the holder's name": lambda d: d["credentialSubject"]["identifier"][0].update(
        identityHash="QuizBlab"
    ),
    "number": lambda d: d["credentialSubject"].update(licenseNumber="DPS-AAAAA-BBBBB"),
    "first day": lambda d: d.update(validFrom="2025-03-05T00:00:00Z"),
    "last day": lambda d: d.update(validUntil="2029-03-04T23:59:59Z"),
    "achievement": lambda d: d["credentialSubject"]["achievement"].update(
        id="https://seals.example.org/rubrics/3.0/#supplier-seal"
    ),
    "rubric": lambda d: d["credentialSubject"]["achievement"].update(version="3.0"),
    "issuer's name": lambda d: d["issuer"].update(name="Another Consortium"),
    "address": lambda d: d.update(id=d["id"].replace("quizlab", "quizblab")),
    "status index": lambda d: d["credentialStatus"].update(statusListIndex="9"),
    "status list": lambda d: d["credentialStatus"].update(
        statusListCredential="https://evil.example/status/1.json"
    ),
    "hashed": lambda d: d["credentialSubject"]["identifier"][0].update(hashed=True),
    "a field more": lambda d: d.update(description="Top rated"),
    "a field less": lambda d: d.pop("name"),
    "a field of another kind": lambda d: d.update(name=["a", "b"]),
    "hashed as text": lambda d: d["credentialSubject"]["identifier"][0].update(hashed="false"),
    "types": lambda d: d["type"].append("EndorsementCredential"),
    "contexts": lambda d: d["@context"].append("https://evil.example/context.json"),
    "other contexts": lambda d: d.update({"@context": [{"name": "https://evil.example/x"}] * 2}),
    "no proof": lambda d: d.pop("proof"),
    "empty proof": lambda d: d.update(proof=[]),
    "two proofs": lambda d: d["proof"].append(d["proof"][0]),
    "proof of another kind": lambda d: d["proof"][0].update(cryptosuite="eddsa-jcs-2022"),
    "proof's date": lambda d: d["proof"][0].update(created="2026-03-06T00:00:00Z"),
    "proof's purpose": lambda d: d["proof"][0].update(proofPurpose="authentication"),
    "a letter of the proof": lambda d: d["proof"][0].update(
        proofValue=d["proof"][0]["proofValue"][:-1]
        + ("2" if d["proof"][0]["proofValue"][-1] == "1" else "1")
    ),
    "a lone surrogate": lambda d: d.update(name="\ud800"),
    "an address that is none": lambda d: d.update(id="x y"),
    "a blank node": lambda d: d["credentialSubject"].update(id="_:b0"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_to_anything_is_tampering(
    house: House, judged: Callable[..., Verdict], change: str
) -> None:
    verdict = judged(changed(house.text(), CHANGES[change]))
    assert (verdict.word, verdict.code) == (Word.TAMPERED, 1)
    assert verdict.facts is None


def test_no_letter_of_a_credential_can_be_changed(house: House, site: Path) -> None:
    """Every single character of its JSON replaced: never valid again, and never a crash."""
    text = house.text()
    for place in range(0, len(text), 7):
        other = text[:place] + ("b" if text[place] != "b" else "c") + text[place + 1 :]
        assert room.judge(other, _Folder(site), day("2026-04-01")).word in {
            Word.TAMPERED,
            Word.UNREADABLE,
            Word.NOT_OURS,
            Word.UNKNOWN_KEY,
        }, other[place - 10 : place + 10]


def test_a_credential_of_another_issuer_is_not_ours(
    judged: Callable[..., Verdict],
) -> None:
    stranger = House([award()], settings=settings(base_url="https://evil.example"))
    stranger.sign("2026-04-01")
    verdict = judged(png(stranger.text()))
    assert (verdict.word, verdict.code) == (Word.NOT_OURS, 1)
    assert "did:web:evil.example" in verdict.sentence


@pytest.mark.parametrize("issuer", ["did:web:evil.example", None, 7, ["x"], {"id": {"a": 1}}])
def test_an_issuer_of_any_kind_is_not_ours(
    house: House, judged: Callable[..., Verdict], issuer: object
) -> None:
    assert judged(changed(house.text(), lambda d: d.update(issuer=issuer))).word is Word.NOT_OURS


def test_a_forger_s_own_key_under_our_name_is_unknown(
    house: House, judged: Callable[..., Verdict]
) -> None:
    forger = House([award()], keys=[listed(signer("forger"))])
    forger.sign("2026-04-01", signer("forger"))
    verdict = judged(forger.text())
    assert (verdict.word, verdict.code) == (Word.UNKNOWN_KEY, 1)
    mixed = changed(
        forger.text(),
        lambda d: d["proof"][0].update(
            verificationMethod=json.loads(house.text())["proof"][0]["verificationMethod"]
        ),
    )
    assert judged(mixed).word is Word.TAMPERED


def test_the_proof_of_one_award_does_not_hold_for_another(
    house: House, judged: Callable[..., Verdict]
) -> None:
    other = json.loads(house.text(1))["proof"]
    assert judged(changed(house.text(), lambda d: d.update(proof=other))).word is Word.TAMPERED


def test_the_status_list_s_own_proof_is_no_credential(
    site: Path, judged: Callable[..., Verdict]
) -> None:
    assert judged((site / "status/1.json").read_bytes()).word is Word.TAMPERED


# The site


def test_a_status_list_that_was_changed_decides_nothing(
    house: House, site: Path, judged: Callable[..., Verdict]
) -> None:
    place = site / "status/1.json"
    innocent = House([award()])
    innocent.sign("2026-04-01")
    clean = innocent.book.status(day("2026-04-01"))
    assert clean is not None
    lists = [
        changed(
            place.read_text(),
            lambda d: d["credentialSubject"].update(
                encodedList=json.loads(clean.text)["credentialSubject"]["encodedList"]
            ),
        ),
        changed(place.read_text(), lambda d: d.pop("proof")),
        changed(place.read_text(), lambda d: d.update(issuer="did:web:evil.example")),
        "{}",
        "no json",
    ]
    for text in lists:
        place.write_text(text)
        verdict = judged(house.text(2))
        assert (verdict.word, verdict.code) == (Word.UNDECIDED, 1)
        assert judged(house.text(2), "2030-01-01").word is Word.EXPIRED


def test_a_site_without_a_did_document_vouches_for_nothing(
    house: House, site: Path, judged: Callable[..., Verdict]
) -> None:
    (site / ".well-known/did.json").unlink()
    assert judged(house.text()).word is Word.UNDECIDED


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.update(assertionMethod=[]),
        lambda d: d.pop("verificationMethod"),
        lambda d: d.update(verificationMethod=[7, {}]),
        lambda d: d["verificationMethod"][0].update(controller="did:web:evil.example"),
    ],
)
def test_a_key_that_the_did_document_does_not_allow_is_unknown(
    house: House, site: Path, judged: Callable[..., Verdict], change: Callable[[Any], None]
) -> None:
    place = site / ".well-known/did.json"
    place.write_text(changed(place.read_text(), change))
    assert judged(house.text()).word is Word.UNKNOWN_KEY


def test_a_key_that_is_none_holds_nothing(
    house: House, site: Path, judged: Callable[..., Verdict]
) -> None:
    place = site / ".well-known/did.json"
    change = {"publicKeyMultibase": "z6Mknonsense"}
    place.write_text(
        changed(place.read_text(), lambda d: d["verificationMethod"][0].update(change))
    )
    assert judged(house.text()).word is Word.TAMPERED


def test_a_suspended_seal_is_told_as_suspended(
    house: House, site: Path, judged: Callable[..., Verdict]
) -> None:
    place = site / "api/v1/seals/DPS-7K2QW-M9D4R.json"
    place.parent.mkdir(parents=True)
    place.write_text('{"standing": "suspended"}')
    verdict = judged(house.text())
    assert (verdict.word, verdict.code) == (Word.SUSPENDED, 1)
    assert judged(house.text(), "2026-03-30").word is Word.VALID


def test_a_withdrawal_that_is_still_to_be_signed_counts(
    house: House, site: Path, judged: Callable[..., Verdict]
) -> None:
    place = site / "api/v1/seals/DPS-7K2QW-M9D4R.json"
    place.parent.mkdir(parents=True)
    place.write_text('{"standing": "withdrawn", "ended_on": "2026-03-31"}')
    verdict = judged(house.text())
    assert (verdict.word, verdict.code) == (Word.WITHDRAWN, 1)
    assert "still to be signed" in verdict.sentence
    assert "it has not held since 2026-03-31" in verdict.notes


def test_a_seal_that_the_registry_knows_no_more_is_undecided(
    house: House, site: Path, judged: Callable[..., Verdict]
) -> None:
    place = site / "api/v1/index.json"
    place.parent.mkdir(parents=True)
    place.write_text('{"seals": 1}')
    verdict = judged(house.text())
    assert (verdict.word, verdict.code) == (Word.UNDECIDED, 1)
    assert "knows no seal DPS-7K2QW-M9D4R any more" in verdict.sentence


def test_a_site_that_is_out_of_date_says_so(house: House, judged: Callable[..., Verdict]) -> None:
    assert judged(house.text(), "2026-04-03").notes == ()
    assert "as of 2026-04-01" in judged(house.text(), "2026-04-04").notes[0]


def test_an_old_badge_is_told_of_the_newer_one(tmp_path: Path) -> None:
    one = House([award(), award(awarded_on=date(2027, 3, 1), valid_through=date(2028, 3, 4))])
    one.sign("2027-03-01")
    site = one.publish(tmp_path / "site", "2027-03-01")
    (tmp_path / "old.png").write_bytes(png(one.text(0)))
    verdict = verify(str(tmp_path / "old.png"), site, day("2027-03-05"))
    assert verdict.word is Word.EXPIRED
    assert "/credentials/suppliers/brightpath/quizlab/2027-03-01.json" in verdict.notes[-1]


def test_a_retired_key_verifies_until_its_last_credential_has_run_out(tmp_path: Path) -> None:
    one = House([award()])
    one.sign("2026-04-01")
    one.keys = [listed(signer(), until="2026-06-30"), listed(signer("second"), since="2026-07-01")]
    one.sign("2026-07-01", signer("second"))
    one.publish(tmp_path, "2027-03-04")
    (tmp_path / "badge.json").write_text(one.text())
    assert verify(str(tmp_path / "badge.json"), tmp_path, day("2027-03-04")).word is Word.VALID
    one.publish(tmp_path, "2027-03-05")
    verdict = verify(str(tmp_path / "badge.json"), tmp_path, day("2027-03-05"))
    assert verdict.word is Word.UNKNOWN_KEY


# What was asked for


@pytest.mark.parametrize(
    "target",
    [
        "/credentials/suppliers/brightpath/quizlab/2026-03-05.json",
        "credentials/suppliers/brightpath/quizlab/2026-03-05.json",
        "https://seals.example.org/credentials/suppliers/brightpath/quizlab/2026-03-05.json?x#y",
        "/suppliers/brightpath/quizlab/",
        "/suppliers/brightpath/quizlab",
        "/badges/suppliers/brightpath/quizlab.png",
    ],
)
def test_an_address_of_the_site_is_looked_up(house: House, site: Path, target: str) -> None:
    place = site / "badges/suppliers/brightpath/quizlab.png"
    place.parent.mkdir(parents=True)
    place.write_bytes(png(house.text()))
    assert verify(target, site, day("2026-04-01")).word is Word.VALID


@pytest.mark.parametrize(
    "start",
    [
        "https://evil.example",
        "https://seals.example.org.evil.example",
        "https://seals.example.org:8443",
        "https://seals.example.org@evil.example",
        "ftp://seals.example.org",
        "//evil.example",
    ],
)
def test_an_address_of_another_host_is_none_of_the_site(site: Path, start: str) -> None:
    target = f"{start}/credentials/suppliers/brightpath/quizlab/2026-03-05.json"
    assert verify(target, site, day("2026-04-01")).word is Word.NOT_FOUND


@pytest.mark.parametrize(
    "start",
    ["https://seals.example.org", "HTTPS://Seals.Example.ORG:443", "http://seals.example.org"],
)
def test_a_host_has_no_case_and_a_port_of_its_own(site: Path, start: str) -> None:
    target = f"{start}/credentials/suppliers/brightpath/quizlab/2026-03-05.json"
    assert verify(target, site, day("2026-04-01")).word is Word.VALID


def test_an_address_below_a_path_is_looked_up(tmp_path: Path) -> None:
    one = House([award()], settings=settings(base_url="https://example.github.io/a/seals"))
    one.sign("2026-04-01")
    one.publish(tmp_path, "2026-04-01")
    below = "credentials/suppliers/brightpath/quizlab/2026-03-05.json"
    base = "https://example.github.io"
    for target in (f"{base}/a/seals/{below}", f"/{below}", f"/a/seals/{below}"):
        assert verify(target, tmp_path, day("2026-04-01")).word is Word.VALID
    for target in (f"{base}/{below}", f"{base}/seals/{below}", f"/seals/{below}"):
        assert verify(target, tmp_path, day("2026-04-01")).word is Word.NOT_FOUND


@pytest.fixture
def numbered(tmp_path: Path) -> tuple[House, Path]:
    """A house whose seal has a number that checks, awarded twice."""
    number = "DPS-00000-00000"
    one = House(
        [
            award(number=number),
            award(number=number, awarded_on=date(2027, 3, 5), valid_through=date(2028, 3, 4)),
        ]
    )
    one.sign("2027-03-05")
    return one, one.publish(tmp_path / "site", "2027-03-05")


@pytest.mark.parametrize(
    "target",
    [
        "DPS-00000-00000",
        "dps-ooooo-ooooo",
        "dps 00000 00000",
        "DPS0000000000",
        "/seals/DPS-00000-00000/",
        "https://seals.example.org/seals/DPS-00000-00000/",
    ],
)
def test_a_seal_number_finds_the_credential_of_the_day(
    numbered: tuple[House, Path], target: str
) -> None:
    verdict = verify(target, numbered[1], day("2027-03-05"))
    assert verdict.word is Word.VALID
    assert verdict.facts is not None
    assert verdict.facts.valid_from == date(2027, 3, 5)
    before = verify(target, numbered[1], day("2027-03-04"))
    assert before.facts is not None
    assert before.facts.valid_from == date(2026, 3, 5)
    assert verify(target, numbered[1], day("2026-01-01")).word is Word.NOT_YET


def test_below_a_path_that_is_called_seals_the_short_address_is_found(tmp_path: Path) -> None:
    one = House(
        [award(number="DPS-00000-00000")], settings=settings(base_url="https://a.example/seals")
    )
    one.sign("2026-04-01")
    one.publish(tmp_path, "2026-04-01")
    for target in ("/seals/DPS-00000-00000/", "https://a.example/seals/seals/DPS-00000-00000/"):
        assert verify(target, tmp_path, day("2026-04-01")).word is Word.VALID


def test_a_number_with_a_slip_of_the_pen_is_told_as_one(site: Path) -> None:
    verdict = verify("DPS-00000-00001", site, day("2026-04-01"))
    assert verdict.word is Word.NOT_FOUND
    assert "one of them is mistyped" in verdict.sentence


def test_a_seal_without_a_credential_is_told_so(tmp_path: Path) -> None:
    place = tmp_path / "api/v1/seals/DPS-00000-00000.json"
    place.parent.mkdir(parents=True)
    place.write_text('{"standing": "valid"}')
    verdict = verify("DPS-00000-00000", tmp_path, day("2026-04-01"))
    assert (verdict.word, verdict.code) == (Word.NOT_ISSUED, 1)
    assert "the registry says: valid" in verdict.sentence


@pytest.mark.parametrize(
    "target",
    [
        "DPS-00000-00001",
        "no-such-file.png",
        "/nowhere/",
        "",
        "/",
        "..",
        "/../../../../etc/no-such-file",
        "/%2e%2e/%2e%2e/etc/passwd",
        "\0",
        "http://[",
        "x" * 5_000,
        "/credentials/../../x.json",
    ],
)
def test_what_is_not_there_is_not_found(
    site: Path, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(site)
    assert verify(target, site / "x" / "..", day("2026-04-01")).word is Word.NOT_FOUND


# Bad input


def test_a_file_of_fifty_megabytes_is_not_even_read(site: Path, tmp_path: Path) -> None:
    place = tmp_path / "huge.png"
    with place.open("wb") as file:
        file.truncate(50_000_000)
    verdict = verify(str(place), site, day("2026-04-01"))
    assert verdict.word is Word.UNREADABLE
    assert f"{FILE_LIMIT // 1_048_576} MiB" in verdict.sentence


@pytest.mark.parametrize(
    "text",
    ["{}", "{" * 10_000, '{"issuer":' * 10_000, '{"a":1,"a":2}', '{"issuer": NaN}', "{x}"],
)
def test_json_that_is_no_credential_is_unreadable(
    judged: Callable[..., Verdict], text: str
) -> None:
    verdict = judged(text)
    assert verdict.code == 1
    assert verdict.word in {Word.UNREADABLE, Word.NOT_OURS}


def test_a_field_written_twice_is_unreadable(house: House, judged: Callable[..., Verdict]) -> None:
    twice = house.text().replace('"name":"Data', '"name":"Other","name":"Data')
    assert judged(twice).word is Word.UNREADABLE


def test_a_document_made_to_keep_us_busy_is_turned_away_at_once(
    house: House, judged: Callable[..., Verdict]
) -> None:
    """Blank nodes that all look alike make canonical order cost more than anyone can pay."""
    nodes = [{"type": "IdentityObject", "hashed": False} for _ in range(5_000)]
    poison = changed(house.text(), lambda d: d["credentialSubject"].update(identifier=nodes))
    assert judged(poison).word is Word.TAMPERED


def test_a_text_too_long_to_be_ours_is_turned_away(
    house: House, judged: Callable[..., Verdict]
) -> None:
    assert judged(changed(house.text(), lambda d: d.update(name="x" * 100_000))).code == 1


def test_a_genuine_signature_under_other_contexts_is_not_accepted(
    house: House, judged: Callable[..., Verdict]
) -> None:
    """Even our own key vouches only for documents of our own form."""
    document = json.loads(house.text())
    del document["proof"]
    document["@context"] = document["@context"][:1]
    document["name"] = "Anything"
    method = f"did:web:seals.example.org#{signer().public}"
    proof = make_proof(document, signer(), method, day("2026-03-05"))
    assert judged(json.dumps({**document, "proof": [proof]})).word is Word.TAMPERED


class _Folder:
    def __init__(self, root: Path) -> None:
        self._root = root

    def read(self, path: str) -> bytes | None:
        place = self._root / path
        return place.read_bytes() if place.is_file() else None
