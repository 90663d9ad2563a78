"""The bytes of a key file -> the age identities in it, or what it is instead."""

from __future__ import annotations

import codecs
import re

from .age import Identity, NotAKey

_IDENTITY = re.compile(r"AGE-SECRET-KEY-1[0-9A-Z]+", re.IGNORECASE)
_LOCKED = re.compile(r"\s*(age-encryption\.org/v1|-----BEGIN AGE ENCRYPTED FILE)")
_FOREIGN = re.compile(r"AGE-SECRET-KEY-PQ-|AGE-PLUGIN-|OPENSSH PRIVATE KEY", re.IGNORECASE)
_PUBLIC = re.compile(r"\bage1[0-9a-z]{20,}", re.IGNORECASE)


class NoKey(Exception):
    """There is no whole key in the file; the text says what is, and never quotes it."""


def identities(data: bytes) -> list[Identity]:
    """The age identities in a key file. Raises NoKey where there is none."""
    text = _text(data)
    if _LOCKED.match(text):
        raise NoKey("it is itself locked; open it first: age -d my-key.age > my-key.txt")
    found = _IDENTITY.findall(text)
    if not found:
        raise NoKey(_instead(text))
    try:
        return [Identity.read(line.upper()) for line in found]
    except NotAKey:
        raise NoKey("the key is not whole: a character is missing or wrong") from None


def _text(data: bytes) -> str:
    """The text in UTF-8, or in the UTF-16 that Windows PowerShell writes."""
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return data.decode("utf-16" if wide else "utf-8-sig", "replace")


def _instead(text: str) -> str:
    """What a file holds that holds no identity; the browser says the same."""
    if _FOREIGN.search(text):
        return "it holds a key of another kind; the one to use begins with AGE-SECRET-KEY-1…"
    if _PUBLIC.search(text):
        return (
            "it holds the public half of a key alone, the one that staff have; "
            "the private half is the line AGE-SECRET-KEY-1…"
        )
    return "there is no age identity in it (a line AGE-SECRET-KEY-1…)"
