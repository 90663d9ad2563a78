"""One credential comes out of an image or none does; no file hangs or crashes the reading."""

import random
import time
import zlib

import pytest
from hypothesis import given
from hypothesis import settings as pace
from hypothesis import strategies as st

from registry.credentials.extract import Unreadable, extract
from tests.verifiers.site import chunk, png, svg

TEXT = '{"name":"Quiz \\"Lab\\" é 😀 ]]> <b>"}'


def reason(data: bytes) -> str:
    found = extract(data)
    assert isinstance(found, Unreadable), found
    return found.reason


@pytest.mark.parametrize("bake", [png, svg, lambda text: text.encode()])
def test_what_was_baked_comes_out_again(bake: object) -> None:
    found = extract(bake(TEXT))  # type: ignore[operator]
    assert isinstance(found, str)
    assert found.replace("\\u003e", ">") == TEXT


def test_a_mark_and_blanks_before_json_do_not_matter() -> None:
    assert extract(b"\xef\xbb\xbf \n{}") == " \n{}"


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "is empty"),
        (b" \n ", "is empty"),
        (b"GIF89a", "neither"),
        (b"\xff\xd8\xff\xe0 a photograph", "neither"),
        (b"[1]", "neither"),
        (b"eyJhbGciOiJSUzI1NiJ9.e30.c2ln", "JWT"),
        (b'{"name": "\xff"}', "UTF-8"),
        (b"\xff\xfe<\0s\0v\0g\0", "neither"),
        (png(), "image without a credential"),
        (png(TEXT, keyword=b"openbadges"), "image without a credential"),
        (png(TEXT, TEXT), "2 credentials"),
        (png(TEXT, compressed=True), "compressed"),
        (png(TEXT)[:-1], "cut short"),
        (png(TEXT)[:60], "cut short"),
        (png(TEXT)[:8], "cut short"),
        (png(TEXT).replace(b"Quiz", b"Qviz"), "checksum"),
        (png()[:-12] + chunk(b"iTXt", b"openbadgecredential\0\0"), "broken credential chunk"),
        (png()[:-12] + chunk(b"iTXt", b"openbadgecredential\0\0\0\0\0\xff"), "UTF-8"),
        (svg(), "image without a credential"),
        (svg(TEXT, TEXT), "2 credentials"),
        (svg(TEXT, attribute=' verify="eyJh.e30.c2ln"'), "JWT"),
        (svg(TEXT)[:-6], "no well-formed SVG"),
        (svg(TEXT)[:120], "no well-formed SVG"),
        (svg(TEXT).replace(b"UTF-8", b"no-such"), "encoding"),
        (b"<html><p>not found</html>", "no well-formed SVG"),
        (b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg>&b;</svg>', "DOCTYPE"),
        (b'<!DOCTYPE svg SYSTEM "file:///etc/passwd"><svg/>', "DOCTYPE"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_without_exactly_one_credential_is_told_so(data: bytes, word: str) -> None:
    assert word in reason(data)


def test_a_credential_inside_a_credential_counts_as_a_second() -> None:
    nested = svg("x").replace(b"<![CDATA[x]]>", svg("y")[svg("y").index(b"<openbadges:c") : -6])
    assert "2 credentials" in reason(nested)


def test_a_credential_in_another_namespace_is_none() -> None:
    assert "without" in reason(svg(TEXT).replace(b"purl.imsglobal.org", b"evil.example"))


def test_what_follows_the_end_of_an_image_does_not_count() -> None:
    assert extract(png(TEXT) + png(TEXT)) == TEXT


def test_fifty_megabytes_are_read_in_a_moment() -> None:
    many = b"".join([png()[:-12], *[chunk(b"tEXt", b"x\0y")] * 100_000, chunk(b"IEND", b"")])
    huge = png()[:-12] + chunk(b"IDAT", bytes(50_000_000)) + chunk(b"IEND", b"")
    lies = b"\x89PNG\r\n\x1a\n" + (0xFFFFFFFF).to_bytes(4) + b"IDAT" + bytes(50_000_000)
    deep = b"<a>" * 300_000
    start = time.perf_counter()
    assert [reason(data) for data in (many, huge, lies, deep)]
    assert reason(b"<svg>" + b"<x/>" * 1_000_000)
    assert time.perf_counter() - start < 20


@pace(deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_crash_it(data: bytes) -> None:
    for start in (b"", b"\x89PNG\r\n\x1a\n", b"<svg>", b"{", png(TEXT)[:40]):
        extract(start + data)


def test_no_damage_to_an_image_crashes_it_or_changes_what_comes_out() -> None:
    dice = random.Random(4)  # noqa: S311  # damage needs no secrecy
    for whole in (png(TEXT), svg(TEXT)):
        for _ in range(2_000):
            data = bytearray(whole)
            for _ in range(dice.randint(1, 4)):
                data[dice.randrange(len(data))] = dice.randrange(256)
            cut = bytes(data[: dice.randint(0, len(data))])
            extract(cut)
    sound = png(TEXT)
    for place in range(8, len(sound)):
        data = bytearray(sound)
        data[place] ^= 1
        found = extract(bytes(data))
        assert isinstance(found, Unreadable), place


def test_the_chunks_of_the_tests_are_sound() -> None:
    assert zlib.crc32(b"IEND") == int.from_bytes(png()[-4:])
