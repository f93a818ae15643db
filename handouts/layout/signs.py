"""Small signs that carry meaning by their shape, so that nothing is told by colour alone."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from handouts.colour import Colour
from handouts.layout.theme import Inks

_IN_A_ROW = 2  # small squares in a box; more of them stand in two rows


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a sign goes: upper left corner, width and height in points, and its colours."""

    canvas: Any
    x: float
    top: float
    width: float
    height: float
    colour: Colour
    inks: Inks
    values: tuple[float, ...] = ()

    def polygon(self, points: list[tuple[float, float]]) -> None:
        """Fill a polygon."""
        path = self.canvas.beginPath()
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        path.close()
        self.canvas.drawPath(path, fill=1, stroke=0)

    def fill(self, colour: Colour) -> None:
        """Fill with another colour from here on."""
        self.canvas.setFillColorRGB(*colour.fractions)

    def stroke(self, colour: Colour, width: float) -> None:
        """Stroke with another colour and width (points) from here on."""
        self.canvas.setStrokeColorRGB(*colour.fractions)
        self.canvas.setLineWidth(width)


def draw(name: str, spot: Spot) -> None:
    """Draw the sign of that name."""
    spot.canvas.saveState()
    spot.canvas.setLineJoin(1)
    spot.canvas.setLineCap(1)
    spot.fill(spot.colour)
    _SIGNS[name](spot)
    spot.canvas.restoreState()


def _stop(spot: Spot) -> None:
    """Draw an octagon with a bar: stop."""
    size = spot.width
    middle, level = spot.x + size / 2, spot.top - size / 2
    radius = size / 2 / math.cos(math.pi / 8)
    angles = [math.pi / 8 + i * math.pi / 4 for i in range(8)]
    spot.polygon([(middle + radius * math.cos(a), level + radius * math.sin(a)) for a in angles])
    spot.fill(spot.inks.paper)
    bar = (spot.x + size * 0.24, spot.top - size * 0.58, size * 0.52, size * 0.16)
    spot.canvas.rect(*bar, stroke=0, fill=1)


def _warning(spot: Spot) -> None:
    """Draw a triangle with an exclamation mark: be careful."""
    size, tall, middle = spot.width, spot.width * 0.9, spot.x + spot.width / 2
    foot = spot.top - tall
    spot.polygon([(spot.x, foot), (spot.x + size, foot), (middle, spot.top)])
    spot.fill(spot.inks.paper)
    bar = size * 0.1
    spot.canvas.rect(middle - bar / 2, foot + tall * 0.32, bar, tall * 0.36, stroke=0, fill=1)
    spot.canvas.circle(middle, foot + tall * 0.17, bar * 0.62, stroke=0, fill=1)


def _go(spot: Spot) -> None:
    """Draw a disc with a tick: go on."""
    size = spot.width
    spot.canvas.circle(spot.x + size / 2, spot.top - size / 2, size / 2, stroke=0, fill=1)
    spot.stroke(spot.inks.paper, size * 0.12)
    path = spot.canvas.beginPath()
    path.moveTo(spot.x + size * 0.28, spot.top - size * 0.52)
    path.lineTo(spot.x + size * 0.44, spot.top - size * 0.68)
    path.lineTo(spot.x + size * 0.73, spot.top - size * 0.34)
    spot.canvas.drawPath(path, fill=0, stroke=1)


def _effort(spot: Spot) -> None:
    """Draw a bar for each step of effort, those from low to high filled, ever taller."""
    low, high, most = spot.values
    step = spot.width / most
    for number in range(1, int(most) + 1):
        inside = low <= number <= high
        spot.stroke(spot.colour if inside else spot.inks.rule, 0.6)
        spot.fill(spot.colour if inside else spot.inks.paper)
        tall = spot.height * (0.4 + 0.6 * number / most)
        left = spot.x + (number - 1) * step
        spot.canvas.rect(left, spot.top - spot.height, step * 0.68, tall, stroke=1, fill=1)


def _sessions(spot: Spot) -> None:
    """Draw a small square for each session of a day, in up to two rows in the middle of a box."""
    spot.stroke(spot.colour, 0.6)
    for square in squares(int(spot.values[0]), spot.x, spot.top, spot.width, spot.height):
        spot.canvas.rect(square.left, square.below, square.size, square.size, stroke=1, fill=0)


@dataclass(frozen=True, slots=True)
class Square:
    """A small square in a box: its lower left corner and size in points; its row and place there.

    `rows` are those of the box, `in_row` the squares of its row.
    """

    left: float
    below: float
    size: float
    row: int
    rows: int
    column: int
    in_row: int


def squares(count: int, x: float, top: float, width: float, height: float) -> Iterator[Square]:
    """Yield so many small squares in the middle of a box with its upper left corner at (x, top)."""
    rows = 1 if count <= _IN_A_ROW else 2
    across = -(-count // rows)
    size = min(width / (across * 1.35 + 0.4), width * 0.36)
    gap = size * 0.3
    tall = rows * size + (rows - 1) * gap
    for number in range(count):
        row, column = divmod(number, across)
        in_row = min(across, count - row * across)
        left = x + (width - in_row * size - (in_row - 1) * gap) / 2
        below = top - (height - tall) / 2 - (row + 1) * size - row * gap
        yield Square(left + column * (size + gap), below, size, row, rows, column, in_row)


_SIGNS: dict[str, Callable[[Spot], None]] = {
    "stop": _stop,
    "warning": _warning,
    "go": _go,
    "effort": _effort,
    "sessions": _sessions,
}
NAMES = tuple(_SIGNS)
