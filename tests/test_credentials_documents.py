import base64
import gzip
import hashlib
import json
from dataclasses import replace
from datetime import date
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import settings as pace
from hypothesis import strategies as st

from registry.credentials import contexts
from registry.credentials.bits import SIZE, bit, encoded_list
from registry.credentials.canonical import canonical, digest
from registry.credentials.documents import (
    CREDENTIALS_V2,
    OPEN_BADGES,
    award_credential,
    status_credential,
)
from registry.credentials.integrity import statements
from registry.credentials.issuer import Issuer, did_document, did_of
from registry.credentials.multibase import decoded, encoded, multikey, public_key
from registry.credentials.proof_lines import SUITE
from registry.credentials.quads import quads
from registry.model import SealType
from tests.nouns import day, settings
from tests.verifiers.site import award, signer

ISSUER = Issuer.of(settings())


# What is signed


def test_the_words_of_a_credential_never_change() -> None:
    """A changed digest here means that no signature made so far holds any longer."""
    assert digest(canonical(award_credential(ISSUER, award(), 7))) == (
        "1646aa9227401fdb16cad9160ecd575cdadaf2e50e881587f3e475854658a526"
    )
    school = award("institutions/river-valley", seal_type=SealType.INSTITUTION)
    assert digest(canonical(award_credential(ISSUER, school, 8))) == (
        "f6f13d752ad070b1cfde073505e43177281237ca62934090fa8a5d80c9475e93"
    )
    assert digest(canonical(status_credential(ISSUER, day("2026-03-05"), [3, 70]))) == (
        "479f8843db86bd6dd7e2ceacc12df6f47ebb6b99fd5d3ccfe919f1e99d7de20a"
    )


def test_a_credential_says_for_whom_and_until_when() -> None:
    credential = award_credential(ISSUER, award(), 7)
    assert credential["id"] == (
        "https://seals.example.org/credentials/suppliers/brightpath/quizlab/2026-03-05.json"
    )
    assert credential["validFrom"] == "2026-03-05T00:00:00Z"
    assert credential["validUntil"] == "2027-03-04T23:59:59Z"
    assert credential["name"] == "Data Privacy Seal: QuizLab"
    subject = credential["credentialSubject"]
    assert subject["id"] == "https://seals.example.org/seals/DPS-7K2QW-M9D4R/"
    assert subject["licenseNumber"] == "DPS-7K2QW-M9D4R"
    assert subject["identifier"][0]["identityHash"] == "QuizLab"
    assert credential["credentialStatus"]["statusListIndex"] == "7"


def test_a_credential_tells_no_result_of_the_review() -> None:
    text = canonical(award_credential(ISSUER, award(), 0))
    assert not {"result", "level", "meets", "reviewer", "contact"} & set(
        text.replace('"', " ").split()
    )


def test_the_canonical_text_is_sorted_tight_and_in_utf_8() -> None:
    assert canonical({"b": ["é", False], "a": '"\\\n'}) == '{"a":"\\"\\\\\\n","b":["é",false]}'
    assert digest("é") == hashlib.sha256(b"\xc3\xa9").hexdigest()


@pace(deadline=None)
@given(st.text())
def test_any_name_can_be_signed_and_no_library_writes_it_otherwise(name: str) -> None:
    credential = award_credential(ISSUER, award(name=name), 0)
    shown = credential["credentialSubject"]["identifier"][0]["identityHash"]
    assert len(shown) == len(name)
    assert not any(c < " " or "\x7f" <= c <= "\x9f" or c in "\ufffe\uffff" for c in shown)
    canonical(credential).encode()


@given(name=st.text(max_size=60), organisation=st.text(max_size=40), index=st.integers(0, 131_071))
@pace(max_examples=40, deadline=None)
def test_our_own_quads_are_those_of_the_library(name: str, organisation: str, index: int) -> None:
    issuer = replace(ISSUER, organisation=organisation)
    for seal_type in SealType:
        document = award_credential(issuer, award(name=name, seal_type=seal_type), index)
        assert quads(document) == statements(document)


def test_so_are_those_of_the_status_list_and_of_a_proof() -> None:
    documents = [status_credential(ISSUER, day("2026-04-01"), one) for one in ([], [0, 7, 9_000])]
    for document in documents:
        assert quads(document) == statements(document)
        claims = {**SUITE, "created": "2026-04-01T00:00:00Z", "verificationMethod": "did:web:a#z6"}
        proof = {"@context": document["@context"], **claims}
        assert quads(proof) == statements(proof)


def test_every_word_we_use_is_defined() -> None:
    """Words that no context defines would be left out of what is signed."""
    leaves = [
        canonical(award_credential(ISSUER, award(), 7)),
        canonical(status_credential(ISSUER, day("2026-03-05"), [3])),
    ]
    for text in leaves:
        said = statements(json.loads(text))
        for value in _texts(json.loads(text)):
            assert value in said or value in _TYPES, value


_TYPES = {
    "VerifiableCredential",
    "OpenBadgeCredential",
    "BitstringStatusListCredential",
    CREDENTIALS_V2,
    OPEN_BADGES,
}


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in _texts(item)]
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    return [value] if isinstance(value, str) else []


# Contexts


def test_the_contexts_are_the_published_ones_to_the_byte() -> None:
    folder = resources.files("registry.credentials") / "contexts"
    notes = (folder / "README.md").read_text()
    for name in contexts.FILES.values():
        data = (folder / name).read_bytes()
        assert f"`{name}`" in notes
        assert f"`{hashlib.sha256(data).hexdigest()}`" in notes


def test_a_context_that_is_not_bundled_is_never_fetched() -> None:
    with pytest.raises(contexts.UnknownContext):
        contexts.load("https://evil.example/context.json")


# The issuer


@pytest.mark.parametrize(
    ("base_url", "did", "path"),
    [
        ("https://seals.example.org", "did:web:seals.example.org", ".well-known/did.json"),
        ("https://seals.example.org/", "did:web:seals.example.org", ".well-known/did.json"),
        ("https://example.github.io/seals", "did:web:example.github.io:seals", "did.json"),
        ("https://a.example/b/c/", "did:web:a.example:b:c", "did.json"),
        ("https://Seals.Example.ORG", "did:web:seals.example.org", ".well-known/did.json"),
        ("http://localhost:8000", "did:web:localhost%3A8000", ".well-known/did.json"),
        ("https://münchen.example/ä b", "did:web:xn--mnchen-3ya.example:%C3%A4%20b", "did.json"),
    ],
)
def test_an_address_has_its_did_and_the_did_its_document(
    base_url: str, did: str, path: str
) -> None:
    issuer = Issuer.of(settings(base_url=base_url))
    assert (issuer.did, issuer.did_path) == (did, path)
    assert not issuer.url("x").startswith(f"{base_url}//")


@pytest.mark.parametrize("host", ["x" * 70, "a..b", "\u2488com"])
def test_a_host_that_is_none_still_gives_a_did(host: str) -> None:
    assert did_of(f"https://{host}é").startswith("did:web:")


def test_the_did_document_lists_each_key_under_its_own_name() -> None:
    public = signer().public
    document = did_document(ISSUER, [public])
    assert document["assertionMethod"] == [f"did:web:seals.example.org#{public}"]
    assert document["verificationMethod"][0]["controller"] == document["id"]


# Bits and letters


@pace(deadline=None)
@given(st.sets(st.integers(0, SIZE - 1), max_size=300))
def test_the_status_list_keeps_every_bit(revoked: set[int]) -> None:
    text = encoded_list(revoked)
    packed = base64.urlsafe_b64decode(text[1:] + "=" * (-len(text[1:]) % 4))
    bits = gzip.decompress(packed)
    assert len(bits) * 8 == SIZE
    assert {i for i in range(SIZE) if bits[i // 8] & 0x80 >> i % 8} == revoked
    assert all(bit(text, index) for index in revoked)
    assert bit(text, next(i for i in range(SIZE) if i not in revoked)) is False


def test_a_full_list_has_every_bit() -> None:
    text = encoded_list(range(SIZE))
    assert all(bit(text, index) for index in (0, 1, 8191, SIZE - 1))


def test_the_packed_list_is_the_same_on_every_machine() -> None:
    assert digest(encoded_list([0, 9, 70_000])) == (
        "8866b2cdacab16b3b122080851cf2f9d9c8efee05d000d06c3e888abcf0d95f6"
    )


@pytest.mark.parametrize(
    "text",
    ["", "u", "uéé", "zAAAA", "uAAAA", encoded_list([])[:-20], encoded_list([])[1:]],
)
def test_a_text_that_is_no_status_list_has_no_bits(text: str) -> None:
    assert bit(text, 0) is None


def test_a_list_of_another_size_has_no_bits() -> None:
    for size in (SIZE // 8 - 1, SIZE // 8 + 1, 50_000_000):
        packed = gzip.compress(bytes(size), mtime=0)
        assert bit("u" + base64.urlsafe_b64encode(packed).decode().rstrip("="), 0) is None
    assert bit(encoded_list([]), SIZE) is None
    assert bit(encoded_list([]), -1) is None


def test_an_empty_list_is_small() -> None:
    assert len(encoded_list([])) < 400


@pace(deadline=None)
@given(st.binary(max_size=70))
def test_bytes_survive_base58(data: bytes) -> None:
    assert decoded(encoded(data)) == data


def test_base58_agrees_with_published_vectors() -> None:
    assert encoded(b"Hello World!") == "z2NEpo7TZRRrLZSi2U"
    assert encoded(bytes.fromhex("0000287fb4cd")) == "z11233QC4"
    assert decoded("z0OIl") is None
    assert decoded("u2NEp") is None
    assert decoded("z" + "1" * 500) is None


@pace(deadline=None)
@given(st.binary(min_size=32, max_size=32))
def test_a_key_is_written_as_a_multikey(raw: bytes) -> None:
    assert multikey(raw).startswith("z6Mk")
    assert public_key(multikey(raw)) == raw


@pytest.mark.parametrize(
    "text", ["", "z", "z6Mk", "z6LSbysY2xFMRpGMhb7tFTLMpeuPRaqaWM1yECx2AtzE3KCc"]
)
def test_a_key_of_another_kind_is_none(text: str) -> None:
    assert public_key(text) is None


def test_awards_run_from_the_award_day_through_the_last() -> None:
    one = award()
    assert [one.runs_on(date(2026, 3, 4)), one.runs_on(date(2026, 3, 5))] == [False, True]
    assert [one.runs_on(date(2027, 3, 4)), one.runs_on(date(2027, 3, 5))] == [True, False]
