"""Arrows: along the path a place really takes, round a place, or straight."""

from collections.abc import Mapping
from typing import Final

import numpy as np

from handouts.figures.author.contours import resampled
from handouts.figures.author.pen import polygon
from handouts.figures.author.places import point
from handouts.figures.author.skeleton import Side, Skeleton, between
from handouts.figures.author.vectors import Array
from handouts.figures.drawing import UNITS_PER_STATURE, Mark
from handouts.figures.pose import Arrow, PositionName

# Millimetres at the size an arrow is made for: width at tail and neck, head's length and half.
_TAIL: Final = 0.55
_NECK: Final = 1.05
_HEAD: Final = 2.7
_HALF_HEAD: Final = 1.55
_HALO: Final = 0.55
_CORE: Final = 0.24  # width of the light line inside, so that an arrow shows on dark cloth
_CORE_SHARE: Final = (0.06, 0.80)  # of the way, tail to tip
_FRAMES: Final = 9


def arrow_path(
    arrow: Arrow, bodies: Mapping[PositionName, Skeleton], near: Side, axes: Array
) -> Array:
    """Return the middle line [n, 2] of an arrow in the viewer's axes, tail first.

    `bodies` has every position in its order. What an arrow follows is the way from the start to
    its own panel's position; in the start's panel, the way that lies ahead.
    """
    last = list(bodies.values())[-1]
    body = bodies.get(arrow.panel, last)
    if arrow.follow is not None and len(bodies) > 1:
        there = last if arrow.panel == "start" else body
        return _followed(arrow, bodies["start"], there, near, axes)
    start, end = arrow.start, arrow.end
    if arrow.arc is not None and not isinstance(start, tuple) and not isinstance(end, tuple):
        centre = (axes @ point(body, arrow.arc, near))[:2] + np.asarray(arrow.shift)
        t = np.radians(np.linspace(start, end, 24))
        ring = np.stack([np.cos(t), np.sin(t)], axis=1)
        return np.asarray(centre + arrow.r * ring, dtype=np.float64)
    centre = (axes @ point(body, arrow.at or "pelvis", near))[:2]
    a, b = centre + np.asarray(start), centre + np.asarray(end)
    t = np.linspace(0, 1, 16)[:, None]
    across = np.array([-(b - a)[1], (b - a)[0]])
    return np.asarray(a + (b - a) * t + across * arrow.bend * 4 * t * (1 - t), dtype=np.float64)


def _followed(arrow: Arrow, start: Skeleton, end: Skeleton, near: Side, axes: Array) -> Array:
    name = arrow.follow or ""
    steps = [between(start, end, i / (_FRAMES - 1)) for i in range(_FRAMES)]
    p = np.array([axes @ point(body, name, near) for body in steps])[:, :2]
    p = (p[::-1] if arrow.reverse else p) + np.asarray(arrow.shift)
    p = resampled(p, 0.004, closed=False)
    last = len(p) - 1
    p = p[int(arrow.trim[0] * last) : int(arrow.trim[1] * last) + 1]
    if arrow.offset and len(p) > 2:  # noqa: PLR2004 - there is a direction
        along = np.gradient(p, axis=0)
        across = np.stack([-along[:, 1], along[:, 0]], axis=1)
        across /= np.linalg.norm(across, axis=1, keepdims=True) + 1e-9
        pivot = (axes @ point(end, arrow.pivot, near))[:2]
        middle = len(p) // 2
        outward = 1 if float(across[middle] @ (p[middle] - pivot)) > 0 else -1
        p = p + outward * arrow.offset * across
    return p


def arrow_marks(path: Array, millimetre: float, *, both: bool) -> tuple[list[Mark], list[Mark]]:
    """Return an arrow's light rim, and the arrow with its light core.

    The rim goes under the figure, never over it.

    `millimetre`: how many body heights one is on paper.
    """
    middle = len(path) // 2
    halves = [path[middle:], path[: middle + 1][::-1]] if both else [path]
    shapes = [_shape(half, millimetre, tail=_NECK if both else _TAIL) for half in halves]
    fills = [polygon("arrow", list(shape)) for shape in shapes]
    rims = [Mark("line", "paper", _HALO, fill.ops, fill.points) for fill in fills]
    return rims, [*fills, _core(path, both=both)]


def _core(path: Array, *, both: bool) -> Mark:
    """Return the light line along the middle of an arrow, which leaves its heads dark."""
    first, last = _CORE_SHARE
    first = 1 - last if both else first
    ends = round(first * (len(path) - 1)), round(last * (len(path) - 1)) + 1
    line = polygon("arrow.core", list(path[slice(*ends)]))
    return Mark("line", "arrow.core", _CORE, line.ops.removesuffix("z"), line.points)


def _shape(p: Array, millimetre: float, *, tail: float) -> Array:
    """Return the outline of an arrow along a line: it widens to a neck and ends in a head."""
    travelled = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(p, axis=0).T))])
    whole = float(travelled[-1])
    head, half = _HEAD * millimetre, _HALF_HEAD * millimetre
    neck, thin = _NECK * millimetre, tail * millimetre
    if whole < head * 1.35:
        head = whole / 1.35
        half = min(half, head * 0.62)
        neck = min(neck, half * 0.6)
        thin = min(thin, neck)

    def at(t: Array | float) -> Array:
        return np.stack([np.interp(t, travelled, p[:, i]) for i in (0, 1)], axis=-1)

    count = max(6, int(whole / (head * 0.3)))
    q = at(np.linspace(0, whole - head * 0.92, count))
    along = np.gradient(q, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True) + 1e-9
    across = np.stack([-along[:, 1], along[:, 0]], axis=1)
    width = np.linspace(thin, neck, count)[:, None] / 2
    tip, base = p[-1], at(whole - head)
    u = (tip - base) / (np.hypot(*(tip - base)) + 1e-9)
    m = np.array([-u[1], u[0]])
    barbs = [base + m * half - u * head * 0.10, tip, base - m * half - u * head * 0.10]
    return np.concatenate([q + across * width, barbs, (q - across * width)[::-1]])


def reach(paths: list[Array], margin: float) -> tuple[int, int, int, int] | None:
    """Return the box round arrows in units, with a margin in body heights; None without any."""
    if not paths:
        return None
    every = np.concatenate(paths)
    low, high = every.min(0) - margin, every.max(0) + margin
    box = [round(float(v) * UNITS_PER_STATURE) for v in (low[0], low[1], high[0], high[1])]
    return box[0], box[1], box[2], box[3]
