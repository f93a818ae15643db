"""A page as stamps put on it, and its content stream."""

from dataclasses import dataclass, field

from handouts.layout.galley import Galley
from handouts.layout.stamp import Resource, Stamp


@dataclass(frozen=True, slots=True)
class PlacedStamp:
    """A stamp on a page: how high its upper edge is, in points, and the number of its first mark.

    `galley` is what it is of; running lines are of none.
    """

    stamp: Stamp
    rise: float
    mark: int
    galley: Galley | None


@dataclass(slots=True)
class Sheet:
    """A page by its index from 0."""

    index: int
    placed: list[PlacedStamp] = field(default_factory=list)
    marks: int = 0

    def add(self, stamp: Stamp, rise: float, galley: Galley | None = None) -> None:
        """Put a stamp on the page; it gets the page's next numbers for its marks."""
        self.placed.append(PlacedStamp(stamp, rise, self.marks, galley))
        self.marks += len(stamp.marks)

    @property
    def resources(self) -> set[Resource]:
        """What the page's operators name."""
        return {resource for on in self.placed for resource in on.stamp.resources}

    def content(self) -> bytes:
        """Return the page's operators."""
        parts = []
        for on in self.placed:
            numbers = tuple([on.mark + gap for gap in on.stamp.gaps])
            parts.append(f"q 1 0 0 1 0 {on.rise:.3f} cm" if on.rise else "q")
            parts += (on.stamp.operators % numbers, "Q")
        return "\n".join(parts).encode("ascii")
