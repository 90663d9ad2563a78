"""Badges as other programs see them: the SVG's renderer, a PNG checker, an XML checker."""

import io
import os
import shutil
import subprocess
from itertools import product
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

from registry.badges import CREDENTIAL, Face, Scheme, Variant, png, size, svg

from .test_badges import CREDENTIALS, called, face

NAMES = ["QuizLab", "Ünïcode & <b> Ελληνικά Школа"]
FACES = [
    face(name, ended=ended, variant=variant, scheme=scheme)
    for name, variant, scheme, ended in product(NAMES, Variant, Scheme, (False, True))
]

every_face = pytest.mark.parametrize("one", FACES, ids=lambda one: f"{called(one)}-{one.name}")


def run(program: str, *arguments: str, given: bytes = b"") -> bytes:
    """What the program prints; its absence skips the test, in CI it fails it."""
    if shutil.which(program) is None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{program} is not installed")
        pytest.skip(f"{program} is not installed")
    done = subprocess.run([program, *arguments], input=given, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def on(picture: Image.Image, ground: str) -> Image.Image:
    """The picture on a plain ground, without its transparency."""
    plain = Image.new("RGBA", picture.size, ground)
    plain.alpha_composite(picture.convert("RGBA"))
    return plain.convert("RGB")


def brightest(difference: Image.Image) -> int:
    """The level of the brightest spot, once single pixels are smoothed away."""
    levels = difference.filter(ImageFilter.BoxBlur(3)).histogram()
    return max(level for level, count in enumerate(levels) if count)


@every_face
def test_svg_and_png_show_the_same(one: Face) -> None:
    rendered = Image.open(io.BytesIO(run("rsvg-convert", "--zoom", "2", given=svg(one))))
    drawn = Image.open(io.BytesIO(png(one)))
    assert rendered.size == drawn.size == tuple(2 * pixels for pixels in size(one.variant))
    for ground in ("white", "#111827"):
        pair = on(rendered, ground), on(drawn, ground)
        difference = ImageChops.difference(*pair).convert("L")
        assert ImageStat.Stat(difference).mean[0] < 2.5
        # Edges are softened differently; a letter or a line that is missing or astray is more.
        assert brightest(difference) < 32


def test_the_comparison_would_see_a_missing_letter() -> None:
    whole = run("rsvg-convert", "--zoom", "2", given=svg(face("QuizLab")))
    drawn = Image.open(io.BytesIO(png(face("QuizLa"))))
    pair = (on(Image.open(io.BytesIO(whole)), "white"), on(drawn, "white"))
    assert brightest(ImageChops.difference(*pair).convert("L")) > 64


@pytest.mark.parametrize("width", [180, 320, 600])
def test_the_svg_scales(width: int) -> None:
    for variant in Variant:
        one = face(variant=variant)
        data = run("rsvg-convert", "--width", str(width), given=svg(one))
        across, down = size(one.variant)
        wide, high = Image.open(io.BytesIO(data)).size
        assert wide == width
        assert abs(high - width * down / across) <= 1


@every_face
def test_the_svg_is_well_formed(one: Face) -> None:
    credential = CREDENTIALS[1] if one.holds else None
    run("xmllint", "--noout", "--nonet", "-", given=svg(one, credential))


@every_face
def test_the_png_is_sound(one: Face, tmp_path: Path) -> None:
    path = tmp_path / "badge.png"
    path.write_bytes(png(one, {CREDENTIAL: CREDENTIALS[2]} if one.holds else {}))
    said = run("pngcheck", "-v", str(path)).decode(errors="replace")
    assert "No errors detected" in said
    assert said.count("iTXt") == (1 if one.holds else 0)
