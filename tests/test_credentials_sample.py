"""The sample registry as it is signed: verifiers made by others agree with ours on all of it."""

import json
import os
import subprocess
import sys
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from registry.credentials.disk import SiteFolder, alone
from registry.credentials.extract import Unreadable, extract
from registry.credentials.verdict import Word
from registry.credentials.verify import judge
from tests.test_credentials_guides import KEY, ROOT, Shell
from tests.test_credentials_verifiers import BOTH, NEITHER, opinions, unavailable

AS_OF = date(2026, 11, 23)


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """The sample registry as it is, built."""
    one = Shell(tmp_path_factory.mktemp("sample"), signed=True)
    code, told = one.run(".venv/bin/python build.py")
    assert code == 0, told
    assert "not issued" not in told
    return one


@pytest.fixture(scope="module")
def site(shell: Shell) -> Path:
    return shell.place / "site"


@pytest.fixture(scope="module")
def standings(shell: Shell) -> dict[str, str]:
    """The standing of every holder that was ever awarded."""
    _, told = shell.run(".venv/bin/python build.py status --format json 2>/dev/null")
    return {s["holder"]: s["standing"] for s in json.loads(told)["seals"] if s["standing"]}


def base_of(site: Path) -> str:
    issuer = json.loads((site / ".well-known/did.json").read_text())["id"]
    return f"https://{issuer.removeprefix('did:web:')}"


def in_force(site: Path, standings: dict[str, str]) -> dict[str, str]:
    """What is baked into the PNG of each holder whose seal is valid."""
    texts = {}
    for holder, standing in standings.items():
        found = extract((site / f"badges/{holder}.png").read_bytes())
        if standing == "valid":
            assert isinstance(found, str), (holder, found)
            texts[holder] = found
    assert len(texts) > 20
    return texts


def test_both_images_carry_the_published_credential_while_valid_and_none_else(
    site: Path, standings: dict[str, str]
) -> None:
    assert set(standings.values()) >= {"valid", "expired", "withdrawn", "suspended"}
    for holder, standing in standings.items():
        images = [
            extract((site / f"badges/{holder}{end}").read_bytes()) for end in (".png", ".svg")
        ]
        if standing != "valid":
            assert [isinstance(one, Unreadable) and one.plain for one in images] == [True, True]
            continue
        documents = [json.loads(one) for one in images if isinstance(one, str)]
        address = documents[0]["id"].removeprefix(base_of(site) + "/")
        published = json.loads((site / address).read_text())
        assert documents == [published, published]


def test_both_verifiers_accept_every_badge_in_force(site: Path, standings: dict[str, str]) -> None:
    texts = in_force(site, standings)
    found = opinions(site, AS_OF.isoformat(), *texts.values(), base=base_of(site))
    assert {holder: o.accepted for holder, o in zip(texts, found, strict=True)} == dict.fromkeys(
        texts, BOTH
    )


def test_both_verifiers_agree_with_ours_on_every_credential_ever_signed(site: Path) -> None:
    texts = [place.read_text() for place in sorted((site / "credentials").rglob("*.json"))]
    words = [judge(text, SiteFolder(site), AS_OF).word for text in texts]
    assert set(words) == {Word.VALID, Word.EXPIRED, Word.WITHDRAWN}
    found = opinions(site, AS_OF.isoformat(), *texts, base=base_of(site))
    assert [o.accepted for o in found] == [
        BOTH if word is Word.VALID else NEITHER for word in words
    ]


def test_the_extractors_of_openbadgeslib_find_the_same(
    site: Path, standings: dict[str, str]
) -> None:
    if find_spec("openbadgeslib") is None:
        unavailable("openbadgeslib must be installed to run its extractors")
    baking: Any = import_module("openbadgeslib.baking")
    for holder, text in in_force(site, standings).items():
        picture, drawing = (
            (site / f"badges/{holder}{end}").read_bytes() for end in (".png", ".svg")
        )
        keyword, element = baking.ITXT_KEYWORD_OB3, baking.SVG_ELEMENT_OB3
        from_svg = baking.extract_svg(drawing, element=element, text_fallback=True)
        assert baking.extract_png(picture, keyword=keyword) == text
        assert json.loads(from_svg) == json.loads(text)


def test_one_command_signs_an_edited_sample_anew(tmp_path: Path) -> None:
    temporary, one = tmp_path / "temporary", Shell(tmp_path, signed=True)
    temporary.mkdir()
    product = one.place / "content/suppliers/brightpath/mathtrail/product.yaml"
    product.write_text(product.read_text().replace("name: MathTrail", "name: MathTrails"))
    assert "[proof-stale]" in one.run(".venv/bin/python build.py")[1]
    done = subprocess.run(
        ["sh", str(ROOT / "scripts/sign_sample.sh"), sys.executable, str(one.place), f"{AS_OF}"],
        env=os.environ | {"TMPDIR": str(temporary)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert list(temporary.iterdir()) == []
    assert one.run(".venv/bin/python build.py")[0] == 0
    site = one.place / "site"
    badge = site / "badges/suppliers/brightpath/mathtrail.png"
    assert judge(badge_text(badge), SiteFolder(site), AS_OF).word is Word.VALID


def test_a_holder_that_was_never_signed_is_not_signed_anew(shell: Shell) -> None:
    shell.run(".venv/bin/python build.py sign --new-key ~/another.pem")
    again = ".venv/bin/python build.py sign --key-file ~/another.pem --replace"
    code, told = shell.run(f"{again} suppliers/brightpath/mathtrial")
    assert code == 2
    assert "nothing was signed for 'suppliers/brightpath/mathtrial'" in told
    assert 'did you mean "suppliers/brightpath/mathtrail"?' in told


def badge_text(image: Path) -> str:
    found = extract(image.read_bytes())
    assert isinstance(found, str)
    return found


@pytest.fixture
def own(tmp_path: Path) -> Shell:
    """A copy of the sample that is signed anew, with its key at ~/key.pem."""
    one = Shell(tmp_path)
    made = KEY.search(one.run(".venv/bin/python build.py sign --new-key ~/key.pem")[1])
    assert made
    one.enter_keys(made[0].replace("2026-11-23", "2020-01-01"))
    code, told = one.run(".venv/bin/python build.py sign --key-file ~/key.pem")
    assert code == 0, told
    return one


def test_the_build_tells_what_is_not_issued(tmp_path: Path) -> None:
    one = Shell(tmp_path)
    code, told = one.run(".venv/bin/python build.py")
    assert code == 0
    assert "credentials not issued: registry.yaml lists no key" in told
    page = (one.place / "site/suppliers/brightpath/mathtrail/index.html").read_text()
    assert "Signed credential: not issued" in page
    ended = (one.place / "site/suppliers/harborlight-careers/compass/index.html").read_text()
    assert "Signed credential" not in ended


def test_a_withdrawal_is_asked_for_until_the_signed_list_has_it(own: Shell) -> None:
    product = own.place / "content/suppliers/brightpath/mathtrail/product.yaml"
    with product.open("a") as file:
        file.write("withdrawn:\n  - {on: 2026-11-20, reason: A test, by: mlund}\n")
    note = "the signed list does not say so until `build.py sign`: suppliers/brightpath/mathtrail"
    assert note in own.run(".venv/bin/python build.py")[1]
    assert own.run(".venv/bin/python build.py sign --key-file ~/key.pem")[0] == 0
    assert "the signed list" not in own.run(".venv/bin/python build.py")[1]


def test_a_registry_that_moves_is_signed_anew_at_once(own: Shell) -> None:
    own.settings.write_text(
        own.settings.read_text().replace("wayfield.example\n", "moved.example\n", 1)
    )
    sign = ".venv/bin/python build.py sign --key-file ~/key.pem"
    code, told = own.run(sign)
    assert code == 1
    assert "changed since it was signed" in told
    assert own.run(f"{sign} --replace all")[0] == 0
    code, told = own.run(
        ".venv/bin/python build.py && .venv/bin/python build.py verify DPS-5ZNVK-383ZK"
    )
    assert code == 0, told
    assert "VALID: genuine" in told


def test_two_do_not_sign_at_once(own: Shell) -> None:
    before = (own.place / "content/proofs.jsonl").read_text()
    with alone(own.place / "content"):
        code, told = own.run(".venv/bin/python build.py sign --key-file ~/key.pem")
    assert code == 2
    assert "somebody else is signing here" in told
    assert (own.place / "content/proofs.jsonl").read_text() == before


def test_a_renamed_holder_s_credential_is_at_its_present_path_as_well(own: Shell) -> None:
    suppliers = own.place / "content/suppliers/brightpath"
    (suppliers / "mathtrail").rename(suppliers / "math-trail")
    with (suppliers / "math-trail/product.yaml").open("a") as file:
        file.write("formerly: [mathtrail]\n")
    code, told = own.run(".venv/bin/python build.py")
    assert code == 0, told
    credentials = own.place / "site/credentials/suppliers/brightpath"
    old, new = (credentials / f"{name}/2026-06-18.json" for name in ("mathtrail", "math-trail"))
    assert old.read_bytes() == new.read_bytes()
    code, told = own.run(
        ".venv/bin/python build.py verify /suppliers/brightpath/math-trail/ --as-of 2026-11-23"
    )
    assert (code, told.split(":")[0]) == (0, "VALID")
