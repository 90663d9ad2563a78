"""A third verifier made by others, in Python, with extractors of its own: openbadgeslib."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from registry.model import SealType
from tests.test_credentials_verifiers import NAMES, TAMPERING, tampered, unavailable
from tests.verifiers.site import House, award, png, svg

BASE = "https://seals.example.org"


@pytest.fixture
def accepts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., bool]:
    """Whether openbadgeslib accepts a credential of a house, reading what it publishes."""
    if find_spec("openbadgeslib") is None:
        unavailable("openbadgeslib must be installed to run this verifier")
    verifier: Any = import_module("openbadgeslib.ob3.verifier")
    ldp: Any = import_module("openbadgeslib.ob3.ldp")

    def judge(house: House, text: str, as_of: str) -> bool:
        site = house.publish(tmp_path / as_of, as_of)

        class Clock(datetime):
            @classmethod
            def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
                noon = datetime.fromisoformat(as_of).replace(hour=12, tzinfo=UTC)
                return noon.astimezone(tz)

        def download(url: str) -> bytes:
            assert url.startswith(BASE)
            return (site / url.removeprefix(BASE + "/")).read_bytes()

        monkeypatch.setattr(verifier, "datetime", Clock)
        try:
            # It asks for status lists signed as JWT; the other verifiers check the proof of ours.
            ldp.OB3LdpVerifier().verify(
                text, check_status=True, download=download, verify_status_list=False
            )
        except verifier.OB3VerificationError:
            return False
        return True

    return judge


def test_it_accepts_every_credential_in_force_whatever_its_name(
    accepts: Callable[..., bool],
) -> None:
    one = House([award(f"suppliers/a/p{i}", name=name) for i, name in enumerate(NAMES)])
    one.awards.append(award("institutions/river-valley", seal_type=SealType.INSTITUTION))
    one.sign("2026-04-01")
    for number in range(len(one.awards)):
        assert accepts(one, one.text(number), "2026-04-01")


def test_it_rejects_what_is_over_withdrawn_or_yet_to_come(accepts: Callable[..., bool]) -> None:
    one = House([award(), award("institutions/a", withdrawn_on=date(2026, 5, 1))])
    one.sign("2026-05-01")
    days = ["2026-03-04", "2026-03-05", "2027-03-04", "2027-03-05"]
    assert [accepts(one, one.text(), as_of) for as_of in days] == [False, True, True, False]
    assert accepts(one, one.text(1), "2026-04-30")
    assert not accepts(one, one.text(1), "2026-05-01")


@pytest.mark.parametrize("what", TAMPERING)
def test_it_rejects_every_kind_of_tampering(accepts: Callable[..., bool], what: str) -> None:
    one = House([award()])
    one.sign("2026-04-01")
    assert not accepts(one, tampered(one.text(), TAMPERING[what]), "2026-04-01")


def test_its_own_extractors_find_what_was_baked(accepts: Callable[..., bool]) -> None:
    one = House([award(name=NAMES[1])])
    one.sign("2026-04-01")
    baking: Any = import_module("openbadgeslib.baking")
    from_png = baking.extract_png(png(one.text()), keyword=baking.ITXT_KEYWORD_OB3)
    from_svg = baking.extract_svg(
        svg(one.text()), element=baking.SVG_ELEMENT_OB3, text_fallback=True
    )
    for found in (from_png, from_svg):
        assert json.loads(found) == json.loads(one.text())
        assert accepts(one, found, "2026-04-01")
