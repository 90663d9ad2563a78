"""On the day before, of and after an end, everything that tells of a seal tells the same."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

from registry import badges
from registry.calendar import long_day
from registry.cli import main
from registry.credentials.extract import extract
from tests.site_maker import ROOT, unsign

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)

ENDS = [
    ("institutions/lycee-des-trois-ponts", date(2026, 10, 2), "expired"),
    ("suppliers/openstep-robotics/step-studio", date(2026, 8, 26), "expired"),
    ("suppliers/harborlight-careers/compass", date(2026, 8, 26), "withdrawn"),
    ("suppliers/mosaic-classroom/mosaic-messenger", date(2026, 8, 19), "withdrawn"),
    ("institutions/alder-county-schools", date(2026, 7, 1), "suspended"),
    ("suppliers/lumen-notes/lumen-notebook", date(2026, 10, 1), "suspended"),
]
"""By anniversary, decision, declined review, membership, rubric: the first day without a seal."""

SWEPT = [
    (holder, end, end + timedelta(days), standing)
    for holder, end, standing in ENDS
    for days in (-1, 0, 1)
]


@dataclass
class House:
    """A registry on disk, signed, and its sites of as many days as are asked for."""

    root: Path

    def run(self, *words: str) -> tuple[int, str]:
        told = io.StringIO()
        with redirect_stdout(told), redirect_stderr(io.StringIO()):
            code = main([*words, "--root", str(self.root)], NOW)
        return code, told.getvalue()

    @cache  # noqa: B019  # one house a module
    def site(self, day: date) -> Path:
        out = self.root / f"site-{day}"
        assert self.run("build", "--as-of", f"{day}", "--out", str(out), "--jobs", "1")[0] == 0
        return out

    def verdict(self, file: Path | str, day: date) -> str:
        site = str(self.site(day))
        _, told = self.run(
            "verify", str(file), "--site", site, "--as-of", f"{day}", "--format", "json"
        )
        return str(json.loads(told)["verdict"])

    __hash__ = object.__hash__


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Only the holders that are looked at, so that a day is built quickly."""
    one = House(tmp_path_factory.mktemp("house") / "registry")
    shutil.copytree(ROOT / "rubrics", one.root / "rubrics")
    for holder, _, _ in ENDS:
        folder = "content/" + "/".join(holder.split("/")[:2])
        if not (one.root / folder).exists():
            shutil.copytree(ROOT / folder, one.root / folder)
    shutil.copy(ROOT / "content/registry.yaml", one.root / "content")
    unsign(one.root)
    key = one.root.with_name("key.pem")
    public = re.findall(r"z\w+", one.run("sign", "--new-key", str(key))[1])[0]
    settings = one.root / "content/registry.yaml"
    listed = f"keys:\n  - {{public: {public}, from: 2020-01-01}}\nprogramme:"
    settings.write_text(settings.read_text().replace("programme:", listed, 1))
    assert one.run("sign", "--key-file", str(key))[0] == 0
    yield one
    key.unlink()


@pytest.mark.parametrize(("holder", "end", "day", "standing"), SWEPT)
def test_words_pictures_and_data_agree(
    house: House, holder: str, end: date, day: date, standing: str
) -> None:
    site = house.site(day)
    holds = day < end
    seal = json.loads(house.run("status", holder, "--as-of", f"{day}", "--format", "json")[1])
    facts = seal["seals"][0]
    through = facts["valid_through"]
    claim = f"valid through {long_day(date.fromisoformat(through))}"
    claim = claim if holds else f"not valid since {long_day(end)}"
    assert facts["standing"] == ("valid" if holds else standing)

    for form in ("", *(f".{v}-{s}" for v in badges.Variant for s in badges.Scheme)):
        if form != ".card-light":
            drawing = (site / f"badges/{holder}{form}.svg").read_text()
            assert re.findall("<title[^>]*>.*, (.*?)</title>", drawing) == [claim]

    endpoint = json.loads((site / f"badges/{holder}.json").read_text())
    assert endpoint["message"].endswith(f": {claim}")
    assert endpoint.get("isError", False) is not holds

    api = json.loads((site / f"api/v1/seals/{facts['number']}.json").read_text())
    assert (api["standing"], api["valid_through"]) == (facts["standing"], through)
    assert api["ended_on"] == (None if holds else end.isoformat())
    assert api["standing_text"].lower() == claim.lower()

    page = (site / f"{holder}/index.html").read_text()
    certificate = re.findall(r"<h2 id=\"standing\">.*?</h2>", page, re.DOTALL)[0]
    words = " ".join(re.sub(r"<[^>]+>", " ", certificate).split()).lower()
    assert words == (claim if holds else f"{standing} {claim}").lower()
    assert ("data-embed=" in page) is holds
    ended = (site / "ended/index.html").read_text()
    assert (f'href="/{holder}/"' in ended) is not holds


@pytest.mark.parametrize(("holder", "end", "day", "standing"), SWEPT)
def test_the_png_shows_what_the_svg_says(
    house: House, holder: str, end: date, day: date, standing: str
) -> None:
    site = house.site(day)
    facts = json.loads(house.run("status", holder, "--as-of", f"{day}", "--format", "json")[1])
    [seal] = facts["seals"]
    api = json.loads((site / f"api/v1/seals/{seal['number']}.json").read_text())
    face = badges.face_of(
        name=seal["name"],
        seal="Data Privacy Seal",
        organisation="Wayfield Learning Consortium",
        address="https://seals.wayfield.example",
        number=seal["number"],
        valid_through=date.fromisoformat(seal["valid_through"]),
        ended_on=None if day < end else end,
        year=api["year"],
    )
    shown = Image.open(site / f"badges/{holder}.png")
    drawn = Image.open(io.BytesIO(badges.png(face)))
    assert shown.convert("RGBA").tobytes() == drawn.convert("RGBA").tobytes()
    assert seal["standing"] == ("valid" if day < end else standing)


@pytest.mark.parametrize(("holder", "end", "day", "standing"), SWEPT)
def test_the_credential_and_old_copies_of_the_badge_agree(
    house: House, holder: str, end: date, day: date, standing: str
) -> None:
    before, site = house.site(end - timedelta(1)), house.site(day)
    for form in ("png", "svg"):
        old, new = (one / f"badges/{holder}.{form}" for one in (before, site))
        assert isinstance(extract(new.read_bytes()), str) is (day < end)
        assert house.verdict(old, day) == ("valid" if day < end else standing)
        assert house.verdict(new, day) == ("valid" if day < end else "no-credential")
        address = f"/{new.relative_to(site)}"
        assert house.verdict(address, day) == ("valid" if day < end else standing)
