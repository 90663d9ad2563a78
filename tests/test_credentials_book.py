"""The build's side: no key, no cryptography, the same bytes; days walked one by one."""

import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

from registry.credentials.proofs import Proofs, public_key_of
from tests.nouns import day, settings
from tests.verifiers.site import House, award, listed, signer


def test_without_a_proof_there_is_no_credential() -> None:
    one = House([award()])
    assert one.book.credential(one.awards[0], day("2026-04-01")) is None
    assert one.book.status(day("2026-04-01")) is None


def test_a_stale_proof_issues_nothing() -> None:
    one = House([award()])
    one.sign("2026-04-01")
    one.change(0, name="Another")
    assert one.book.credential(one.awards[0], day("2026-04-01")) is None


def test_a_credential_is_one_line_of_json_with_one_proof_in_a_list() -> None:
    one = House([award()])
    one.sign("2026-04-01")
    text = one.text()
    assert "\n" not in text
    assert len(json.loads(text)["proof"]) == 1


def test_a_registry_without_keys_has_no_did_document() -> None:
    assert House([], keys=[]).book.did([], [], day("2026-04-01")) is None


def test_a_registry_below_a_path_has_its_did_document_there() -> None:
    one = House([award()], settings=settings(base_url="https://example.github.io/seals"))
    one.sign("2026-04-01")
    issued = one.book.did(one.keys, one.awards, day("2026-04-01"))
    assert issued is not None
    assert issued.path == "did.json"
    assert '"id":"did:web:example.github.io:seals"' in issued.text
    assert '"id":"https://example.github.io/seals/credentials/' in one.text()


def test_nothing_signed_is_shown_on_a_day_before_its_key() -> None:
    one = House([award()], keys=[listed(signer(), since="2026-06-01")])
    one.sign("2026-07-01")
    for moment, there in (("2026-05-31", False), ("2026-06-01", True)):
        assert (one.book.credential(one.awards[0], day(moment)) is not None) is there
        assert (one.book.status(day(moment)) is not None) is there
        listed_keys = one.book.keys_on(one.keys, one.awards, day(moment))
        assert listed_keys == ([signer().public] if there else [])


def test_a_retired_key_stays_until_the_last_credential_it_signed_has_run_out() -> None:
    """Every day of three years: whoever signed something that counts is listed, and no one else."""
    one = House([award(), award("institutions/a", valid_through=date(2027, 1, 1))])
    one.sign("2026-04-01")
    one.keys = [listed(signer(), until="2026-06-30"), listed(signer("second"), since="2026-07-01")]
    one.sign("2026-07-01", signer("second"))
    for passed in range(3 * 365):
        moment = date(2026, 1, 1) + timedelta(days=passed)
        keys = one.book.keys_on(one.keys, one.awards, moment)
        assert (signer().public in keys) == (moment <= date(2027, 3, 4))
        assert (signer("second").public in keys) == (moment >= date(2026, 7, 1))


def test_a_key_that_signed_the_status_list_stays_while_that_list_counts() -> None:
    one = House([award()], keys=[listed(signer(), until="2026-06-30")])
    one.sign("2026-04-01")
    assert one.book.keys_on(one.keys, one.awards, day("2030-01-01")) == [signer().public]


def test_a_leaked_key_is_gone_at_once() -> None:
    one = House([award()])
    one.sign("2026-04-01")
    one.keys = [listed(signer("second"), since="2026-05-01")]
    assert one.book.keys_on(one.keys, one.awards, day("2026-05-01")) == [signer("second").public]


def test_a_build_publishes_the_same_bytes_with_and_without_the_libraries(tmp_path: Path) -> None:
    """In a process that cannot import cryptography or the RDF library."""
    one = House([award()])
    one.sign("2026-04-01")
    (tmp_path / "proofs.jsonl").write_text(one.lines)
    program = f"""
import sys
for name in ("cryptography", "pyld", "lxml", "cffi"):
    sys.modules[name] = None
from datetime import date
from pathlib import Path
from registry.credentials import awards, book, lookup, keys, signing, disk
from registry.credentials.documents import Award
from registry.credentials.issuer import Issuer
from registry.credentials.proofs import read_proofs
from registry.model import SealType
proofs, _ = read_proofs(Path({str(tmp_path / "proofs.jsonl")!r}).read_text())
issuer = Issuer("https://seals.example.org", "did:web:seals.example.org",
                "Example Learning Consortium", "Data Privacy Seal")
award = {one.awards[0]!r}
print(book.Book(issuer, proofs).credential(award, date(2026, 4, 1)).text)
""".replace("datetime.date(", "date(").replace(
        "<SealType.SUPPLIER: 'supplier'>", "SealType.SUPPLIER"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert done.stdout == one.text() + "\n"


def test_before_the_first_proof_the_first_index_comes_next() -> None:
    assert Proofs().next_index == 0
    assert Proofs().revoked == frozenset()


def test_a_proof_names_the_key_that_made_it() -> None:
    one = House([award()])
    one.sign("2026-04-01")
    (proof,) = one.proofs.awards.values()
    assert public_key_of(proof.proof) == signer().public
