"""The whole way: a pose spec and a figure become a picture."""

import hashlib
import json
from collections.abc import Sequence
from typing import Final

import numpy as np

from handouts.figures.author.arrows import arrow_marks, arrow_path
from handouts.figures.author.builds import BUILDS
from handouts.figures.author.contours import grown, opened, without_crumbs
from handouts.figures.author.face import face_marks
from handouts.figures.author.field import viewer
from handouts.figures.author.frame import framed, millimetre, view_box
from handouts.figures.author.outlines import in_outline, line_marks
from handouts.figures.author.overlay import (
    draw_flat,
    in_panel,
    letter_at,
    trace_marks,
)
from handouts.figures.author.pen import Box, Pen, box_of, polygon
from handouts.figures.author.places import sided
from handouts.figures.author.props import Face, Setting, flat_props, solid_props
from handouts.figures.author.regions import Dressed, Roles, fill_marks, outline_strokes, regions
from handouts.figures.author.shapes import Part
from handouts.figures.author.skeleton import Skeleton
from handouts.figures.author.solver import (
    Solved,
    drawn_positions,
    near_side,
    position_names,
    solve,
)
from handouts.figures.author.specks import without_specks
from handouts.figures.author.tracer import Tracer, View
from handouts.figures.author.vectors import Array, Flags
from handouts.figures.drawing import Letter as LetterMark
from handouts.figures.drawing import Mark, Panel, Picture, SoreSide
from handouts.figures.pose import FlatSpec, PoseSpec, PositionName

# Raise this when the renderer draws differently: every picture is then baked anew.
RENDERER: Final = 6

# Pixels in body heights. A figure standing 40 mm tall has a pixel of 0.1 mm at FINE; lines are
# placed finer than that. ROUGH shows a pose in about a second.
FINE: Final = 0.0026
ROUGH: Final = 0.0060
_GHOST_COARSER: Final = 1.4

# A ghost keeps this far from the figure, loses slivers thinner than twice _SLIVER, and parts
# smaller than _CRUMB (body heights squared): limbs that do not move leave no fringe.
_GAP: Final = 0.011
_SLIVER: Final = 0.008
_CRUMB: Final = 0.0035

Range = tuple[float, float]


def digest(spec: PoseSpec | FlatSpec, figure: str) -> str:
    """Return what names a baked picture's origin: the spec, the figure and the renderer."""
    data = json.dumps(
        spec.model_dump(mode="json", by_alias=True, exclude_defaults=True), sort_keys=True
    )
    sha = hashlib.sha256(f"{RENDERER}\n{figure}\n{BUILDS[figure]}\n{data}".encode())
    return sha.hexdigest()[:16]


def bake(
    exercise: str,
    spec: PoseSpec | FlatSpec,
    figure: str,
    pitch: float = FINE,
    solved: Sequence[Solved] = (),
) -> Picture:
    """Return the picture of an exercise with a figure (`builds.BUILDS`). Takes some seconds.

    `solved`: the positions, where they are solved already.
    """
    if isinstance(spec, FlatSpec):
        return draw_flat(exercise, figure, digest(spec, figure), spec)
    studio = _Studio(spec, figure, pitch, solved or solve(spec, figure))
    return studio.picture(exercise, digest(spec, figure))


class _Studio:
    """One exercise with one figure: what is drawn, seen from where, how finely."""

    def __init__(self, spec: PoseSpec, figure: str, pitch: float, solved: Sequence[Solved]) -> None:
        self.spec, self.pitch, self.solved = spec, pitch, solved
        self.build = BUILDS[figure]
        self.near = near_side(spec)
        self.axes = viewer(spec.view.yaw, spec.view.pitch)
        self.panels = len(drawn_positions(spec))

    def picture(self, exercise: str, name: str) -> Picture:
        figure = next(k for k, v in BUILDS.items() if v is self.build)
        every = dict(zip(position_names(self.spec), self.solved, strict=True))
        drawn = {name: every[name] for name in drawn_positions(self.spec)}
        ghosted = self.spec.show == "ghost" and len(self.solved) > 1
        span = _span(self.solved if ghosted else tuple(drawn.values()))
        bodies = {name: position.body for name, position in every.items()}
        panels = []
        for label, position in drawn.items():
            arrows = [
                (arrow_path(arrow, bodies, self.near, self.axes), arrow.both)
                for arrow in self.spec.arrows
                if len(drawn) == 1 or arrow.panel == label
            ]
            ghost = self.solved[0] if ghosted else None
            panels.append(self._panel(position, ghost, span, arrows, label))
        return Picture(exercise, figure, name, tuple(panels), sore=self._sore())

    def _sore(self) -> SoreSide:
        """Return which side of the person is drawn as the sore one, "" where none is."""
        if self.spec.sore is None:
            return ""
        return "left" if (self.spec.sore == "near") == (self.near == "L") else "right"

    def _panel(
        self,
        position: Solved,
        ghost: Solved | None,
        span: Range,
        arrows: list[tuple[Array, bool]],
        label: PositionName,
    ) -> Panel:
        scene = Setting(position.body, position.parts, self.near, span)
        parts = [*position.parts, *solid_props(self.spec.props, scene)]
        view = without_specks(Tracer(parts, self.axes, self.pitch).look())
        # What is felt is felt at the end of the movement, not before it.
        felt = position is not self.solved[0] or len(self.solved) == 1
        who = self._dressed(position, parts, felt=felt)
        roles, pen = Roles(who), Pen.over(view)
        seen = regions(view, who, roles)
        marks = _flat(flat_props(self.spec.props, scene, self.axes), self.axes)
        boxes = [view_box(view), *(box_of(mark) for mark in marks)]
        if ghost is not None:
            ghost_marks, box = self._ghost(ghost, view, parts)
            marks += ghost_marks
            boxes += [box] if box else []
        figure = fill_marks(view, seen, pen)
        figure += line_marks(view, seen, who, roles, pen)
        if self.spec.plain:
            figure = in_outline(figure)
        figure += face_marks(position.body, self.build, position.parts, view, self.axes)
        traces, letters = self._over(position.body, label)
        figure += traces
        box = framed(boxes, traces, letters, [path for path, _ in arrows], self.panels)
        mm = millimetre(box, self.panels)
        drawn = [arrow_marks(path, mm, both=both) for path, both in arrows]
        rims = [mark for rim, _ in drawn for mark in rim]
        heads = [mark for _, fill in drawn for mark in fill]
        return Panel(box, (*marks, *rims, *figure, *heads), letters)

    def _over(
        self, body: Skeleton, label: PositionName
    ) -> tuple[list[Mark], tuple[LetterMark, ...]]:
        """Return the lines and letters over a body in one panel."""
        lines, letters = self.spec.lines, self.spec.letters
        marks = [
            mark
            for line in lines
            if in_panel(line, label)
            for mark in trace_marks(line, body, self.near, self.axes)
        ]
        placed = [
            letter_at(one, body, self.near, self.axes) for one in letters if in_panel(one, label)
        ]
        return marks, tuple(placed)

    def _dressed(self, position: Solved, parts: Sequence[Part], *, felt: bool = False) -> Dressed:
        return Dressed(
            position.body,
            parts,
            self.build,
            self.axes,
            "" if self.spec.no_far else ("R" if self.near == "L" else "L"),
            tuple(sided(name, self.near) for name in self.spec.move),
            tuple(sided(name, self.near) for name in self.spec.feel) if felt else (),
            self.near,
        )

    def _ghost(
        self, start: Solved, figure: View, parts: Sequence[Part]
    ) -> tuple[list[Mark], Box | None]:
        """Return the start position as a pale shape, where the figure leaves it in sight."""
        view = without_specks(Tracer(start.parts, self.axes, self.pitch * _GHOST_COARSER).look())
        who = self._dressed(start, start.parts)
        roles, pen = Roles(who), Pen.over(view)
        seen = regions(view, who, roles)
        pixels = max(1, round(_GAP / view.pitch))
        covered = _same_place(view, figure, parts)
        visible = (view.part >= 0) & ~grown(covered, pixels)
        visible = opened(visible, max(1, round(_SLIVER / view.pitch)))
        visible = without_crumbs(visible, _CRUMB / view.pitch**2)
        strokes = outline_strokes(visible, 0.7, 0.5, 12)
        if not strokes:
            return [], None
        fill = pen.mark("fill", "ghost", 0, strokes)
        lines = line_marks(view, seen, who, roles, pen, ghost=visible)
        return [fill, *lines], box_of(fill)


def _same_place(ghost: View, figure: View, parts: Sequence[Part]) -> Flags:
    """Return for each of the ghost's pixels whether the figure covers it."""
    rows, columns = np.indices(ghost.shape)
    x = ghost.left + (columns + 0.5) * ghost.pitch
    y = ghost.top - (rows + 0.5) * ghost.pitch
    c = np.floor((x - figure.left) / figure.pitch).astype(np.int64)
    r = np.floor((figure.top - y) / figure.pitch).astype(np.int64)
    high, wide = figure.shape
    inside = (r >= 0) & (r < high) & (c >= 0) & (c < wide)
    person = np.array([not part.is_prop for part in parts] + [False])
    shown = person[figure.part[np.clip(r, 0, high - 1), np.clip(c, 0, wide - 1)]]
    return np.asarray(inside & shown, dtype=bool)


def _span(solved: Sequence[Solved]) -> Range:
    """Return the least and the greatest x of everybody drawn."""
    xs = np.concatenate(
        [s.surface()[:, 0] for one in solved for part in one.parts for s in part.solids]
    )
    return float(xs.min()), float(xs.max())


def _flat(faces: Sequence[Face], axes: Array) -> list[Mark]:
    marks = []
    for face in faces:
        fill = polygon(face.paint, [axes @ corner for corner in face.corners])
        marks.append(fill)
        if face.paint != "floor":
            edge = face.paint.partition(".")[0] + ".edge"
            marks.append(Mark("line", edge, 0.11, fill.ops, fill.points))
    return marks
