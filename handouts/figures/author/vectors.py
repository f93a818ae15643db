"""Vectors and rotations in three dimensions. Angles in degrees, right-handed."""

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Triple = Sequence[float]

_TINY = 1e-12


def vec(x: float, y: float, z: float) -> Array:
    """Return a vector."""
    return np.array([x, y, z], dtype=np.float64)


def about_x(angle: float) -> Array:
    """Return the rotation about x: y turns towards z."""
    c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return np.array([[1, 0, 0], [0, c, -s], [0, s, c]], dtype=np.float64)


def about_y(angle: float) -> Array:
    """Return the rotation about y: z turns towards x (an upright body bends forward)."""
    c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]], dtype=np.float64)


def about_z(angle: float) -> Array:
    """Return the rotation about z: x turns towards y."""
    c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]], dtype=np.float64)


def cross(a: Array, b: Array) -> Array:
    """Return a x b (numpy's own is slow for single vectors)."""
    return vec(a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def length(v: Array) -> float:
    """Return the length of a vector."""
    return math.sqrt(float(v @ v))


def unit(v: Array | Triple) -> Array:
    """Return the vector scaled to length 1; a zero vector stays (almost) zero."""
    w = np.asarray(v, dtype=np.float64)
    return np.asarray(w / max(_TINY, length(w)), dtype=np.float64)


def across(v: Array, axis: Array) -> Array:
    """Return the part of v at right angles to a unit axis."""
    return np.asarray(v - axis * float(v @ axis), dtype=np.float64)


def frame(x: Array, z: Array) -> Array:
    """Return a rotation whose third column is unit z and whose first is x, squared up."""
    x1 = unit(across(x, z))
    return np.stack([x1, cross(z, x1), z], axis=1)


def any_frame(z: Array) -> Array:
    """Return some rotation whose third column is unit z, always the same for the same z."""
    x = vec(1, 0, 0)
    if length(across(x, z)) < 0.1:  # noqa: PLR2004 - nearly parallel
        x = vec(0, 1, 0)
    return frame(x, z)


def angle_between(a: Array, b: Array) -> float:
    """Return the angle between two unit vectors, 0 to 180."""
    return math.degrees(math.acos(max(-1.0, min(1.0, float(a @ b)))))


def partial_turn(rotation: Array, share: float) -> Array:
    """Return `share` (0 to 1) of a rotation about its own axis."""
    turn = math.acos(max(-1.0, min(1.0, (float(np.trace(rotation)) - 1) / 2)))
    axis = vec(
        rotation[2, 1] - rotation[1, 2],
        rotation[0, 2] - rotation[2, 0],
        rotation[1, 0] - rotation[0, 1],
    )
    if turn < 1e-6 or length(axis) < 1e-6:  # noqa: PLR2004 - no turn, or exactly half a one
        return np.eye(3) if share < 1 else rotation
    x, y, z = unit(axis)
    skew = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]], dtype=np.float64)
    part = turn * share
    return np.eye(3) + math.sin(part) * skew + (1 - math.cos(part)) * skew @ skew
