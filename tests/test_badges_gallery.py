"""The gallery in docs/badges shows the badges as they are drawn today.

`accept` writes it anew. Look at it before committing: no test knows what is beautiful.
"""

import io
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from PIL import Image

from registry.badges import Face, Scheme, Variant, face_of, png, size, svg

HOME = Path(__file__).parent.parent / "docs" / "badges"
NUMBER = "DPS-4F7KQ-2M9XC"

NAMES = {
    "short": ("QuizLab", "as large as the form allows"),
    "smaller": ("Brightpath Reading 2", "shrinks"),
    "wrapped": ("Reading Companion for Schools", "then takes two lines"),
    "cut": (
        "Northern Lights Interactive Mathematics Laboratory for Primary Schools",
        "then ends in an ellipsis",
    ),
    "accents": ("Żółw, Γλώσσα, Школа", "Latin, Greek and Cyrillic, with their accents"),
    "script": ("日本語の学校", "gives way to the seal's number; the whole name is in the title"),
}

PAGE = """\
# Badges

A badge names whose seal it is and says until when it holds, in its own pixels. So any copy of it
stops claiming anything on the day the term ends. What happened after it was drawn, such as a
withdrawal, only the registry can tell: hence the link that belongs around it.

The artwork is our own. `registry/badges` draws it from one description as SVG, with its text as
outlines, and as PNG at two pixels to the CSS pixel. `tests/test_badges_gallery.py` writes this page
and holds it to what is drawn today.

## Forms

Each has a ground of its own and stands on any page; `light` and `dark` are made for theirs.

{forms}

A seal that holds is a wafer seal: round corners, an engraved rosette around a keyhole, green. One
that has ended or is suspended is cut like a cancelled passport: a corner is missing, the seal is a
bare ring with a bar through it, the band is red. The two differ in outline as well as in colour, so
nobody needs to see colours to tell them apart. All text has a contrast of at least 4.5 to its
ground.

## Names

{names}

Emoji, control characters and marks that turn the direction of writing are left out. With a letter
that the font lacks, the name gives way as a whole: no badge shows an empty box, or half a name.

## Institutions

{institution}

## Previews

{preview}

A build for another address than the registry's is a preview, and its badges say so; so do those
that `build.py serve` draws of a seal which is still to be awarded. No preview carries a credential.

## Sizes

At the stated sizes every line reads well. The SVG may be shown from 180 to 600 pixels wide; the
card's two lowest lines are fine print below 240. Where room is short, use the compact form.

{sizes}

## For those who change them

* In `registry/badges`, `face.py` is what a badge says; `card.py`, `compact.py` and `roundel.py`
  place it; `medallion.py` and `panels.py` are the artwork, `colours.py` the colours.
* Letters come from the tables in `registry/badges/inter`, made by `tests/test_badges_outlines.py`
  from the fonts beside them (Inter 4.1, SIL Open Font License 1.1). A build needs no font reader.
* After a change, call `accept` in `tests/test_badges_gallery.py`, and look at this page.
"""


def face(name: str = "QuizLab", *, ended: bool = False, year: int | None = None) -> Face:
    return face_of(
        name=name,
        seal="Data Privacy Seal",
        organisation="Example Learning Consortium",
        address="https://seals.example.org",
        number=NUMBER,
        valid_through=date(2027, 3, 14),
        ended_on=date(2026, 9, 30) if ended else None,
        year=year,
    )


def formed(one: Face, variant: Variant, scheme: Scheme = Scheme.LIGHT) -> Face:
    return replace(one, variant=variant, scheme=scheme)


def faces() -> dict[str, Face]:
    """Every picture of the gallery: file name without its ending -> face."""
    shown = {}
    for variant, scheme, ended in product(Variant, Scheme, (False, True)):
        standing = "ended" if ended else "holds"
        shown[f"{variant}-{scheme}-{standing}"] = formed(face(ended=ended), variant, scheme)
    for key, (name, _) in NAMES.items():
        for variant in Variant:
            shown[f"name-{key}-{variant}"] = formed(face(name), variant)
    for variant in Variant:
        shown[f"institution-{variant}"] = formed(face("Maple Hollow District", year=2026), variant)
        shown[f"preview-{variant}"] = replace(formed(face(), variant), preview=True)
    return shown


def gallery() -> dict[str, bytes]:
    """Every file of the gallery, by its name."""
    shown = faces()
    files = {"README.md": page(shown).encode()}
    for name, one in shown.items():
        files[f"{name}.svg"] = svg(one)
    for variant, standing in product(Variant, ("holds", "ended")):
        files[f"{variant}-light-{standing}.png"] = png(shown[f"{variant}-light-{standing}"])
    return files


def page(shown: dict[str, Face]) -> str:
    def image(name: str, width: int | None = None) -> str:
        one = shown[name]
        across, down = size(one.variant)
        wide = width or across
        high = round(down * wide / across)
        return f'<img src="{name}.svg" width="{wide}" height="{high}" alt="{one.title}">'

    def table(head: str, rows: list[str]) -> str:
        return "\n".join([head, "|".join(["", *["---"] * (head.count("|") - 1), ""]), *rows])

    forms = [
        f"| {variant}, {scheme}<br>{size(variant)[0]} × "
        f"{size(variant)[1]} "
        f"| {image(f'{variant}-{scheme}-holds')} | {image(f'{variant}-{scheme}-ended')} |"
        for variant, scheme in product(Variant, Scheme)
    ]
    names = [
        f"| {name}: {told} | " + " | ".join(image(f"name-{key}-{v}") for v in Variant) + " |"
        for key, (name, told) in NAMES.items()
    ]
    sizes = [
        f"| {wide} | "
        + " ".join(image(f"{variant}-light-holds", wide) for variant in fitting)
        + " |"
        for wide, fitting in (
            (180, list(Variant)),
            (320, [Variant.CARD, Variant.COMPACT]),
            (600, [Variant.CARD]),
        )
    ]
    return PAGE.format(
        forms=table("| form | holds | has ended, or is suspended |", forms),
        names=table("| a name | card | compact | round |", names),
        institution=" ".join(image(f"institution-{variant}") for variant in Variant),
        preview=" ".join(image(f"preview-{variant}") for variant in Variant),
        sizes=table("| width | badges |", sizes),
    )


def accept() -> None:
    """Write the gallery anew."""
    files = gallery()
    HOME.mkdir(parents=True, exist_ok=True)
    for path in HOME.iterdir():
        if path.name not in files:
            path.unlink()
    for name, data in files.items():
        (HOME / name).write_bytes(data)


GALLERY = gallery()


def pixels(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGBA")


@pytest.mark.parametrize("name", sorted(GALLERY))
def test_the_gallery_shows_what_is_drawn(name: str) -> None:
    kept, drawn = (HOME / name).read_bytes(), GALLERY[name]
    if name.endswith(".png"):  # another build of zlib may pack the same pixels otherwise
        assert pixels(kept).tobytes() == pixels(drawn).tobytes()
    else:
        assert kept == drawn


def test_the_gallery_shows_nothing_else() -> None:
    assert {path.name for path in HOME.iterdir()} == set(GALLERY)
