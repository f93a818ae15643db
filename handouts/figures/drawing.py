"""Drawing: a picture as plain paths, for any page, screen or plotter.

This is the seam between the figures stage and whoever puts ink on paper. A `Drawing` says
*where* every edge runs and *what* each area is ("skin", "top.far", "line"); a palette
(`handouts.figures.paints`) says which colour that is. Whoever draws needs to know only this:

- Coordinates are integers, x to the right, y **up**, the origin at the lower left corner of a
  box of `width` x `height` units. `UNITS_PER_STATURE` units are one body height.
- Paint the marks in the order they come; each covers what lies below it.
- A `fill` is filled with the **non-zero winding** rule and gets no outline. Holes run against
  their surroundings, so even-odd gives the same ink.
- A `line` is stroked with round caps and round joins. `width` is **millimetres on paper**,
  whatever the scale of the picture, so that thin lines survive small prints.
- A paint with a hatch (black-and-white palettes) is filled with its colour first; then
  parallel lines at 45 degrees, clipped to the fill, `spacing` and `width` in millimetres.
- `ops` holds one letter for each step: `m` move (takes 1 point), `l` line (1), `c` cubic
  Bezier (3: two control points and the end), `z` close (0). `points` holds x, y, x, y ...
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

UNITS_PER_STATURE = 1000

Kind = Literal["fill", "line"]
SoreSide = Literal["", "left", "right"]
Step = tuple[str, tuple[int, ...]]

_TAKES = {"m": 2, "l": 2, "c": 6, "z": 0}


@dataclass(frozen=True, slots=True)
class Mark:
    """One fill or line: `paint` names its colour in the palette, `width` is mm (lines only)."""

    kind: Kind
    paint: str
    width: float
    ops: str
    points: tuple[int, ...]

    def steps(self) -> Iterator[Step]:
        """Yield each letter with the coordinates it takes, in order."""
        at = 0
        for op in self.ops:
            end = at + _TAKES[op]
            yield op, self.points[at:end]
            at = end

    def moved(self, dx: int, dy: int) -> "Mark":
        """Return the same mark, dx units to the right and dy up."""
        points = list(self.points)
        points[::2] = [x + dx for x in self.points[::2]]
        points[1::2] = [y + dy for y in self.points[1::2]]
        return Mark(self.kind, self.paint, self.width, self.ops, tuple(points))

    def mirrored(self) -> "Mark":
        """Return the same mark with left and right exchanged about x = 0."""
        points = list(self.points)
        points[::2] = [-x for x in self.points[::2]]
        return Mark(self.kind, self.paint, self.width, self.ops, tuple(points))


@dataclass(frozen=True, slots=True)
class Panel:
    """One drawn position: its box (left, bottom, right, top in units) and its marks."""

    box: tuple[int, int, int, int]
    marks: tuple[Mark, ...]

    @property
    def width(self) -> int:
        """Width of the box in units."""
        return self.box[2] - self.box[0]

    @property
    def height(self) -> int:
        """Height of the box in units."""
        return self.box[3] - self.box[1]

    def mirrored(self) -> "Panel":
        """Return the same position as it looks in a mirror."""
        left, bottom, right, top = self.box
        return Panel((-right, bottom, -left, top), tuple(mark.mirrored() for mark in self.marks))


@dataclass(frozen=True, slots=True)
class Picture:
    """One exercise as drawn for one figure: one panel, or two or three in their order.

    `digest` names the pose spec, body and renderer it was baked from. `pose` names the spec alone,
    for what is not baked with the library: without the renderer that much can be compared. `sore`
    is the side of the person that is drawn as the sore one, "" where the exercise is for no side.
    """

    exercise: str
    figure: str
    digest: str
    panels: tuple[Panel, ...]
    pose: str = ""
    sore: SoreSide = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Where a panel begins and how wide it is, in units, and how many of the marks are its own."""

    left: int
    width: int
    marks: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture arranged in one box, ready for ink: size in units, marks in painting order.

    `wide` says that it wants the full width of the text (lying positions side by side). `panels`
    says where each position is, left to right, so that a caption can be set under it, and how many
    of the marks it has; in a stack of panels, and where there is only one, there are none.
    """

    width: int
    height: int
    marks: tuple[Mark, ...]
    wide: bool = False
    panels: tuple[Span, ...] = ()

    def __hash__(self) -> int:
        """Return the same for drawings that are equal, without going through every point."""
        return hash((self.width, self.height, len(self.marks), self.wide))
