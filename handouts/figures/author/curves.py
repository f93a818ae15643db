"""From polylines to cubic Bezier curves, by least squares.

After P. J. Schneider, "An algorithm for automatically fitting digitized curves", Graphics Gems
(1990): fit one cubic, move the parameters by Newton's method, split where it is worst.
"""

from itertools import pairwise

import numpy as np

from handouts.figures.author.vectors import Array, Ints

_ROUNDS = 4
_HOPELESS = 6  # times the tolerance: split at once
_SPAN = 4  # points on either side that decide whether there is a corner


def fit_closed(p: Array, tolerance: float, corner: float) -> list[Array]:
    """Return cubics [4, 2] round a closed polyline; turns above `corner` degrees stay sharp."""
    sharp = _corners(p, corner, closed=True)
    if not sharp:
        tangent = _unit(p[1] - p[-1])
        return _fit(np.concatenate([p, p[:1]]), tolerance, tangent, -tangent)
    out: list[Array] = []
    for a, b in zip(sharp, [*sharp[1:], sharp[0] + len(p)], strict=True):
        out += _fit_open(p[np.arange(a, b + 1) % len(p)], tolerance)
    return out


def fit_open(p: Array, tolerance: float, corner: float) -> list[Array]:
    """Return cubics [4, 2] along an open polyline."""
    sharp = [0, *_corners(p, corner, closed=False), len(p) - 1]
    out: list[Array] = []
    for a, b in pairwise(sharp):
        if b > a:
            out += _fit_open(p[a : b + 1], tolerance)
    return out


def _unit(v: Array) -> Array:
    return np.asarray(v / max(1e-9, float(np.hypot(v[0], v[1]))), dtype=np.float64)


def _corners(p: Array, degrees: float, *, closed: bool) -> list[int]:
    n, k = len(p), _SPAN
    if n < 2 * k + 2:
        return []
    i: Ints = np.arange(n)
    before = p[(i - k) % n] if closed else p[np.clip(i - k, 0, n - 1)]
    after = p[(i + k) % n] if closed else p[np.clip(i + k, 0, n - 1)]
    v, w = p - before, after - p
    turned = np.degrees(np.abs(np.arctan2(v[:, 0] * w[:, 1] - v[:, 1] * w[:, 0], (v * w).sum(1))))
    if not closed:
        turned[:k] = turned[-k:] = 0
    out: list[int] = []
    for j in np.argsort(-turned).tolist():
        if turned[j] < degrees:
            break
        if all(min(abs(j - q), n - abs(j - q)) > k for q in out):
            out.append(j)
    return sorted(out)


def _fit_open(p: Array, tolerance: float) -> list[Array]:
    last = len(p) - 1
    start, end = _unit(p[min(last, 2)] - p[0]), _unit(p[max(0, last - 2)] - p[last])
    return _fit(p, tolerance, start, end)


def _fit(p: Array, tolerance: float, start: Array, end: Array) -> list[Array]:
    n = len(p)
    if n <= 2:  # noqa: PLR2004 - a straight piece
        third = float(np.hypot(*(p[-1] - p[0]))) / 3
        return [np.array([p[0], p[0] + start * third, p[-1] + end * third, p[-1]])]
    u = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(p, axis=0).T))])
    u = u / max(u[-1], 1e-9)
    worst = n // 2
    for _ in range(_ROUNDS):
        c = _one(p, start, end, u)
        miss = _at(c, u) - p
        squared = (miss**2).sum(1)
        worst = int(squared.argmax())
        if squared[worst] < tolerance**2:
            return [c]
        if squared[worst] > (tolerance * _HOPELESS) ** 2:
            break
        u = _moved(c, u, miss)
    worst = min(max(worst, 1), n - 2)
    tangent = _unit(p[min(n - 1, worst + 2)] - p[max(0, worst - 2)])
    before = _fit(p[: worst + 1], tolerance, start, -tangent)
    return before + _fit(p[worst:], tolerance, tangent, end)


def _at(c: Array, u: Array) -> Array:
    t = u[:, None]
    v = 1 - t
    out = v**3 * c[0] + 3 * v * v * t * c[1] + 3 * v * t * t * c[2] + t**3 * c[3]
    return np.asarray(out, dtype=np.float64)


def _one(p: Array, start: Array, end: Array, u: Array) -> Array:
    """Return the cubic with these end tangents that lies closest to the points."""
    b0, b1, b2, b3 = (1 - u) ** 3, 3 * u * (1 - u) ** 2, 3 * u * u * (1 - u), u**3
    a1, a2 = b1[:, None] * start, b2[:, None] * end
    rest = p - ((b0 + b1)[:, None] * p[0] + (b2 + b3)[:, None] * p[-1])
    c00, c01, c11 = (a1 * a1).sum(), (a1 * a2).sum(), (a2 * a2).sum()
    x0, x1 = (a1 * rest).sum(), (a2 * rest).sum()
    det = c00 * c11 - c01 * c01
    chord = float(np.hypot(*(p[-1] - p[0])))
    first = second = chord / 3
    if abs(det) > 1e-9:  # noqa: PLR2004 - solvable
        first, second = (x0 * c11 - x1 * c01) / det, (c00 * x1 - c01 * x0) / det
    if min(first, second) < 1e-3 * chord or max(first, second) > 3 * chord + 1:
        first = second = chord / 3
    return np.array([p[0], p[0] + start * first, p[-1] + end * second, p[-1]])


def _moved(c: Array, u: Array, miss: Array) -> Array:
    """Return the parameters after one Newton step towards each point's nearest place."""
    v = 1 - u
    d1 = (
        3 * (v**2)[:, None] * (c[1] - c[0])
        + 6 * (v * u)[:, None] * (c[2] - c[1])
        + 3 * (u**2)[:, None] * (c[3] - c[2])
    )
    d2 = 6 * v[:, None] * (c[2] - 2 * c[1] + c[0]) + 6 * u[:, None] * (c[3] - 2 * c[2] + c[1])
    top, below = (miss * d1).sum(1), (d1 * d1).sum(1) + (miss * d2).sum(1)
    step = top / np.where(np.abs(below) > 1e-9, below, 1e9)  # noqa: PLR2004 - no slope, no step
    return np.maximum.accumulate(np.clip(u - step, 0, 1))
