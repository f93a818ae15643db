"""What is drawn of a pose, looked at coarsely: for whoever asks what a reader sees of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from handouts.figures.author.arrows import arrow_path
from handouts.figures.author.closeups import Inset, find_room, spot
from handouts.figures.author.field import viewer
from handouts.figures.author.findings import Case
from handouts.figures.author.memory import FORGETFUL, Memory, said
from handouts.figures.author.pen import Box
from handouts.figures.author.props import Setting, flat_props, solid_props
from handouts.figures.author.shapes import Part
from handouts.figures.author.solver import Solved, drawn_positions, near_side, position_names
from handouts.figures.author.tracer import Tracer, View
from handouts.figures.author.vectors import Array
from handouts.figures.compose import arrange
from handouts.figures.drawing import UNITS_PER_STATURE, Panel, Picture
from handouts.figures.pose import Arrow, Closeup, PoseSpec, PositionName

Bounds = tuple[float, float, float, float]

PITCH: Final = 0.009
"""Body heights for a pixel: coarser than a preview, and areas are right to a few per cent."""

# Millimetres: how large a picture is in a narrow column, and one of two lying positions.
_NARROW: Final = (46.0, 40.0)
_WIDE: Final = (92.0, 40.0)

# What of a pose does not change how one position looks, besides the positions themselves.
_UNSEEN: Final = frozenset(PoseSpec.model_fields) - {"view", "props", "no_far", "base"}


@dataclass(frozen=True)
class Sight:
    """One position that is drawn: the case, the viewer's axes, all that is there, the arrows."""

    case: Case
    axes: Array
    scene: Setting
    arrows: tuple[tuple[int, Arrow, Array], ...]
    ghost: Solved | None
    span: tuple[float, float]
    memory: Memory

    @property
    def position(self) -> Solved:
        """The position, solved."""
        return self.case.solved

    @cached_property
    def parts(self) -> list[Part]:
        """The person's parts, and those of solid things."""
        return [*self.position.parts, *solid_props(self.case.spec.props, self.scene)]

    @cached_property
    def view(self) -> View:
        """What is seen of them."""
        key = _view_key(self.case.spec, self.position, self.span, PITCH)
        tracer = Tracer(self.parts, self.axes, PITCH)
        return self.memory.kept(key, tracer.look, self.position)

    @cached_property
    def person(self) -> Array:
        """Where the person is seen, pixel by pixel."""
        flags = np.array([not part.is_prop for part in self.parts] + [False])
        return np.asarray(flags[self.view.part], dtype=bool)

    @cached_property
    def behind(self) -> list[Array]:
        """Points [n, 2] of each thing that is drawn behind what is traced."""
        flat = flat_props(self.case.spec.props, self.scene, self.axes)
        ghost = [] if self.ghost is None else self.ghost.parts
        things = [
            *(np.array(face.corners) for face in flat),
            *(solid.surface() for part in ghost for solid in part.solids),
        ]
        return [(points @ self.axes.T)[:, :2] for points in things]

    @cached_property
    def insets(self) -> list[Inset]:
        """Where close-ups stand."""
        case = self.case
        wanted = [
            (spot(one, case.solved.body, self.parts, case.near, self.axes), one.r, one.r * one.zoom)
            for one in closeups_in(case.spec, case.label)
        ]
        if not wanted:
            return []
        return find_room(wanted, self.view, [path for _, _, path in self.arrows], _units(self.seen))

    @cached_property
    def box(self) -> Bounds:
        """Left, bottom, right and top of what is drawn, in body heights."""
        corners = [self.seen, *(inset.bounds for inset in self.insets)]
        lefts, bottoms, rights, tops = zip(*corners, strict=True)
        return min(lefts), min(bottoms), max(rights), max(tops)

    @cached_property
    def seen(self) -> Bounds:
        """The same without close-ups."""
        rows, columns = np.nonzero(self.view.part >= 0)
        seen = [self.view.points(rows, columns)[:, :2], *(path for _, _, path in self.arrows)]
        points = np.concatenate([*seen, *self.behind])
        (left, bottom), (right, top) = points.min(0), points.max(0)
        return float(left), float(bottom), float(right), float(top)

    def shows(self, place: tuple[float, float], r: float) -> bool:
        """Say whether anything is seen within a circle of the page."""
        rows, columns = np.nonzero(self.view.part >= 0)
        away = self.view.points(rows, columns)[:, :2] - np.array(place)
        return bool((np.hypot(*away.T) < r).any())

    def over_person(self, points: Array) -> float:
        """Return the share of some points of the page that lie on the person."""
        rows = np.clip((self.view.top - points[:, 1]) / PITCH, 0, self.view.shape[0] - 1)
        columns = np.clip((points[:, 0] - self.view.left) / PITCH, 0, self.view.shape[1] - 1)
        return float(self.person[rows.astype(np.int64), columns.astype(np.int64)].mean())


def closeups_in(spec: PoseSpec, label: PositionName) -> tuple[Closeup, ...]:
    """Return the close-ups that stand beside a position."""
    alone = len(drawn_positions(spec)) == 1
    return tuple(one for one in spec.closeups if alone or one.panel == label)


def keep_view(
    memory: Memory, spec: PoseSpec, position: Solved, span: tuple[float, float], view: View
) -> None:
    """Keep what was seen of a position while it was drawn, for who looks at it afterwards."""
    memory.kept(_view_key(spec, position, span, view.pitch), lambda: view, position)


def _view_key(
    spec: PoseSpec, position: Solved, span: tuple[float, float], pitch: float
) -> tuple[object, ...]:
    return "view", id(position), span, pitch, said(spec, _UNSEEN)


def sights(
    spec: PoseSpec, figure: str, solved: Sequence[Solved], memory: Memory = FORGETFUL
) -> list[Sight]:
    """Return what is drawn of a pose: each position that has a panel of its own."""
    near, axes = near_side(spec), viewer(spec.view.yaw, spec.view.pitch)
    every = dict(zip(position_names(spec), solved, strict=True))
    drawn = {name: every[name] for name in drawn_positions(spec)}
    together = solved if spec.show == "ghost" else tuple(drawn.values())
    xs = np.concatenate(
        [solid.surface()[:, 0] for one in together for part in one.parts for solid in part.solids]
    )
    span = float(xs.min()), float(xs.max())
    bodies = {name: position.body for name, position in every.items()}
    ghost = solved[0] if spec.show == "ghost" and len(solved) > 1 else None
    out = []
    for label, position in drawn.items():
        arrows = tuple(
            (i, arrow, arrow_path(arrow, bodies, near, axes))
            for i, arrow in enumerate(spec.arrows, 1)
            if arrow.panel == label or len(drawn) == 1
        )
        case = Case(spec, position, near, label, figure)
        scene = Setting(position.body, position.parts, near, span)
        out.append(Sight(case, axes, scene, arrows, ghost, span, memory))
    return out


def print_scale(seen: Sequence[Sight]) -> float:
    """Return how many millimetres a body height is in a narrow column."""
    panels = tuple(Panel(_units(sight.box), ()) for sight in seen)
    drawing = arrange(Picture("", "", "", panels))
    wide, high = _WIDE if drawing.wide else _NARROW
    return min(wide / drawing.width, high / drawing.height) * UNITS_PER_STATURE


def _units(bounds: Bounds) -> Box:
    left, bottom, right, top = (round(v * UNITS_PER_STATURE) for v in bounds)
    return left, bottom, right, top
