"""The solids that bodies and things are made of, and parts: solids that belong together."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from handouts.figures.author.vectors import Array, Triple, any_frame, length, unit, vec


class Kind(IntEnum):
    """A round cone (two spheres and their hull), an ellipsoid, a box with rounded edges."""

    CONE = 0
    ELLIPSOID = 1
    BOX = 2


@dataclass(slots=True)
class Solid:
    """One solid in the world.

    `size`: cone (radius at the start, radius at the end, length), ellipsoid (three radii), box
    (three half sizes, rounding). `squash` scales a cone's own axes. `cut` = (normal, offset) in
    the solid's own axes takes away everything beyond a plane.
    """

    kind: Kind
    centre: Array
    turn: Array
    size: tuple[float, ...]
    squash: Triple = (1.0, 1.0, 1.0)
    cut: tuple[Array, float] | None = None

    @property
    def bound(self) -> tuple[Array, float]:
        """A ball around the solid: centre and radius."""
        if self.kind is Kind.CONE:
            start, end, long = self.size
            middle = self.centre + self.turn @ vec(0, 0, long * self.squash[2] / 2)
            return middle, long * self.squash[2] / 2 + max(start, end) * max(self.squash)
        if self.kind is Kind.ELLIPSOID:
            return self.centre, max(self.size)
        half = vec(*self.size[:3])
        return self.centre, length(half) + self.size[3]

    def surface(self) -> Array:
        """Return points on the surface [n, 3], the same ones every time."""
        squash = np.asarray(self.squash, dtype=np.float64)
        if self.kind is Kind.CONE:
            start, end, long = self.size
            points = np.concatenate([_BALL * start, _BALL * end + vec(0, 0, long)])
        elif self.kind is Kind.ELLIPSOID:
            points, squash = _BALL * np.asarray(self.size), np.ones(3)
        else:
            points = _CORNERS * (np.asarray(self.size[:3]) + self.size[3])
        if self.cut is not None:
            normal, offset = self.cut
            points = points - np.maximum(points @ normal - offset, 0)[:, None] * normal
        return np.asarray((points * squash) @ self.turn.T + self.centre, dtype=np.float64)


def _ball(count: int) -> Array:
    """Return points spread evenly over a unit sphere (Fibonacci lattice)."""
    i = np.arange(count) + 0.5
    polar, turn = np.arccos(1 - 2 * i / count), np.pi * (1 + 5**0.5) * i
    rim = np.sin(polar)
    return np.stack([np.cos(turn) * rim, np.sin(turn) * rim, np.cos(polar)], axis=1)


_BALL = _ball(160)
_CORNERS = np.array(
    [[i, j, k] for i in (-1, 1) for j in (-1, 1) for k in (-1, 1)], dtype=np.float64
)


@dataclass(slots=True)
class Part:
    """Solids that melt into one another within `blend`.

    `group` is what it belongs to (body, head, Larm, prop_mat ...), `role` its paint. At `joint`
    it also melts into the parts before it: within `joint_blend`, fading over `joint_reach`, so
    that a hand on a thigh stays a hand on a thigh.
    """

    name: str
    group: str
    role: str
    solids: list[Solid]
    blend: float = 0.01
    side: str = ""
    joint: Array | None = None
    joint_blend: float = 0.0
    joint_reach: float = 0.03

    @property
    def is_prop(self) -> bool:
        """Whether it is a thing and not the person."""
        return self.group.startswith("prop")

    @property
    def lowest(self) -> float:
        """Height of its lowest point."""
        return min(float(solid.surface()[:, 2].min()) for solid in self.solids)


def box(centre: Triple, half: Triple, rounding: float = 0.0, turn: Array | None = None) -> Solid:
    """Return a box by its centre and half sizes, along the world's axes unless turned."""
    turned = np.eye(3) if turn is None else turn
    return Solid(Kind.BOX, vec(*centre), turned, (*half, rounding))


def rod(start: Array, end: Array, radius: float, end_radius: float | None = None) -> Solid:
    """Return a rod with round ends between two points."""
    size = (radius, radius if end_radius is None else end_radius, length(end - start))
    return Solid(Kind.CONE, start, any_frame(unit(end - start)), size)


def ball(centre: Array, radii: Triple, turn: Array | None = None) -> Solid:
    """Return an ellipsoid."""
    turned = np.eye(3) if turn is None else turn
    return Solid(Kind.ELLIPSOID, centre, turned, tuple(radii))
