"""Red marks on a preview: where a picture has what `exercise check` found in it.

Nothing is looked for here: each finding says what it concerns, and that is drawn round in red.
The paint is no paint of any palette for print, so that a red mark cannot be printed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from handouts.figures.author.arrows import arrow_path
from handouts.figures.author.closeups import spot
from handouts.figures.author.field import viewer
from handouts.figures.author.findings import Finding, Found
from handouts.figures.author.overlay import smooth_path, straight_path, trace_marks
from handouts.figures.author.pen import Pen, around, box_of, to_units
from handouts.figures.author.places import matching, point, sided
from handouts.figures.author.props import Setting, flat_props, solid_props
from handouts.figures.author.regions import outline_strokes
from handouts.figures.author.shapes import Part
from handouts.figures.author.solver import Solved, drawn_positions, near_side, position_names
from handouts.figures.author.tracer import Tracer
from handouts.figures.author.vectors import Array
from handouts.figures.author.zones import ZONES
from handouts.figures.drawing import UNITS_PER_STATURE, Mark, Panel, Picture
from handouts.figures.paints import Paint, Palette
from handouts.figures.pose import PoseSpec, PositionName
from handouts.figures.pose.names import POINTS

RED: Final = "wrong"

_COLOUR: Final = "#d4002a"
_WIDTH: Final = 0.6  # mm on paper
_EDGE: Final = 0.2  # ... of the edge of a box that cuts something off
_RIM: Final = 0.5  # ... of paper that shows beside a red line, both sides together
_PITCH: Final = 0.006
_RING: Final = 0.05  # body heights: round a joint or a muscle
_BELOW_SKIN: Final = 0.05  # ... from a bone to the muscle that lies on it
_ROOM: Final = 0.02


def in_red(palette: Palette) -> Palette:
    """Return a palette that has the red of the marks as well."""
    return {**palette, RED: Paint(_COLOUR)}


def marked(
    picture: Picture, spec: PoseSpec, solved: Sequence[Solved], found: Iterable[Found]
) -> Picture:
    """Return a picture with what was found in red over it, in the panel that it was found in.

    What was found in a position without a panel is not marked.
    """
    eye = _Eye(spec, solved)
    drawn = drawn_positions(spec)
    panels = list(picture.panels)
    for one in found:
        marks = [mark for mark in eye.round(one.finding, one.label) if mark.points]
        cut = one.finding.cause.startswith("clipped")
        # A pale start stands in the panel of the end.
        alone = spec.show == "ghost"
        if marks and (one.label in drawn or alone):
            number = 0 if alone else drawn.index(one.label)
            edge = [_edge(picture.panels[number])] if cut else []
            panels[number] = _over(panels[number], [*edge, *marks])
    return replace(picture, panels=tuple(panels))


def _over(panel: Panel, marks: list[Mark]) -> Panel:
    """Return a panel with red lines on rims of paper, and room for them."""
    room = round(_ROOM * UNITS_PER_STATURE)
    boxes = [box_of(mark) for mark in marks]
    left, bottom, right, top = around(boxes)
    box = around([panel.box, (left - room, bottom - room, right + room, top + room)])
    rims = [replace(mark, paint="paper", width=_WIDTH + _RIM) for mark in marks]
    return replace(panel, box=box, marks=(*panel.marks, *rims, *marks))


class _Eye:
    """Knows where on the page the parts that findings name are."""

    def __init__(self, spec: PoseSpec, solved: Sequence[Solved]) -> None:
        self.spec, self.near = spec, near_side(spec)
        self.axes = viewer(spec.view.yaw, spec.view.pitch)
        self.solved = dict(zip(position_names(spec), solved, strict=True))

    def round(self, finding: Finding, label: PositionName) -> list[Mark]:
        """Return red lines round what a finding concerns, none where it has no place."""
        position, name = self.solved[label], finding.part
        kind, _, number = name.partition(" ")
        if number.isdigit():
            return self._numbered(kind, int(number), position)
        if sided(name, self.near).removeprefix("L").removeprefix("R") in ZONES:
            return [self._ring(self._muscle(name, position))]
        if finding.cause.startswith("turned"):
            return [self._ring(point(position.body, name, self.near))]
        parts = matching(position.parts, name, self.near) if name else position.parts
        outlines = [self._outline(parts)] if parts else self._things(name, position)
        return outlines or self._places(name, position)

    def _places(self, name: str, position: Solved) -> list[Mark]:
        """Return a line from place to place, or a ring round the only one."""
        places = [place for place in name.split(" to ") if place in POINTS]
        if len(places) > 1:
            return [self._line([point(position.body, place, self.near) for place in places])]
        return [self._ring(point(position.body, place, self.near)) for place in places]

    def _things(self, name: str, position: Solved) -> list[Mark]:
        """Return the outlines of a solid thing of a name, or of flat things of a kind."""
        solid = [part for part in self._solid(position) if part.name == name]
        flat = [prop for prop in self.spec.props if prop.kind == name]
        faces = [face.corners for face in flat_props(flat, self._scene(position), self.axes)]
        outlines = [self._outline(solid)] if solid else []
        return outlines + [self._line([*corners, corners[0]]) for corners in faces]

    def _scene(self, position: Solved) -> Setting:
        points = np.concatenate([s.surface() for part in position.parts for s in part.solids])
        span = float(points[:, 0].min()), float(points[:, 0].max())
        return Setting(position.body, position.parts, self.near, span)

    def _solid(self, position: Solved) -> list[Part]:
        return solid_props(self.spec.props, self._scene(position))

    def _outline(self, parts: Sequence[Part]) -> Mark:
        """Return the outline that parts have where nothing hides them."""
        view = Tracer(parts, self.axes, _PITCH).look()
        strokes = outline_strokes(view.part >= 0, 0.7, 0.4, 6)
        return Pen.over(view).mark("line", RED, _WIDTH, strokes)

    def _ring(self, middle: Array) -> Mark:
        return _ring_at((self.axes @ middle)[:2])

    def _line(self, places: Sequence[Array]) -> Mark:
        path = [to_units(self.axes @ place) for place in places]
        return Mark("line", RED, _WIDTH, *straight_path(path, closed=False))

    def _numbered(self, kind: str, number: int, position: Solved) -> list[Mark]:
        """Return a red line along a line or an arrow, and a ring round one that is hard to find."""
        if kind == "close-up":
            parts = [*position.parts, *self._solid(position)]
            closeup = self.spec.closeups[number - 1]
            return [_ring_at(np.array(spot(closeup, position.body, parts, self.near, self.axes)))]
        if kind == "line":
            trace = self.spec.lines[number - 1]
            first, *_ = trace_marks(trace, position.body, self.near, self.axes)
            return [replace(first, paint=RED, width=_WIDTH)]
        bodies = {label: position.body for label, position in self.solved.items()}
        path = arrow_path(self.spec.arrows[number - 1], bodies, self.near, self.axes)
        ops, points = straight_path([to_units(place) for place in path], closed=False)
        line = Mark("line", RED, _WIDTH, ops, points)
        small = max(np.ptp(path, axis=0)) < _RING
        return [line, _ring_at(path.mean(axis=0))] if small else [line]

    def _muscle(self, name: str, position: Solved) -> Array:
        """Return the middle of a muscle on the body."""
        own = sided(name, self.near)
        side = own[0] if own[1:] in ZONES else ""
        patch = ZONES[own.removeprefix(side)]
        bone = side + patch.bone if patch.bone in ("thigh", "shank") else patch.bone
        out = np.radians(patch.faces) * (-1 if side == "R" else 1)
        x, y = _BELOW_SKIN * float(np.cos(out)), _BELOW_SKIN * float(np.sin(out))
        return position.body.at(bone, (x, y, patch.middle))


def _edge(panel: Panel) -> Mark:
    """Return the edge of a panel's box, where it cuts something off."""
    left, bottom, right, top = panel.box
    corners = [(left, bottom), (right, bottom), (right, top), (left, top)]
    return Mark("line", RED, _EDGE, *straight_path(corners, closed=True))


def _ring_at(middle: Array) -> Mark:
    """Return a ring round a place of the page."""
    turns = np.radians(np.arange(0, 360, 30))
    rim = middle + _RING * np.stack([np.cos(turns), np.sin(turns)], axis=1)
    return Mark("line", RED, _WIDTH, *smooth_path([to_units(place) for place in rim], closed=True))
