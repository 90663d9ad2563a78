"""Settings -> the registry as an issuer: its did:web name, its addresses and its DID document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self
from urllib.parse import quote, urlsplit

from ..model import Settings
from .canonical import Document

DID_CONTEXTS = ("https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1")


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who signs: the registry at `base_url` (no slash at its end) on behalf of `organisation`."""

    base_url: str
    did: str
    organisation: str
    seal: str

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The issuer that registry.yaml describes."""
        base_url = settings.base_url.rstrip("/")
        return cls(base_url, did_of(base_url), settings.organisation, settings.seal.name)

    def url(self, path: str) -> str:
        """The address of a path below the site's root."""
        return f"{self.base_url}/{path.lstrip('/')}"

    def method(self, public: str) -> str:
        """The verification method of one of the issuer's keys: its fragment is the key itself."""
        return f"{self.did}#{public}"

    @property
    def did_path(self) -> str:
        """Where the DID document lies in the site: a DID without a path is looked up elsewhere."""
        return "did.json" if urlsplit(self.base_url).path else ".well-known/did.json"


def did_of(base_url: str) -> str:
    """The did:web name of an address: `https://a.example/seals` -> `did:web:a.example:seals`.

    A port's colon is escaped; an international host is written in its ASCII form.
    """
    parts = urlsplit(base_url)
    port = f"%3A{parts.port}" if parts.port else ""
    segments = [quote(part, safe="%") for part in parts.path.split("/") if part]
    return ":".join(["did:web", _ascii(parts.hostname or "") + port, *segments])


def _ascii(host: str) -> str:
    try:
        return host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        return quote(host)


def did_document(issuer: Issuer, keys: Iterable[str]) -> Document:
    """The DID document that lists these public keys, in their order, as signers of credentials."""
    methods = [
        {
            "id": issuer.method(public),
            "type": "Multikey",
            "controller": issuer.did,
            "publicKeyMultibase": public,
        }
        for public in keys
    ]
    return {
        "@context": list(DID_CONTEXTS),
        "id": issuer.did,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }
