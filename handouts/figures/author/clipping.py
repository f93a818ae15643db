"""What is drawn outside of its panel's box: a page shows the box, and cuts the rest off."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from handouts.figures.author.arrows import arrow_marks
from handouts.figures.author.findings import Finding
from handouts.figures.author.frame import framed, millimetre, view_box
from handouts.figures.author.overlay import in_panel, letter_at, trace_marks
from handouts.figures.author.pen import Box, around, flattened, to_units
from handouts.figures.author.props import flat_props
from handouts.figures.author.sight import Sight
from handouts.figures.author.solver import drawn_positions
from handouts.figures.author.vectors import Array, vec
from handouts.figures.drawing import UNITS_PER_STATURE, Letter, Mark, Panel

# Millimetres on paper that nobody misses: part of a line's width.
_UNSEEN: Final = 0.2

Piece = tuple[str, Box]


def clipped(sight: Sight, scale: float) -> Iterator[Finding]:
    """Yield what sticks out of the box of a panel; `scale` is mm for a body height on paper."""
    box, unit = _frame(sight), UNITS_PER_STATURE / scale
    for name, reaches in _pieces(sight, box, unit):
        out = outside(box, reaches) / unit
        if out > _UNSEEN:
            says = "is cut off: {amount:.1f} mm of it lie outside of the picture's box"
            hint = "move it nearer to the person, or make it narrower"
            yield Finding(f"clipped {name}", name, says, hint, out)


def outside(box: Box, reaches: Box) -> float:
    """Return how far one box reaches beyond another."""
    left, bottom, right, top = box
    over = (left - reaches[0], bottom - reaches[1], reaches[2] - right, reaches[3] - top)
    return max(0.0, *over)


def marks_outside(panel: Panel, unit: float) -> Iterator[tuple[Mark, float]]:
    """Yield each mark of a panel that sticks out of its box, and how far in units.

    `unit`: how many units a millimetre on paper is.
    """
    for mark in panel.marks:
        out = outside(panel.box, _reach(mark, unit))
        if out and mark.paint != "paper":
            yield mark, out


def _frame(sight: Sight) -> Box:
    """Return the panel's box as the renderer makes it."""
    seen = [view_box(sight.view), *(_around(behind) for behind in sight.behind)]
    paths = [path for _, _, path in sight.arrows]
    seen += [inset.box for inset in sight.insets]
    traces = [mark for _, marks in _traces(sight) for mark in marks]
    panels = len(drawn_positions(sight.case.spec))
    return framed(seen, traces, _letters(sight), paths, panels)


def _pieces(sight: Sight, box: Box, unit: float) -> Iterator[Piece]:
    """Yield everything that is drawn, by the name its author knows, and how far it reaches."""
    for part in sight.parts:
        points = np.concatenate([solid.surface() for solid in part.solids]) @ sight.axes.T
        yield sight.case.named(part.name), _around(points)
    for prop in sight.case.spec.props:
        for face in flat_props([prop], sight.scene, sight.axes):
            yield prop.kind, _around(np.array(face.corners) @ sight.axes.T)
    mm = millimetre(box, len(drawn_positions(sight.case.spec)))
    for number, arrow, path in sight.arrows:
        _, marks = arrow_marks(path, mm, both=arrow.both)
        yield f"arrow {number}", around([_reach(mark, unit) for mark in marks])
    for number, marks in _traces(sight):
        ink = [mark for mark in marks if mark.paint != "paper"]
        yield f"line {number}", around([_reach(mark, unit) for mark in ink])


def _traces(sight: Sight) -> Iterator[tuple[int, list[Mark]]]:
    case = sight.case
    for number, line in enumerate(case.spec.lines, 1):
        if in_panel(line, case.label):
            yield number, trace_marks(line, case.solved.body, case.near, sight.axes)


def _letters(sight: Sight) -> list[Letter]:
    case = sight.case
    return [
        letter_at(one, case.solved.body, case.near, sight.axes)
        for one in case.spec.letters
        if in_panel(one, case.label)
    ]


def _around(points: Array) -> Box:
    """Return the box round points of the page, in units."""
    (left, bottom), (right, top) = points[:, :2].min(0), points[:, :2].max(0)
    return around([(*to_units(vec(left, bottom, 0)), *to_units(vec(right, top, 0)))])


def _reach(mark: Mark, unit: float) -> Box:
    """Return how far a mark reaches, with the width of its line."""
    points = np.concatenate(flattened(mark))
    room = mark.width / 2 * unit if mark.kind == "line" else 0.0
    (left, bottom), (right, top) = points.min(0) - room, points.max(0) + room
    return round(left), round(bottom), round(right), round(top)
