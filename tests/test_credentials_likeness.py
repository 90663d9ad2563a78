"""The verify page's scripts and the command line have the same word for the same file."""

from __future__ import annotations

import base64
import json
import random
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from registry.credentials.disk import SiteFolder
from registry.credentials.extract import Unreadable, extract
from registry.credentials.integrity import make_proof
from registry.credentials.lookup import verify_bytes
from registry.model import SealType
from tests.nouns import day
from tests.test_credentials_verifiers import NAMES
from tests.test_credentials_verify import CHANGES, changed
from tests.test_members_programs import needed
from tests.verifiers.site import House, award, chunk, listed, png, signer, svg

ROOT = Path(__file__).parent.parent
DAY = "2026-04-01"
Files = dict[str, tuple[bytes, str]]


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts as modules that node takes."""
    place = tmp_path_factory.mktemp("scripts")
    for name in ("dropped.js", "svg.js", "credential.js"):
        shutil.copy(ROOT / "assets" / name, place)
    (place / "package.json").write_text('{"type": "module"}')
    return place


def house() -> House:
    one = House(
        [
            award(),
            award("suppliers/a/gone", number="DPS-CCCCC-DDDDD", withdrawn_on=date(2026, 3, 20)),
            award("institutions/river-valley", seal_type=SealType.INSTITUTION),
        ]
    )
    one.sign(DAY)
    return one


@dataclass
class Both:
    """The two that judge, before one site."""

    scripts: Path
    site: Path

    def differing(self, files: Files, without: str = "") -> dict[str, object]:
        """The files for which they have different words."""
        by_script = [one["word"] for one in self.by_script(files.values(), without)]
        ours = [
            verify_bytes(data, SiteFolder(self.site), day(on)).word.value
            for data, on in files.values()
        ]
        words = zip(files, ours, by_script, strict=True)
        return {name: (one, other) for name, one, other in words if one != other}

    def by_script(
        self, files: Iterable[tuple[bytes, str]], without: str = ""
    ) -> list[dict[str, str]]:
        node = needed("node")
        job = {
            "scripts": str(self.scripts),
            "did": self._text(".well-known/did.json"),
            "status": self._text("status/1.json"),
            "without": without,
            "files": [[base64.b64encode(data).decode(), on] for data, on in files],
        }
        script = ROOT / "tests/verifiers/script.mjs"
        ran = subprocess.run(
            [node, str(script)], input=json.dumps(job), capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, ran.stderr
        found: list[dict[str, str]] = json.loads(ran.stdout)
        return found

    def _text(self, path: str) -> str | None:
        place = self.site / path
        return place.read_text() if place.exists() else None


@pytest.fixture
def both(scripts: Path, tmp_path: Path) -> Both:
    return Both(scripts, house().publish(tmp_path / "site", DAY))


def on_the_day(files: dict[str, bytes | str]) -> Files:
    raw = {
        n: one.encode("utf-8", "surrogatepass") if isinstance(one, str) else one
        for n, one in files.items()
    }
    return {name: (data, DAY) for name, data in raw.items()}


def test_a_genuine_badge_on_every_kind_of_day(both: Both) -> None:
    one = house()
    days = ("1900-01-01", "2026-03-04", "2026-03-05", DAY, "2027-03-04", "2027-03-05", "2999-12-31")
    bakers: dict[str, Any] = {"png": png, "svg": svg, "json": str.encode}
    files = {
        f"{kind} of award {n} on {on}": (bake(one.text(n)), on)
        for kind, bake in bakers.items()
        for n in range(3)
        for on in days
    }
    assert both.differing(files) == {}
    words = Counter(one["word"] for one in both.by_script(files.values()))
    assert set(words) == {"valid", "expired", "withdrawn", "not-yet-valid"}


def test_names_of_every_kind(scripts: Path, tmp_path: Path) -> None:
    one = House([award(f"suppliers/a/p{i}", name=name) for i, name in enumerate(NAMES)])
    one.sign(DAY)
    both = Both(scripts, one.publish(tmp_path, DAY))
    files = on_the_day({name: one.text(i) for i, name in enumerate(NAMES)})
    assert both.differing(files) == {}
    assert {found["word"] for found in both.by_script(files.values())} == {"valid"}


@pytest.mark.parametrize("without", ["", "Ed25519"])
def test_every_kind_of_change(both: Both, without: str) -> None:
    text = house().text()
    files = on_the_day({what: changed(text, change) for what, change in CHANGES.items()})
    files |= on_the_day({"": text})
    assert both.differing(files, without) == {}
    words = [one["word"] for one in both.by_script(files.values(), without)]
    assert words == ["tampered"] * len(CHANGES) + ["valid"]


def test_any_letter_changed(both: Both) -> None:
    text = house().text()
    other = (
        text[:at] + ("b" if text[at] != "b" else "c") + text[at + 1 :]
        for at in range(0, len(text), 11)
    )
    assert both.differing(on_the_day({str(n): one for n, one in enumerate(other)})) == {}


def test_strangers_and_forgers(both: Both) -> None:
    text = house().text()
    stranger = House([award()], keys=[listed(signer("forger"))])
    stranger.sign(DAY, signer("forger"))
    unsigned = json.loads(text)
    del unsigned["proof"]
    method = f"did:web:seals.example.org#{signer().public}"
    proof = make_proof({**unsigned, "name": "x"}, signer(), method, day(DAY))
    files: dict[str, bytes | str] = {
        "unknown key": stranger.text(),
        "another's": changed(stranger.text(), lambda d: d["issuer"].update(id="did:web:a.example")),
        "issuer is a text": changed(text, lambda d: d.update(issuer="did:web:seals.example.org")),
        "issuer is a list": changed(text, lambda d: d.update(issuer=["did:web:seals.example.org"])),
        "issuer is null": changed(text, lambda d: d.update(issuer=None)),
        "issuer without id": changed(text, lambda d: d["issuer"].pop("id")),
        "own prototype": changed(text, lambda d: d.update({"__proto__": {"issuer": 1}})),
        "constructor": changed(text, lambda d: d.update({"constructor": "x"})),
        "proof of another": json.dumps({**unsigned, "proof": [proof]}),
        "proof not in a list": json.dumps({**unsigned, "proof": proof}),
        "a key that is none": text.replace("#z6Mk", "#z6Mkk"),
        "two contexts more": changed(text, lambda d: d["@context"].append({"a": "b"})),
        "the status list": (both.site / "status/1.json").read_text(),
        "the did document": (both.site / ".well-known/did.json").read_text(),
        "long text": changed(text, lambda d: d.update(name="x" * 100_000)),
        "many nodes": changed(
            text, lambda d: d["credentialSubject"].update(identifier=[{"hashed": False}] * 5_000)
        ),
    }
    assert both.differing(on_the_day(files)) == {}


def test_json_of_every_kind(both: Both) -> None:
    text = house().text()
    files: dict[str, bytes | str] = {
        "empty": "",
        "blanks": " \n ",
        "no object": "[1]",
        "an empty object": "{}",
        "open": "{" * 10_000,
        "open and deep": '{"issuer":' * 10_000,
        "deep": '{"issuer":' + "[" * 50_000 + "]" * 50_000 + "}",
        "deep beside": text[:-1] + ',"x":' + "[" * 50_000 + "]" * 50_000 + "}",
        "a field twice": '{"a":1,"a":2,"issuer":"x"}',
        "a name twice": text.replace('"name":"Data', '"name":"Other","name":"Data'),
        "twice by escapes": '{"issuer":"x","\\u0069ssuer":"y"}',
        "a colon in a text": '{"issuer":"a\\":b"}',
        "no number": "{x}",
        "a mark first": b"\xef\xbb\xbf" + text.encode(),
        "blanks first": " \n\t" + text,
        "more after": text + "x",
        "not in UTF-8": b'{"issuer":"\xff"}',
        "in UTF-16": text.encode("utf-16"),
        "a token": "eyJhbGciOiJSUzI1NiJ9.e30.c2ln",
        "null": "null",
    }
    assert both.differing(on_the_day(files)) == {}


def test_images_of_every_kind(both: Both) -> None:
    text = house().text()
    image, drawing = png(text), svg(text)
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&#x22;")
    plain = drawing.decode().partition("<openbadges")[0]
    default = 'xmlns="https://purl.imsglobal.org/ob/v3p0"'
    space = 'xmlns:a="https://purl.imsglobal.org/ob/v3p0"'
    files: dict[str, bytes | str] = {
        "plain png": png(),
        "plain svg": svg(),
        "two in a png": png(text, text),
        "two in an svg": svg(text, text),
        "one in another": svg("x").replace(
            b"<![CDATA[x]]>", svg(text)[svg(text).index(b"<openb") : -6]
        ),
        "compressed": png(text, compressed=True),
        "other keyword": png(text, keyword=b"openbadges"),
        "checksum": image.replace(b"QuizLab", b"QuizBab"),
        "broken chunk": png()[:-12] + chunk(b"iTXt", b"openbadgecredential\0\0"),
        "chunk not in UTF-8": png()[:-12] + chunk(b"iTXt", b"openbadgecredential\0\0\0\0\0\xff"),
        "after the end": image + image,
        "lying length": b"\x89PNG\r\n\x1a\n" + (0xFFFFFFFF).to_bytes(4) + b"IDAT" + bytes(5_000),
        "jpeg": b"\xff\xd8\xff\xe0 a photograph",
        "gif": b"GIF89a",
        "token in svg": svg(text, attribute=' verify="eyJh.e30.c2ln"'),
        "an empty token": svg(text, attribute=' verify=""'),
        "encoding": drawing.replace(b"UTF-8", b"no-such"),
        "latin": drawing.replace(b"UTF-8", b"ISO-8859-1"),
        "html": "<html><p>not found</html>",
        "doctype": '<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg>&a;</svg>',
        "doctype from elsewhere": '<!DOCTYPE svg SYSTEM "file:///x"><svg/>',
        "unknown entity": "<svg>&b;</svg>",
        "other namespace": drawing.replace(b"purl.imsglobal.org", b"evil.example"),
        "other prefix": f"<svg><a:credential {space}>{escaped}</a:credential></svg>",
        "default namespace": f"<svg {default}><credential>{escaped}</credential></svg>",
        "namespace of one's own": f"<svg><credential {default}>{escaped}</credential></svg>",
        "namespace of a neighbour": f"<svg><g {default}/><credential>x</credential></svg>",
        "prefix from above": f"<svg {space}><g><a:credential>{escaped}</a:credential></g></svg>",
        "prefix unbound": f"<svg><a:credential>{escaped}</a:credential></svg>",
        "attribute unbound": '<svg a:b="c"/>',
        "attribute twice": '<svg b="c" b="d"/>',
        "attribute bare": "<svg b=c/>",
        "no blank between": '<svg b="c"d="e"/>',
        "comment within": f"<svg {space}><a:credential><!-- {{ -->{escaped}</a:credential></svg>",
        "comment broken": "<svg><!-- a -- b --></svg>",
        "comment open": "<svg><!-- a </svg>",
        "cdata open": "<svg><![CDATA[ </svg>",
        "cdata end alone": "<svg>]]></svg>",
        "cdata outside": "<svg/><![CDATA[x]]>",
        "instruction": '<svg><?php echo "<a>"?></svg>',
        "late declaration": ' <?xml version="1.0"?><svg/>',
        "mark first": b"\xef\xbb\xbf" + drawing,
        "words outside": "<svg/>x",
        "words before": " x<svg/>",
        "two roots": "<svg/><svg/>",
        "no root": "<!-- only this -->",
        "crossed": "<svg><a></svg></a>",
        "never closed": "<svg><a>",
        "closed too often": "<svg></svg></svg>",
        "a control letter": "<svg>\x01</svg>",
        "a reference to one": "<svg>&#1;</svg>",
        "a reference beyond": "<svg>&#x110000;</svg>",
        "capital reference": "<svg>&LT;</svg>",
        "capital hex": "<svg>&#X41;</svg>",
        "a smaller sign in a value": '<svg a="<"/>',
        "script": plain + "<script>alert(1)</script></svg>",
        "deep": "<a>" * 100_000,
        "deep and closed": "<a>" * 100_000 + "</a>" * 100_000,
        "many": "<svg>" + "<x/>" * 100_000 + "</svg>",
        "digit first": "<1a/>",
        "other letters": "<größe größe='1'/>",
    }
    files |= {f"png cut at {at}": image[:at] for at in (8, 9, 12, 60, len(image) - 1)}
    files |= {f"svg cut at {at}": drawing[:at] for at in (1, 40, 120, len(drawing) - 1)}
    assert both.differing(on_the_day(files)) == {}
    for (data, _), told in zip(
        on_the_day(files).values(), both.by_script(on_the_day(files).values()), strict=True
    ):
        found = extract(data)
        if isinstance(found, Unreadable):
            assert found.reason.startswith(told["reason"])


def test_eight_megabytes_of_anything_are_told_in_a_moment(both: Both) -> None:
    size, spaced = 8_000_000, "".join(f'<a xmlns:p{n}="x">' for n in range(380_000))
    files: dict[str, bytes | str] = {
        "elements": "<svg>" + "<x/>" * (size // 4 - 3) + "</svg>",
        "depths": "<a>" * (size // 3),
        "namespaces": spaced,
        "a long name": "<" + "a" * size,
        "attributes": "<a " + 'b="c" ' * (size // 6),
        "blanks": "<a " + " " * size,
        "words": "<a>" + "x" * size,
        "references": "<a>" + "&lt;" * (size // 4),
        "instructions": "<?a?>" * (size // 5),
        "chunks": png()[:-12] + chunk(b"tEXt", b"x\0y") * (size // 15) + png()[-12:],
        "brackets": '{"issuer":' + "[" * size,
        "a text": '{"issuer":"' + "x" * size + '"}',
        "fields": '{"issuer":[' + '{"a":1},' * (size // 8) + "1]}",
        "escapes": '{"issuer":"' + "\\" * (size // 2) + '"}',
    }
    files["too large"] = "<svg>" + " " * 8_388_608
    for name, (data, on) in on_the_day(files).items():
        start = time.perf_counter()
        (found,) = both.by_script([(data, on)])
        assert found["word"] != "valid"
        assert time.perf_counter() - start < 10, name


def test_images_damaged_at_random(both: Both) -> None:
    dice = random.Random(7)  # noqa: S311  # damage needs no secrecy
    text = house().text()
    files: dict[str, bytes | str] = {}
    for kind, whole in (("png", png(text)), ("svg", svg(text)), ("json", text.encode())):
        for n in range(250):
            data = bytearray(whole)
            for _ in range(dice.randint(1, 3)):
                data[dice.randrange(len(data))] = dice.randrange(256)
            files[f"{kind} {n}"] = bytes(data)
    assert both.differing(on_the_day(files)) == {}


# The site


def test_a_status_list_that_says_nothing(both: Both) -> None:
    place = both.site / "status/1.json"
    text, whole = house().text(1), place.read_text()
    lists = [
        changed(whole, lambda d: d["credentialSubject"].update(encodedList="u")),
        changed(whole, lambda d: d.pop("proof")),
        changed(whole, lambda d: d.update(issuer="did:web:evil.example")),
        changed(whole, lambda d: d["proof"].update(created="2026-03-06T00:00:00Z")),
        "{}",
        "no json",
    ]
    for one in lists:
        place.write_text(one)
        files = {on: (text.encode(), on) for on in (DAY, "2030-01-01")}
        assert both.differing(files) == {}
        assert [found["word"] for found in both.by_script(files.values())] == [
            "undecided",
            "expired",
        ]


def test_did_documents_that_do_not_list_the_key(both: Both) -> None:
    place = both.site / ".well-known/did.json"
    whole, files = place.read_text(), on_the_day({"": house().text()})
    for change in (
        lambda d: d.update(assertionMethod=[]),
        lambda d: d.pop("verificationMethod"),
        lambda d: d.update(verificationMethod=[7, {}, None]),
        lambda d: d["verificationMethod"][0].update(controller="did:web:evil.example"),
        lambda d: d["verificationMethod"][0].update(publicKeyMultibase="z6Mknonsense"),
        lambda d: d["verificationMethod"][0].update(publicKeyMultibase=signer("x").public),
        lambda d: d.update(id=7),
        lambda d: d.update(id="did:web:evil.example"),
    ):
        place.write_text(changed(whole, change))
        assert both.differing(files) == {}
    place.unlink()
    assert both.differing(files) == {}


def test_a_retired_key(scripts: Path, tmp_path: Path) -> None:
    one = House([award()])
    one.sign(DAY)
    one.keys = [listed(signer(), until="2026-06-30"), listed(signer("second"), since="2026-07-01")]
    one.sign("2026-07-01", signer("second"))
    both = Both(scripts, tmp_path)
    words = []
    for on in ("2027-03-04", "2027-03-05"):
        one.publish(tmp_path, on)
        files = {on: (one.text().encode(), on)}
        assert both.differing(files) == {}
        words += [found["word"] for found in both.by_script(files.values())]
    assert words == ["valid", "unknown-key"]
