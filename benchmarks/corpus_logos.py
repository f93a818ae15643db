"""Judges logos: what a brand would print, beside the file itself as resvg or Pillow draws it."""

import io
from pathlib import Path

import resvg_py
from PIL import Image, ImageChops

from benchmarks.corpus_fonts import Verdict
from handouts.brand.logo import LogoError, read_logo

SIDE = 240  # pixels of the longer side that are compared
_CLEARLY = 48  # of 255: a pixel whose colour is another
_SHARE = 0.002  # of the pixels: so many may be another, for edges fall between pixels
ENDINGS = (".svg", ".svgz", ".png", ".jpg", ".jpeg", ".webp", ".gif")


def judge_logo(path: Path) -> Verdict:
    """Return whether a logo is taken, and if so whether it looks as the file does."""
    data = path.read_bytes()
    try:
        logo = read_logo(data)
    except LogoError as error:
        return Verdict(path.name, "refused", f"{error.message}; {error.hint}")
    printed = _on_white(Image.open(io.BytesIO(logo.png)))
    try:
        given = _given(path, data)
    except (ValueError, OSError) as error:
        return Verdict(path.name, "WRONG", f"is taken, and cannot be drawn: {type(error).__name__}")
    left, top, right, bottom = logo.cut
    wide, tall = given.size
    given = given.crop(
        (
            round(wide * left),
            round(tall * top),
            round(wide * (1 - right)),
            round(tall * (1 - bottom)),
        )
    )
    size = _size(printed.size)
    difference = ImageChops.difference(printed.resize(size), given.resize(size)).convert("L")
    other = sum(difference.histogram()[_CLEARLY:]) / (size[0] * size[1])
    if other > _SHARE:
        return Verdict(path.name, "WRONG", f"{other:.1%} of it looks another")
    return Verdict(path.name, "right", f"{logo.width} x {logo.height} pixels")


def _given(path: Path, data: bytes) -> Image.Image:
    """Return a file on white as its renderer draws it, nothing read or written by us."""
    if path.suffix.lower() != ".svg":
        return _on_white(Image.open(io.BytesIO(data)))
    drawn = resvg_py.svg_to_bytes(
        svg_string=data.decode("utf-8-sig"), skip_system_fonts=True, dpi=96, width=4 * SIDE
    )
    return _on_white(Image.open(io.BytesIO(bytes(drawn))))


def _on_white(picture: Image.Image) -> Image.Image:
    seen = picture.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen).convert("RGB")


def _size(size: tuple[int, int]) -> tuple[int, int]:
    scale = SIDE / max(size)
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
