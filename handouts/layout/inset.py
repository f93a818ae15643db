"""Insets: parts of a piece that are made once and drawn once, in whatever pieces they stand.

An exercise's steps are the same whatever its dose is, a row of the log whoever it is for.
"""

from collections.abc import Callable, Hashable, Sequence

from handouts.layout.boxes import Box, Uncut
from handouts.layout.pen import Once, Pen
from handouts.layout.tags import Tag

_MOST_KEPT = 4096


class Inset(Uncut):
    """A box that remembers its size (points) and what drawing it left."""

    __slots__ = ("_box", "_once", "height", "tops", "width")

    def __init__(self, box: Box, tops: Sequence[Tag]) -> None:
        """Take a box and the elements that it has the content of."""
        self._box, self.tops = box, tuple(tops)
        self.width, self.height = box.width, box.height
        self._once = Once()

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw it, or put what it left before."""
        if pen.repeats:
            self._box.draw(pen, x, top)
            return
        stamp = self._once.stamp(pen, lambda: self._box.draw(pen, 0, 0))
        pen.put(stamp, self.tops, x, top)


Make = Callable[[Tag], Box]
"""Makes a box, its elements under the tag that it gets."""


def made(make: Make) -> Inset:
    """Return what is made as an inset."""
    parent = Tag("Sect")
    box = make(parent)
    return Inset(box, parent.kids)


class Insets:
    """The insets of a look by what they were made from."""

    def __init__(self) -> None:
        self._made: dict[Hashable, Inset] = {}

    def get(self, key: Hashable, make: Make) -> Inset:
        """Return what was made from a key."""
        found = self._made.get(key)
        if found is None:
            if len(self._made) >= _MOST_KEPT:
                self._made.clear()
            found = self._made[key] = made(make)
        return found


class Shelf:
    """The insets that one galley may take: each once, for an element stands in one place alone."""

    def __init__(self, insets: Insets) -> None:
        self._insets = insets
        self._taken: set[Hashable] = set()

    def take(self, key: Hashable, make: Make) -> Inset:
        """Return what was made from a key, or the same made anew if it was taken before."""
        if key in self._taken:
            return made(make)
        self._taken.add(key)
        return self._insets.get(key, make)
