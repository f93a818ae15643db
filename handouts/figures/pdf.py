"""Write a drawing as PDF path operators (ISO 32000-1, 8.5): text for a content stream.

Plain text with integer coordinates is several times quicker to make than calls to a PDF
library for every point, and it is all that a Form XObject needs.
"""

from functools import lru_cache

from handouts.figures.drawing import Drawing, Mark
from handouts.figures.paints import Hatch, Paint, Palette

_OPERATOR = {"m": "m", "l": "l", "c": "c", "z": "h"}
_MM = 72 / 25.4
_THINNEST = 0.55  # points: thinner lines break up on an office printer


def operators(drawing: Drawing, palette: Palette, scale: float) -> str:
    """Return operators that draw in the box (0, 0, width * scale, height * scale) points.

    `scale` is points for each unit. The graphics state is saved and restored around them.
    """
    return _operators(drawing, tuple(palette.items()), scale)


@lru_cache(maxsize=160)  # as many pictures as a library has
def _operators(drawing: Drawing, paints: tuple[tuple[str, Paint], ...], scale: float) -> str:
    palette = dict(paints)
    out = [f"q {scale:.6f} 0 0 {scale:.6f} 0 0 cm 1 J 1 j"]
    fill = stroke = width = ""
    for mark in drawing.marks:
        paint = palette[mark.paint]
        if mark.kind == "line":
            wanted = f"{_rgb(paint.colour)} RG"
            if wanted != stroke:
                out.append(wanted)
                stroke = wanted
            wanted = f"{_on_paper(mark.width) / scale:.1f} w"
            if wanted != width:
                out.append(wanted)
                width = wanted
            out.append(_path(mark) + " S")
            continue
        wanted = f"{_rgb(paint.colour)} rg"
        if wanted != fill:
            out.append(wanted)
            fill = wanted
        out.append(_path(mark) + " f")
        if paint.hatch is not None:
            out.append(_hatched(mark, paint.hatch, scale))
    out.append("Q")
    return "\n".join(out)


def _on_paper(width: float) -> float:
    """Return how thick a line of that width (millimetres) is printed, in points."""
    return max(width * _MM, _THINNEST)


def _path(mark: Mark) -> str:
    return " ".join(
        " ".join(map(str, values)) + " " + _OPERATOR[op] if values else _OPERATOR[op]
        for op, values in mark.steps()
    )


def _hatched(mark: Mark, hatch: Hatch, scale: float) -> str:
    xs, ys = mark.points[::2], mark.points[1::2]
    left, right, bottom, top = min(xs), max(xs), min(ys), max(ys)
    rise = top - bottom
    step = max(1, round(hatch.spacing * _MM / scale * 2**0.5))  # measured along x
    first = left - rise - (left - rise - bottom) % step  # one raster for the whole drawing
    lines = " ".join(f"{x} {bottom} m {x + rise} {top} l" for x in range(first, right + step, step))
    width = _on_paper(hatch.width) / scale
    return f"q {_path(mark)} W n {_rgb(hatch.colour)} RG {width:.1f} w {lines} S Q"


def _rgb(colour: str) -> str:
    value = int(colour.removeprefix("#"), 16)
    parts = (value >> 16, value >> 8 & 255, value & 255)
    return " ".join(f"{part / 255:.3f}".rstrip("0").rstrip(".") or "0" for part in parts)
