"""A badge names whose seal it is, says until when, and can be nothing but what it says."""

import io
import json
import re
import unicodedata
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise, product
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from registry.badges import (
    CREDENTIAL,
    Face,
    Scheme,
    Variant,
    drawing,
    face_of,
    png,
    shields,
    size,
    svg,
)
from registry.badges.outlines import Weight, outlines
from registry.badges.shapes import Run

SVG = "{http://www.w3.org/2000/svg}"
BAKED = "{https://purl.imsglobal.org/ob/v3p0}credential"
LAST = date(2027, 3, 14)
FIRST = date(2026, 9, 30)
NUMBER = "DPS-4F7KQ-2M9XC"


def face(name: str = "QuizLab", *, ended: bool = False, **changes: Any) -> Face:
    said: dict[str, Any] = {
        "name": name,
        "seal": "Data Privacy Seal",
        "organisation": "Example Learning Consortium",
        "address": "https://seals.example.org/",
        "number": NUMBER,
        "valid_through": LAST,
        "ended_on": FIRST if ended else None,
    }
    return face_of(**said | changes)


FACES = [
    face(ended=ended, variant=variant, scheme=scheme)
    for variant, scheme, ended in product(Variant, Scheme, (False, True))
]


def called(one: Face) -> str:
    return f"{one.variant}-{one.scheme}-{'holds' if one.holds else 'ended'}"


every_face = pytest.mark.parametrize("one", FACES, ids=called)
every_variant = pytest.mark.parametrize("variant", Variant)


def lines(one: Face) -> list[str]:
    return [words.text for words in drawing(one).words]


def name_lines(one: Face) -> list[Run]:
    """The lines between the seal's name and what follows, as each variant orders them."""
    runs = [words for words in drawing(one).words if isinstance(words, Run)]
    return {
        Variant.CARD: runs[1:-3],
        Variant.COMPACT: runs[1:-1],
        Variant.ROUND: runs[:-2],
    }[one.variant]


def picture(one: Face) -> Image.Image:
    return Image.open(io.BytesIO(png(one)))


def xml(data: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(data)  # noqa: S314  # what we wrote ourselves


# What it says


@every_variant
def test_while_it_holds_it_says_valid_through_its_last_day(variant: Variant) -> None:
    said = " ".join(lines(face(variant=variant)))
    assert "Valid through 14 March 2027" in said
    assert "QuizLab" in said


@every_variant
def test_once_it_does_not_it_says_since_when(variant: Variant) -> None:
    said = " ".join(lines(face(ended=True, variant=variant)))
    assert "Not valid since 30 September 2026" in said
    assert "through" not in said


@every_face
def test_it_names_the_seal_and_never_says_valid_without_a_day(one: Face) -> None:
    said = " ".join(lines(one))
    assert "DATA PRIVACY SEAL" in said
    assert re.findall(r"(?i)\w*valid\w* \w+ \d+ \w+ \d{4}", said)
    assert len(re.findall("(?i)valid", said)) == 1


@every_face
def test_an_institution_s_seal_says_so_and_bears_its_year(one: Face) -> None:
    said = " ".join(lines(replace(one, year=2026)))
    assert "INSTITUTION 2026" in said


@every_variant
def test_a_long_seal_name_does_not_push_out_the_year(variant: Variant) -> None:
    said = " ".join(lines(face(variant=variant, year=2026, seal="Seal of " + "Privacy " * 30)))
    assert "INSTITUTION 2026" in said


def test_the_address_is_what_a_reader_types() -> None:
    assert face().address == "seals.example.org"
    assert any("DPS-4F7KQ-2M9XC · seals.example.org" in line for line in lines(face()))


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://seals.example.org", f"{NUMBER} · seals.example.org"),
        ("https://privacy-seals.registry.example.org", "privacy-seals.registry.example.org"),
        (
            "https://seals.example.org/of/the/whole/consortium/for/learning/and/teaching",
            "seals.example.org",
        ),
    ],
)
def test_an_address_is_shown_whole_or_only_its_host(address: str, shown: str) -> None:
    assert shown in lines(face(address=address))


# Names


@every_variant
def test_a_short_name_stands_on_one_line_as_large_as_can_be(variant: Variant) -> None:
    (line,) = name_lines(face(variant=variant))
    assert line.text == "QuizLab"
    assert line.style.size == {"card": 23, "compact": 16, "round": 19}[variant]


@pytest.mark.parametrize(
    ("variant", "name"),
    [
        (Variant.CARD, "AlgebraTrainerExtra"),
        (Variant.COMPACT, "AlgebraTrainerForEveryone"),
        (Variant.ROUND, "AlgebraTrainer"),
    ],
)
def test_a_longer_name_shrinks(variant: Variant, name: str) -> None:
    (short,) = name_lines(face("Algebra", variant=variant))
    (line,) = name_lines(face(name, variant=variant))
    assert line.text == name
    assert line.style.size < short.style.size


@every_variant
def test_a_still_longer_name_takes_two_lines(variant: Variant) -> None:
    runs = name_lines(face("Reading Companion for Schools", variant=variant))
    assert [run.text for run in runs] == ["Reading Companion", "for Schools"]


@every_variant
def test_the_longest_names_end_in_an_ellipsis(variant: Variant) -> None:
    runs = name_lines(face("Reading Companion " * 16, variant=variant))
    assert runs[-1].text.endswith("…")
    assert runs[0].text.startswith("Reading Companion")


@every_variant
def test_a_name_without_blanks_is_broken_or_cut(variant: Variant) -> None:
    runs = name_lines(face("Donaudampfschifffahrtsgesellschaft" * 4, variant=variant))
    assert runs[-1].text.endswith("…")


@pytest.mark.parametrize(
    "name",
    [
        "日本語の学校",
        "مدرسة الأمل",
        "בית ספר",
        "โรงเรียน",
        "शिक्षा",
        "QuizLab 学校",
        "🚀🚀",
        "\u202e\u200b",
        "",
    ],
)
@every_variant
def test_a_name_in_another_script_gives_way_to_the_number(variant: Variant, name: str) -> None:
    (line,) = name_lines(face(name, variant=variant))
    assert line.text == NUMBER


@pytest.mark.parametrize(
    ("name", "drawn"),
    [
        ("QuizLab 🚀", "QuizLab"),
        ("Quiz\u200bLab\u202e!", "QuizLab!"),
        ("Quiz\nLab\t 2", "Quiz Lab 2"),
        ("ＱｕｉｚＬａｂ", "QuizLab"),
        ("E\u0301cole", "École"),
        ("✓ Verified 👩\u200d🏫", "Verified"),
        ("Tiếng Việt", "Tiếng Việt"),
        ("Ελληνικά", "Ελληνικά"),
        ("Школа №1", "Школа №1"),
        ("Łódź & Ærø", "Łódź & Ærø"),
    ],
)
def test_a_name_is_drawn_without_its_ornaments(name: str, drawn: str) -> None:
    assert [run.text for run in name_lines(face(name))] == [drawn]


def test_the_title_keeps_the_whole_name() -> None:
    title = xml(svg(face("日本語の学校"))).findtext(SVG + "title")
    assert title == "日本語の学校: Data Privacy Seal, valid through 14 March 2027"


def test_the_title_keeps_joiners_and_drops_what_turns_a_line() -> None:
    assert "می\u200cخواهم: Data" in svg(face("\u202eمی\u200cخواهم\u202c")).decode()


def test_no_symbol_of_the_font_can_pass_for_a_verdict() -> None:
    drawn = outlines(Weight.SEMIBOLD).rows
    assert not {"✓", "✗", "☆", "★", "⚠", "■", "●", "✅"} & set(drawn)
    assert {unicodedata.category(c) for c in drawn if c not in "¦©®°№℗℠™"}.isdisjoint({"So", "Cf"})


# Any text at all


texts = st.text(max_size=400) | st.text(st.characters(codec=None), max_size=40)


@settings(max_examples=300, deadline=None)
@given(
    name=texts,
    seal=texts,
    organisation=texts,
    address=texts,
    number=texts,
    day=st.dates(),
    year=st.none() | st.integers(1, 9999),
    ended=st.booleans(),
    variant=st.sampled_from(Variant),
)
def test_any_text_makes_a_sound_badge(day: date, ended: bool, **said: Any) -> None:
    one = face_of(valid_through=day, ended_on=day if ended else None, **said)
    root = xml(svg(one))
    assert root.find(SVG + "title") is not None
    picture(one).load()
    assert json.loads(shields(one))["message"]


@settings(max_examples=200, deadline=None)
@given(name=texts, variant=st.sampled_from(Variant))
def test_any_name_stays_in_its_room(name: str, variant: Variant) -> None:
    across, _ = size(variant)
    for run in name_lines(face(name, variant=variant)):
        box = extent(run)
        assert box[0] > 0
        assert box[2] < across - 5


def extent(run: Run) -> tuple[float, float, float, float]:
    """What a line covers, in CSS pixels."""
    from registry.badges.letters import line  # the painter's own measure

    coverage, (left, top) = line(run)
    box = coverage.getbbox() or (0, 0, 1, 1)
    return (left + box[0]) / 2, (top + box[1]) / 2, (left + box[2]) / 2, (top + box[3]) / 2


@every_face
@pytest.mark.parametrize("name", ["QuizLab", "Ågy Reading Companion for Schools", "Ågß Çyğ " * 40])
def test_no_line_touches_another(one: Face, name: str) -> None:
    runs = [w for w in drawing(replace(one, name=name, year=2026)).words if isinstance(w, Run)]
    boxes = [extent(run) for run in runs]
    for above, below in pairwise(boxes):
        assert above[3] <= below[1] + 1.5  # a comma may reach below an accent's height


# SVG


@every_face
def test_the_svg_needs_nothing_from_elsewhere(one: Face) -> None:
    root = xml(svg(one))
    kinds = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert kinds <= {"svg", "title", "desc", "path", "circle", "g"}
    names = {name for element in root.iter() for name in element.attrib}
    assert not [name for name in names if name.startswith("on") or "href" in name]
    assert b"url(" not in svg(one)


@every_face
def test_the_svg_says_in_words_what_it_shows(one: Face) -> None:
    root = xml(svg(one))
    title, desc = root.find(SVG + "title"), root.find(SVG + "desc")
    assert title is not None
    assert desc is not None
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert title.text == one.title
    assert NUMBER in str(desc.text)
    assert "seals.example.org" in str(desc.text)


@every_face
def test_the_svg_states_its_size_in_css_pixels(one: Face) -> None:
    root = xml(svg(one))
    assert (int(root.attrib["width"]), int(root.attrib["height"])) == size(one.variant)


def test_ids_of_two_badges_on_one_page_differ() -> None:
    ids = {re.findall(rb'id="([^"]+)"', svg(one))[0] for one in FACES if one.holds}
    assert len(ids) == len([one for one in FACES if one.holds])


def test_markup_in_a_name_stays_text() -> None:
    name = "A&B <script>alert(\"1\")</script> 'q'"
    root = xml(svg(face(name)))
    assert str(root.findtext(SVG + "title")).startswith(name)
    assert b"<script" not in svg(face(name))


# PNG


@every_face
def test_the_png_has_a_palette_and_two_pixels_to_the_css_pixel(one: Face) -> None:
    image = picture(one)
    assert image.mode == "P"
    assert image.size == tuple(2 * pixels for pixels in size(one.variant))
    assert image.info["dpi"] == pytest.approx((144, 144), abs=0.1)


@every_face
def test_the_png_is_clear_around_the_badge(one: Face) -> None:
    alpha = picture(one).convert("RGBA").getchannel("A")
    across, down = alpha.size
    assert alpha.getpixel((across - 1, 0)) == 0
    assert alpha.getpixel((across // 2, down // 2)) == 255


@every_variant
def test_an_ended_badge_has_another_outline(variant: Variant) -> None:
    whole, cut = (
        picture(face(ended=ended, variant=variant)).convert("RGBA").getchannel("A")
        for ended in (False, True)
    )
    across, down = size(variant)
    missing = ImageChops.subtract(whole, cut).crop((across, 0, 2 * across, down))
    assert missing.histogram()[255] > across


@every_variant
def test_an_ended_badge_shares_no_colour_with_one_that_holds(variant: Variant) -> None:
    def main(one: Face) -> set[object]:
        colours = picture(one).convert("RGBA").getcolors(1 << 16) or []
        return {colour for count, colour in colours if count > 200}

    for scheme in Scheme:
        holds = main(face(variant=variant, scheme=scheme))
        assert holds.isdisjoint(main(face(ended=True, variant=variant, scheme=scheme)))


@every_face
def test_words_stand_on_plain_ground(one: Face) -> None:
    """Their edges are mixed with the ground they name, so there must be nothing else beneath."""
    from registry.badges.letters import curved, line
    from registry.badges.painting import painted

    art = painted(drawing(one).art)
    long = replace(one, name="Reading Companion " * 9, seal="Privacy " * 20, year=2026)
    for words in (*drawing(one).words, *drawing(long).words):
        coverage, corner = line(words) if isinstance(words, Run) else curved(words)
        spot = Image.new("L", art.size)
        spot.paste(coverage, corner)
        beneath = Image.new("RGB", art.size, words.ground)
        beneath.paste(art, (0, 0), spot.point([0] + [255] * 255))
        assert beneath.getcolors(1) is not None, words.text


@every_face
def test_every_word_can_be_read(one: Face) -> None:
    for words in drawing(replace(one, year=2026)).words:
        assert contrast(words.colour, words.ground) >= 4.5, words.text


def contrast(a: str, b: str) -> float:
    """The contrast ratio of WCAG 2."""
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@every_face
def test_the_same_face_makes_the_same_bytes(one: Face) -> None:
    from registry.badges.plate import plate

    first = png(one), svg(one), shields(one)
    plate.cache_clear()
    assert (png(one), svg(one), shields(one)) == first


@every_face
def test_a_badge_is_small(one: Face) -> None:
    assert len(svg(one)) < 21_000
    assert len(png(one)) < {"card": 13_000, "compact": 6_000, "round": 17_000}[one.variant]


# Credentials


CREDENTIALS = [
    '{"id": "https://seals.example.org/credentials/a", "name": "A & B <c>"}',
    '{"name": "a ]]> b", "list": [["x"]]}',
    '{"name": "日本語 🚀"}',
]


@pytest.mark.parametrize("credential", CREDENTIALS)
@every_variant
def test_an_svg_carries_its_credential_first(variant: Variant, credential: str) -> None:
    root = xml(svg(face(variant=variant), credential))
    assert root[0].tag == BAKED
    assert json.loads(str(root[0].text)) == json.loads(credential)


def test_a_credential_is_one_whole_section_of_character_data() -> None:
    data = svg(face(), CREDENTIALS[1])
    assert data.count(b"<![CDATA[") == data.count(b"]]>") == 1


def test_without_a_credential_there_is_no_trace_of_one() -> None:
    assert b"openbadge" not in svg(face())
    assert b"iTXt" not in png(face())


@pytest.mark.parametrize("credential", CREDENTIALS)
def test_a_png_carries_its_credential_uncompressed(credential: str) -> None:
    data = png(face(), {CREDENTIAL: credential})
    assert Image.open(io.BytesIO(data)).info[CREDENTIAL] == credential
    assert data.count(b"iTXt" + CREDENTIAL.encode() + b"\0\0\0") == 1
    assert credential.encode() in data


def test_a_credential_changes_no_pixel() -> None:
    bare, baked = png(face()), png(face(), {CREDENTIAL: CREDENTIALS[0]})
    assert Image.open(io.BytesIO(bare)).tobytes() == Image.open(io.BytesIO(baked)).tobytes()


@every_variant
def test_an_ended_badge_takes_no_credential(variant: Variant) -> None:
    with pytest.raises(ValueError, match="carries no credential"):
        svg(face(ended=True, variant=variant), CREDENTIALS[0])
    with pytest.raises(ValueError, match="carries no credential"):
        png(face(ended=True, variant=variant), {CREDENTIAL: CREDENTIALS[0]})


# shields.io


def test_shields_are_told_whose_seal_it_is_and_until_when() -> None:
    assert json.loads(shields(face())) == {
        "schemaVersion": 1,
        "label": "Data Privacy Seal",
        "message": "QuizLab: valid through 14 March 2027",
        "color": "0c4a45",
        "cacheSeconds": 3600,
    }


def test_shields_are_told_that_an_end_is_final() -> None:
    answer = json.loads(shields(face(ended=True), cache_seconds=600))
    assert answer["message"] == "QuizLab: not valid since 30 September 2026"
    assert answer["isError"] is True
    assert answer["cacheSeconds"] == 600


def test_shields_shorten_a_long_name_and_keep_the_day() -> None:
    message = json.loads(shields(face("Reading Companion " * 16)))["message"]
    assert message.endswith("…: valid through 14 March 2027")
    assert len(message) < 80


# Dates


def test_every_day_of_a_leap_year_is_written_out() -> None:
    days = [date(2028, 1, 1) + timedelta(days=n) for n in range(366)]
    written = [face(valid_through=day).claim_day for day in days]
    assert len(set(written)) == 366
    assert written[59] == "29 February 2028"
