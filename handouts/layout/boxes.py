"""Laid-out pieces: each knows its size, can be drawn, and may be cut where a page ends.

A box is made for a width. Heights are points; `top` is the distance from the page's lower edge
to the box's upper edge. Boxes decide nothing while they are drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from handouts.colour import Colour
from handouts.layout.pen import Pen
from handouts.layout.tags import Link, Tag
from handouts.layout.theme import TextStyle
from handouts.layout.typeset import Line

_STRONG = 2.0  # points: the width of a rule between groups of columns

DANGER = "danger"
"""The name of the box with the danger signs: it stands whole on page 1 or nowhere."""

LOG = "log"
"""The name of a log's weeks: they are cut only where they are taller than a page."""


class Box(Protocol):
    """A laid-out piece."""

    @property
    def width(self) -> float:
        """Its width."""

    @property
    def height(self) -> float:
        """Its height."""

    @property
    def least(self) -> float:
        """The height of the shortest first part that `split` could leave on a page."""

    def split(self, room: float) -> "tuple[Box, Box] | None":
        """Return a part at most `room` high and the rest, or None where no cut is good."""

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw it with its upper left corner at (x, top)."""


class Uncut:
    """What all boxes share that are never cut: all of it, or nothing, stands on a page."""

    __slots__ = ()

    @property
    def least(self: "Box") -> float:
        """All of it."""
        return self.height

    def split(self, room: float) -> None:
        """Return None: it is never cut."""
        del room


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of text, the content of one tag; `label` hangs before the first (1. or a dot).

    Where there are `parts`, each run is the content of its own of them.

    A heading's `bookmark` is its level in the outline; by its `anchor` links lead to it.
    """

    lines: tuple[Line, ...]
    style: TextStyle
    width: float
    tag: Tag
    label: Line | None = None
    label_tag: Tag | None = None
    indent: float = 0
    links: tuple[Link, ...] = ()
    centred: bool = False
    bookmark: int = 0
    anchor: str = ""
    parts: tuple[Tag, ...] = ()

    @property
    def height(self) -> float:
        """Line distance times lines."""
        return len(self.lines) * self.style.leading

    @property
    def width_used(self) -> float:
        """The width of the longest line."""
        return max((line.width for line in self.lines), default=0)

    @property
    def least(self) -> float:
        """Two lines: no paragraph leaves its first line alone on a page."""
        few = len(self.lines) < 4  # noqa: PLR2004 - two lines on either side
        return self.height if few else 2 * self.style.leading

    def split(self, room: float) -> "tuple[Lines, Lines] | None":
        """Cut between lines, at least two on each side."""
        fits = min(int(room / self.style.leading + 1e-6), len(self.lines) - 2)
        if fits < 2:  # noqa: PLR2004 - two lines on either side
            return None
        head, tail = self.lines[:fits], self.lines[fits:]
        targets = [run.link for line in head for run in line.runs]
        begun = sum(bool(b) and a != b for a, b in zip(["", *targets], targets, strict=False))
        goes_on = bool(targets[-1]) and tail[0].runs[0].link == targets[-1]
        return (
            replace(self, lines=head, links=self.links[:begun]),
            replace(
                self, lines=tail, links=self.links[begun - goes_on :],
                label=None, label_tag=None, bookmark=0,
            ),
        )  # fmt: skip

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the label, then the lines."""
        if self.bookmark:
            pen.bookmark(
                "".join(run.text for line in self.lines for run in line.runs).strip(),
                self.bookmark,
                top,
                self.anchor,
            )
        if self.label and self.label_tag:
            pen.lines((self.label,), self.style, x, top, self.label_tag)
        pen.lines(
            self.lines, self.style, x + self.indent, top, self.tag,
            links=self.links, centre=self.width - self.indent if self.centred else None,
            parts=self.parts,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unread(Uncut):
    """A box that a reader who listens need not hear: what is said elsewhere, or heard before."""

    box: "Box"

    @property
    def width(self) -> float:
        """That of the box."""
        return self.box.width

    @property
    def height(self) -> float:
        """That of the box."""
        return self.box.height

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the box as an artifact."""
        with pen.as_artifact(artifact=True):
            self.box.draw(pen, x, top)


@dataclass(frozen=True, slots=True)
class Item:
    """A box in a stack: the space before it, and whether it stays with what follows."""

    box: Box
    before: float = 0
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """How a stack is dressed: padding, a tint, an outline, a rule at its left edge, top or foot."""

    padding: tuple[float, float, float, float] = (0, 0, 0, 0)  # top, right, bottom, left
    fill: Colour | None = None
    edge: Colour | None = None
    edge_width: float = 0
    outline: Colour | None = None
    radius: float = 0
    top_rule: Colour | None = None
    foot_rule: Colour | None = None
    foot_size: tuple[float, float] = (0, 0)  # its width, 0 for all, and its thickness


@dataclass(frozen=True, slots=True)
class Stack:
    """Boxes under one another; a page may end between them, and `again` begins what is left."""

    items: tuple[Item, ...]
    width: float
    frame: Frame = field(default_factory=Frame)
    whole: bool = False
    name: str = ""
    again: Unread | None = None

    @property
    def height(self) -> float:
        """Padding, boxes and the spaces between them."""
        top, _, bottom, _ = self.frame.padding
        return top + bottom + height_of(self.items)

    @property
    def least(self) -> float:
        """Up to the first box that may stand last on a page."""
        if self.whole or not self.items:
            return self.height
        needed = self.frame.padding[0] + self.frame.padding[2]
        for index, item in enumerate(self.items):
            needed += item.before if index else 0
            if not item.keep:
                return needed + item.box.least
            needed += item.box.height
        return self.height

    def split(self, room: float) -> "tuple[Stack, Stack] | None":
        """Cut between boxes, or inside one that can be cut."""
        if self.whole:
            return None
        room -= self.frame.padding[0] + self.frame.padding[2]
        cut = cut_items(self.items, room)
        if cut is None:
            return None
        begun = (Item(self.again, keep=True),) if self.again else ()
        return replace(self, items=cut[0]), replace(self, items=(*begun, *cut[1]))

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the dress, then the boxes."""
        if self.name == DANGER:
            pen.note_danger()
        pen.panel(self.frame, x, top, self.width, self.height)
        y = top - self.frame.padding[0]
        for index, item in enumerate(self.items):
            y -= item.before if index else 0
            item.box.draw(pen, x + self.frame.padding[3], y)
            y -= item.box.height


def height_of(items: Sequence[Item]) -> float:
    """Return the height of boxes under one another, with the spaces between them."""
    return sum(item.box.height + (item.before if index else 0) for index, item in enumerate(items))


def cut_items(
    items: tuple[Item, ...], room: float
) -> tuple[tuple[Item, ...], tuple[Item, ...]] | None:
    """Return the items that fit into `room` and the rest; None where nothing good fits.

    No item that keeps with the next ends the first part.
    """
    used = 0.0
    for index, item in enumerate(items):
        before = item.before if index else 0
        if used + before + item.box.height <= room:
            used += before + item.box.height
            continue
        inner = None
        if item.box.least <= room - used - before:
            inner = item.box.split(room - used - before)
        if inner is not None:
            head, tail = inner
            first = (*items[:index], replace(item, box=head, keep=False))
            return first, (replace(item, box=tail), *items[index + 1 :])
        end = index
        while end and items[end - 1].keep:
            end -= 1
        return (items[:end], items[end:]) if end else None
    return None


@dataclass(frozen=True, slots=True)
class Beside(Uncut):
    """Boxes side by side, their tops level; never cut."""

    columns: tuple[tuple[float, Box], ...]  # distance from the left edge, box
    width: float
    level: bool = False  # are their middles level instead?

    @property
    def height(self) -> float:
        """That of the tallest."""
        return max((box.height for _, box in self.columns), default=0)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw each column."""
        for offset, box in self.columns:
            down = (self.height - box.height) / 2 if self.level else 0
            box.draw(pen, x + offset, top - down)


@dataclass(frozen=True, slots=True)
class Shape(Uncut):
    """Something drawn by one function of the pen, of a fixed size; an artifact."""

    width: float
    height: float
    name: str
    colour: Colour
    values: tuple[float, ...] = ()

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the shape."""
        pen.shape(self, x, top)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells side by side, a rule below, perhaps a tint."""

    cells: tuple[tuple[float, Box], ...]
    height: float
    fill: Colour | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows under one another, the head again on each page."""

    head: tuple[Row, ...]
    rows: tuple[Row, ...]
    width: float
    rule: Colour
    pad: float
    uprights: tuple[float, ...] = ()  # distances of vertical rules, for tables to write in
    strong: tuple[float, ...] = ()  # those of thicker ones, between groups of columns
    repeated: bool = False
    whole: bool = False
    name: str = ""

    @property
    def height(self) -> float:
        """All rows."""
        return sum(row.height for row in (*self.head, *self.rows))

    @property
    def least(self) -> float:
        """The head and two rows, or all of a table that stays whole."""
        if self.whole:
            return self.height
        return sum(row.height for row in (*self.head, *self.rows[:2]))

    def split(self, room: float) -> "tuple[Grid, Grid] | None":
        """Cut between rows, never leaving a single one on either side."""
        if self.whole:
            return None
        room -= sum(row.height for row in self.head)
        fits = 0
        for row in self.rows:
            room -= row.height
            if room < 0:
                break
            fits += 1
        fits = min(fits, len(self.rows) - 2)
        if fits < 2:  # noqa: PLR2004 - two rows on either side
            return None
        head, tail = self.rows[:fits], self.rows[fits:]
        return replace(self, rows=head), replace(self, rows=tail, repeated=True)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the head (an artifact when it is drawn again), then the rows."""
        y = top
        for row in self.head:
            with pen.as_artifact(self.repeated):
                self._row(pen, row, x, y)
            y -= row.height
        for row in self.rows:
            self._row(pen, row, x, y)
            y -= row.height
        # A head of two rows has groups in its first: their words stand over several columns.
        first = self.head[0].height if len(self.head) > 1 else 0
        for offset in self.uprights:
            pen.line(x + offset, top - first, x + offset, y, self.rule)
        for offset in self.strong:
            pen.rectangle(x + offset - _STRONG / 2, y, _STRONG, top - y, self.rule)

    def _row(self, pen: Pen, row: Row, x: float, top: float) -> None:
        if row.fill:
            pen.rectangle(x, top - row.height, self.width, row.height, row.fill)
        pen.line(x, top - row.height, x + self.width, top - row.height, self.rule)
        for offset, box in row.cells:
            box.draw(pen, x + offset, top - self.pad)
