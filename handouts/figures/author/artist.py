"""One position drawn: what lies behind the person, the things, and the person."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from handouts.figures.author.builds import BUILDS
from handouts.figures.author.closeups import Cutout, cut, enlarged, spot
from handouts.figures.author.contours import grown, opened, without_crumbs
from handouts.figures.author.face import face_marks
from handouts.figures.author.field import viewer
from handouts.figures.author.frame import view_box
from handouts.figures.author.outlines import in_outline, line_marks
from handouts.figures.author.pen import Box, Pen, box_of, polygon
from handouts.figures.author.places import sided
from handouts.figures.author.props import Face, Setting, flat_props, solid_props
from handouts.figures.author.regions import (
    Dressed,
    Regions,
    Roles,
    fill_marks,
    outline_strokes,
    regions,
)
from handouts.figures.author.shapes import Part
from handouts.figures.author.solver import Solved, near_side
from handouts.figures.author.specks import without_specks
from handouts.figures.author.tracer import Tracer, View
from handouts.figures.author.vectors import Array, Flags
from handouts.figures.drawing import UNITS_PER_STATURE, Mark
from handouts.figures.pose import Closeup, PoseSpec

_GHOST_COARSER: Final = 1.4

# A ghost keeps this far from the figure, loses slivers thinner than twice _SLIVER, and parts
# smaller than _CRUMB (body heights squared): limbs that do not move leave no fringe.
_GAP: Final = 0.011
_SLIVER: Final = 0.008
_CRUMB: Final = 0.0035
_SHORT: Final = 0.75  # pixels that areas in a close-up end before its rim, where curves may stray
_BEYOND: Final = 1.05  # how much further than its rim a close-up is traced


@dataclass(frozen=True)
class Job:
    """What is to be drawn: a position of a person, and how finely.

    `ghost` is a position that shows as a pale shape behind it; `span` the least and the greatest x
    of everybody drawn; `felt` says that what is felt is felt here.
    """

    spec: PoseSpec
    figure: str
    pitch: float
    position: Solved
    ghost: Solved | None
    span: tuple[float, float]
    felt: bool
    closeups: tuple[Closeup, ...] = ()

    @property
    def named(self) -> tuple[object, ...]:
        """What tells it from other jobs with the same props and view, while it is there."""
        return id(self.position), id(self.ghost), self.figure, self.pitch, self.span, self.felt


@dataclass(frozen=True)
class Drawn:
    """What was drawn: marks behind the person, boxes of all that is seen, the person, the view."""

    behind: list[Mark]
    boxes: list[Box]
    figure: list[Mark]
    view: View
    cutouts: list[Cutout]


def draw(job: Job) -> Drawn:
    """Draw one position."""
    return _Artist(job).drawn()


class _Artist:
    def __init__(self, job: Job) -> None:
        self.job, self.spec, self.pitch = job, job.spec, job.pitch
        self.build, self.near = BUILDS[job.figure], near_side(job.spec)
        self.axes = viewer(job.spec.view.yaw, job.spec.view.pitch)
        position = job.position
        self.scene = Setting(position.body, position.parts, self.near, job.span)
        self.parts = [*position.parts, *solid_props(self.spec.props, self.scene)]

    def drawn(self) -> Drawn:
        position, raw = self.job.position, Tracer(self.parts, self.axes, self.pitch).look()
        view = without_specks(raw)
        who = self._dressed(position, self.parts, felt=self.job.felt)
        roles, pen = Roles(who), Pen.over(view)
        seen = regions(view, who, roles)
        marks = self._flat()
        boxes = [view_box(view), *(box_of(mark) for mark in marks)]
        if self.job.ghost is not None:
            ghost_marks, box = self._ghost(self.job.ghost, view, self.parts)
            marks += ghost_marks
            boxes += [box] if box else []
        figure = fill_marks(view, seen, pen)
        figure += line_marks(view, seen, who, roles, pen)
        if self.spec.plain:
            figure = in_outline(figure)
        figure += self._face(view)
        cutouts = [self._cutout(one) for one in self.job.closeups]
        return Drawn(marks, boxes, figure, raw, cutouts)

    def _cutout(self, closeup: Closeup) -> Cutout:
        """Return what a close-up shows: the same scene, traced more finely round its place."""
        place = spot(closeup, self.job.position.body, self.parts, self.near, self.axes)
        zoom, (x, y), far = closeup.zoom, place, closeup.r * _BEYOND
        radius = closeup.r * zoom * UNITS_PER_STATURE
        window = x - far, y - far, x + far, y + far
        view = without_specks(Tracer(self.parts, self.axes, self.pitch / zoom, window).look())
        who = self._dressed(self.job.position, self.parts, felt=self.job.felt)
        roles, unit = Roles(who), zoom * UNITS_PER_STATURE
        pen = Pen((view.left - x) * unit, (view.top - y) * unit, view.pitch * unit)
        seen = regions(view, who, roles)
        behind = [enlarged(mark, place, zoom) for mark in self._flat()]
        over = line_marks(view, seen, who, roles, pen)
        over += [enlarged(mark, place, zoom) for mark in self._face(view)]
        marks = [part for mark in behind for part in cut(mark, radius)]
        marks += fill_marks(view, _within(view, seen, place, closeup.r), pen)
        marks += [part for mark in over for part in cut(mark, radius)]
        marks = in_outline(marks) if self.spec.plain else marks
        return Cutout(place, closeup.r, zoom, tuple(marks))

    def _flat(self) -> list[Mark]:
        return _flat(flat_props(self.spec.props, self.scene, self.axes), self.axes)

    def _face(self, view: View) -> list[Mark]:
        position = self.job.position
        return face_marks(position.body, self.build, position.parts, view, self.axes)

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


def _within(view: View, seen: Regions, place: tuple[float, float], r: float) -> Regions:
    """Return what is seen within a circle of the page, and nothing outside of it."""
    rows, columns = np.indices(view.shape)
    x = view.left + (columns + 0.5) * view.pitch - place[0]
    y = view.top - (rows + 0.5) * view.pitch - place[1]
    inside = np.hypot(x, y) < r - _SHORT * view.pitch
    role, variant = (np.where(inside, seen_there, -1) for seen_there in (seen.role, seen.variant))
    return replace(seen, role=role, variant=variant, felt=seen.felt & inside)


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


def _flat(faces: Sequence[Face], axes: Array) -> list[Mark]:
    marks = []
    for face in faces:
        fill = polygon(face.paint, [axes @ corner for corner in face.corners])
        marks.append(fill)
        if face.paint != "floor":
            edge = face.paint.partition(".")[0] + ".edge"
            marks.append(Mark("line", edge, 0.11, fill.ops, fill.points))
    return marks
