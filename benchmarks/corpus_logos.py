"""Judges logos: what a brand would print, beside the file itself as Chromium or Pillow draws it."""

import io
import shutil
import subprocess
import tempfile
from pathlib import Path

import resvg_py
from PIL import Image, ImageChops

from benchmarks.corpus_fonts import Verdict
from handouts.brand.logo import LogoError, read_logo

SIDE = 240  # pixels of the longer side that are compared
_CLEARLY = 48  # of 255: a pixel whose colour is another
_SHARE = 0.002  # of the pixels: so many may be another, for edges fall between pixels
_CHROMIUM = shutil.which("chromium")
_TALLEST = 4  # times as tall as it is wide: no logo that is taken here is taller
ENDINGS = (".svg", ".svgz", ".png", ".jpg", ".jpeg", ".webp", ".gif")


def judge_logo(path: Path) -> Verdict:
    """Return whether a logo is taken, and if so whether it looks as the file does."""
    data = path.read_bytes()
    try:
        logo = read_logo(data)
    except LogoError as error:
        return Verdict(path.name, "refused", f"{error.message}; {error.hint}")
    printed = _on_white(Image.open(io.BytesIO(logo.png)))
    left, top, right, bottom = logo.cut
    try:
        given = _given(path, data, round(2 * SIDE / (1 - left - right)))
    except (ValueError, OSError, subprocess.SubprocessError) as error:
        return Verdict(path.name, "WRONG", f"is taken, and not drawn: {type(error).__name__}")
    wide = given.width
    # What a browser shows below the picture is white; its height follows from what was printed.
    tall = wide * (1 - left - right) * printed.height / printed.width / (1 - top - bottom)
    box = (wide * left, tall * top, wide * (1 - right), tall * (1 - bottom))
    size = _size(printed.size)
    difference = ImageChops.difference(printed.resize(size), given.resize(size, box=box)).convert(
        "L"
    )
    other = sum(difference.histogram()[_CLEARLY:]) / (size[0] * size[1])
    if other > _SHARE:
        return Verdict(path.name, "WRONG", f"{other:.1%} of it looks another")
    return Verdict(path.name, "right", f"{logo.width} x {logo.height} pixels")


def _given(path: Path, data: bytes, wide: int) -> Image.Image:
    """Return a file on white as a browser draws it, `wide` pixels; nothing read or written by us.

    A picture has its own size. Without Chromium resvg draws, which passes over some of CSS.
    """
    if path.suffix.lower() not in (".svg", ".svgz"):
        return _on_white(Image.open(io.BytesIO(data)))
    if _CHROMIUM:
        return _in_a_browser(path, wide)
    drawn = resvg_py.svg_to_bytes(
        svg_string=data.decode("utf-8-sig"), skip_system_fonts=True, dpi=96, width=wide
    )
    return _on_white(Image.open(io.BytesIO(bytes(drawn))))


def _in_a_browser(path: Path, wide: int) -> Image.Image:
    with tempfile.TemporaryDirectory() as folder:
        page, shot = Path(folder) / "page.html", Path(folder) / "shot.png"
        shown = f'<img id="i" src="{path.resolve().as_uri()}" style="display:block;width:{wide}px">'
        page.write_text(f'<body style="margin:0;background:#fff">{shown}')
        command = [
            str(_CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
            "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", f"--user-data-dir={folder}/profile", f"--screenshot={shot}",
            f"--window-size={wide},{_TALLEST * wide}", page.as_uri(),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=60)
        with Image.open(shot) as seen:
            return seen.convert("RGB")


def _on_white(picture: Image.Image) -> Image.Image:
    seen = picture.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen).convert("RGB")


def _size(size: tuple[int, int]) -> tuple[int, int]:
    scale = SIDE / max(size)
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
