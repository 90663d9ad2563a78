"""The bytes of a PNG, an SVG or a JSON file -> the text of the one credential in it, or a fault."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

KEYWORD = b"openbadgecredential"
"""The iTXt chunk that holds a credential in a PNG."""
NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"
"""The XML namespace of the element that holds one in an SVG."""

_PNG = b"\x89PNG\r\n\x1a\n"
_ELEMENT = f"{NAMESPACE} credential"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why no credential could be taken from a file; finishes the sentence "the file …".

    `plain` is true of a sound image that simply has none.
    """

    reason: str
    plain: bool = False


class _Broken(Exception):
    pass


class _Plain(_Broken):
    pass


def extract(data: bytes) -> str | Unreadable:
    """The credential that is baked into an image, or that a JSON file is."""
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")[:16]
    try:
        if data.startswith(_PNG):
            return _only(list(_from_png(data)))
        if start.startswith(b"<"):
            return _only(_from_svg(data))
        if start.startswith(b"{"):
            return data.decode("utf-8-sig")
    except _Broken as broken:
        return Unreadable(str(broken), plain=isinstance(broken, _Plain))
    except UnicodeDecodeError:
        return Unreadable("is not text in UTF-8")
    if start.startswith(b"eyJ"):
        return Unreadable("holds a signed token (JWT); this registry signs JSON")
    return Unreadable("is neither a PNG, an SVG nor a JSON file" if start else "is empty")


def _only(found: list[str]) -> str:
    if not found:
        raise _Plain("is an image without a credential")
    if len(found) > 1:
        raise _Broken(f"is an image with {len(found)} credentials, and only one can be meant")
    return found[0]


def _from_png(data: bytes) -> Iterator[str]:
    """The texts of its credential chunks."""
    position = len(_PNG)
    while True:
        length = int.from_bytes(data[position : position + 4])
        end = position + 12 + length
        if end > len(data):
            raise _Broken("ends before the image does; it was cut short")
        kind, body = data[position + 4 : position + 8], data[position + 8 : end - 4]
        if zlib.crc32(body, zlib.crc32(kind)) != int.from_bytes(data[end - 4 : end]):
            raise _Broken("is a damaged image: a checksum in it is wrong")
        if kind == b"iTXt" and body.startswith(KEYWORD + b"\0"):
            yield _itxt(body[len(KEYWORD) + 1 :])
        if kind == b"IEND":
            return
        position = end


def _itxt(body: bytes) -> str:
    """The text of a chunk after its keyword: two flags, a language, a translation, the text."""
    parts = body[2:].split(b"\0", 2)
    if len(parts) < 3:
        raise _Broken("is an image with a broken credential chunk")
    if body[0]:
        raise _Broken("is an image with a compressed credential, which the standard forbids")
    return parts[2].decode()


@dataclass(slots=True)
class _Collector:
    """Collects the text of every credential element, nested ones counted as well."""

    found: list[list[str]] = field(default_factory=list)
    open: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == _ELEMENT:
            if attributes.get("verify"):
                raise _Broken("is an image with a signed token (JWT); this registry signs JSON")
            self.found.append([])
            self.open += 1

    def end(self, name: str) -> None:
        self.open -= name == _ELEMENT

    def text(self, text: str) -> None:
        if self.open:
            self.found[-1].append(text)

    def doctype(self, *_: object) -> None:
        raise _Broken("is an SVG with a DOCTYPE, which ours never have")


def _from_svg(data: bytes) -> list[str]:
    """The texts of its credential elements."""
    parser, collector = expat.ParserCreate(namespace_separator=" "), _Collector()
    parser.buffer_text = True
    parser.StartElementHandler = collector.start
    parser.EndElementHandler = collector.end
    parser.CharacterDataHandler = collector.text
    parser.StartDoctypeDeclHandler = collector.doctype
    try:
        parser.Parse(data, True)
    except expat.ExpatError as fault:
        raise _Broken(f"is no well-formed SVG: {expat.ErrorString(fault.code)}") from None
    except LookupError:
        raise _Broken("is an SVG in an encoding that is not known") from None
    return ["".join(parts).strip() for parts in collector.found]
