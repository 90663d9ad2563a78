"""What was asked for -> the credential meant: a file, an address of the site, or a seal number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Protocol
from urllib.parse import unquote, urlsplit

from .. import number as seal_numbers
from ..diagnostics import shown
from ..kinds import parse_day
from .authority import Site, authority_of, parsed
from .extract import Unreadable, extract
from .issuer import did_of
from .proof_lines import is_holder
from .verdict import Verdict, Word
from .verify import judge

_FOLDER = "credentials"
_NOTHING_BAKED = (
    "the image bears no credential, so it proves nothing; ask for its seal number instead"
)
_TOLD = {
    "suspended": "the seal is suspended",
    "withdrawn": "the registry took the seal back; the list that says so is still to be signed",
}
_LIKE_A_NUMBER = re.compile(r"\s*([A-Za-z]+?)[\s-]*[0-9A-Za-z]{5}[\s-]*[0-9A-Za-z]{5}\s*")
_STALE_AFTER = 2  # days; a page of the site says the same of itself


class Shelf(Site, Protocol):
    """A built site whose credentials can be listed."""

    def list(self, folder: str) -> Iterable[str]:
        """The paths of all files below a folder, in any order; none where there is no folder."""


def verify_bytes(data: bytes, site: Shelf, as_of: date) -> Verdict:
    """The verdict on the bytes of an image or a JSON file."""
    text = extract(data)
    if isinstance(text, Unreadable) and text.plain:
        return Verdict(Word.NO_CREDENTIAL, _NOTHING_BAKED)
    if isinstance(text, Unreadable):
        return Verdict(Word.UNREADABLE, f"the file {text.reason}")
    return _with_standing(judge(text, site, as_of), site, as_of)


def verify_address(target: str, site: Shelf, as_of: date) -> Verdict:
    """The verdict on a seal number, or on what lies at an address of the site."""
    if number := _number(target):
        return _by_number(number, site, as_of)
    for path in _paths(target, site):
        if verdict := _at(path, site, as_of):
            return verdict
    if _LIKE_A_NUMBER.fullmatch(target):
        return Verdict(
            Word.NOT_FOUND,
            f"{shown(target)} is no seal number: its last character checks the others, and does not"
            " fit them, so one of them is mistyped",
        )
    return Verdict(
        Word.NOT_FOUND, f"{shown(target)} is no file, no seal number and no address of the site"
    )


def _at(path: str, site: Shelf, as_of: date) -> Verdict | None:
    """The verdict on what lies at a path below the site's root; None where nothing does."""
    short = re.fullmatch(r"seals/([^/]+)/?", path)
    if short and (number := _number(short[1])):
        return _by_number(number, site, as_of)
    holder = path.strip("/") if is_holder(path.strip("/")) else None
    latest = _latest(site.list(f"{_FOLDER}/{holder}"), as_of) if holder else None
    data = site.read(latest or path)
    if data is None:
        return None
    verdict = verify_bytes(data, site, as_of)
    badge = re.fullmatch(r"badges/([^.]+)\..+", path)
    if verdict.word is Word.NO_CREDENTIAL and badge and (number := _borne_by(badge[1], site)):
        return _by_number(number, site, as_of)
    return verdict


def _borne_by(holder: str, site: Site) -> str | None:
    """The number of the seal that a holder has or had, as the site tells."""
    listed = parsed(site.read("api/v1/seals.json")) or {}
    told = (one for one in listed.get("seals", ()) if one.get("holder") == holder)
    return next((str(one.get("number")) for one in told), None)


def _number(text: str) -> str | None:
    """The seal number that a text is, whatever the registry's prefix."""
    like = _LIKE_A_NUMBER.fullmatch(text)
    return seal_numbers.parse(text, like[1].upper()) if like else None


def _paths(target: str, site: Site) -> list[str]:
    """The paths below the site's root that an address may mean, with or without its host.

    None where it names another host. Below a base path, an address without a host may count from
    either root.
    """
    try:
        parts = urlsplit(target)
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return []
    path, authority = unquote(parts.path).lstrip("/"), authority_of(site)
    home, *steps = authority.did.split(":")[2:] if authority else [""]
    base = "".join(f"{unquote(step)}/" for step in steps)
    if not (parts.netloc or parts.scheme):
        return [path, path.removeprefix(base)]
    named = did_of(f"https://{parts.hostname}{port}").split(":")[2]
    if parts.scheme not in ("http", "https") or home not in ("", named):
        return []
    return [path.removeprefix(base)] if path.startswith(base) else []


def _by_number(number: str, site: Shelf, as_of: date) -> Verdict:
    latest = _latest(_bearing(number, site), as_of)
    if latest:
        return verify_bytes(site.read(latest) or b"", site, as_of)
    standing = parsed(site.read(f"api/v1/seals/{number}.json"))
    if standing is None:
        return Verdict(Word.NOT_FOUND, f"no seal of this registry has the number {number}")
    said = standing.get("standing") or "never awarded"
    return Verdict(
        Word.NOT_ISSUED, f"no credential was issued for {number}; the registry says: {said}"
    )


def _bearing(number: str, site: Shelf) -> Iterator[str]:
    """The credentials that bear a number, whatever path their holder had."""
    wanted = f'"licenseNumber":"{number}"'.encode()
    return (path for path in site.list(_FOLDER) if wanted in (site.read(path) or b""))


def _latest(paths: Iterable[str], as_of: date) -> str | None:
    """The credential awarded last on or before the day; before the first, the first."""
    dated = sorted((day, path) for path in paths if (day := parse_day(path[-15:-5])))
    begun = [path for day, path in dated if day <= as_of]
    return begun[-1] if begun else next((path for _, path in dated), None)


def _with_standing(verdict: Verdict, site: Shelf, as_of: date) -> Verdict:
    """The verdict, with what only the registry can tell: the standing, and a newer credential."""
    built = parse_day(str((parsed(site.read("build.json")) or {}).get("as_of", "")))
    if built and as_of > built + timedelta(days=_STALE_AFTER):
        verdict = verdict.noting(f"the site was built as of {built}; it knows nothing since")
    facts = verdict.facts
    if facts is None:
        return verdict
    seal = parsed(site.read(f"api/v1/seals/{facts.number}.json")) or {}
    standing = str(seal.get("standing")) if built and built <= as_of else ""
    if verdict.word is Word.VALID and standing in _TOLD:
        sentence = f"genuine, but {_TOLD[standing]}, as of {built}"
        verdict = Verdict(Word(standing), sentence, facts, verdict.notes)
    if verdict.word is Word.VALID and not seal and parsed(site.read("api/v1/index.json")):
        sentence = f"genuine, but the registry knows no seal {facts.number} any more"
        verdict = Verdict(Word.UNDECIDED, sentence, facts, verdict.notes)
    if verdict.word is Word.WITHDRAWN and standing == Word.WITHDRAWN:
        verdict = verdict.noting(f"it has not held since {seal.get('ended_on')}")
    newer = _latest(site.list(f"{_FOLDER}/{facts.holder}"), as_of) or ""
    if newer[-15:-5] > facts.valid_from.isoformat():
        verdict = verdict.noting(f"a newer credential of this seal is at /{newer}")
    return verdict
