"""From cubics in pixels to marks in drawing units."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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


def box_of(mark: Mark) -> Box:
    """Return the box round the points of a mark."""
    xs, ys = mark.points[::2], mark.points[1::2]
    return min(xs), min(ys), max(xs), max(ys)


def around(boxes: Sequence[Box]) -> Box:
    """Return the box round boxes."""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)
