"""Galleys: blocks that are set once and serve in every document of the same look.

A galley has a block's boxes, each in a `Piece` that remembers its size and what drawing it left,
and the elements of the structure tree, ready to be numbered. Pages are made up of pieces.
"""

from collections.abc import Sequence

from handouts.layout.boxes import Box
from handouts.layout.pen import Once, Pen
from handouts.layout.stamp import Stamp
from handouts.layout.structure import Elements, elements
from handouts.layout.tags import Tag

_MOST_KEPT = 16  # ways in which the same galley was cut


class Galley:
    """What one block became. `tops` are its elements, in reading order."""

    def __init__(self, tops: Sequence[Tag]) -> None:
        self.tops = tuple(tops)
        self._elements: dict[tuple[int, ...], Elements] = {}

    def elements(self, stamps: Sequence[Stamp]) -> Elements:
        """Return the elements, with these stamps of all pieces in reading order."""
        # Elements hold their stamps, so that no other stamp gets the identity of one of them.
        key = tuple(map(id, stamps))
        found = self._elements.get(key)
        if found is None:
            found = elements(self.tops, stamps)
            if len(self._elements) < _MOST_KEPT and not any(stamp.rare for stamp in stamps):
                self._elements[key] = found
        return found


class Piece:
    """A box of a galley, or a part of it that stands on one page; lengths in points.

    `is_all` says that it is all of the galley.
    """

    __slots__ = ("_cuts", "_once", "box", "galley", "height", "is_all", "least", "width")

    def __init__(self, box: Box, galley: Galley, *, is_all: bool = False) -> None:
        self.box, self.galley, self.is_all = box, galley, is_all
        self.width, self.height, self.least = box.width, box.height, box.least
        self._once = Once()
        self._cuts: dict[float, tuple[Piece, Piece] | None] = {}

    def like(self, box: Box) -> "Piece":
        """Return a piece of the same galley with another box."""
        return self if box is self.box else Piece(box, self.galley)

    def split(self, room: float) -> "tuple[Piece, Piece] | None":
        """Cut the box; the parts are pieces of the same galley."""
        if room not in self._cuts:
            if len(self._cuts) >= _MOST_KEPT:
                self._cuts.clear()
            cut = self.box.split(room)
            self._cuts[room] = (self.like(cut[0]), self.like(cut[1])) if cut else None
        return self._cuts[room]

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the box."""
        self.box.draw(pen, x, top)

    def stamp(self, pen: Pen, x: float) -> Stamp:
        """Return what drawing it at x leaves, its upper edge at height 0; drawn once."""
        return self._once.stamp(pen, lambda: self.box.draw(pen, x, 0))
