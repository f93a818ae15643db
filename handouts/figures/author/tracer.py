"""What the eye sees: an orthographic sphere tracer over tiles of the picture.

Each tile keeps only the solids that can reach it. Pixels are squares of `pitch` body heights;
row 0 is at the top; pixel centres sit at half numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from handouts.figures.author.field import Field
from handouts.figures.author.shapes import Part
from handouts.figures.author.vectors import Array, Ints

NOTHING = -1e9  # the depth where no part is hit
_TILE = 32
_SPILL = 0.012  # parts melt: a tile looks this far beyond its own edge
_HIT = 0.0007
_LEAST_STEP = 0.0012  # thinner than anything that is drawn
_STEPS = 36
_STEPS_TO_BOXES = 64  # their flat tops are often seen at a glancing angle
_PROBE = 0.0012
_TETRAHEDRON = np.array(((1, -1, -1), (-1, -1, 1), (-1, 1, -1), (1, 1, 1)), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class View:
    """What was seen: depth, part index (-1 nothing) and normal for each pixel."""

    depth: Array
    part: Ints
    normal: Array
    left: float
    top: float
    pitch: float
    tracer: "Tracer"

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.depth.shape[0], self.depth.shape[1]

    def points(self, rows: Ints, columns: Ints) -> Array:
        """Return the points seen at pixels, in the viewer's axes."""
        x = self.left + (columns + 0.5) * self.pitch
        y = self.top - (rows + 0.5) * self.pitch
        return np.stack([x, y, self.depth[rows, columns]], axis=1)


class Tracer:
    """Sees parts from one side; `window` (left, bottom, right, top) may be given."""

    def __init__(
        self,
        parts: Sequence[Part],
        view: Array,
        pitch: float,
        window: tuple[float, float, float, float] | None = None,
    ) -> None:
        self.field = Field(parts, view)
        self.pitch = pitch
        if window is None:
            low = (self.field.bound_centre - self.field.bound_radius[:, None])[:, :2].min(0)
            high = (self.field.bound_centre + self.field.bound_radius[:, None])[:, :2].max(0)
            window = (low[0] - 0.03, low[1] - 0.03, high[0] + 0.03, high[1] + 0.03)
        self.left, self.top = window[0], window[3]
        self.columns = int(np.ceil((window[2] - window[0]) / pitch))
        self.rows = int(np.ceil((window[3] - window[1]) / pitch))
        self._tiles: dict[tuple[int, int], Ints] = {}

    def look(self) -> View:
        """Trace every pixel."""
        shape = (self.rows, self.columns)
        depth, part = np.full(shape, NOTHING), np.full(shape, -1, dtype=np.int64)
        normal = np.zeros((*shape, 3))
        for row in range(0, self.rows, _TILE):
            for column in range(0, self.columns, _TILE):
                solids = self._solids(row // _TILE, column // _TILE)
                if not len(solids):
                    continue
                high, wide = min(_TILE, self.rows - row), min(_TILE, self.columns - column)
                r, c = np.divmod(np.arange(high * wide), wide)
                x = self.left + (column + c + 0.5) * self.pitch
                y = self.top - (row + r + 0.5) * self.pitch
                hit, points, seen = self._march(x, y, solids)
                if len(hit):
                    at = (row + r[hit], column + c[hit])
                    depth[at], part[at] = points[:, 2], seen
                    normal[at] = self._normals(points, solids)
        return View(depth, part, normal, self.left, self.top, self.pitch, self)

    def cast(self, u: Array, v: Array, near: Array, far: Array) -> tuple[Array, Ints, Array]:
        """Trace rays at pixel coordinates (u right, v down) between two depths each.

        Returns depths (NOTHING where missed), part indices and points.
        """
        depth = np.full(len(u), NOTHING)
        part = np.full(len(u), -1, dtype=np.int64)
        points = np.zeros((len(u), 3))
        x, y = self.left + u * self.pitch, self.top - v * self.pitch
        tile_row = np.clip(v // _TILE, 0, None).astype(np.int64)
        tile_column = np.clip(u // _TILE, 0, None).astype(np.int64)
        key = tile_row * 100000 + tile_column
        for k in np.unique(key):
            own = np.nonzero(key == k)[0]
            solids = self._solids(*divmod(int(k), 100000))
            if len(solids):
                hit, found, seen = self._march(x[own], y[own], solids, near[own], far[own])
                at = own[hit]
                depth[at], part[at], points[at] = found[:, 2], seen, found
        return depth, part, points

    def _solids(self, row: int, column: int) -> Ints:
        """Return the solids that can be seen in a tile."""
        if (row, column) not in self._tiles:
            size = _TILE * self.pitch
            x0, y1 = self.left + column * size, self.top - row * size
            cx, cy = self.field.bound_centre[:, 0], self.field.bound_centre[:, 1]
            dx = np.maximum(np.maximum(x0 - cx, cx - x0 - size), 0)
            dy = np.maximum(np.maximum(y1 - size - cy, cy - y1), 0)
            near = dx * dx + dy * dy < (self.field.bound_radius + _SPILL) ** 2
            self._tiles[row, column] = np.nonzero(near)[0]
        return self._tiles[row, column]

    def _march(
        self,
        x: Array,
        y: Array,
        solids: Ints,
        near: Array | None = None,
        far: Array | None = None,
    ) -> tuple[Ints, Array, Ints]:
        """Walk rays away from the viewer; return which hit, where, and which part."""
        f = self.field
        front, back = self._between(x, y, solids)
        z = front if near is None else np.minimum(near, front)
        stop = back if far is None else np.maximum(far, back)
        points = np.stack([x, y, z], axis=1)
        walking, hit = np.nonzero(z > stop)[0], np.zeros(len(x), dtype=bool)
        for _ in range(_STEPS_TO_BOXES if f.has_box(solids) else _STEPS):
            if not len(walking):
                break
            d = f.distance(points[walking], solids)
            arrived = d < _HIT
            hit[walking[arrived]] = True
            points[walking, 2] -= np.where(arrived, 0, np.maximum(d * 0.95, _LEAST_STEP))
            walking = walking[~arrived & (points[walking, 2] > stop[walking])]
        found = np.nonzero(hit)[0]
        at = points[found]
        if not len(found):
            return found, at, np.zeros(0, dtype=np.int64)
        for _ in range(2):
            at[:, 2] -= f.distance(at, solids)
        return found, at, f.distance_and_part(at, solids)[1]

    def _between(self, x: Array, y: Array, solids: Ints) -> tuple[Array, Array]:
        """Return where rays enter the first ball round a solid and leave the last."""
        centre, radius = self.field.bound_centre[solids], self.field.bound_radius[solids] + _SPILL
        away = (x[:, None] - centre[:, 0]) ** 2 + (y[:, None] - centre[:, 1]) ** 2
        half = np.sqrt(np.maximum(radius**2 - away, 0))
        met = away < radius**2
        front = np.where(met, centre[:, 2] + half, NOTHING).max(axis=1)
        back = np.where(met, centre[:, 2] - half, -NOTHING).min(axis=1)
        return front, back

    def _normals(self, points: Array, solids: Ints) -> Array:
        """Return surface normals by four probes at the corners of a tetrahedron."""
        gradient = np.zeros_like(points)
        for corner in _TETRAHEDRON:
            gradient += corner * self.field.distance(points + corner * _PROBE, solids)[:, None]
        size = np.linalg.norm(gradient, axis=1, keepdims=True) + 1e-12
        return np.asarray(gradient / size, dtype=np.float64)
