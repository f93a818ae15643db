"""The measures of shapes, as attributes say them: lengths, points, and moves of gradients."""

import re

from handouts.brand import svg_values as values
from handouts.brand.svg_tree import SvgError

_AGAIN = "export it again"
_LENGTHS = frozenset({
    "x", "y", "x1", "y1", "x2", "y2", "width", "height", "rx", "ry", "cx", "cy", "r", "fx", "fy",
    "fr", "offset",
})  # fmt: skip
_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?"
_POINTS = re.compile(rf"\s*(?:{_NUMBER}(?:\s*,\s*|\s+|(?=[+-.])|\s*$))*", re.ASCII)


def measured(name: str, text: str) -> str | None:
    """Return what an attribute says of a shape's measures, lengths in pixels of CSS.

    None for a length that a browser passes over. Other attributes stay as they are. Raises
    SvgError for what renderers read differently.
    """
    if name in _LENGTHS:
        return _length(text)
    if name == "points" and not _POINTS.fullmatch(text):
        raise SvgError("has a shape whose points are damaged", _AGAIN)
    if name == "gradientTransform" and not _spreads(text):
        raise SvgError("has a gradient that is moved to nothing", _AGAIN)
    return text


def _length(text: str) -> str | None:
    parts = values.parts(text)
    if len(parts) != 1:
        return None
    if parts[0].type == "percentage":
        return f"{parts[0].value:.8g}%"
    found = values.length(parts[0])
    return None if found is None else f"{found:.8g}"


def _spreads(text: str) -> bool:
    """Say whether moves leave an area an area: no sum of them is without one."""
    parts = values.parts(text)
    return not parts or all(
        part.type == "function" and _area(part.lower_name, values.numbers(part)) != 0
        for part in parts
        if not (part.type == "literal" and part.value == ",")
    )


def _area(name: str, numbers: list[float]) -> float:
    """Return what a move makes of an area of 1."""
    match name, numbers:
        case "matrix", [a, b, c, d, _, _]:
            return a * d - b * c
        case "scale", [both]:
            return both * both
        case "scale", [across, down]:
            return across * down
        case ("translate", [_] | [_, _]) | ("rotate", [_] | [_, _, _]) | ("skewx" | "skewy", [_]):
            return 1.0
    return 0.0
