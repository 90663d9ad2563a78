"""Our own documents -> the statements they make, in canonical order, without a JSON-LD processor.

A processor of JSON-LD takes ten milliseconds for one of our documents, and every check looks at all
of them. Ours have three forms, name every node but one, and use few words, so that their canonical
N-Quads (RDFC-1.0) follow from the table below. The tests hold the outcome to that of the library
which `sign` and `verify` use.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_XSD, _XSD_HTTPS = "http://www.w3.org/2001/XMLSchema#", "https://www.w3.org/2001/XMLSchema#"
_BADGE = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#"
_CREDENTIAL = "https://www.w3.org/2018/credentials#"
_STATUS = "https://www.w3.org/ns/credentials/status#"
_SCHEMA = "https://schema.org/"
_SECURITY = "https://w3id.org/security#"

_CLASSES = {
    **dict.fromkeys(("Achievement", "AchievementSubject", "IdentityObject"), _BADGE),
    **dict.fromkeys(("OpenBadgeCredential", "Profile"), _BADGE),
    "VerifiableCredential": _CREDENTIAL,
    **dict.fromkeys(("BitstringStatusList", "BitstringStatusListCredential"), _STATUS),
    "BitstringStatusListEntry": _STATUS,
    "DataIntegrityProof": _SECURITY,
}
"""The words for kinds of nodes, and the vocabulary each is from."""

_LINK = "a link"
_TERMS = {
    "achievement": (_BADGE + "achievement", _LINK),
    "achievementType": (_BADGE + "achievementType", ""),
    "created": ("http://purl.org/dc/terms/created", _XSD + "dateTime"),
    "credentialStatus": (_CREDENTIAL + "credentialStatus", _LINK),
    "credentialSubject": (_CREDENTIAL + "credentialSubject", _LINK),
    "criteria": (_BADGE + "Criteria", _LINK),
    "cryptosuite": (_SECURITY + "cryptosuite", _SECURITY + "cryptosuiteString"),
    "description": (_SCHEMA + "description", ""),
    "encodedList": (_STATUS + "encodedList", _SECURITY + "multibase"),
    "hashed": (_BADGE + "hashed", _XSD_HTTPS + "boolean"),
    "identifier": (_BADGE + "identifier", _LINK),
    "identityHash": (_BADGE + "identityHash", ""),
    "identityType": (_BADGE + "identityType", ""),
    "issuer": (_CREDENTIAL + "issuer", _LINK),
    "licenseNumber": (_BADGE + "licenseNumber", ""),
    "name": (_SCHEMA + "name", ""),
    "proofPurpose": (_SECURITY + "proofPurpose", _LINK),
    "statusListCredential": (_STATUS + "statusListCredential", _LINK),
    "statusListIndex": (_STATUS + "statusListIndex", ""),
    "statusPurpose": (_STATUS + "statusPurpose", ""),
    "url": (_SCHEMA + "url", _XSD_HTTPS + "anyURI"),
    "validFrom": (_CREDENTIAL + "validFrom", _XSD + "dateTime"),
    "validUntil": (_CREDENTIAL + "validUntil", _XSD + "dateTime"),
    "verificationMethod": (_SECURITY + "verificationMethod", _LINK),
    "version": (_BADGE + "version", ""),
}
"""The words for what is said of a node: the property, and the kind of its value."""

_WORDS = {"assertionMethod": _SECURITY + "assertionMethod"}
"""Values that are written as a word and stand for an address."""

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})


def quads(document: Mapping[str, Any]) -> str:
    """The canonical N-Quads of one of our own documents. Raises KeyError for a word not of ours."""
    return "".join(sorted(set(_of(document))))


def _of(node: Mapping[str, Any]) -> Iterator[str]:
    subject = _named(node)
    for name, value in node.items():
        if name == "type":
            kinds = [value] if isinstance(value, str) else value
            yield from (f"{subject} {_RDF_TYPE} <{_CLASSES[kind]}{kind}> .\n" for kind in kinds)
        elif name not in ("@context", "id"):
            for one in value if isinstance(value, list) else [value]:
                yield from _said(subject, name, one)


def _said(subject: str, name: str, value: Any) -> Iterator[str]:
    """What one word says of a node, and all that is said of the node it leads to."""
    word, kind = _TERMS[name]
    if isinstance(value, dict):
        yield f"{subject} <{word}> {_named(value)} .\n"
        yield from _of(value)
    elif kind is _LINK:
        yield f"{subject} <{word}> <{_WORDS.get(value, value)}> .\n"
    else:
        text = str(value).lower() if isinstance(value, bool) else value.translate(_ESCAPES)
        yield f'{subject} <{word}> "{text}"{f"^^<{kind}>" if kind else ""} .\n'


def _named(node: Mapping[str, Any]) -> str:
    """The node's name; the one that has none is the first and only of its kind."""
    return f"<{node['id']}>" if "id" in node else "_:c14n0"
