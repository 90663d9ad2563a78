"""A drawing -> SVG: outlines only, no script, no font, nothing fetched from anywhere."""

from __future__ import annotations

from functools import cache
from math import pi

from .curves import UNIT
from .face import Face
from .outlines import EM, Glyph
from .paths import spelled
from .setting import placed, turned
from .shapes import Area, Art, Curved, Disc, Drawing, Ring, Run, Shape, Stroke, Words
from .words import escaped, readable

_BAKED = 'xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"'


def written(drawing: Drawing, face: Face, credential: str | None) -> bytes:
    """The whole file; `credential` is the JSON text of an Open Badges credential to bake in.

    Coordinates are hundredths of a CSS pixel, so that all of them are whole.
    """
    art = drawing.art
    name = "".join(c for c in face.number if c.isalnum() or c == "-")
    own = f"{face.variant}-{face.scheme}-{name}" if name.isascii() else face.variant
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg"{" " + _BAKED if credential else ""} '
        f'width="{art.width}" height="{art.height}" '
        f'viewBox="0 0 {art.width * UNIT} {art.height * UNIT}" '
        f'role="img" aria-labelledby="{own}-title {own}-desc">'
    )
    baked = _baked(credential) if credential else ""
    title = f'<title id="{own}-title">{escaped(readable(face.title))}</title>'
    desc = f'<desc id="{own}-desc">{escaped(readable(face.description))}</desc>'
    words = "".join(_words(words) for words in drawing.words)
    return f"{head}{baked}{title}{desc}{_artwork(art)}{words}</svg>\n".encode()


def _baked(credential: str) -> str:
    # Readers take the first section of character data only, so its end must not occur in it:
    # in JSON that can only be inside of a string, where an escape means the same.
    text = credential.replace("]]>", "]]\\u003e")
    text = "".join(c if c.isprintable() or c in "\n\r\t" else _escape(c) for c in text)
    return f"<openbadges:credential><![CDATA[{text}]]></openbadges:credential>"


def _escape(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[i : i + 4]}" for i in range(0, len(units), 4))


@cache
def _artwork(art: Art) -> str:
    edge = f'<path fill="{art.rim}" d="{spelled([art.edge])}"/>'
    return edge + "".join(_shape(shape) for shape in art.shapes)


def _shape(shape: Shape) -> str:
    match shape:
        case Disc(x, y, radius, fill):
            return f'<circle {_circle(x, y, radius)} fill="{fill}"/>'
        case Ring(x, y, radius, width, colour):
            return f"<circle {_circle(x, y, radius)} {_line(width, colour)}/>"
        case Area(contour, fill):
            return f'<path fill="{fill}" d="{spelled([contour])}"/>'
        case Stroke(contours, width, colour):
            ends = "" if all(c.closed for c in contours) else ' stroke-linecap="round"'
            bends = ' stroke-linejoin="round"'
            return f'<path {_line(width, colour)}{ends}{bends} d="{spelled(contours)}"/>'


def _circle(x: float, y: float, radius: float) -> str:
    return f'cx="{_units(x)}" cy="{_units(y)}" r="{_units(radius)}"'


def _line(width: float, colour: str) -> str:
    return f'fill="none" stroke="{colour}" stroke-width="{_units(width)}"'


def _units(pixels: float) -> int:
    return round(pixels * UNIT)


def _words(words: Words) -> str:
    return _run(words) if isinstance(words, Run) else _curved(words)


def _run(run: Run) -> str:
    parts, pen = list[str](), (0, 0)
    for origin, glyph in placed(run.text, run.style.weight, run.style.tracking):
        if glyph.path:
            parts.append(_glyph(origin, glyph, pen))
            pen = (origin + glyph.last[0], glyph.last[1])
    place = f"translate({_units(run.x)} {_units(run.y)})scale({_scale(run.style.size)})"
    return f'<path fill="{run.colour}" transform="{place}" d="{"".join(parts)}"/>'


def _glyph(origin: int, glyph: Glyph, pen: tuple[int, int]) -> str:
    """The glyph's path after a move from where the pen stands."""
    dx, dy = origin + glyph.first[0] - pen[0], glyph.first[1] - pen[1]
    return f"m{dx} {dy}{glyph.path}".replace(" -", "-")


def _curved(words: Curved) -> str:
    scale, paths = _scale(words.style.size), list[str]()
    for angle, lift, glyph in turned(words.text, words.style, words.radius, below=words.below):
        if glyph.path:
            turn = f"rotate({round(angle * 180 / pi, 2):g})"
            shift = f"translate({-glyph.advance // 2} {round(lift)})"
            path = _glyph(0, glyph, (0, 0))
            paths.append(f'<path transform="{turn}scale({scale}){shift}" d="{path}"/>')
    place = f"translate({_units(words.x)} {_units(words.y)})"
    return f'<g fill="{words.colour}" transform="{place}">{"".join(paths)}</g>'


def _scale(size: float) -> str:
    return f"{size * UNIT / EM:.5g}".removeprefix("0")
