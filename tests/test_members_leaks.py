"""A canary in every private field: none under /members/ and /staff/ outside what is sealed, in any
encoding we can think of; and of those sealed, members read no contact, attendee, key or label."""

from __future__ import annotations

import base64
import bz2
import codecs
import contextlib
import gzip
import html
import io
import json
import lzma
import struct
import urllib.parse
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from registry.members.opening import open_vault, open_worklist
from registry.model import Contact, IndependentReview, JointReview, Organisation, Person
from tests import nouns
from tests.members_maker import RUBRIC, Built, Keys, built, key, member, registry_of
from tests.site_maker import sample

KEYS = Keys()
BIRD = "CanaryBird"


def bird(name: str) -> str:
    return f"{BIRD}{name}7f3a"


MEMBERS_MAY = ["note", "body", "evidence", "reviewer", "attention", "extension", "reason", "never",
               "joint", "independent"]  # fmt: skip
NOBODY_BUT_STAFF = ["contact", "mail", "issue"]
NO_PAGE = ["attendee", "designated", "label", "member", "by"]


def planted() -> tuple[object, ...]:
    contact = Contact(name=bird("contact"), email=f"{bird('mail')}@private.example")
    supplier = nouns.supplier(
        contact=contact, training=(nouns.training(attendee=bird("attendee")),)
    )
    answers = {"data.collected": nouns.answer("meets-with-reservations", note=bird("note"))}
    body = f"{bird('body')}\n\n## data.collected\n\n> {bird('evidence')}\n"
    granted = replace(nouns.extension("2026-01-09"), reason=bird("extension"), by="secretive")
    first = replace(
        nouns.award("2026-01-10", opened="2025-11-30", answers=answers, extensions=(granted,)),
        body=body,
        reviewer="secretive",
    )
    sealed = nouns.product(
        first,
        supplier=supplier,
        issues=(nouns.issue("2026-02-13", summary=bird("issue")),),
        withdrawn=(nouns.withdrawal("2026-05-15", bird("reason"), "secretive"),),
    )
    never = nouns.product(
        nouns.product_review("2026-10-16", answers=answers),
        path="suppliers/brightpath/never",
        name=bird("never"),
        supplier=supplier,
    )
    school = nouns.institution(
        replace(
            nouns.institution_award("2026-03-04", attention=bird("attention"), answers=answers),
            joint_review=JointReview(product=bird("joint"), staff="secretive"),
            independent_review=IndependentReview(
                product=bird("independent"), by=bird("designated")
            ),
        ),
        contact=contact,
        designated=(bird("designated"),),
    )
    return sealed, never, school


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    labelled = replace(key(KEYS.eastgate.recipient), label=bird("label"), added_by=bird("by"))
    staff = {
        "mlund": Person(name="M. Lund", recipient=KEYS.staff.recipient),
        "secretive": Person(name=bird("reviewer")),
    }
    registry = nouns.registry(
        *planted(),  # type: ignore[arg-type]
        rubrics=(RUBRIC,),
        settings=nouns.settings(staff=staff),
        members=(member(labelled, name=bird("member")),),
    )
    return built(registry, tmp_path_factory.mktemp("leaks"))


# The search


def unpacked(data: bytes) -> Iterator[bytes]:
    """The data, and what it holds where it is a container or an encoding of something."""
    yield data
    for opener in (gzip.decompress, zlib.decompress, bz2.decompress, lzma.decompress):
        try:
            yield opener(data)
        except (OSError, EOFError, zlib.error, lzma.LZMAError, ValueError):
            continue
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as box:
            yield from map(box.read, box.namelist())
    at = data.find(b"IDAT" if data.startswith(b"\x89PNG") else b"\x78\x9c")
    if at >= 0:
        with contextlib.suppress(zlib.error):
            yield zlib.decompressobj().decompress(data[at + (4 if data[at] == 73 else 0) :])


def spellings(word: str) -> list[bytes]:
    plain = word.encode()
    shifts = [base64.b64encode(b" " * pad + plain)[4 * (pad > 0) : -4] for pad in range(3)]
    return [
        plain,
        plain[::-1],
        plain.hex().encode(),
        plain.hex().upper().encode(),
        *shifts,
        base64.b32encode(plain)[:-8],
        word.encode("utf-16-le"),
        word.encode("utf-16-be"),
        "".join(f"%{byte:02x}" for byte in plain).encode(),
        "".join(f"\\u{ord(c):04x}" for c in word).encode(),
        "".join(f"\\x{ord(c):02x}" for c in word).encode(),
        "".join(f"&#{ord(c)};" for c in word).encode(),
        "".join(f"&#x{ord(c):x};" for c in word).encode(),
        codecs.encode(word, "rot13").encode(),
    ]


SPELLED = [one.lower() for one in spellings(BIRD)]


def sighted(path: str, data: bytes) -> bool:
    return any(
        one in whole.lower() for whole in (path.encode(), *unpacked(data)) for one in SPELLED
    )


def zipped(data: bytes) -> bytes:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a.txt", data)
    return box.getvalue()


def in_png(data: bytes) -> bytes:
    body = b"IDAT" + zlib.compress(data)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(body) - 4) + body + b"\0\0\0\0"


CONTROLS: dict[str, Callable[[bytes], bytes]] = {
    "plain": lambda data: data,
    "reversed": lambda data: data[::-1],
    "hex": lambda data: data.hex().encode(),
    "base64": base64.b64encode,
    "base64, one off": lambda data: base64.b64encode(b"x" + data),
    "base64, two off": lambda data: base64.b64encode(b"xy" + data),
    "percent": lambda data: "".join(f"%{byte:02X}" for byte in data).encode(),
    "quoted": lambda data: urllib.parse.quote(data).encode(),
    "utf-16": lambda data: data.decode().encode("utf-16"),
    "json": lambda data: "".join(f"\\u{byte:04x}" for byte in data).encode(),
    "entities": lambda data: "".join(f"&#{byte};" for byte in data).encode(),
    "escaped": lambda data: html.escape(data.decode()).encode(),
    "gzip": gzip.compress,
    "zlib": zlib.compress,
    "zlib within": lambda data: b"stream\n" + zlib.compress(data),
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zip": zipped,
    "png": in_png,
    "rot13": lambda data: codecs.encode(data.decode(), "rot13").encode(),
}


@pytest.mark.parametrize("form", CONTROLS)
def test_the_search_finds_a_bird_that_is_there(form: str) -> None:
    assert sighted("a.txt", CONTROLS[form](f"some words, {bird('x')}, more words".encode()))


def test_the_search_finds_a_bird_in_a_name_and_none_where_there_is_none() -> None:
    assert sighted(f"members/{bird('x').lower()}.age", b"")
    assert not sighted("members/a.age", b"some words, more words" * 100)


# What is found


def test_no_bird_is_in_any_byte_or_name_of_the_site(site: Built) -> None:
    assert [path for path, data in site.files.items() if sighted(path, data)] == []


def test_the_pages_before_unlocking_do_not_depend_on_what_is_sealed(tmp_path: Path) -> None:
    """Two registries that differ in what is private alone have the same shells."""
    registry = registry_of(KEYS)
    fewer = replace(
        registry, products=tuple(replace(one, reviews=one.reviews[:1]) for one in registry.products)
    )
    one, other = built(registry, tmp_path / "one"), built(fewer, tmp_path / "other")
    for path in ("members/reviews/index.html", "members/index.html", "staff/index.html"):
        assert one.files[path] == other.files[path], path


def test_no_address_names_a_review(site: Built) -> None:
    for path, data in site.files.items():
        assert "2025-11-30" not in path
        if path.startswith(("members/", "staff/")) and not path.endswith(".age"):
            assert b"quizlab" not in data.lower()
            assert b"brightpath" not in data.lower()


def opened(site: Built) -> str:
    vault = open_vault(site.out, KEYS.eastgate)
    pages = [vault.page(one["path"])["html"] for one in vault.reviews]
    return json.dumps([list(vault.reviews), vault.texts(), pages], ensure_ascii=False)


@pytest.mark.parametrize("name", MEMBERS_MAY)
def test_members_read_what_is_theirs_to_read(site: Built, name: str) -> None:
    assert bird(name) in opened(site)


@pytest.mark.parametrize("name", NOBODY_BUT_STAFF + NO_PAGE)
def test_members_read_no_contact_attendee_key_or_label(site: Built, name: str) -> None:
    assert bird(name) not in opened(site)


def test_the_sample_s_own_sentences_name_nobody_who_is_not_to_be_named(tmp_path: Path) -> None:
    registry = replace(sample(), members=(member(key(KEYS.eastgate.recipient)),))
    text = html.unescape(opened(built(registry, tmp_path)))
    organisations: list[Organisation] = [*registry.suppliers, *registry.institutions]
    contacts = [one.contact for one in organisations]
    attendees = [training.attendee for one in organisations for training in one.training]
    persons = {
        *(name for one in contacts for name in (one.name, one.email)),
        *(name for one in registry.institutions for name in one.designated),
        *attendees,
    }
    assert len(persons) > 60
    assert [name for name in persons if name and name in text] == []


@pytest.mark.parametrize("name", NOBODY_BUT_STAFF)
def test_staff_read_whom_to_write_to(site: Built, name: str) -> None:
    assert bird(name) in open_worklist(site.out, KEYS.staff)["html"]


@pytest.mark.parametrize("name", NO_PAGE)
def test_some_things_stand_on_no_page_at_all(site: Built, name: str) -> None:
    assert bird(name) not in open_worklist(site.out, KEYS.staff)["html"]
