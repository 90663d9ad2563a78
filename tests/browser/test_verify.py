"""The verify page's answers, in plain words, for numbers, names, websites and files."""

from __future__ import annotations

import json
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest

from registry.badging import badge_artifacts
from tests.site_maker import edition_of, publics_of, sample, sample_site

NUMBER = "DPS-SYHXR-J27ZX"


def asked(page: Any, text: str) -> str:
    page.get_by_role("searchbox").fill(text)
    page.get_by_role("button", name="Verify").click()
    page.locator("[data-answer] h2").wait_for()
    return str(page.locator("[data-answer]").inner_text())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (NUMBER, ["Genuine and valid", "QuizLab", "13 March 2027", "quizlab.example"]),
        (f"https://seals.wayfield.example/seals/{NUMBER}/", ["Genuine and valid", "QuizLab"]),
        ("dps-syhxr-j27zy", ["no seal number", "typing error"]),
        ("DPS-00000-00000", ["Not ours"]),
        ("https://play.quizlab.example/x", ["One seal fits", "QuizLab", "valid through"]),
        ("https://unheard-of.test", ["Not ours", "unheard-of.test"]),
        ("Harborlight Compass", ["One seal fits", "withdrawn, not valid since 26 August 2026"]),
    ],
)
def test_an_answer_says_plainly_what_is_so(
    visit: Any, address: str, text: str, words: list[str]
) -> None:
    answer = asked(visit().to(f"{address}/verify/"), text)
    assert [word for word in words if word not in answer] == []


def dropped(page: Any, file: Path) -> str:
    page.set_input_files("#file", file)
    page.locator("[data-answer] h2").wait_for()
    return str(page.locator("[data-answer]").inner_text())


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def test_an_image_that_names_a_seal_is_answered_by_the_register(
    visit: Any, address: str, tmp_path: Path
) -> None:
    image = tmp_path / "badge.svg"
    image.write_text(f"<svg xmlns='http://www.w3.org/2000/svg'><desc>{NUMBER}</desc></svg>")
    page = visit().to(f"{address}/verify/")
    answer = dropped(page, image)
    assert "proves nothing by itself" in answer
    assert "not the badge as it is today" in answer
    assert "valid through 13 March 2027" in answer


def test_a_badge_as_it_is_today_is_known_again_in_every_form(
    visit: Any, serve: Any, tmp_path: Path
) -> None:
    holder = next(one for one in publics_of(sample()) if one.seal.number == NUMBER)
    badges = {one.path: one.data for one in badge_artifacts(edition_of(sample()), holder)}
    at = serve({**sample_site(), **badges})
    page = visit().to(f"{at}/verify/")
    images = [path for path in badges if holder.path in path and not path.endswith(".json")]
    assert len(images) >= 7
    for path in images:
        saved = tmp_path / Path(path).name
        saved.write_bytes(badges[path])
        page.evaluate("document.querySelector('[data-answer]').replaceChildren()")
        answer = dropped(page, saved)
        assert "exactly what the register holds" in answer
        assert "Genuine and valid" in answer


def test_a_png_is_read_by_its_texts_and_a_bare_picture_is_not_ours(
    visit: Any, address: str, tmp_path: Path
) -> None:
    head = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", bytes(13))
    named, bare = tmp_path / "named.png", tmp_path / "bare.png"
    named.write_bytes(head + chunk(b"iTXt", f"x\0\0\0\0\0{NUMBER}".encode()) + chunk(b"IEND", b""))
    bare.write_bytes(head + chunk(b"IEND", b""))
    page = visit().to(f"{address}/verify/")
    assert "QuizLab" in dropped(page, named)
    page.set_input_files("#file", bare)
    page.get_by_text("not the original").wait_for()


def test_a_credential_that_the_register_does_not_hold_is_not_ours(
    visit: Any, address: str, tmp_path: Path
) -> None:
    made_up = {
        "id": "https://seals.wayfield.example/credentials/suppliers/brightpath/quizlab/x.json",
        "credentialSubject": {"achievement": {"name": NUMBER}},
    }
    file = tmp_path / "credential.json"
    file.write_text(json.dumps(made_up))
    page = visit().to(f"{address}/verify/")
    assert "made up" in dropped(page, file)


def test_a_file_is_never_sent(visit: Any, address: str, tmp_path: Path) -> None:
    tab = visit()
    page = tab.to(f"{address}/verify/")
    bodies: list[object] = []
    page.on("request", lambda request: bodies.append(request.post_data))
    image = tmp_path / "badge.svg"
    image.write_text(f"<svg><desc>{NUMBER}</desc></svg>")
    dropped(page, image)
    assert set(bodies) <= {None}


def test_the_sample_holds_the_number_that_these_tests_ask_for() -> None:
    assert f"api/v1/seals/{NUMBER}.json" in sample_site()
