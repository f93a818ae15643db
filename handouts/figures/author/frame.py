"""The box round what a panel shows, and how large a millimetre on paper is in it."""

import math
from collections.abc import Sequence
from typing import Final

import numpy as np

from handouts.figures.author.arrows import reach
from handouts.figures.author.outlines import OUTLINE
from handouts.figures.author.overlay import letter_box
from handouts.figures.author.pen import Box, Pen, around, box_of
from handouts.figures.author.tracer import View
from handouts.figures.author.vectors import Array
from handouts.figures.compose import LYING
from handouts.figures.drawing import UNITS_PER_STATURE, Letter, Mark

# The print size arrows and line widths are balanced for (mm).
MADE_FOR: Final = (54.0, 44.0)
_ARROW_MARGIN: Final = 2.2  # mm round an arrow: half its head, its rim, and a little


def framed(
    seen: Sequence[Box],
    traces: Sequence[Mark],
    letters: Sequence[Letter],
    paths: Sequence[Array],
    panels: int,
) -> Box:
    """Return the box of a panel: what is seen, with lines, letters and arrows over and beside it.

    `paths` are those of arrows; `panels`: how many stand side by side.
    """
    boxes = [*seen, *(box_of(trace) for trace in traces), *(letter_box(one) for one in letters)]
    arrow_box = reach(list(paths), _ARROW_MARGIN * millimetre(around(boxes), panels))
    boxes += [arrow_box] if arrow_box else []
    box = around(boxes)
    return grown(box, OUTLINE / 2 * millimetre(box, panels))


def millimetre(box: Box, panels: int) -> float:
    """Return one mm on paper in body heights, at the size a picture is made for."""
    wide, high = box[2] - box[0], box[3] - box[1]
    if wide < LYING * high:
        wide *= panels
    return max(wide / MADE_FOR[0], high / MADE_FOR[1]) / UNITS_PER_STATURE


def view_box(view: View) -> Box:
    """Return the box round what a view shows."""
    rows, columns = np.nonzero(view.part >= 0)
    pen = Pen.over(view)
    left, top = pen.at(np.array([columns.min(), rows.min()], dtype=np.float64))
    right, bottom = pen.at(np.array([columns.max() + 1, rows.max() + 1], dtype=np.float64))
    return left, bottom, right, top


def grown(box: Box, by: float) -> Box:
    """Return a box with room for half a line all round; `by` is in body heights."""
    room = math.ceil(by * UNITS_PER_STATURE)
    return box[0] - room, box[1] - room, box[2] + room, box[3] + room
