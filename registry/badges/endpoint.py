"""A face -> an answer for shields.io's endpoint badge."""

from __future__ import annotations

import json

from .colours import ENDED, HOLDS, PREVIEW
from .face import Face, Look, Scheme
from .words import readable, shortened

_COLOURS = {
    Look.HOLDS: HOLDS[Scheme.LIGHT].band,
    Look.ENDED: ENDED[Scheme.LIGHT].trim,
    Look.PREVIEW: PREVIEW[Scheme.LIGHT].accent,
}

_LONGEST = 40
"""A message is one line, as wide as it is long."""


def written(face: Face, cache_seconds: int = 3600) -> bytes:
    """The endpoint's JSON: the seal's name as label; whose it is and until when as message.

    Of a seal that does not hold it is an error, so that no query can give it another colour; of a
    preview likewise.
    """
    name = shortened(readable(face.name) or readable(face.number), _LONGEST)
    answer: dict[str, object] = {
        "schemaVersion": 1,
        "label": readable(face.seal) or "Seal",
        "message": f"{name}: {face.claim[0].lower()}{face.claim[1:]}",
        "color": _COLOURS[face.look][1:],
        "cacheSeconds": cache_seconds,
    }
    if face.look is not Look.HOLDS:
        answer["isError"] = True
    return json.dumps(answer, ensure_ascii=False).encode() + b"\n"
