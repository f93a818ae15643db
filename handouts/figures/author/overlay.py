"""What is drawn over a body or by itself: smooth lines, areas, and places for letters."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from handouts.figures.author.pen import Box, around, box_of, to_units
from handouts.figures.author.places import point
from handouts.figures.author.skeleton import Side, Skeleton
from handouts.figures.author.vectors import Array
from handouts.figures.drawing import Letter, Mark, Panel, Picture
from handouts.figures.pose import FlatSpec, PositionName, Stop, Trace
from handouts.figures.pose import Letter as LetterPlace

# Millimetres that a line's dark edges add, and the paper outside them: it shows on any cloth.
_EDGES: Final = 0.3
_PAPER: Final = 0.5
_ROOM: Final = 40  # units round a letter: its disc, in print no larger than that


def trace_marks(trace: Trace, body: Skeleton, near: Side, axes: Array) -> list[Mark]:
    """Return a line over a body, with dark edges on a rim of paper."""
    places = [_place(stop, body, near, axes) for stop in trace.through]
    ops, points = smooth_path([to_units(place) for place in places], closed=False)
    dark = trace.width + _EDGES
    layers = (("paper", dark + _PAPER), ("line", dark), (trace.paint, trace.width))
    return [Mark("line", paint, round(width, 2), ops, points) for paint, width in layers]


def letter_at(place: LetterPlace, body: Skeleton, near: Side, axes: Array) -> Letter:
    """Return a letter beside its place on a body."""
    return Letter(place.letter, *to_units(_place(place, body, near, axes)))


def in_panel(one: Trace | LetterPlace, panel: PositionName) -> bool:
    """Say whether a line or letter is drawn in a panel."""
    return not one.panels or panel in one.panels


def letter_box(letter: Letter) -> Box:
    """Return the room of a letter."""
    return letter.x - _ROOM, letter.y - _ROOM, letter.x + _ROOM, letter.y + _ROOM


def _place(stop: Stop, body: Skeleton, near: Side, axes: Array) -> Array:
    return np.asarray((axes @ point(body, stop.at, near))[:2] + np.asarray(stop.shift))


def draw_flat(exercise: str, figure: str, name: str, spec: FlatSpec) -> Picture:
    """Return the picture of what is drawn point by point."""
    marks: list[Mark] = []
    for shape in spec.shapes:
        places = [(round(x), round(y)) for x, y in shape.points]
        lay = straight_path if shape.corners else smooth_path
        ops, points = lay(places, closed=not shape.open)
        if not shape.open:
            marks.append(Mark("fill", shape.paint, 0, ops, points))
        if shape.width:
            ink = shape.paint if shape.open else "line"
            marks.append(Mark("line", ink, shape.width, ops, points))
    letters = tuple(Letter(one.letter, *map(round, one.at)) for one in spec.letters)
    boxes = [_box(mark) for mark in marks] + [letter_box(letter) for letter in letters]
    return Picture(exercise, figure, name, (Panel(around(boxes), tuple(marks), letters),))


def _box(mark: Mark) -> Box:
    room = round(mark.width * 5)
    left, bottom, right, top = box_of(mark)
    return left - room, bottom - room, right + room, top + room


def straight_path(
    places: Sequence[tuple[int, int]], *, closed: bool
) -> tuple[str, tuple[int, ...]]:
    """Return steps and points of straight lines from place to place."""
    ops = "m" + "l" * (len(places) - 1) + ("z" if closed else "")
    return ops, tuple(value for place in places for value in place)


def smooth_path(places: Sequence[tuple[int, int]], *, closed: bool) -> tuple[str, tuple[int, ...]]:
    """Return steps and points of a smooth curve through places.

    A Catmull-Rom spline as cubics: at each place the curve runs parallel to the line between its
    two neighbours (Catmull and Rom, "A class of local interpolating splines", 1974).
    """
    p = np.asarray(places, dtype=np.float64)
    before = np.roll(p, 1, axis=0) if closed else np.vstack([p[:1], p[:-1]])
    after = np.roll(p, -1, axis=0) if closed else np.vstack([p[1:], p[-1:]])
    along = (after - before) / 6
    points = [*places[0]]
    count = len(p) if closed else len(p) - 1
    for i in range(count):
        j = (i + 1) % len(p)
        for corner in (p[i] + along[i], p[j] - along[j], p[j]):
            points += [round(float(value)) for value in corner]
    return "m" + "c" * count + ("z" if closed else ""), tuple(points)
