"""Insets: parts of a piece that are made once and drawn once, in whatever pieces they stand.

An exercise's steps are the same whatever its dose is, a row of the log whoever it is for.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from handouts.layout.boxes import Box, Uncut
from handouts.layout.pen import Pen
from handouts.layout.tags import Tag

if TYPE_CHECKING:
    from handouts.layout.stamp import Stamp

_MOST_KEPT = 4096


class Inset(Uncut):
    """A box that remembers its size (points) and what drawing it left."""

    __slots__ = ("_box", "_stamp", "height", "width")

    def __init__(self, box: Box) -> None:
        self._box = box
        self.width, self.height = box.width, box.height
        self._stamp: Stamp | None = None

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw it, or put what it left before."""
        if pen.repeats:
            self._box.draw(pen, x, top)
            return
        if self._stamp is None or self._stamp.rare:
            self._stamp = pen.record(lambda: self._box.draw(pen, 0, 0))
        pen.put(self._stamp, x, top)


Made = tuple[tuple[Tag, ...], Inset]
"""Elements, and the inset that has their content."""


@dataclass(slots=True)
class Insets:
    """The insets of a look by what they were made from."""

    _made: dict[Hashable, Made] = field(default_factory=dict)

    def get(self, key: Hashable, make: Callable[[Tag], Box]) -> Made:
        """Return what was made from a key; `make` puts elements under the tag that it gets."""
        made = self._made.get(key)
        if made is None:
            parent = Tag("Sect")
            box = Inset(make(parent))
            made = tuple(parent.kids), box
            if len(self._made) >= _MOST_KEPT:
                self._made.clear()
            self._made[key] = made
        return made


@dataclass(slots=True)
class Shelf:
    """The insets that one galley may take: each once, for an element stands in one place alone."""

    insets: Insets
    taken: set[Hashable] = field(default_factory=set)

    def take(self, key: Hashable, make: Callable[[Tag], Box]) -> Made:
        """Return what was made from a key, or the same made anew if it was taken before."""
        if key in self.taken:
            parent = Tag("Sect")
            box = Inset(make(parent))
            return tuple(parent.kids), box
        self.taken.add(key)
        return self.insets.get(key, make)
