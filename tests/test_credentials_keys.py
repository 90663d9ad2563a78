"""Key files: made once, read by their owner only, and nothing but Ed25519."""

import os
import stat
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed448, rsa, x25519
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from registry.credentials.disk import append, read_key, write_new_key
from registry.credentials.keys import KeySigner, new_key, signer_from
from registry.credentials.multibase import public_key
from registry.credentials.signing import Refusal, keys_line
from tests.nouns import day


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    """A new key outside a registry."""
    place = tmp_path / "keys" / "seal.pem"
    place.parent.mkdir()
    assert isinstance(write_new_key(place, tmp_path / "registry"), str)
    return place


def refused(answer: object) -> str:
    assert isinstance(answer, Refusal)
    assert answer.hint
    return answer.message


def test_a_new_key_signs_and_only_its_owner_reads_it(key_file: Path) -> None:
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    key = read_key(key_file)
    assert isinstance(key, KeySigner)
    assert len(key.sign(b"message")) == 64
    assert key.sign(b"message") == key.sign(b"message")


def test_a_new_key_is_pkcs_8_as_openssl_knows_it(key_file: Path) -> None:
    done = subprocess.run(
        ["openssl", "pkey", "-in", str(key_file), "-noout", "-text"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "ED25519 Private-Key" in done.stdout


def test_a_new_key_is_private_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        write_new_key(tmp_path / "a.pem", tmp_path / "registry")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.pem").stat().st_mode) == 0o600


def test_a_key_is_never_written_over(key_file: Path) -> None:
    before = key_file.read_bytes()
    assert "already there" in refused(write_new_key(key_file, key_file.parent / "registry"))
    assert key_file.read_bytes() == before


@pytest.mark.parametrize("place", ["seal.pem", "content/seal.pem", "x/../seal.pem"])
def test_a_key_is_not_made_inside_the_registry(tmp_path: Path, place: str) -> None:
    (tmp_path / "content").mkdir()
    assert "could be committed" in refused(write_new_key(tmp_path / place, tmp_path))
    assert not list(tmp_path.rglob("*.pem"))


def test_a_key_needs_a_folder_to_be_written_to(tmp_path: Path) -> None:
    assert "cannot be written" in refused(write_new_key(tmp_path / "a/b.pem", tmp_path / "r"))


def test_what_new_key_gives_fits_registry_yaml() -> None:
    public, pem = new_key()
    assert public_key(public) is not None
    assert keys_line(public, day("2026-01-01")) == f"- {{public: {public}, from: 2026-01-01}}"
    key = signer_from(pem, "it")
    assert isinstance(key, KeySigner)
    assert key.public == public


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660, 0o601])
def test_a_key_file_that_others_can_reach_is_refused(key_file: Path, mode: int) -> None:
    key_file.chmod(mode)
    assert f"mode {mode:o}" in refused(read_key(key_file))


def test_a_key_file_that_is_none_is_refused(tmp_path: Path) -> None:
    pipe, big = tmp_path / "pipe", tmp_path / "big"
    os.mkfifo(pipe, 0o600)
    big.write_bytes(b"x" * 20_000)
    big.chmod(0o600)
    for place in (tmp_path / "missing", tmp_path, pipe, big):
        assert refused(read_key(place))


def _pem(key: object, password: bytes | None = None) -> bytes:
    lock = serialization.BestAvailableEncryption(password) if password else None
    data: bytes = key.private_bytes(  # type: ignore[attr-defined]
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        lock or serialization.NoEncryption(),
    )
    return data


ED25519 = Ed25519PrivateKey.generate()


@pytest.mark.parametrize(
    ("pem", "word"),
    [
        (b"", "no private key"),
        (b"not a key", "no private key"),
        (b"\xff\xfe\x00", "no private key"),
        (new_key()[1][:80], "no private key"),
        (b"AGE-SECRET-KEY-1QQQ", "no private key"),
        (b"-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n", "no p"),
        (_pem(ED25519, b"secret"), "locked by a password"),
        (_pem(rsa.generate_private_key(65537, 2048)), "another kind: RSA"),
        (_pem(ec.generate_private_key(ec.SECP256R1())), "another kind: "),
        (_pem(x25519.X25519PrivateKey.generate()), "another kind: X25519"),
        (_pem(ed448.Ed448PrivateKey.generate()), "another kind: Ed448"),
        (
            ED25519.public_key().public_bytes(
                serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
            ),
            "public key",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_key_that_is_none_of_ours_is_refused(pem: bytes, word: str) -> None:
    assert word in refused(signer_from(pem, "the file"))


def test_no_refusal_and_no_signer_shows_the_key(key_file: Path) -> None:
    pem = key_file.read_text()
    secret = pem.splitlines()[1]
    signer = signer_from(pem.encode(), "it")
    assert secret not in repr(signer) + str(signer)
    assert secret not in refused(signer_from(pem[:-30].encode(), "it"))


def test_lines_are_added_at_the_end_each_on_its_own(tmp_path: Path) -> None:
    place = tmp_path / "proofs.jsonl"
    append(place, "a\n")
    append(place, "b\n")
    place.write_bytes(place.read_bytes().rstrip())
    append(place, "c\n")
    assert place.read_text() == "a\nb\nc\n"
