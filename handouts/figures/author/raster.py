"""Drawings as pixels and PNG files, for authors: to look at, and for golden pictures.

Coverage is exact along x and sampled along y. Lines are filled as capsules.
"""

import struct
import zlib
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from handouts.figures.author.vectors import Array
from handouts.figures.drawing import Drawing, Mark
from handouts.figures.paints import Palette
from handouts.figures.sheet import PAGE, Placed

Pixels = npt.NDArray[np.uint8]

_SCANS: Final = 5  # sampled lines in each row of pixels
_CURVE_STEPS: Final = 8


def paint(drawing: Drawing, palette: Palette, width_mm: float, dpi: float = 200) -> Array:
    """Return an image [rows, columns, 3] with values 0 to 1 on white paper."""
    width = max(1, round(width_mm / 25.4 * dpi))
    scale = width / drawing.width
    height = max(1, round(drawing.height * scale))
    image = np.ones((height, width, 3))
    pixels_per_mm = dpi / 25.4
    for mark in drawing.marks:
        ink = palette[mark.paint]
        shapes = _flattened(mark, scale, height)
        if mark.kind == "line":
            radius = max(0.3, mark.width * pixels_per_mm / 2)
            shapes = [capsule for line in shapes for capsule in _capsules(line, radius)]
        top, bottom, left, right = _window(shapes, height, width)
        shifted = [shape - np.array([left, top]) for shape in shapes]
        cover = _coverage(shifted, bottom - top, right - left)
        own = image[top:bottom, left:right]
        _lay(own, cover, ink.colour)
        if mark.kind == "fill" and ink.hatch is not None:
            rows, columns = np.indices(cover.shape)
            spacing = ink.hatch.spacing * pixels_per_mm
            across = (columns + rows + left + top) / 2**0.5 % spacing
            thick = ink.hatch.width * pixels_per_mm
            _lay(own, cover * np.clip(thick - across, 0, 1), ink.hatch.colour)
    return image


def _window(shapes: list[Array], height: int, width: int) -> tuple[int, int, int, int]:
    """Return the rows and columns, first and behind the last, that shapes lie in."""
    if not shapes:
        return 0, 0, 0, 0
    every = np.concatenate(shapes)
    left, top = np.floor(every.min(axis=0)).astype(int)
    right, bottom = np.floor(every.max(axis=0)).astype(int) + 1
    top, bottom = np.clip((top, bottom), 0, height)
    left, right = np.clip((left, right), 0, width)
    return int(top), int(bottom), int(left), int(right)


def _lay(image: Array, cover: Array, colour: str) -> None:
    value = int(colour.removeprefix("#"), 16)
    rgb = np.array([value >> 16, value >> 8 & 255, value & 255]) / 255
    image += cover[..., None] * (rgb - image)


def _flattened(mark: Mark, scale: float, height: int) -> list[Array]:
    """Return each subpath as points in pixels, y down."""
    t = (np.arange(1, _CURVE_STEPS + 1) / _CURVE_STEPS)[:, None]
    out: list[list[Array]] = []
    for op, values in mark.steps():
        p = np.array(values, dtype=np.float64).reshape(-1, 2) * scale
        p[:, 1] = height - p[:, 1]
        if op == "m":
            out.append([p])
        elif op == "l":
            out[-1].append(p)
        elif op == "c":
            a, (b, c, d) = out[-1][-1][-1], p
            v = 1 - t
            out[-1].append(v**3 * a + 3 * v * v * t * b + 3 * v * t * t * c + t**3 * d)
        else:
            out[-1].append(out[-1][0][:1])
    return [np.concatenate(pieces) for pieces in out]


def _capsules(line: Array, radius: float) -> list[Array]:
    """Return the outline of each piece of a line with round ends, all turning the same way."""
    half = np.linspace(-np.pi / 2, np.pi / 2, 6)
    out = []
    for a, b in pairwise(line):
        turn = np.arctan2(b[1] - a[1], b[0] - a[0])
        end = b + radius * np.stack([np.cos(half + turn), np.sin(half + turn)], axis=1)
        start = a - radius * np.stack([np.cos(half + turn), np.sin(half + turn)], axis=1)
        out.append(np.concatenate([end, start]))
    return out


def _coverage(shapes: list[Array], height: int, width: int) -> Array:
    """Return how much of each pixel lies inside closed shapes (non-zero winding)."""
    if not shapes or not height or not width:
        return np.zeros((height, width))
    starts = np.concatenate(shapes)
    ends = np.concatenate([np.roll(s, -1, axis=0) for s in shapes])
    y0, y1 = starts[:, 1] * _SCANS - 0.5, ends[:, 1] * _SCANS - 0.5
    first = np.ceil(np.minimum(y0, y1)).astype(np.int64)
    last = np.ceil(np.maximum(y0, y1)).astype(np.int64)
    first = np.clip(first, 0, height * _SCANS)
    count = np.clip(last, 0, height * _SCANS) - first
    edge = np.repeat(np.arange(len(starts)), np.maximum(count, 0))
    offset = np.arange(len(edge)) - np.repeat(np.cumsum(count) - count, np.maximum(count, 0))
    scan = first[edge] + offset
    share = (scan - y0[edge]) / (y1 - y0)[edge]
    x = np.clip(starts[edge, 0] + share * (ends - starts)[edge, 0], 0, width - 1e-6)
    sign = np.where(y1 > y0, 1.0, -1.0)[edge]
    whole = np.floor(x).astype(np.int64)
    part = x - whole
    total = np.zeros(height * _SCANS * (width + 2))
    base = scan * (width + 2) + whole
    np.add.at(total, base, sign * (1 - part))
    np.add.at(total, base + 1, sign * part)
    winding = np.cumsum(total.reshape(height * _SCANS, width + 2), axis=1)[:, :width]
    inside = np.minimum(np.abs(winding), 1)
    return np.asarray(inside.reshape(height, _SCANS, width).mean(axis=1), dtype=np.float64)


def paint_page(page: list[Placed], dpi: float = 300) -> Array:
    """Return a page of a contact sheet as an image, without titles."""
    per_mm = dpi / 25.4
    rows, columns = round(PAGE[1] * per_mm), round(PAGE[0] * per_mm)
    image = np.ones((rows, columns, 3))
    for placed in page:
        ink = paint(placed.item.drawing, placed.item.palette, placed.width, dpi)
        left = round(placed.x * per_mm)
        top = rows - round(placed.y * per_mm) - ink.shape[0]
        image[top : top + ink.shape[0], left : left + ink.shape[1]] = ink
    return image


def to_png(image: Array, dpi: float) -> bytes:
    """Return a PNG (8 bits per channel) of an image with values 0 to 1."""
    pixels: Pixels = np.rint(np.clip(image, 0, 1) * 255).astype(np.uint8)
    height, width = pixels.shape[:2]
    rows = b"".join(b"\0" + row.tobytes() for row in pixels)
    per_metre = round(dpi / 0.0254)

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1))
        + chunk(b"IDAT", zlib.compress(rows, 6))
        + chunk(b"IEND", b"")
    )
