"""What was not typed for a new record -> questions, each with what the field means."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from ..kinds import Fields, Written
from ..model import Institution, Member, Product, SealType, Supplier
from ..shape import fields_of
from ..source.layout import survey
from ..units import read_frame
from ..unread import holds_unread
from . import questions
from .desk import Desk

_NOUNS: dict[str, type] = {
    "supplier": Supplier,
    "institution": Institution,
    "product": Product,
    "member": Member,
}


def ask_for(arguments: argparse.Namespace, fields: Mapping[str, str], desk: Desk) -> None:
    """Fill in the arguments; nothing answered leaves a field to be written later.

    `fields` are the flags with the fields they stand for, `contact.email` for instance.
    """
    what = arguments.what
    if arguments.folder is None:
        form = "supplier/product" if what == "product" else "folder, such as bright-path"
        arguments.folder = questions.ask(f"The {what}'s {form}", _something)
    for flag, key in fields.items():
        if getattr(arguments, flag) is None:
            written = written_as(what, key)
            label = f"{key.replace('_', ' ').replace('.', ' ')} ({written.help})"
            said = questions.ask(label, questions.of_kind(written.kind))
            setattr(arguments, flag, said or None)
    if what in ("supplier", "institution") and arguments.tier is None:
        _ask_tier(arguments, desk)


def _something(answer: str) -> str | None:
    return None if answer else "write at least a word"


def written_as(what: str, key: str) -> Written:
    """How a field of a kind of record is written; `contact.email` is one inside another."""
    return _written(_NOUNS[what], key)


def _written(noun: type, key: str) -> Written:
    """How the field is written that `key` leads to."""
    outer, _, inner = key.partition(".")
    written = fields_of(noun)[outer].written
    if inner and isinstance(written.kind, Fields):
        return _written(written.kind.noun, inner)
    return written


def _ask_tier(arguments: argparse.Namespace, desk: Desk) -> None:
    """The tier, of those that may hold this seal today."""
    settings = read_frame(desk.tree, survey(desk.tree)).settings
    if settings is None or holds_unread(settings):
        return
    rules = settings.programme_on(desk.day(settings))
    tiers = list(rules.eligibility(SealType(arguments.what)).tiers)
    label = f"membership tier from today on ({', '.join(tiers)})"
    arguments.tier = questions.ask(label, questions.one_of(tiers, may_skip=True)) or None
