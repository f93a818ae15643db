"""A page as stamps put on it, and its content streams."""

from dataclasses import dataclass, field

from handouts.layout.galley import Galley
from handouts.layout.stamp import Resource, Stamp, placed


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

    def contents(self) -> list[bytes]:
        """Return the page's operators before, between and behind its fields, in their order.

        They are empty where nothing is drawn. Streams of a page may be joined as they are, so each
        ends a line (ISO 32000-1, 7.8.2).
        """
        streams: list[list[str]] = [[]]
        for on in self.placed:
            numbers = tuple([on.mark + gap for gap in on.stamp.gaps])
            first, *others = placed(on.stamp.operators % numbers, 0, on.rise)
            streams[-1].append(first)
            streams += [[part] for part in others]
        return [
            "".join([f"{part}\n" for part in parts if part]).encode("ascii") for parts in streams
        ]
