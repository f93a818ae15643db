"""Brand folders to check: a sound one, and what is changed to break it."""

import io
from collections.abc import Mapping
from pathlib import Path

from PIL import Image, ImageDraw

from handouts.brand import Logo
from handouts.brand.logo import read_logo
from handouts.brand_lint import check_brand
from handouts.errors import Problem

SOUND = {
    "name": "Riverside Physiotherapy",
    "phone": "01632 960140",
    "web": "riverside.example.org",
    "email": "hello@riverside.example.org",
    "region": "uk",
}


def picture(
    size: tuple[int, int] = (900, 200),
    ink: tuple[int, ...] = (15, 92, 115),
    ground: tuple[int, ...] = (0, 0, 0, 0),
    margin: float = 0.0,
    mode: str = "RGBA",
) -> Image.Image:
    """Return a logo: stripes of ink over the picture, within a margin of its sides."""
    image = Image.new(mode, size, ground)
    draw = ImageDraw.Draw(image)
    left, top = round(size[0] * margin), round(size[1] * margin)
    right, bottom = size[0] - 1 - left, size[1] - 1 - top
    for stripe in range(5):
        start = left + (right - left) * stripe / 5
        end = start + (right - left) / 8 if stripe < 4 else right
        draw.rectangle((start, top, end, bottom), fill=ink)
    return image


def encoded(image: Image.Image, kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def logo(*arguments: object, **options: object) -> Logo:
    """Return the logo of `picture` with these options."""
    return read_logo(encoded(picture(*arguments, **options)))  # type: ignore[arg-type]


def brand_folder(
    folder: Path, files: Mapping[str, str | bytes] | None = None, text: str = "", **keys: str
) -> Path:
    """Write a sound brand with some keys changed ("" leaves one out), more text and more files."""
    lines = [f'{key} = "{value}"' for key, value in {**SOUND, **keys}.items() if value]
    folder.mkdir(exist_ok=True)
    (folder / "brand.toml").write_text("\n".join([*lines, text]), encoding="utf-8")
    for name, content in (files or {}).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def found(
    folder: Path,
    files: Mapping[str, str | bytes] | None = None,
    text: str = "",
    site: str = "",
    **keys: str,
) -> dict[str, list[Problem]]:
    """Return what is wrong with such a brand, by source; every problem has a remedy."""
    problems = check_brand(brand_folder(folder, files, text, **keys), site)
    assert all(problem.hint for problem in problems)
    sources: dict[str, list[Problem]] = {}
    for problem in problems:
        sources.setdefault(problem.source, []).append(problem)
    return sources
