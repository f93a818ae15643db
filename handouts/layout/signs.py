"""Small signs that carry meaning by their shape, so that nothing is told by colour alone."""

import math
from collections.abc import Callable
from typing import Any

from handouts.colour import Colour
from handouts.layout.theme import Inks

_Draw = Callable[[Any, float, float, float, float, Colour, Inks, tuple[float, ...]], None]


def draw(  # noqa: PLR0913 - a place, a size and two palettes
    canvas: Any, name: str, x: float, top: float, width: float, height: float,
    colour: Colour, inks: Inks, values: tuple[float, ...],
) -> None:  # fmt: skip
    """Draw a sign with its upper left corner at (x, top); lengths in points."""
    canvas.saveState()
    canvas.setFillColorRGB(*colour.fractions)
    canvas.setStrokeColorRGB(*colour.fractions)
    canvas.setLineJoin(1)
    canvas.setLineCap(1)
    _SIGNS[name](canvas, x, top, width, height, colour, inks, values)
    canvas.restoreState()


def _polygon(canvas: Any, points: list[tuple[float, float]], *, fill: int, stroke: int) -> None:
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    path.close()
    canvas.drawPath(path, fill=fill, stroke=stroke)


def _octagon_points(x: float, top: float, size: float) -> list[tuple[float, float]]:
    middle_x, middle_y, radius = x + size / 2, top - size / 2, size / 2 / math.cos(math.pi / 8)
    return [
        (middle_x + radius * math.cos(angle), middle_y + radius * math.sin(angle))
        for angle in (math.pi / 8 + i * math.pi / 4 for i in range(8))
    ]


def _stop(
    canvas: Any, x: float, top: float, width: float, height: float,
    colour: Colour, inks: Inks, values: tuple[float, ...],
) -> None:  # fmt: skip
    """Draw an octagon with a bar: stop."""
    del height, colour, values
    _polygon(canvas, _octagon_points(x, top, width), fill=1, stroke=0)
    canvas.setFillColorRGB(*inks.paper.fractions)
    canvas.rect(x + width * 0.24, top - width * 0.58, width * 0.52, width * 0.16, stroke=0, fill=1)


def _warning(
    canvas: Any, x: float, top: float, width: float, height: float,
    colour: Colour, inks: Inks, values: tuple[float, ...],
) -> None:  # fmt: skip
    """Draw a triangle with an exclamation mark: be careful."""
    del height, colour, values
    tall = width * 0.9
    _polygon(
        canvas, [(x, top - tall), (x + width, top - tall), (x + width / 2, top)], fill=1, stroke=0
    )
    canvas.setFillColorRGB(*inks.paper.fractions)
    bar = width * 0.1
    middle = x + width / 2
    canvas.rect(middle - bar / 2, top - tall * 0.68, bar, tall * 0.36, stroke=0, fill=1)
    canvas.circle(middle, top - tall * 0.83, bar * 0.62, stroke=0, fill=1)


def _go(
    canvas: Any, x: float, top: float, width: float, height: float,
    colour: Colour, inks: Inks, values: tuple[float, ...],
) -> None:  # fmt: skip
    """Draw a disc with a tick: go on."""
    del height, colour, values
    canvas.circle(x + width / 2, top - width / 2, width / 2, stroke=0, fill=1)
    canvas.setStrokeColorRGB(*inks.paper.fractions)
    canvas.setLineWidth(width * 0.12)
    path = canvas.beginPath()
    path.moveTo(x + width * 0.28, top - width * 0.52)
    path.lineTo(x + width * 0.44, top - width * 0.68)
    path.lineTo(x + width * 0.73, top - width * 0.34)
    canvas.drawPath(path, fill=0, stroke=1)


def _effort(
    canvas: Any, x: float, top: float, width: float, height: float,
    colour: Colour, inks: Inks, values: tuple[float, ...],
) -> None:  # fmt: skip
    """Draw ten ticks, those from low to high filled: how hard it should feel."""
    low, high, most = values
    step = width / most
    for number in range(1, int(most) + 1):
        inside = low <= number <= high
        canvas.setStrokeColorRGB(*(colour if inside else inks.rule).fractions)
        canvas.setFillColorRGB(*(colour if inside else inks.paper).fractions)
        canvas.setLineWidth(0.6)
        tall = height * (0.4 + 0.6 * number / most)
        canvas.rect(x + (number - 1) * step, top - height, step * 0.68, tall, stroke=1, fill=1)


def _square(
    canvas: Any, x: float, top: float, width: float, height: float,
    colour: Colour, inks: Inks, values: tuple[float, ...],
) -> None:  # fmt: skip
    """Draw an empty square for a tick."""
    del height, colour, inks, values
    canvas.setLineWidth(0.8)
    canvas.rect(x, top - width, width, width, stroke=1, fill=0)


def _dot(
    canvas: Any, x: float, top: float, width: float, height: float,
    colour: Colour, inks: Inks, values: tuple[float, ...],
) -> None:  # fmt: skip
    """Draw a disc."""
    del height, colour, inks, values
    canvas.circle(x + width / 2, top - width / 2, width / 2, stroke=0, fill=1)


_SIGNS: dict[str, _Draw] = {
    "stop": _stop,
    "warning": _warning,
    "go": _go,
    "effort": _effort,
    "square": _square,
    "dot": _dot,
}
