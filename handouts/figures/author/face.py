"""Eyes, brows and mouth: strokes laid on the head, kept where they can be seen."""

import numpy as np

from handouts.figures.author.builds import Build
from handouts.figures.author.field import Field
from handouts.figures.author.pen import to_units
from handouts.figures.author.shapes import Part
from handouts.figures.author.skeleton import Skeleton
from handouts.figures.author.tracer import View
from handouts.figures.author.vectors import Array, unit, vec
from handouts.figures.drawing import Mark

_CIRCLE = 0.5523  # control points of a quarter circle
_EYE = (0.0175, 0.0415)  # to the side, up: head axes, body heights
_EYE_SIZE = (0.0042, 0.0048)
# Level brows and a mouth whose corners are a little up: friendly, from every side.
_BROW = ((0.0090, 0.0565), (0.0172, 0.0585), (0.0255, 0.0555))
_MOUTH = ((0.0135, 0.0098), (0.0070, 0.0077), (0.0, 0.0070), (-0.0070, 0.0077), (-0.0135, 0.0098))
_THIN = 0.15  # mm on paper


def face_marks(
    body: Skeleton, build: Build, parts: list[Part], view: View, axes: Array
) -> list[Mark]:
    """Return the strokes of the face that the viewer sees."""
    seen = _Face(body, build, parts, view, axes)
    marks: list[Mark] = []
    for side in (1, -1):
        eye = seen.at(side * _EYE[0], _EYE[1])
        if eye is not None:
            marks.append(seen.eye(*eye))
        brow = [seen.at(side * y, z) for y, z in _BROW]
        if all(b is not None for b in brow):
            marks.append(_curve([b[0] for b in brow if b is not None]))
    mouth = [m[0] for y, z in _MOUTH if (m := seen.at(y, z)) is not None]
    if len(mouth) > 2:  # noqa: PLR2004 - half of it is in sight
        marks.append(_curve([mouth[0], mouth[len(mouth) // 2], mouth[-1]]))
    elif len(mouth) == 2:  # noqa: PLR2004 - from the side: a corner
        marks.append(_curve([mouth[0], (mouth[0] + mouth[1]) / 2, mouth[1]]))
    return marks


def _curve(points: list[Array]) -> Mark:
    """Return a stroke from the first to the last of three points, through the middle one."""
    a, m, c = (p[:2] for p in points)
    bow = 2 * m - (a + c) / 2
    corners = (a, a + (bow - a) * 2 / 3, c + (bow - c) * 2 / 3, c)
    values = tuple(v for corner in corners for v in to_units(corner))
    return Mark("line", "face", _THIN, "mc", values)


class _Face:
    def __init__(
        self, body: Skeleton, build: Build, parts: list[Part], view: View, axes: Array
    ) -> None:
        self.body, self.size, self.view, self.axes = body, build.head, view, axes
        self.skull = Field([p for p in parts if p.name == "head"], np.eye(3))
        up = axes @ body.turn["head"][:, 2]
        flat = vec(up[0], up[1], 0)
        tall = np.hypot(up[0], up[1]) > 0.2  # noqa: PLR2004 - else the head points at the viewer
        self.up = unit(flat)[:2] if tall else np.array([0.0, 1.0])

    def at(self, y: float, z: float) -> tuple[Array, float] | None:
        """Return a place on the face as the viewer sees it and how squarely, or None."""
        depth = np.linspace(0.095, 0.0, 160)
        k = self.size
        local = np.stack([depth, np.full(160, y * k), np.full(160, z * k)], axis=1)
        world = self.body.origin["head"] + local @ self.body.turn["head"].T
        inside = self.skull.distance(world, self.skull.everything()) < 0
        q = self.axes @ world[int(np.argmax(inside)) if inside.any() else 159]
        column = int((q[0] - self.view.left) / self.view.pitch)
        row = int((self.view.top - q[1]) / self.view.pitch)
        rows, columns = self.view.shape
        if not (0 <= row < rows and 0 <= column < columns):
            return None
        squarely = float(self.view.normal[row, column, 2])
        if abs(self.view.depth[row, column] - q[2]) > 0.006 or squarely < 0.22:  # noqa: PLR2004
            return None
        return q, squarely

    def _oval(self, middle: Array, wide: float, tall: float) -> tuple[int, ...]:
        """Return the points of an ellipse upright along the head."""
        right = np.array([self.up[1], -self.up[0]])
        out: list[int] = []
        for x, y in (
            *((1, 0), (1, _CIRCLE), (_CIRCLE, 1), (0, 1)),
            *((-_CIRCLE, 1), (-1, _CIRCLE), (-1, 0)),
            *((-1, -_CIRCLE), (-_CIRCLE, -1), (0, -1)),
            *((_CIRCLE, -1), (1, -_CIRCLE), (1, 0)),
        ):
            out += to_units(middle[:2] + right * x * wide + self.up * y * tall)
        return tuple(out)

    def eye(self, middle: Array, squarely: float) -> Mark:
        wide, tall = _EYE_SIZE
        oval = self._oval(middle, wide * max(0.45, squarely), tall)
        return Mark("fill", "face", 0, "mccccz", oval)
