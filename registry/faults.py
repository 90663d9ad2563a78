"""The laws of reading and shape: what files, fields and values must be to mean anything."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from .diagnostics import shown
from .rulebook import Says, fault


def near(found: str, allowed: Iterable[str]) -> str | None:
    """The word that was probably meant, None where none is near."""
    return next(iter(difflib.get_close_matches(found, list(allowed), n=1, cutoff=0.6)), None)


def nearest(found: str, allowed: Iterable[str], nothing: str = "nothing is allowed here") -> str:
    """A remedy that names what is allowed, with the nearest word first where one is near.

    `nothing` is the remedy where there is nothing to name.
    """
    words = list(allowed)
    meant = near(found, words)
    listing = ", ".join(words[:30]) + (f", and {len(words) - 30} more" if len(words) > 30 else "")
    return (f"did you mean {shown(meant)}? " if meant else "") + (
        f"allowed here: {listing}" if words else nothing
    )


# Files


@fault
def not_utf8(byte: int) -> Says:
    """A file is text in UTF-8.

    Bad:
        name: Universit� (saved as Latin-1)
    Good:
        name: Université
    """
    return Says(f"byte {byte} of the file is not UTF-8", "save the file as UTF-8 text")


@fault
def file_too_large(limit: int) -> Says:
    """A file is under 1 MiB; `content/proofs.jsonl`, which only grows, under 64 MiB.

    Bad:
        a review with a whole policy pasted into it, 1.4 MB
    Good:
        a review that quotes the clauses it judges
    """
    return Says(
        f"the file is larger than {limit:,} bytes",
        "quote the clauses that matter instead of pasting whole documents",
    )


@fault
def yaml_syntax(problem: str, remedy: str) -> Says:
    """A file is one plain YAML document: a mapping, without anchors, aliases and tags.

    Bad:
        name: "Brightpath Learning
    Good:
        name: "Brightpath Learning"
    """
    return Says(problem, remedy)


@fault
def duplicate_key(key: str, line: int) -> Says:
    """Each key of a mapping is written once.

    Bad:
        data.retention: meets
        data.retention: does-not-meet
    Good:
        data.retention: does-not-meet
    """
    return Says(f"{shown(key)} was already written on line {line}", "keep one of the two")


@fault
def front_matter(problem: str) -> Says:
    """A review starts with `---` on line 1 and closes its head with a second `---`.

    Bad:
        ---
        kind: initial
        The narrative starts here.
    Good:
        ---
        kind: initial
        ---
        The narrative starts here.
    """
    return Says(problem, "put the fields between two lines of three hyphens, the first on line 1")


@fault
def bad_name(name: str, expected: str) -> Says:
    """A folder or file is named as its place asks.

    Folders are kebab-case, reviews are named for a day, rubrics for a version.

    Bad:
        content/suppliers/Bright Path/supplier.yaml
    Good:
        content/suppliers/bright-path/supplier.yaml
    """
    return Says(f"{shown(name)} is not a name for this place", f"name it {expected}")


@fault
def stray_file(name: str, expected: str, *, in_place: bool = False) -> Says:
    """Nothing lies under `content/` or `rubrics/` that the registry does not read.

    Where it reads a file, there is a plain one: no folder, no pipe, no device.

    Bad:
        content/suppliers/brightpath/notes.docx
    Good:
        content/suppliers/brightpath/README.md
    """
    if in_place:
        return Says(f"{shown(name)} is not a plain file", "put a plain file in its place")
    return Says(f"{shown(name)} does not belong here", f"remove it; expected here: {expected}")


@fault
def missing_file(name: str, remedy: str = "") -> Says:
    """Every holder's folder has its `supplier.yaml`, `product.yaml` or `institution.yaml`.

    Bad:
        content/suppliers/brightpath/quizlab/2026-02-01.md
    Good:
        content/suppliers/brightpath/supplier.yaml
        content/suppliers/brightpath/quizlab/product.yaml
        content/suppliers/brightpath/quizlab/2026-02-01.md
    """
    return Says(f"{name} is missing here", remedy or f"write {name}, or remove the folder")


@fault
def symlink(name: str) -> Says:
    """No file or folder is a link.

    Bad:
        content/suppliers/brightpath/logo.png -> ../../../logos/brightpath.png
    Good:
        content/suppliers/brightpath/logo.png
    """
    return Says(f"{shown(name)} is a link", "replace the link with the file itself")


@fault
def bad_logo(problem: str) -> Says:
    """A logo is a PNG of at most 512 KiB that can be read.

    Bad:
        content/suppliers/brightpath/logo.png (a renamed JPEG)
    Good:
        content/suppliers/brightpath/logo.png (PNG, 512 × 512, 40 KiB)
    """
    return Says(problem, "save the logo as a PNG of at most 512 KiB and 4,096 pixels a side")


@fault
def secret_in_repository(what: str) -> Says:
    """No age identity and no private key lies anywhere under `content/` or `rubrics/`.

    Bad:
        keys: [{recipient: AGE-SECRET-KEY-1…, added: 2026-02-01}]
    Good:
        keys: [{recipient: age1…, added: 2026-02-01}]
    """
    return Says(
        f"{what} stands here",
        "remove it and treat it as leaked: make a new key and hand in its public half only",
    )


# Fields


@fault
def unknown_field(found: str, allowed: Iterable[str]) -> Says:
    """A record has only the fields that the registry knows.

    Bad:
        web_site: https://brightpath.example
    Good:
        website: https://brightpath.example
    """
    return Says(f"there is no field {shown(found)} here", nearest(found, allowed))


@fault
def missing_field(name: str, help_text: str) -> Says:
    """A record has every field that it must have.

    Bad:
        website: https://brightpath.example
    Good:
        name: Brightpath Learning
        website: https://brightpath.example
    """
    return Says(f"the field {shown(name)} is missing", f"add {name}: {help_text}")


@fault
def wrong_kind(found: str, expected: str) -> Says:
    """A field holds the kind of value it is for: a text, a list, fields, true or false, a number.

    Bad:
        training: online
    Good:
        training: [{mode: online, completed: 2025-08-20}]
    """
    return Says(f"this is {found}", f"it must be {expected}")


@fault
def empty_value(name: str) -> Says:
    """A field that is written has a value.

    Bad:
        summary:
    Good:
        summary: Quizzes that adapt to the class.
    """
    return Says(
        f"{shown(name)} has no value", "write a value, or remove the field if it is optional"
    )


@fault
def bad_date(found: str, *, exists: bool = False) -> Says:
    """A date is a real calendar day, written YYYY-MM-DD.

    Bad:
        opened: 2026-02-30
    Good:
        opened: 2026-02-28
    """
    fact = "lies outside the years 1900 to 2999" if exists else "is not a calendar day"
    return Says(
        f"{shown(found)} {fact}",
        "write a day that exists, between 1900 and 2999, as YYYY-MM-DD",
    )


@fault
def bad_url(found: str, remedy: str, wanted: str = "a web address") -> Says:
    """An address is a whole http or https URL; a site's own ends with its host or its path.

    Bad:
        website: www.brightpath.example
    Good:
        website: https://www.brightpath.example
    """
    return Says(f"{shown(found)} is not {wanted}", remedy)


@fault
def bad_email(found: str) -> Says:
    """An e-mail address is one plain address.

    Bad:
        email: privacy at brightpath.example
    Good:
        email: privacy@brightpath.example
    """
    return Says(f"{shown(found)} is not an e-mail address", "write one address, name@domain")


@fault
def unknown_value(found: str, allowed: Iterable[str]) -> Says:
    """A field with a fixed choice holds one of the listed words.

    Bad:
        kind: first
    Good:
        kind: initial
    """
    return Says(f"{shown(found)} is not one of the words for this field", nearest(found, allowed))


@fault
def text_too_long(length: int, limit: int) -> Says:
    """A single-line text has at most 300 characters.

    Bad:
        summary: QuizLab is a … (412 characters)
    Good:
        summary: Quizzes that adapt to the class.
    """
    return Says(f"the text has {length} characters", f"shorten it to at most {limit}")
