"""members: makes a key, opens a page, proves who can read what."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TypeVar

from .. import pipeline
from ..assess import assess
from ..kinds import Line, Misfit
from ..members import disk, opening
from ..members.age import Identity
from ..members.keyfile import NoKey, identities
from ..members.plain import plain_text
from ..members.proving import proof_faults
from ..members.reading_room import ReadingRoom, reading_room
from ..pages import edition
from ..pages.words import counted
from ..render import press
from .desk import Answer, Desk, UsageFault, base_argument, common_options, holder_typed, told
from .outbox import refuse_ours

NESTED = True

T = TypeVar("T")


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `members`, a sub-command for each thing to do."""
    verbs = parser.add_subparsers(dest="what", required=True, metavar="VERB")
    keygen = verbs.add_parser("keygen", help="make a key", parents=[common_options()])
    keygen.add_argument("--out", metavar="FILE", required=True, help="where the private half goes")
    keygen.add_argument("--label", metavar="TEXT", default="", help="whose key it is")
    opened = verbs.add_parser("open", help="read a page", parents=[common_options(as_of=False)])
    opened.add_argument(
        "page", metavar="PAGE", help="<holder path>/<opened>, a holder path, `list` or `worklist`"
    )
    opened.add_argument("--format", choices=["text", "html", "json"], default="text")
    help_verify = "prove that the keys of the records open every page, and others none"
    verify = verbs.add_parser("verify", help=help_verify, parents=[common_options()])
    verify.add_argument(
        "--base-url",
        type=base_argument,
        metavar="URL",
        help="the one the site was built with",
    )
    for verb, many in ((opened, False), (verify, True)):
        verb.add_argument(
            "--identity",
            metavar="FILE",
            action="append",
            required=True,
            help="a key file" + ("; may be given several times" if many else ""),
        )
        verb.add_argument("--site", metavar="DIR", help="the site (default: site/ in the root)")


def run(arguments: argparse.Namespace, desk: Desk) -> Answer:
    """Do what was asked; no private half is ever printed."""
    verbs = {"keygen": _keygen, "open": _open, "verify": _verify}
    try:
        return verbs[arguments.what](arguments, desk)
    except opening.OpeningFault as fault:
        desk.note(f"members {arguments.what}: {fault}")
        return Answer(code=1)


def _keygen(arguments: argparse.Namespace, desk: Desk) -> Answer:
    label = Line().read(arguments.label)
    if isinstance(label, Misfit):
        raise UsageFault(f"--label: {told(label)}")
    path = Path(arguments.out)
    refuse_ours(path.parent, desk.root)
    key = Identity.new()
    try:
        disk.write_key(path, f"# public key: {key.recipient}\n{key.text}\n")
    except FileExistsError:
        raise UsageFault(f"{path} is there already; a key is never written over") from None
    except OSError as error:
        raise UsageFault(f"{path} could not be written: {error.strerror}") from error
    desk.note(f"{path} holds the private half; keep it, nobody can restore it")
    desk.note("these lines go under keys: in the organisation's file in content/members/")
    line = f"    label: {json.dumps(label, ensure_ascii=False)}\n"
    return Answer(
        f"  - recipient: {key.recipient}\n{line if label else ''}    added: {desk.day(None)}\n"
    )


def _open(arguments: argparse.Namespace, desk: Desk) -> Answer:
    keys, site = [key for _, key in _keys(arguments)], _site(arguments, desk)
    if arguments.page == "worklist":
        page = _first(keys, lambda key: opening.open_worklist(site, key))
        return _shown(page, arguments.format)
    vault = _first(keys, lambda key: opening.open_vault(site, key))
    if arguments.page == "list":
        listed = [f"{one['path']}  {one['name']}  {one['decision']}" for one in vault.reviews]
        if arguments.format == "json":
            return Answer(json.dumps(vault.reviews, ensure_ascii=False, indent=2) + "\n")
        return Answer("".join(f"{line}\n" for line in listed))
    return _shown(vault.page(vault.meant(holder_typed(arguments.page))), arguments.format)


def _first(keys: Sequence[Identity], opened: Callable[[Identity], T]) -> T:
    """What the first key opens that opens it. Raises the last key's OpeningFault."""
    for key in keys[:-1]:
        with suppress(opening.OpeningFault):
            return opened(key)
    return opened(keys[-1])


def _shown(page: dict[str, str], form: str) -> Answer:
    if form == "json":
        return Answer(json.dumps(page, ensure_ascii=False, indent=2) + "\n")
    return Answer(plain_text(page["html"]) if form == "text" else page["html"] + "\n")


def _verify(arguments: argparse.Namespace, desk: Desk) -> Answer:
    site, keys = _site(arguments, desk), _keys(arguments)
    day = arguments.as_of or disk.built_on(site)
    room = _room(desk, day, arguments.base_url)
    if room is None:
        return Answer(code=1)
    faults = list(proof_faults(room, site, keys))
    for fault in faults:
        desk.note(fault)
    tried = "1 key and a stranger's" if len(keys) == 1 else f"{len(keys)} keys and a stranger's"
    told = counted(len(faults), "fault") if faults else "as the records say"
    return Answer(f"{site}: tried {tried}; {told}\n", 1 if faults else 0)


def _room(desk: Desk, day: date | None, base_url: str | None) -> ReadingRoom | None:
    """The records as the site was built from them; None where they have errors."""
    found = pipeline.examine(desk.tree, lambda settings: day or desk.day(settings))
    if found.errors or found.registry is None:
        desk.note("the records have errors; `build.py check` names them")
        return None
    assessment = assess(found.registry, found.as_of)
    made = edition(
        found.registry.settings,
        found.registry.rubrics,
        as_of=found.as_of,
        next_change=assessment.next_change,
        revision=None,
        base_url=base_url,
    )
    return reading_room(found.registry, assessment, press(made, desk.root))


def _site(arguments: argparse.Namespace, desk: Desk) -> Path:
    site = Path(arguments.site) if arguments.site else desk.root / "site"
    if not site.is_dir():
        raise UsageFault(f"{site}: there is no such folder; build the site, or name it with --site")
    return site


def _keys(arguments: argparse.Namespace) -> list[tuple[str, Identity]]:
    return [(name, key) for name in arguments.identity for key in _keys_in(name)]


def _keys_in(name: str) -> list[Identity]:
    data = disk.read(Path(name))
    if data is None:
        said = "it is a folder; name the file" if Path(name).is_dir() else "there is no such file"
        raise UsageFault(f"--identity {name}: {said}")
    try:
        return identities(data)
    except NoKey as fault:
        raise UsageFault(f"--identity {name}: {fault}") from None
