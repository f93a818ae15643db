"""The distance to a set of parts, for many points at once, in the viewer's axes.

A signed distance (positive outside) to each solid; solids of a part melt together by a smooth
minimum, parts melt into what came before only near their joint. Formulas: the round cone and
the smooth minimum follow I. Quilez, "Distance functions" (iquilezles.org).
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from handouts.figures.author.shapes import Kind, Part
from handouts.figures.author.vectors import Array, Ints

# Single precision halves the time and is a thousand times finer than what is drawn.
Floats = npt.NDArray[np.float32]

_SMALL = 1e-9


def viewer(yaw: float, pitch: float) -> Array:
    """Return the viewer's axes as rows: right, up, towards the viewer. Degrees."""
    a, b = np.radians(yaw), np.radians(pitch)
    towards = np.array([np.sin(a) * np.cos(b), -np.cos(a) * np.cos(b), np.sin(b)])
    right = np.array([np.cos(a), np.sin(a), 0.0])
    return np.stack([right, np.cross(towards, right), towards])


def smooth_minimum(a: Floats, b: Floats, width: Floats | float) -> Floats:
    """Return the smaller of two distances, rounded where they differ by less than width."""
    overlap = np.maximum(width - np.abs(a - b), 0)
    rounding = overlap * overlap * (0.25 / np.maximum(width, _SMALL))
    return np.asarray(np.minimum(a, b) - rounding, dtype=np.float32)


class Field:
    """Parts laid out as flat arrays, turned into the viewer's axes."""

    def __init__(self, parts: Sequence[Part], view: Array) -> None:
        self.parts = list(parts)
        self.view = view
        solids = [(i, s) for i, part in enumerate(self.parts) for s in part.solids]
        self.owner: Ints = np.array([i for i, _ in solids], dtype=np.int64)
        self._kind = np.array([int(s.kind) for _, s in solids], dtype=np.int64)
        self._size = np.array([(*s.size, 0.0, 0.0)[:4] for _, s in solids], dtype=np.float32)
        squash = [s.squash if s.kind is Kind.CONE else (1.0, 1.0, 1.0) for _, s in solids]
        inverse = [
            ((view @ s.turn) / np.asarray(q)).T for (_, s), q in zip(solids, squash, strict=True)
        ]
        self._to_local = np.array([m.T for m in inverse], dtype=np.float32)
        self._shift = np.array(
            [m @ (view @ s.centre) for m, (_, s) in zip(inverse, solids, strict=True)],
            dtype=np.float32,
        )
        self._shrink = np.array([min(q) for q in squash], dtype=np.float32)
        self._cut = [s.cut for _, s in solids]
        bounds = [s.bound for _, s in solids]
        self.bound_centre = np.array([view @ centre for centre, _ in bounds])
        self.bound_radius = np.array([radius for _, radius in bounds])
        self._joint = [
            None if p.joint is None else (view @ p.joint).astype(np.float32) for p in self.parts
        ]

    def has_box(self, solids: Ints) -> bool:
        """Return whether one of these solids is a box."""
        return bool((self._kind[solids] == int(Kind.BOX)).any())

    def everything(self) -> Ints:
        """Return the index of every solid."""
        return np.arange(len(self.owner), dtype=np.int64)

    def distance(self, points: Array, solids: Ints) -> Array:
        """Return the distance of each point [n, 3] to the body made of these solids."""
        return self._blend(points, solids)[0].astype(np.float64)

    def distance_and_part(self, points: Array, solids: Ints) -> tuple[Array, Ints]:
        """Return the distance, and the index of the part nearest to each point."""
        distance, part = self._blend(points, solids)
        return distance.astype(np.float64), part

    def nearest_solid(self, points: Array) -> Ints:
        """Return the index of the solid nearest to each point."""
        each = self._solid_distances(points.astype(np.float32), self.everything())
        return np.asarray(each.argmin(axis=1), dtype=np.int64)

    def depth(self, points: Array) -> float:
        """Return how deep the deepest point lies inside any one solid (negative: outside all).

        In an ellipsoid the usual bound grows towards the middle; here its thinnest radius limits.
        """
        solids = self.everything()
        local = points.astype(np.float32)
        each = self._solid_distances(local, solids)
        for column in np.nonzero(self._kind == int(Kind.ELLIPSOID))[0]:
            q = local @ self._to_local[column] - self._shift[column]
            radii = self._size[column, :3]
            scaled = np.sqrt(((q / radii) ** 2).sum(1))
            each[:, column] = (scaled - 1) * radii.min()
        return -float(each.min())

    def _blend(self, exact: Array, solids: Ints) -> tuple[Floats, Ints]:
        points = exact.astype(np.float32)
        each = self._solid_distances(points, solids)
        owners = self.owner[solids]
        total: Floats = np.full(len(points), 1e9, dtype=np.float32)
        nearest: Floats = np.full(len(points), 1e9, dtype=np.float32)
        part_of: Ints = np.zeros(len(points), dtype=np.int64)
        # Solids come part by part, so each part's columns are a slice.
        starts = [0, *(np.flatnonzero(np.diff(owners)) + 1).tolist(), len(owners)]
        for first, end in pairwise(starts):
            i = int(owners[first])
            part, joint = self.parts[i], self._joint[i]
            d = each[:, first]
            for column in range(first + 1, end):
                other = each[:, column]
                d = smooth_minimum(d, other, part.blend) if part.blend else np.minimum(d, other)
            closer = d < nearest
            nearest = np.where(closer, d, nearest)
            part_of = np.where(closer, i, part_of)
            if part.joint_blend and joint is not None:
                away = points - joint
                fade = np.exp(-(away * away).sum(1) / np.float32(2 * part.joint_reach**2))
                total = smooth_minimum(total, d, np.maximum(part.joint_blend * fade, 1e-7))
            else:
                total = np.minimum(total, d)
        return total, part_of

    def _solid_distances(self, points: Floats, solids: Ints) -> Floats:
        """Return distances [points, solids]."""
        count = len(solids)
        stacked = self._to_local[solids].transpose(1, 0, 2).reshape(3, 3 * count)
        local = (points @ stacked).reshape(len(points), count, 3) - self._shift[solids][None]
        out = np.empty((len(points), count), dtype=np.float32, order="F")
        kinds, sizes = self._kind[solids], self._size[solids]
        for kind, formula in ((0, _to_cone), (1, _to_ellipsoid), (2, _to_box)):
            columns = np.nonzero(kinds == kind)[0]
            if len(columns):
                out[:, columns] = formula(local[:, columns], sizes[columns])
        out *= self._shrink[solids]
        for column, solid in enumerate(solids):
            cut = self._cut[solid]
            if cut is not None:
                beyond = (
                    local[:, column] @ cut[0].astype(np.float32) - np.float32(cut[1])
                ) * self._shrink[solid]
                out[:, column] = np.maximum(out[:, column], beyond)
        return out


def _to_cone(q: Floats, size: Floats) -> Floats:
    start, end, long = size[:, 0], size[:, 1], size[:, 2]
    x, z = np.hypot(q[..., 0], q[..., 1]), q[..., 2]
    slope = (start - end) / long
    along = np.sqrt(np.maximum(1e-6, 1 - slope * slope))
    k = z * along - x * slope
    flank = x * along + z * slope - start
    below = np.hypot(x, z) - start
    above = np.hypot(x, z - long) - end
    past = np.where(k > along * long, above, flank)
    return np.where(k < 0, below, past)


def _to_ellipsoid(q: Floats, size: Floats) -> Floats:
    """Return a close bound on the distance (exact on the surface)."""
    u = q / size[:, :3]
    k0 = np.sqrt((u * u).sum(-1))
    v = u / size[:, :3]
    k1 = np.sqrt((v * v).sum(-1)) + _SMALL
    return np.asarray(k0 * (k0 - 1) / k1, dtype=np.float32)


def _to_box(q: Floats, size: Floats) -> Floats:
    d = np.abs(q) - size[:, :3]
    outside = np.sqrt((np.maximum(d, 0) ** 2).sum(-1))
    return np.asarray(outside + np.minimum(d.max(-1), 0) - size[:, 3], dtype=np.float32)
