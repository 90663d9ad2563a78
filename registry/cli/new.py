"""new: starts a supplier, product, review, renewal, institution or member."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from .. import scaffold
from ..serve import BESIDE
from ..source.layout import is_kebab
from . import questions
from .asking import ask_for
from .desk import Answer, Desk, UsageFault, common_options, day_argument
from .outbox import replace
from .rounds import new_round

_SHARED = {"name": "name", "website": "website"}
_CONTACT = {"contact_name": "contact.name", "email": "contact.email"}
_FIELDS = {
    "supplier": {**_SHARED, **_CONTACT},
    "institution": {**_SHARED, **_CONTACT},
    "product": {
        **_SHARED,
        "summary": "summary",
        "privacy_policy": "privacy_policy",
        "terms_of_service": "terms_of_service",
    },
    "member": {"name": "name", "organisation": "organisation"},
}
_PATHS = {
    "supplier": "content/suppliers/{}/supplier.yaml",
    "institution": "content/institutions/{}/institution.yaml",
    "member": "content/members/{}.yaml",
}


NESTED = True


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `new`, a sub-command for each kind of record."""
    kinds = parser.add_subparsers(dest="what", required=True, metavar="KIND")
    common = [common_options()]
    for what, fields in _FIELDS.items():
        kind = kinds.add_parser(what, help=f"a new {what}", parents=common)
        form = "SUPPLIER/PRODUCT" if what == "product" else "FOLDER"
        kind.add_argument(
            "folder", nargs="?", metavar=form, help="lower-case words joined by hyphens"
        )
        for flag in fields:
            kind.add_argument(f"--{flag.replace('_', '-')}", metavar="TEXT")
        if what != "product":
            kind.add_argument("--tier", metavar="TIER", help="a membership that starts on --from")
            kind.add_argument("--from", dest="since", type=day_argument, metavar="DATE")
    for what in ("review", "renewal"):
        line = f"a new {what}, with every question of the rubric"
        kind = kinds.add_parser(what, help=line, parents=common)
        kind.add_argument(
            "holder", nargs="?", metavar="HOLDER", help="suppliers/<s>/<p> or institutions/<i>"
        )
        kind.add_argument("--opened", type=day_argument, metavar="DATE", help="default: today")
        kind.add_argument("--reviewer", metavar="KEY", help="a key of registry.yaml's staff")
        if what == "review":
            kind.add_argument("--kind", choices=["initial", "re-vetting"], help="default: fitting")


def run(arguments: argparse.Namespace, desk: Desk) -> Answer:
    """Write the record and say where it is. On a terminal, what was not typed is asked."""
    if arguments.what in ("review", "renewal"):
        path, text = new_round(arguments, desk)
    else:
        path, text = _record(arguments, desk)
    place = desk.root / path
    if place.exists():
        raise UsageFault(f"{path} is there already")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        replace(place, text.encode())
    except OSError as error:
        raise UsageFault(f"{path} could not be written: {error.strerror}") from error
    if arguments.what in ("product", "institution"):
        holder = path.parent.relative_to("content").as_posix()
        desk.note(f"`build.py serve` shows its badge as it would look, at {BESIDE}{holder}/")
    return Answer(f"{path}\n")


def _record(arguments: argparse.Namespace, desk: Desk) -> tuple[Path, str]:
    what = arguments.what
    if questions.somebody_there():
        ask_for(arguments, _FIELDS[what], desk)
    if arguments.folder is None:
        raise UsageFault(f"new {what} needs the name of a folder, such as bright-path")
    folder = arguments.folder.strip("/")
    names = folder.split("/")
    if len(names) != (2 if what == "product" else 1) or not all(map(is_kebab, names)):
        form = "supplier/product" if what == "product" else "one folder name"
        raise UsageFault(
            f"{folder!r}: write {form}, in lower-case words joined by hyphens, such as bright-path"
        )
    if what == "product":
        if not (desk.root / f"content/suppliers/{names[0]}/supplier.yaml").is_file():
            raise UsageFault(f"there is no supplier {names[0]!r}; start it with `new supplier`")
        path = f"content/suppliers/{folder}/product.yaml"
    else:
        path = _PATHS[what].format(folder)
    given = {
        key: json.dumps(value, ensure_ascii=False)
        for flag, key in _FIELDS[what].items()
        if (value := getattr(arguments, flag)) is not None
    }
    if getattr(arguments, "tier", None):
        since = arguments.since or desk.day(None)
        given["membership"] = f"[{{tier: {json.dumps(arguments.tier)}, from: {since}}}]"
    return Path(path), getattr(scaffold, what)(given)
