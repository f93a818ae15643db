"""From cubics in pixels to marks in drawing units."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from handouts.figures.author.tracer import View
from handouts.figures.author.vectors import Array
from handouts.figures.drawing import UNITS_PER_STATURE, Kind, Mark

Box = tuple[int, int, int, int]  # left, bottom, right, top in units
Stroke = tuple[Sequence[Array], bool]  # cubics in pixels, closed


@dataclass(frozen=True, slots=True)
class Pen:
    """Knows where the pixels of one view lie in drawing units."""

    left: float
    top: float
    unit: float

    @classmethod
    def over(cls, view: View) -> "Pen":
        """Return the pen for a traced view."""
        scale = float(UNITS_PER_STATURE)
        return cls(view.left * scale, view.top * scale, view.pitch * scale)

    def at(self, p: Array) -> tuple[int, int]:
        """Return a pixel place in units."""
        return round(self.left + float(p[0]) * self.unit), round(self.top - float(p[1]) * self.unit)

    def mark(self, kind: Kind, paint: str, width: float, strokes: Iterable[Stroke]) -> Mark:
        """Return one mark with every stroke in it."""
        ops: list[str] = []
        points: list[int] = []
        for cubics, closed in strokes:
            for i, cubic in enumerate(cubics):
                if i == 0:
                    ops.append("m")
                    points += self.at(cubic[0])
                ops.append("c")
                for corner in cubic[1:]:
                    points += self.at(corner)
            if closed:
                ops.append("z")
        return Mark(kind, paint, width, "".join(ops), tuple(points))


def to_units(p: Array) -> tuple[int, int]:
    """Return a place in the viewer's axes (body heights) in units."""
    return round(float(p[0]) * UNITS_PER_STATURE), round(float(p[1]) * UNITS_PER_STATURE)


def polygon(paint: str, corners: Sequence[Array]) -> Mark:
    """Return a filled polygon given in the viewer's axes."""
    points = [value for corner in corners for value in to_units(corner)]
    return Mark("fill", paint, 0, "m" + "l" * (len(corners) - 1) + "z", tuple(points))


def flattened(mark: Mark, steps: int = 8) -> list[Array]:
    """Return the points [n, 2] of each piece of a mark, `steps` for each of its curves."""
    t = np.linspace(0, 1, steps + 1)[1:, None]
    out: list[list[Array]] = []
    for op, values in mark.steps():
        places = np.reshape(np.asarray(values, dtype=np.float64), (-1, 2))
        if op == "m":
            out.append([places])
        elif op == "l":
            out[-1].append(places)
        elif op == "c":
            a, (b, c, d) = out[-1][-1][-1], places
            v = 1 - t
            out[-1].append(v**3 * a + 3 * v * v * t * b + 3 * v * t * t * c + t**3 * d)
        else:
            out[-1].append(out[-1][0][:1])
    return [np.concatenate(pieces) for pieces in out]


def box_of(mark: Mark) -> Box:
    """Return the box round the points of a mark."""
    xs, ys = mark.points[::2], mark.points[1::2]
    return min(xs), min(ys), max(xs), max(ys)


def around(boxes: Sequence[Box]) -> Box:
    """Return the box round boxes."""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)
