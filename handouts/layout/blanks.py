"""Blanks: what is ticked or written on a screen, in a handout that is a form.

What is drawn stays as it is on paper; a blank lies over it, and shows nothing until it is filled.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from handouts.layout.boxes import Uncut
from handouts.layout.pen import Pen
from handouts.layout.signs import squares
from handouts.layout.stamp import ToTick, ToWrite
from handouts.layout.tags import Tag

_INSET = 0.75  # points from the rules around a cell to what can be touched
_TICK = 0.56  # of a cell that is ticked as a whole: how large its tick is


@dataclass(frozen=True, slots=True)
class CellToTick(Uncut):
    """A cell with a box to tick for each session of a day, which `words` are said of.

    Fingers are thicker than pens: all of a cell can be touched, each box in its share.
    """

    width: float
    height: float
    words: Sequence[str]
    tags: Sequence[Tag]

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Make the boxes."""
        if len(self.words) == 1:
            side = min(self.width, self.height) * _TICK
            inner = _inside(x, top, self.width, self.height)
            tick = ToTick(
                x + (self.width - side) / 2 - inner[0],
                top - (self.height + side) / 2 - inner[1],
                side,
            )
            pen.blank(inner, tick, self.words[0], self.tags[0])
            return
        small = squares(len(self.words), x, top, self.width, self.height)
        for square, words, tag in zip(small, self.words, self.tags, strict=True):
            wide, tall = self.width / square.in_row, self.height / square.rows
            share = _inside(x + square.column * wide, top - square.row * tall, wide, tall)
            tick = ToTick(square.left - share[0], square.below - share[1], square.size)
            pen.blank(share, tick, words, tag)


@dataclass(frozen=True, slots=True)
class CellToWrite(Uncut):
    """A cell to write a number or a word in, which `words` are said of."""

    width: float
    height: float
    words: str
    tag: Tag

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Make the place to write in."""
        inner = _inside(x, top, self.width, self.height)
        pen.blank(inner, ToWrite(centred=True), self.words, self.tag)


def _inside(x: float, top: float, width: float, height: float) -> tuple[float, float, float, float]:
    return x + _INSET, top - height + _INSET, x + width - _INSET, top - _INSET
