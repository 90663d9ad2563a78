"""A small registry of awards for tests: signs, publishes to a folder, and bakes plain images."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from registry.credentials.book import Book
from registry.credentials.documents import Award
from registry.credentials.issuer import Issuer
from registry.credentials.keys import KeySigner
from registry.credentials.multibase import multikey
from registry.credentials.proofs import Proofs, read_proofs
from registry.credentials.signing import SignReport, sign
from registry.model import SealType, Settings, SigningKey
from tests.nouns import day, settings


def signer(name: str = "first") -> KeySigner:
    """A key of its own for each name, always the same one."""
    key = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(name.encode()).digest())
    return KeySigner(multikey(key.public_key().public_bytes_raw()), key)


def listed(key: KeySigner, since: str = "2020-01-01", until: str | None = None) -> SigningKey:
    return SigningKey(public=key.public, since=day(since), until=day(until) if until else None)


def award(holder: str = "suppliers/brightpath/quizlab", **changes: Any) -> Award:
    whole: dict[str, Any] = {
        "holder": holder,
        "awarded_on": date(2026, 3, 5),
        "valid_through": date(2027, 3, 4),
        "number": "DPS-7K2QW-M9D4R",
        "name": "QuizLab",
        "seal_type": SealType.SUPPLIER,
        "rubric": "2.0",
    }
    return Award(**whole | changes)


@dataclass
class House:
    """A registry that has only awards, keys and proofs."""

    awards: list[Award] = field(default_factory=list)
    keys: list[SigningKey] = field(default_factory=lambda: [listed(signer())])
    settings: Settings = field(default_factory=settings)
    lines: str = ""

    @property
    def proofs(self) -> Proofs:
        proofs, faults = read_proofs(self.lines)
        assert faults == []
        return proofs

    @property
    def book(self) -> Book:
        return Book(Issuer.of(self.settings), self.proofs)

    def sign(self, as_of: str, key: KeySigner | None = None, **options: Any) -> SignReport:
        """Sign, append the lines, and give the report."""
        done = sign(self.book, self.awards, self.keys, key or signer(), day(as_of), **options)
        assert isinstance(done, SignReport)
        self.lines += done.lines
        return done

    def change(self, number: int, **changes: Any) -> None:
        """Change an award, as staff would by changing the records."""
        self.awards[number] = replace(self.awards[number], **changes)

    def text(self, number: int = 0, as_of: str = "2999-12-31") -> str:
        """The signed credential of an award."""
        issued = self.book.credential(self.awards[number], day(as_of))
        assert issued is not None
        return issued.text

    def publish(self, folder: Path, as_of: str) -> Path:
        """Write what a build publishes of credentials on a day."""
        moment, book = day(as_of), self.book
        known = [one for one in self.awards if one.awarded_on <= moment]
        files = [book.credential(one, moment) for one in known]
        for file in [*files, book.status(moment), book.did(self.keys, known, moment)]:
            if file:
                place = folder / file.path
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text(file.text)
        (folder / "build.json").write_text(f'{{"as_of": "{as_of}"}}')
        return folder


def chunk(kind: bytes, body: bytes) -> bytes:
    check = zlib.crc32(body, zlib.crc32(kind))
    return len(body).to_bytes(4) + kind + body + check.to_bytes(4)


def png(*texts: str, keyword: bytes = b"openbadgecredential", compressed: bool = False) -> bytes:
    """One grey pixel with texts baked into it."""
    head = chunk(b"IHDR", (1).to_bytes(4) * 2 + bytes([8, 0, 0, 0, 0]))
    flags = bytes([compressed, 0])
    baked = [chunk(b"iTXt", keyword + b"\0" + flags + b"\0\0" + t.encode()) for t in texts]
    pixels = chunk(b"IDAT", zlib.compress(b"\0\x80"))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(baked) + pixels + chunk(b"IEND", b"")


def svg(*texts: str, attribute: str = "") -> bytes:
    """An empty drawing with texts baked into it."""
    escaped = (text.replace("]]>", r"]]\u003e") for text in texts)  # JSON knows the escape
    baked = "".join(
        f"<openbadges:credential{attribute}><![CDATA[{text}]]></openbadges:credential>"
        for text in escaped
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg"'
        f' xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0">{baked}</svg>'
    ).encode()
