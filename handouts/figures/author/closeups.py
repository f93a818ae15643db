"""Close-ups: where a round inset has room beside a position, and cutting marks to its rim."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import numpy as np

from handouts.figures.author.overlay import smooth_path, straight_path
from handouts.figures.author.pen import Box, flattened, to_units
from handouts.figures.author.places import point
from handouts.figures.author.shapes import Part
from handouts.figures.author.skeleton import Side, Skeleton
from handouts.figures.author.tracer import View
from handouts.figures.author.vectors import Array
from handouts.figures.drawing import UNITS_PER_STATURE, Mark
from handouts.figures.pose import Closeup
from handouts.figures.pose.props import KINDS

_RIM: Final = 0.3  # mm on paper: the rim of an inset, the ring round its place and the line between
_THIN: Final = 0.2
_PAPER: Final = 0.4  # ... of paper that the ring and the line have beside them
_CORNERS: Final = 24

# Body heights: room round an inset, and how finely a place for one is looked for.
_MARGIN: Final = 0.025
_STEP: Final = 0.03
# What a place costs beside the growth of the picture (body heights squared): the way to it, and
# the share of that way which lies over the person.
_FAR: Final = 0.15
_ACROSS: Final = 0.25


@dataclass(frozen=True)
class Cutout:
    """What is round a place of the page (body heights), as large as it is drawn.

    `marks` lie round (0, 0), within `radius` units of it.
    """

    place: tuple[float, float]
    r: float
    zoom: float
    marks: tuple[Mark, ...]

    @property
    def radius(self) -> float:
        """How far the inset reaches, in body heights."""
        return self.r * self.zoom


@dataclass(frozen=True)
class Inset:
    """Where an inset stands (body heights), and where its place is."""

    place: tuple[float, float]
    r: float
    middle: tuple[float, float]
    radius: float

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of the inset and the ring, in body heights."""
        (x, y), (u, v), far, r = self.middle, self.place, self.radius, self.r
        low = min(x - far, u - r), min(y - far, v - r)
        return *low, max(x + far, u + r), max(y + far, v + r)

    @property
    def box(self) -> Box:
        """The same in units."""
        left, bottom, right, top = self.bounds
        return *to_units(np.array([left, bottom])), *to_units(np.array([right, top]))

    def marks(self, cut: Sequence[Mark]) -> Iterator[Mark]:
        """Yield a ring round the place, a line to the inset, and the inset with what is cut."""
        place, middle = np.array(self.place), np.array(self.middle)
        way = (middle - place) / max(1e-9, float(np.hypot(*(middle - place))))
        line = [to_units(place + way * self.r), to_units(middle - way * self.radius)]
        thin = [_ring(self.place, self.r), straight_path(line, closed=False)]
        for paint, width in (("paper", _THIN + _PAPER), ("line", _THIN)):
            for path in thin:
                yield Mark("line", paint, width, *path)
        rim = _ring(self.middle, self.radius)
        yield Mark("fill", "paper", 0, *rim)
        x, y = to_units(middle)
        yield from (mark.moved(x, y) for mark in cut)
        yield Mark("line", "line", _RIM, *rim)


def spot(
    closeup: Closeup, body: Skeleton, parts: Sequence[Part], near: Side, axes: Array
) -> tuple[float, float]:
    """Return the place of the page that a close-up shows."""
    things = [
        part for part in parts if part.is_prop and part.group.startswith(f"prop_{closeup.at}")
    ]
    if closeup.at in KINDS and things:
        at = np.mean([solid.bound[0] for part in things for solid in part.solids], axis=0)
    else:
        at = point(body, closeup.at, near)
    x, y = (axes @ at)[:2] + np.asarray(closeup.shift)
    return float(x), float(y)


def find_room(
    wanted: Sequence[tuple[tuple[float, float], float, float]],
    view: View,
    paths: Sequence[Array],
    box: Box,
) -> list[Inset]:
    """Return where insets go: beside what is seen, near their places, in as little more room.

    `wanted`: for each its place, how far what it shows reaches, and how far the inset reaches;
    `box` is that of the panel without them, `paths` those of arrows.
    """
    taken = np.concatenate([_seen(view), *(path[:, :2] for path in paths)])
    out: list[Inset] = []
    frame = np.array(box, dtype=np.float64) / UNITS_PER_STATURE
    for place, r, radius in wanted:
        middle = _roomiest(np.array(place), r, radius, taken, frame)
        out.append(Inset(place, r, (float(middle[0]), float(middle[1])), radius))
        turns = np.linspace(0, 2 * np.pi, 40)
        rim = middle + radius * np.stack([np.cos(turns), np.sin(turns)], axis=1)
        taken = np.concatenate([taken, rim, middle[None]])
        frame = np.array([*np.minimum(frame[:2], rim.min(0)), *np.maximum(frame[2:], rim.max(0))])
    return out


def _seen(view: View) -> Array:
    """Return some of the points of the page where something is seen."""
    every = max(1, round(0.018 / view.pitch))
    rows, columns = np.nonzero(view.part[::every, ::every] >= 0)
    return view.points(rows * every, columns * every)[:, :2]


def _roomiest(place: Array, r: float, radius: float, taken: Array, frame: Array) -> Array:
    """Return the best middle for an inset."""
    left, bottom, right, top = frame
    across = np.arange(left - radius, right + radius + _STEP, _STEP)
    up = np.arange(bottom + radius, max(top, bottom + radius) + radius + _STEP, _STEP)
    spots = np.stack(np.meshgrid(across, up), axis=-1).reshape(-1, 2)
    away = np.hypot(*(spots - place).T)
    gap = np.hypot(*(spots[:, None] - taken[None]).transpose(2, 0, 1)).min(axis=1)
    free = (gap > radius + _MARGIN) & (away > radius + r + _MARGIN)
    wide = np.maximum(right, spots[:, 0] + radius) - np.minimum(left, spots[:, 0] - radius)
    high = np.maximum(top, spots[:, 1] + radius) - bottom
    cost = wide * high - (right - left) * (top - bottom) + _FAR * away
    steps = np.linspace(0, 1, 12)
    way = place + (spots - place)[:, None] * steps[:, None]
    near = np.hypot(*(way[:, :, None] - taken[None, None, ::3]).transpose(3, 0, 1, 2)).min(axis=2)
    cost += _ACROSS * (near < _MARGIN).mean(axis=1)
    return np.asarray(spots[int(np.argmin(np.where(free, cost, np.inf)))], dtype=np.float64)


def enlarged(mark: Mark, place: tuple[float, float], zoom: float) -> Mark:
    """Return a mark of the page as it is in an inset round (0, 0)."""
    middle = np.array(place) * UNITS_PER_STATURE
    points = (np.reshape(np.asarray(mark.points, dtype=np.float64), (-1, 2)) - middle) * zoom
    return replace(mark, points=tuple(round(float(v)) for v in points.ravel()))


def cut(mark: Mark, radius: float) -> list[Mark]:
    """Return what of a mark lies within `radius` units of (0, 0); an area has to be convex."""
    return cut_area(mark, radius) if mark.kind == "fill" else cut_line(mark, radius)


def cut_line(mark: Mark, radius: float) -> list[Mark]:
    """Return what of a line lies within `radius` units of (0, 0)."""
    ops, points = "", []
    for piece in flattened(mark):
        if len(piece) < 2:  # noqa: PLR2004 - no line
            continue
        at = _dense(piece, radius / 60)
        inside = np.hypot(*at.T) < radius
        edges = np.flatnonzero(np.diff(inside.astype(np.int8), prepend=0, append=0))
        for first, end in edges.reshape(-1, 2).tolist():
            kept = _thinned(at[first:end])
            if len(kept) > 1:
                ops += "m" + "l" * (len(kept) - 1)
                points += [round(float(v)) for v in kept.ravel()]
    return [replace(mark, ops=ops, points=tuple(points))] if ops else []


def _dense(piece: Array, step: float) -> Array:
    """Return a line with points at least every `step`."""
    out = [piece[:1]]
    for a, b in pairwise(piece):
        count = max(1, int(np.ceil(np.hypot(*(b - a)) / step)))
        out.append(a + (b - a) * (np.arange(1, count + 1) / count)[:, None])
    return np.concatenate(out)


def _thinned(points: Array) -> Array:
    """Return a line without points that lie within half a unit of the way past them."""
    kept = [0]
    for i in range(1, len(points) - 1):
        a, b = points[kept[-1]], points[i + 1]
        way = b - a
        off = points[kept[-1] + 1 : i + 1] - a
        far = np.abs(way[0] * off[:, 1] - way[1] * off[:, 0]) / max(1e-9, float(np.hypot(*way)))
        if far.max() > 0.5:  # noqa: PLR2004 - units
            kept.append(i)
    return points[[*kept, len(points) - 1]]


def cut_area(mark: Mark, radius: float) -> list[Mark]:
    """Return what of a convex area lies within `radius` units of (0, 0)."""
    turns = np.linspace(0, 2 * np.pi, _CORNERS * 2, endpoint=False)
    rim = radius * np.stack([np.cos(turns), np.sin(turns)], axis=1)
    (shape, *_) = flattened(mark)
    for a, b in zip(rim, np.roll(rim, -1, axis=0), strict=True):
        shape = _beside(shape, a, b)
        if not len(shape):
            return []
    path = [(round(float(x)), round(float(y))) for x, y in shape]
    return [replace(mark, ops="m" + "l" * (len(path) - 1) + "z", points=sum(path, ()))]


def _beside(shape: Array, a: Array, b: Array) -> Array:
    """Return what of a polygon lies to the left of a line (Sutherland and Hodgman, 1974)."""
    side = (b[0] - a[0]) * (shape[:, 1] - a[1]) - (b[1] - a[1]) * (shape[:, 0] - a[0])
    out = []
    for i in range(len(shape)):
        j = (i + 1) % len(shape)
        if side[i] >= 0:
            out.append(shape[i])
        if (side[i] >= 0) != (side[j] >= 0):
            out.append(shape[i] + (shape[j] - shape[i]) * side[i] / (side[i] - side[j]))
    return np.array(out)


def _ring(middle: tuple[float, float], radius: float) -> tuple[str, tuple[int, ...]]:
    turns = np.linspace(0, 2 * np.pi, _CORNERS, endpoint=False)
    rim = np.array(middle) + radius * np.stack([np.cos(turns), np.sin(turns)], axis=1)
    return smooth_path([to_units(place) for place in rim], closed=True)
