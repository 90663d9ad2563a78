"""new supplier, product, institution, member: the record's file, with what was typed in it."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from .. import scaffold
from ..faults import nearest
from ..kinds import Misfit, Scalar
from ..source.layout import KEBAB, is_kebab, survey
from . import questions
from .asking import ask_for, written_as
from .desk import Desk, UsageFault, holder_typed, told

_SHARED = {"name": "name", "website": "website"}
_CONTACT = {"contact_name": "contact.name", "email": "contact.email"}
FIELDS = {
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
"""The flags of each kind of record, with the fields they stand for."""

_PATHS = {
    "supplier": "content/suppliers/{}/supplier.yaml",
    "product": "content/suppliers/{}/product.yaml",
    "institution": "content/institutions/{}/institution.yaml",
    "member": "content/members/{}.yaml",
}

_NOBODY = "none is registered yet: start with `new supplier` or `new institution`"


def new_record(arguments: argparse.Namespace, desk: Desk) -> tuple[Path, str]:
    """The path and text of a record. On a terminal, what was not typed is asked."""
    what = arguments.what
    if questions.somebody_there():
        ask_for(arguments, FIELDS[what], desk)
    if arguments.folder is None:
        raise UsageFault(f"new {what} needs the name of a folder, such as bright-path")
    names = _names(what, arguments.folder)
    if what == "product" and not (desk.root / _PATHS["supplier"].format(names[0])).is_file():
        raise UsageFault(f"there is no supplier {names[0]!r}; start it with `new supplier`")
    given = dict(_given(arguments, desk))
    return Path(_PATHS[what].format("/".join(names))), getattr(scaffold, what)(given)


def _names(what: str, typed: str) -> list[str]:
    """The folder names of a new record, typed alone or as the path below content/."""
    folder = holder_typed(typed)
    names = folder.split("/")
    count = 2 if what == "product" else 1
    if len(names) == count + 1 and names[0] == _PATHS[what].split("/")[1]:
        names = names[1:]
    if len(names) != count or not all(map(is_kebab, names)):
        form = "supplier/product" if what == "product" else "one folder name"
        raise UsageFault(f"{folder!r}: write {form}, {KEBAB}")
    return names


def _given(arguments: argparse.Namespace, desk: Desk) -> Iterator[tuple[str, str]]:
    """The fields that were typed, as YAML. Raises UsageFault for what `check` would refuse."""
    what = arguments.what
    for flag, key in FIELDS[what].items():
        text = getattr(arguments, flag)
        if text is None:
            continue
        kind = written_as(what, key).kind
        value = kind.read(text) if isinstance(kind, Scalar) else text
        if isinstance(value, Misfit):
            raise UsageFault(f"--{flag.replace('_', '-')}: {told(value)}")
        if key == "organisation":
            text = _organisation(text, desk)
        yield key, json.dumps(text, ensure_ascii=False)
    if getattr(arguments, "tier", None):
        since = arguments.since or desk.day(None)
        yield "membership", f"[{{tier: {json.dumps(arguments.tier)}, from: {since}}}]"


def _organisation(typed: str, desk: Desk) -> str:
    """The path of a supplier or institution whose folder is there."""
    wanted, shelves = holder_typed(typed), survey(desk.tree)
    homes = [
        shelves[f"content/{n}"] for n in ("suppliers", "institutions") if f"content/{n}" in shelves
    ]
    known = [shelf.path.removeprefix("content/") for home in homes for shelf in home.shelves]
    if wanted not in known:
        raise UsageFault(f"there is no organisation {wanted!r}; {nearest(wanted, known, _NOBODY)}")
    return wanted
